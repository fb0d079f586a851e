package textlayout

import (
	"slices"
	"sort"
	"unicode"
)

// Paragraphs is the number of paragraphs; an empty text has one.
func (l *Layout) Paragraphs() int { return len(l.paras) }

// Paragraph returns the code points of paragraph i without its separator.
func (l *Layout) Paragraph(i int) (start, end int) {
	return int(l.paras[i].start), int(l.paras[i].end)
}

// ParagraphAt returns the paragraph that holds an offset; a separator belongs to
// the paragraph that it ends.
func (l *Layout) ParagraphAt(offset int) int {
	i := sort.Search(len(l.paras), func(i int) bool { return int(l.paras[i].start) > offset })
	return max(0, i-1)
}

// ParagraphExtent returns the top of paragraph i and its height with the gap below,
// in article pixels; estimates until it is laid out.
func (l *Layout) ParagraphExtent(i int) (y, height int) {
	return l.heights.before(i), l.heights.each[i]
}

// ParagraphDirection returns LTR or RTL: what the options force, else the first
// strong character, else Options.Base, else the article's first strong character.
func (l *Layout) ParagraphDirection(i int) Direction {
	p := &l.paras[i]
	if p.dir == Auto {
		p.dir = l.direction(l.text[p.start:p.end])
	}
	return p.dir
}

func (l *Layout) direction(runes []rune) Direction {
	if l.opts.Force && l.opts.Base != Auto {
		return l.opts.Base
	}
	if d := firstStrong(runes); d != Auto {
		return d
	}
	return l.reads
}

func (l *Layout) articleDirection() Direction {
	if l.opts.Base != Auto {
		return l.opts.Base
	}
	if firstStrong(l.text) == RTL {
		return RTL
	}
	return LTR
}

// split cuts the text after each paragraph separator.
func (l *Layout) split() {
	start := 0
	for i, r := range l.text {
		if r == '\n' || r == 0x2029 || r == 0x85 {
			l.paras = append(l.paras, paragraph{start: int32(start), end: int32(i)})
			start = i + 1
		}
	}
	l.paras = append(l.paras, paragraph{start: int32(start), end: int32(len(l.text))})
}

func (l *Layout) styleOf(i int) Style {
	s := Style{Size: 16}
	if l.opts.Style != nil {
		s = l.opts.Style(i)
	}
	s.Size = max(1, s.Size)
	if s.LineHeight <= 0 {
		s.LineHeight = s.Size * 3 / 2
	}
	if p := l.paras[i]; s.Blank > 0 && blank(l.text[p.start:p.end]) {
		s.LineHeight, s.Gap = s.Blank, 0
	}
	return s
}

func blank(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return !unicode.IsSpace(r) })
}

// estimate guesses a height from the length: a letter is about half an em wide.
func (l *Layout) estimate(p *paragraph) int {
	perLine := max(1, (l.opts.Width-p.style.Inset)*2/p.style.Size)
	lines := max(1, (int(p.end-p.start)+perLine-1)/perLine)
	return lines*p.style.LineHeight + p.style.Gap
}

func (l *Layout) frameOf(i int) frame {
	p := &l.paras[i]
	return frame{
		paragraph: i, offset: int(p.start), width: l.opts.Width,
		style: p.style, baseline: l.fonts.baseline(p.style),
	}
}

// ensure makes paragraph i exact and returns its shaped text.
func (l *Layout) ensure(i int) *cacheEntry {
	p := &l.paras[i]
	key := shapeKey{p.style.Size, p.style.Bold, p.style.Fonts, l.ParagraphDirection(i)}
	e := l.cache.get(i, key)
	if e == nil {
		e = l.cache.put(i, key, l.shapeOf(i))
	}
	if p.breaks == nil {
		l.breakLines(i, e.text)
	}
	return e
}

func (l *Layout) shapeOf(i int) *shaped {
	p := &l.paras[i]
	return l.fonts.shape(l.text[p.start:p.end:p.end], l.ParagraphDirection(i), p.style)
}

func (l *Layout) breakLines(i int, s *shaped) {
	p := &l.paras[i]
	p.breaks = s.wrap(l.opts.Width - p.style.Inset)
	l.heights.set(i, len(p.breaks)*p.style.LineHeight+p.style.Gap)
}

// lineOf returns line k of paragraph i, built once while its text is cached.
func (l *Layout) lineOf(e *cacheEntry, i, k int) *Line {
	breaks := l.paras[i].breaks
	if len(e.lines) != len(breaks) {
		e.lines = make([]*Line, len(breaks))
	}
	if e.lines[k] == nil {
		to := len(e.text.cells)
		if k+1 < len(breaks) {
			to = int(breaks[k+1])
		}
		e.lines[k] = e.text.line(k, int(breaks[k]), to, l.frameOf(i))
	}
	return e.lines[k]
}
