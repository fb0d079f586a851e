package textlayout

import (
	"image"
	"image/color"

	"golang.org/x/image/math/fixed"
)

// Painter draws lines into pictures. It keeps the masks of the glyphs that it has
// drawn and serves one goroutine.
type Painter struct {
	fonts  *FontSet
	glyphs *glyphCache
	labels map[labelKey]*Line
}

type labelKey struct {
	text        string
	size, width int
	bold        bool
	base        Direction
}

// maxLabels bounds the strings that Label, DrawString and Measure remember.
const maxLabels = 2000

// NewPainter returns a painter with an empty cache. It may draw lines of any
// layout whose fonts come from the same NewFontSet call.
func NewPainter(fonts *FontSet) *Painter {
	return &Painter{fonts: fonts, glyphs: newGlyphCache(), labels: map[labelKey]*Line{}}
}

// DrawLine draws the text of a line with the left edge of its measure at x and its
// top at y, source over what is there. ink gives the colour of the letter at an
// offset of the article.
func (p *Painter) DrawLine(dst *image.RGBA, ln *Line, x, y int, ink func(offset int) color.NRGBA) {
	for i := range ln.pieces {
		p.drawPiece(dst, ln, &ln.pieces[i], x, y+ln.Baseline, ink)
	}
}

// DrawString draws one line of text with its left edge at x, and returns its width
// in pixels.
func (p *Painter) DrawString(dst *image.RGBA, s string, size int, bold bool, x, baseline int, c color.NRGBA) (advance int) {
	ln := p.Label(s, size, bold, 0, Auto)
	p.DrawLine(dst, ln, x, baseline-ln.Baseline, func(int) color.NRGBA { return c })
	return ln.Width()
}

// Measure is the width of one line of text in pixels.
func (p *Painter) Measure(s string, size int, bold bool) int {
	return p.Label(s, size, bold, 0, Auto).Width()
}

// Label is ShapeLabel with what was set lately remembered. The line must not be changed.
func (p *Painter) Label(s string, size int, bold bool, maxWidth int, base Direction) *Line {
	key := labelKey{s, size, maxWidth, bold, base}
	ln := p.labels[key]
	if ln == nil {
		if len(p.labels) >= maxLabels {
			clear(p.labels)
		}
		ln = ShapeLabel(p.fonts, s, size, bold, maxWidth, base)
		p.labels[key] = ln
	}
	return ln
}

func (p *Painter) drawPiece(dst *image.RGBA, ln *Line, pc *piece, x, baseline int, ink func(int) color.NRGBA) {
	if pc.run.level&1 != pc.level&1 {
		return // white space that rule L1 moved to the line's end
	}
	pen := pc.x + fixed.I(x)
	for _, g := range pc.run.between(pc.start, pc.end) {
		gx, gy := pen+g.dx, baseline-g.dy.Round()
		pen += g.advance
		px := gx.Floor()
		if px > dst.Rect.Max.X+2*pc.run.size || px < dst.Rect.Min.X-4*pc.run.size {
			continue
		}
		m := p.glyphs.get(p.fonts, glyphKey{pc.run.font, g.id, uint16(pc.run.size), uint8(gx&63) / 16})
		if m.empty() {
			continue
		}
		m.draw(dst, px, gy, ink(ln.offset+int(g.cluster)))
	}
}
