package textlayout

import (
	"sort"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/math/fixed"
)

// shaped is one block with its glyphs, before it is cut into lines. Indexes count
// runes from the start of the block.
type shaped struct {
	runes  []rune
	attrs  []attr
	levels []uint8
	base   uint8 // the paragraph's own level, 0 or 1
	size   int   // em, px
	cells  []cell
	runs   []run
	tab    fixed.Int26_6 // distance between tab stops
	hyphen run           // what is drawn where a line ends in a soft hyphen; without glyphs where none can
	goesOn bool          // the paragraph does after the block
}

// cell is one grapheme: the smallest thing that a caret can stand beside.
type cell struct {
	start int32
	run   int32
	width fixed.Int26_6
	kind  cellKind
	tied  bool // drawn by the glyph of the cell before it, as the alef of lam-alef
}

type cellKind uint8

const (
	inkCell    cellKind = iota
	spaceCell           // hangs at the end of a line
	tabCell             // its width depends on where it stands
	hiddenCell          // a control or joiner, never drawn
)

// run is text of one level, script and font.
type run struct {
	start, end int
	level      uint8
	font       *font.Font
	size       int     // em, px: not the block's where a font is set larger
	orphan     bool    // shown on a circle
	glyphs     []glyph // left to right
}

// between returns the glyphs of runes [start, end). Clusters rise from left to right,
// or fall in a run that reads right to left.
func (r *run) between(start, end int) []glyph {
	if r.level&1 == 0 {
		from := sort.Search(len(r.glyphs), func(i int) bool { return int(r.glyphs[i].cluster) >= start })
		to := sort.Search(len(r.glyphs), func(i int) bool { return int(r.glyphs[i].cluster) >= end })
		return r.glyphs[from:to]
	}
	from := sort.Search(len(r.glyphs), func(i int) bool { return int(r.glyphs[i].cluster) < end })
	to := sort.Search(len(r.glyphs), func(i int) bool { return int(r.glyphs[i].cluster) < start })
	return r.glyphs[from:to]
}

type glyph struct {
	cluster int32 // first rune that the glyph shows
	id      font.GID
	advance fixed.Int26_6
	dx, dy  fixed.Int26_6 // dy grows upwards
}

// cellEnd is the rune index after cell i.
func (s *shaped) cellEnd(i int) int {
	if i+1 < len(s.cells) {
		return int(s.cells[i+1].start)
	}
	return len(s.runes)
}

func (s *shaped) rtl() bool { return s.base == 1 }
