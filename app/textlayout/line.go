package textlayout

import (
	"sort"

	"golang.org/x/image/math/fixed"
)

// Line is one line as it stands on screen. All its measures are device pixels; x
// counts from the left edge of the measure, offsets are code points of the article.
type Line struct {
	Start, End int // what the line shows; the paragraph's separator is not in it
	Y          int // top in the article, as of the Lines call that returned it; LineY is always right
	Height     int // from this line's top to the next one's
	Baseline   int // from the top
	Paragraph  int
	X0, X1     int  // extent of the ink
	RTL        bool // the paragraph reads right to left
	Truncated  bool // ends in an ellipsis that is not in the text

	hyphen bool // ends in a soft hyphen that is drawn
	block  int
	index  int // in the block
	offset int // of the block
	text   *shaped
	pieces []piece    // left to right
	cells  []lineCell // in logical order
	order  []int32    // indexes into cells, left to right
	place  []int32    // the inverse of order
}

// Width is the distance in pixels between the line's outermost cells, white space
// included. A label begins at 0 and is Width wide.
func (ln *Line) Width() int {
	if len(ln.order) == 0 {
		return 0
	}
	return ln.gapX(len(ln.order)) - ln.gapX(0)
}

// lineCell is a grapheme on its line.
type lineCell struct {
	start, end int32 // offsets in the article
	x0, x1     int32
	rtl        bool
	ink        bool
}

// piece is the part of a run that stands on one line at one level.
type piece struct {
	run        *run
	start, end int // runes of the block
	first, cut int // cells of the line, half-open
	x          fixed.Int26_6
	level      uint8
}

// frame says where a line's block stands.
type frame struct {
	block, paragraph, offset int
	width                    int
	style                    Style
	baseline                 int
}

// line builds the line of cells [from, to).
func (s *shaped) line(index, from, to int, fr frame) *Line {
	ln := &Line{
		Height: fr.style.LineHeight, Baseline: fr.baseline,
		Paragraph: fr.paragraph, RTL: s.rtl(),
		block: fr.block, index: index, offset: fr.offset, text: s,
	}
	start, end := len(s.runes), len(s.runes)
	if from < len(s.cells) {
		start = int(s.cells[from].start)
	}
	if to > from {
		end = s.cellEnd(to - 1)
	}
	ln.Start, ln.End = fr.offset+start, fr.offset+end
	lineLevels := append([]uint8(nil), s.levels[start:end]...)
	widths, total := s.widths(from, to)
	hanging := end
	if h, letter := s.hyphenAfter(from, to); h > 0 {
		ln.hyphen = true
		widths[to-from-1] = h
		total += h
		hanging = s.cellEnd(letter) // a hyphen that is seen stays beside its letter
		for i := hanging; i < end; i++ {
			lineLevels[i-start] = lineLevels[hanging-start-1]
		}
	}
	resetTrailing(s.runes[start:hanging], lineLevels[:hanging-start], s.base)
	ln.cutPieces(from, to, lineLevels)
	left := fixed.I(fr.style.Inset)
	if s.rtl() {
		left = fixed.I(fr.width-fr.style.Inset) - total
	}
	ln.arrange(left, widths)
	ln.extent()
	return ln
}

// widths measures the cells of a line, tabs by where they stand.
func (s *shaped) widths(from, to int) (widths []fixed.Int26_6, total fixed.Int26_6) {
	widths = make([]fixed.Int26_6, to-from)
	for i := range widths {
		widths[i] = s.widthAt(from+i, total)
		total += widths[i]
	}
	return widths, total
}

// cutPieces fills cells, and pieces in logical order.
func (ln *Line) cutPieces(from, to int, lineLevels []uint8) {
	s := ln.text
	ln.cells = make([]lineCell, to-from)
	lastRun := int32(-1)
	for i := range ln.cells {
		c := s.cells[from+i]
		end := s.cellEnd(from + i)
		level := lineLevels[int(c.start)+ln.offset-ln.Start]
		ln.cells[i] = lineCell{
			start: c.start + int32(ln.offset), end: int32(end + ln.offset),
			rtl: level&1 == 1, ink: c.kind == inkCell && c.width > 0,
		}
		if ln.hyphen && i == len(ln.cells)-1 {
			ln.cells[i].ink = true
			ln.pieces = append(ln.pieces, piece{
				run: s.hyphenAt(from+i, level), start: int(c.start), end: end, first: i, cut: i + 1, level: level,
			})
			break
		}
		if n := len(ln.pieces); n > 0 && c.run == lastRun && ln.pieces[n-1].level == level {
			ln.pieces[n-1].end, ln.pieces[n-1].cut = end, i+1
			continue
		}
		lastRun = c.run
		ln.pieces = append(ln.pieces, piece{
			run: &s.runs[c.run], start: int(c.start), end: end, first: i, cut: i + 1, level: level,
		})
	}
}

// arrange puts pieces and cells in visual order, from x = left on.
func (ln *Line) arrange(left fixed.Int26_6, widths []fixed.Int26_6) {
	pieceLevels := make([]uint8, len(ln.pieces))
	for i, p := range ln.pieces {
		pieceLevels[i] = p.level
	}
	logical := ln.pieces
	ln.pieces = make([]piece, len(logical))
	ln.order = make([]int32, 0, len(ln.cells))
	ln.place = make([]int32, len(ln.cells))
	x := left
	for v, i := range visualOrder(pieceLevels) {
		p := logical[i]
		p.x = x
		for k := p.first; k < p.cut; k++ {
			at := k
			if p.level&1 == 1 {
				at = p.cut - 1 - (k - p.first)
			}
			ln.cells[at].x0 = int32(x.Round())
			x += widths[at]
			ln.cells[at].x1 = int32(x.Round())
			ln.place[at] = int32(len(ln.order))
			ln.order = append(ln.order, int32(at))
		}
		ln.pieces[v] = p
	}
	if len(ln.cells) == 0 {
		ln.X0 = left.Round()
		ln.X1 = ln.X0
	}
}

func (ln *Line) extent() {
	seen := false
	for _, c := range ln.cells {
		if !c.ink {
			continue
		}
		if !seen {
			ln.X0, ln.X1, seen = int(c.x0), int(c.x1), true
		}
		ln.X0, ln.X1 = min(ln.X0, int(c.x0)), max(ln.X1, int(c.x1))
	}
	if !seen && len(ln.cells) > 0 {
		first := ln.cells[0]
		ln.X0 = int(first.x0)
		if ln.RTL {
			ln.X0 = int(first.x1)
		}
		ln.X1 = ln.X0
	}
}

// cellAt is the cell that holds an offset, or -1 when none does.
func (ln *Line) cellAt(offset int) int {
	i := sort.Search(len(ln.cells), func(i int) bool { return int(ln.cells[i].end) > offset })
	if i == len(ln.cells) || int(ln.cells[i].start) > offset {
		return -1
	}
	return i
}
