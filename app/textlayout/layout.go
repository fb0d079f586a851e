// Package textlayout lays an article out in lines and answers where each letter
// stands: bidirectional order, shaping, line breaking, hit-testing, caret motion
// and painting.
//
// Start with New, ask Lines for what is on screen, draw each with Painter.DrawLine.
// All measures are whole device pixels; all offsets are code points of the article,
// ranges half-open. The package knows no annotation and no widget: nothing that is
// highlighted can change how a word is shaped. A Layout and its FontSet belong to
// one goroutine.
package textlayout

import (
	"sort"
	"strings"
)

// Style is how one paragraph is set, in device pixels.
type Style struct {
	Size       int // em
	LineHeight int // from baseline to baseline
	Bold       bool
	Fonts      Fonts
	Gap        int // below the paragraph
	Inset      int // indent on the side where lines begin
	Blank      int // height of a paragraph of white space alone, which stands in the gap before it; 0 makes it like the others
}

// Options say how an article is set.
type Options struct {
	Width int                       // of the measure, px
	Base  Direction                 // direction of paragraphs that have no strong character
	Force bool                      // Base is the direction of every paragraph
	Style func(paragraph int) Style // must be pure; nil: 16 px for all

	block int // most code points of a block; 0: blockLimit
}

// Layout is one article in lines. Text is laid out when it is first looked at; until
// then its height is an estimate.
type Layout struct {
	text    []rune
	fonts   *FontSet
	opts    Options
	paras   []paragraph
	blocks  []block
	heights *heights // of the blocks
	cache   shapeCache
	reads   Direction // the article's own direction, LTR or RTL
	pending int       // blocks before it are exact
}

// New lays out text, which it does not look at beyond cutting it into paragraphs, and
// those that are very long into blocks.
func New(text string, fonts *FontSet, opts Options) *Layout {
	l := &Layout{text: []rune(text), fonts: fonts}
	n := strings.Count(text, "\n") + 1
	l.paras, l.blocks = make([]paragraph, 0, n), make([]block, 0, n)
	l.split(opts.block)
	l.cache.init()
	l.Resize(opts)
	return l
}

// Resize sets the article anew for other options. Shaped text is kept where size,
// weight and direction stay.
func (l *Layout) Resize(opts Options) {
	l.opts = opts
	l.pending = 0
	l.reads = l.articleDirection()
	for i := range l.paras {
		p := &l.paras[i]
		p.dir = Auto
		p.style = l.styleOf(i)
	}
	estimates := make([]int, len(l.blocks))
	for i := range l.blocks {
		l.blocks[i].breaks = nil
		estimates[i] = l.estimate(i)
	}
	l.heights = newHeights(estimates)
	l.cache.dropLines()
}

// Len is the length of the article in code points.
func (l *Layout) Len() int { return len(l.text) }

// Height is the article's height in pixels, an estimate for the text that has not been
// laid out.
func (l *Layout) Height() int { return l.heights.total() }

// Lines returns the lines that touch the pixels [y0, y1), from top to bottom,
// laying out what was not.
func (l *Layout) Lines(y0, y1 int) []*Line { return l.AppendLines(nil, y0, y1) }

// AppendLines is Lines into a slice that is used again.
func (l *Layout) AppendLines(dst []*Line, y0, y1 int) []*Line {
	y0 = max(0, y0)
	i := l.heights.find(y0)
	for top := l.heights.before(i); i < len(l.blocks) && top < y1; i++ {
		e := l.ensure(i)
		h := l.styleAt(i).LineHeight
		for k := max(0, (y0-top)/h); k < len(l.blocks[i].breaks) && top+k*h < y1; k++ {
			ln := l.lineOf(e, i, k)
			ln.Y = top + k*h
			dst = append(dst, ln)
		}
		top += l.heights.each[i]
	}
	return dst
}

// LineY is the top of a line in article pixels as the layout stands now.
func (l *Layout) LineY(ln *Line) int {
	return l.heights.before(ln.block) + ln.index*ln.Height
}

// LineAt returns the line that shows a position. At a place where a line wraps
// the affinity decides between the line that ends and the one that begins.
func (l *Layout) LineAt(offset int, aff Affinity) *Line {
	offset = l.clamp(offset)
	i := l.blockAt(offset, aff)
	e := l.ensure(i)
	ln := l.lineOf(e, i, l.lineIndex(e, i, offset, aff))
	ln.Y = l.LineY(ln)
	return ln
}

// lineIndex is the line of block i that shows a position.
func (l *Layout) lineIndex(e *cacheEntry, i, offset int, aff Affinity) int {
	at := min(offset, int(l.blocks[i].end)) - int(l.blocks[i].start)
	later := l.blocks[i].breaks[1:]
	return sort.Search(len(later), func(k int) bool {
		start := int(e.text.cells[later[k]].start)
		return start > at || start == at && aff == Upstream
	})
}

// LayoutSome lays out up to budget blocks whose height is not exact yet, and reports
// whether all are. A block is a paragraph, or some thousand code points of a long one.
// It is meant for idle time and leaves the cache alone.
func (l *Layout) LayoutSome(budget int) bool {
	for ; l.pending < len(l.blocks); l.pending++ {
		if l.blocks[l.pending].breaks != nil {
			continue
		}
		if budget <= 0 {
			return false
		}
		budget--
		s := l.cache.peek(l.pending, l.keyOf(l.pending))
		if s == nil {
			s = l.shapeOf(l.pending)
		}
		l.breakLines(l.pending, s)
	}
	return true
}

func (l *Layout) clamp(offset int) int { return max(0, min(offset, len(l.text))) }
