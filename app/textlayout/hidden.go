package textlayout

import (
	"image"
	"image/color"
	"slices"
)

// DrawHidden draws, over the text of a line, a small sign for each character that is
// otherwise unseen: tabs, no-break and unusual spaces, soft hyphens, joiners, bidi
// controls and other controls. Ordinary spaces get none. It moves no letter: x and y
// are those of DrawLine, and a sign stands at the caret's place of its character. Signs
// that would cover each other stand one below the other, then side by side; where even
// that has no room three dots say that there are more.
func (p *Painter) DrawHidden(dst *image.RGBA, ln *Line, x, y int, c color.NRGBA) {
	if len(ln.text.runs) == 0 {
		return
	}
	h := newHiddenPen(dst, ln.text.size, y+ln.Baseline, c)
	var posts []post
	for i := range ln.cells {
		cell := &ln.cells[i]
		runes := ln.text.runes[int(cell.start)-ln.offset : int(cell.end)-ln.offset]
		left, right := x+int(cell.x0), x+int(cell.x1)
		if kind := spaceSignOf(runes[0]); kind != noSign {
			h.space(kind, left, right, cell.rtl)
		}
		posts = appendPosts(posts, runes, left, right, cell.rtl)
	}
	slices.SortStableFunc(posts, func(a, b post) int { return a.x - b.x })
	for _, p := range posts {
		h.post(p)
	}
}

// post is the sign of a character without width.
type post struct {
	sign sign
	x    int
	rtl  bool
}

// appendPosts adds those of one cell. What comes after a letter in the same grapheme
// stands where that part of the grapheme ends.
func appendPosts(posts []post, runes []rune, left, right int, rtl bool) []post {
	hidden := 0
	for _, r := range runes {
		if signOf(r) != noSign {
			hidden++
		}
	}
	if hidden == 0 {
		return posts
	}
	seen := max(1, len(runes)-hidden)
	before := 0
	for _, r := range runes {
		kind := signOf(r)
		if kind == noSign {
			before++
			continue
		}
		at := left + (right-left)*before/seen
		if rtl {
			at = right - (right-left)*before/seen
		}
		posts = append(posts, post{kind, at, rtl})
	}
	return posts
}

// hiddenPen draws the signs of one line.
type hiddenPen struct {
	dst      *image.RGBA
	colour   color.NRGBA
	em       int
	baseline int
	unit     int // half the height of a sign, px
	thick    int // of a stroke, px
	taken    []image.Rectangle
	posted   int // where the last post stands
	dots     int // where three dots stand last
}

func newHiddenPen(dst *image.RGBA, em, baseline int, c color.NRGBA) *hiddenPen {
	const nowhere = -1 << 30
	return &hiddenPen{
		dst: dst, colour: c, em: em, baseline: baseline,
		unit: max(2, (em+3)/7), thick: max(1, (em+8)/20), posted: nowhere, dots: nowhere,
	}
}

// space draws a sign within the width that the character has.
func (h *hiddenPen) space(kind sign, left, right int, rtl bool) {
	u := float32(h.unit)
	mid := float32(left+right) / 2
	s := newSketch(h.thick)
	switch kind {
	case tabSign:
		from, to := float32(left)+u, float32(right)-u
		if to-from < 2*u { // hardly room for the head
			from, to = mid-u, mid+u
		}
		if rtl {
			from, to = to, from
		}
		back := u * 1.2
		if rtl {
			back = -back
		}
		y := -2.2 * u
		s.line(from, y, to, y)
		s.line(to-back, y-u*0.9, to, y)
		s.line(to-back, y+u*0.9, to, y)
	case noBreakSign:
		w := max(float32(right-left)/2-1, u*0.6)
		s.line(mid-w, 0, mid+w, 0)
		s.line(mid-w, -1.1*u, mid-w, 0)
		s.line(mid+w, -1.1*u, mid+w, 0)
	case oddSpaceSign:
		s.disc(mid, -2.2*u, u*0.45)
	}
	s.draw(h.dst, 0, h.baseline, h.colour)
}

// signColumns is how many columns of signs stand at one place.
const signColumns = 3

// rows are the middles of the signs at one place, in the order in which they are used:
// above the letters, below them, and over them.
func (h *hiddenPen) rows() [3]int {
	return [...]int{h.baseline - h.em*4/5 - h.unit, h.baseline + h.em/6 + h.unit, h.baseline - h.em/4}
}

// post draws a sign on its post, in the first place where it covers no other.
func (h *hiddenPen) post(p post) {
	half := 2*h.unit + h.thick
	for column := range signColumns {
		at := p.x + 2*half*column
		for _, mid := range h.rows() {
			tile := image.Rect(at-half, mid-h.unit-h.thick, at+half, mid+h.unit+h.thick)
			if h.covered(tile) {
				continue
			}
			h.taken = append(h.taken, tile)
			if column == 0 && p.x != h.posted {
				h.posted = p.x
				h.fill(image.Rect(p.x-h.thick/2, h.baseline-h.em*4/5+1, p.x-h.thick/2+h.thick, h.baseline+h.em/6))
			}
			s := newSketch(h.thick)
			p.sign.sketch(s, float32(h.unit), p.rtl)
			s.draw(h.dst, at, mid, h.colour)
			return
		}
	}
	h.more(p.x + 2*half*signColumns)
}

// more draws three dots, once for each place.
func (h *hiddenPen) more(x int) {
	if x-h.dots < 4*h.unit {
		return
	}
	h.dots = x
	s, u := newSketch(h.thick), float32(h.unit)
	for i := range 3 {
		s.disc(0, float32(i-1)*1.6*u, 0.5*u)
	}
	s.draw(h.dst, x, h.baseline-3*h.unit, h.colour)
}

// maxNear is more than the signs that can reach one place.
const maxNear = 30

// covered reports whether a sign stands in a place already. The latest are enough, as
// the signs come from left to right.
func (h *hiddenPen) covered(tile image.Rectangle) bool {
	for i := len(h.taken) - 1; i >= max(0, len(h.taken)-maxNear); i-- {
		if h.taken[i].Overlaps(tile) {
			return true
		}
	}
	return false
}

// fill draws a rectangle.
func (h *hiddenPen) fill(r image.Rectangle) {
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	for i := range mask.Pix {
		mask.Pix[i] = 255
	}
	blendMask(h.dst, mask, r.Min.X, r.Min.Y, h.colour)
}
