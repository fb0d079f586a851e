package textlayout

import (
	"slices"
	"sort"
	"unicode"
)

// paragraph is what reads in one direction. Its blocks are what is laid out.
type paragraph struct {
	start, end int32
	block      int32 // its first
	style      Style
	dir        Direction        // Auto until asked for
	levels     *paragraphLevels // nil until asked for
}

// paragraphLevels are the bidi levels of a paragraph of several blocks.
type paragraphLevels struct {
	of   Direction // the direction that they are for
	each []uint8   // one for each code point; nil where all are 0
}

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
	first, last := l.firstBlock(i), l.lastBlock(i)
	if first == last {
		return l.heights.before(first), l.heights.each[first]
	}
	y = l.heights.before(first)
	return y, l.heights.before(last+1) - y
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
	if d := FirstStrong(runes); d != Auto {
		return d
	}
	return l.reads
}

func (l *Layout) articleDirection() Direction {
	if l.opts.Base != Auto {
		return l.opts.Base
	}
	if FirstStrong(l.text) == RTL {
		return RTL
	}
	return LTR
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
	} else if i+1 < len(l.paras) && s.Blank > 0 && blank(l.text[l.paras[i+1].start:l.paras[i+1].end]) {
		s.Gap = max(0, s.Gap-s.Blank)
	}
	return s
}

func blank(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return !unicode.IsSpace(r) })
}

// estimate guesses the height of block i from its length: a letter is about half an em
// wide.
func (l *Layout) estimate(i int) int {
	b, style := &l.blocks[i], l.styleAt(i)
	perLine := max(1, (l.opts.Width-style.Inset)*2/style.Size)
	return l.heightOf(i, max(1, (int(b.end-b.start)+perLine-1)/perLine))
}

// heightOf is the height of block i when it has so many lines.
func (l *Layout) heightOf(i, lines int) int {
	style := l.styleAt(i)
	h := lines * style.LineHeight
	if l.ends(i) {
		h += style.Gap
	}
	return h
}

func (l *Layout) frameOf(i int) frame {
	b, style := &l.blocks[i], l.styleAt(i)
	return frame{
		block: i, paragraph: int(b.paragraph), offset: int(b.start), width: l.opts.Width,
		style: *style, baseline: l.fonts.baseline(*style),
	}
}

// ensure makes block i exact and returns its shaped text.
func (l *Layout) ensure(i int) *cacheEntry {
	key := l.keyOf(i)
	e := l.cache.get(i, key)
	if e == nil {
		e = l.cache.put(i, key, l.shapeOf(i))
	}
	if l.blocks[i].breaks == nil {
		l.breakLines(i, e.text)
	}
	return e
}

func (l *Layout) keyOf(i int) shapeKey {
	style := l.styleAt(i)
	return shapeKey{style.Size, style.Bold, style.Fonts, l.ParagraphDirection(int(l.blocks[i].paragraph))}
}

func (l *Layout) shapeOf(i int) *shaped {
	b := &l.blocks[i]
	p := &l.paras[b.paragraph]
	dir := l.ParagraphDirection(int(b.paragraph))
	src := source{text: l.text[p.start:p.end:p.end], start: int(b.start - p.start), end: int(b.end - p.start)}
	if !src.whole() {
		src.levels = l.levelsOf(i, dir)
	}
	return l.fonts.shape(src, dir, p.style)
}

// levelsOf are the bidi levels of block i, one of several in a paragraph, whose levels
// are worked out once for all of them; nil where all are 0.
func (l *Layout) levelsOf(i int, dir Direction) []uint8 {
	b := &l.blocks[i]
	p := &l.paras[b.paragraph]
	if p.levels == nil || p.levels.of != dir {
		runes := l.text[p.start:p.end]
		p.levels = &paragraphLevels{of: dir}
		if !levelsAreZero(runes, baseLevel(dir)) {
			p.levels.each = levels(runes, baseLevel(dir))
		}
	}
	if p.levels.each == nil {
		return nil
	}
	return p.levels.each[b.start-p.start : b.end-p.start]
}

func (l *Layout) breakLines(i int, s *shaped) {
	b := &l.blocks[i]
	b.breaks = s.wrap(l.opts.Width - l.styleAt(i).Inset)
	l.heights.set(i, l.heightOf(i, len(b.breaks)))
}

// lineOf returns line k of block i, built once while its text is cached.
func (l *Layout) lineOf(e *cacheEntry, i, k int) *Line {
	breaks := l.blocks[i].breaks
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
