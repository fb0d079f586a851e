package textlayout

import (
	"encoding/binary"
	"image"
	"image/color"
)

// draw puts a glyph with its origin at (x, y) over what is in dst.
func (g *glyphImage) draw(dst *image.RGBA, x, y int, c color.NRGBA) {
	if g.colour != nil {
		g.drawColour(dst, x+g.x, y+g.y, c.A)
		return
	}
	blendMask(dst, g.mask, x+g.x, y+g.y, c)
}

func blendMask(dst *image.RGBA, mask *image.Alpha, x, y int, c color.NRGBA) {
	r := mask.Rect.Add(image.Pt(x, y)).Intersect(dst.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	redBlue := uint32(c.R) | uint32(c.B)<<16
	greenAlpha := uint32(c.G) | 255<<16
	ca := uint32(c.A)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		m := mask.Pix[(py-y)*mask.Stride+r.Min.X-x:][:r.Dx()]
		d := dst.Pix[dst.PixOffset(r.Min.X, py):][:4*r.Dx()]
		for i, cover := range m {
			if cover == 0 {
				continue
			}
			a := div255(uint32(cover) * ca)
			px := d[4*i : 4*i+4 : 4*i+4]
			old := binary.LittleEndian.Uint32(px)
			rb := redBlue*a + (old&0x00FF00FF)*(255-a)
			ga := greenAlpha*a + (old>>8&0x00FF00FF)*(255-a)
			binary.LittleEndian.PutUint32(px, div255Pair(rb)|div255Pair(ga)<<8)
		}
	}
}

// div255Pair is div255 on the upper and the lower half of a word.
func div255Pair(v uint32) uint32 {
	v += 0x00800080
	return (v + v>>8&0x00FF00FF) >> 8 & 0x00FF00FF
}

// drawColour draws a glyph that brings its own colours, faded by alpha.
func (g *glyphImage) drawColour(dst *image.RGBA, x, y int, alpha uint8) {
	r := g.colour.Rect.Add(image.Pt(x, y)).Intersect(dst.Rect)
	fade := uint32(alpha)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		s := g.colour.Pix[g.colour.PixOffset(r.Min.X-x, py-y):]
		d := dst.Pix[dst.PixOffset(r.Min.X, py):]
		for i := 0; i < 4*r.Dx(); i += 4 {
			rest := 255 - div255(uint32(s[i+3])*fade)
			for k := i; k < i+4; k++ {
				d[k] = uint8(div255(uint32(s[k])*fade + uint32(d[k])*rest))
			}
		}
	}
}

// div255 divides by 255 with rounding, for values up to 255*255.
func div255(v uint32) uint32 {
	v += 128
	return (v + v>>8) >> 8
}
