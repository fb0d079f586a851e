package textlayout

import (
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
	cr, cg, cb, ca := uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		m := mask.Pix[(py-y)*mask.Stride+r.Min.X-x:][:r.Dx()]
		d := dst.Pix[dst.PixOffset(r.Min.X, py):][:4*r.Dx()]
		for i, cover := range m {
			if cover == 0 {
				continue
			}
			a := div255(uint32(cover) * ca)
			px := d[4*i : 4*i+4 : 4*i+4]
			rest := 255 - a
			px[0] = uint8(div255(cr*a + uint32(px[0])*rest))
			px[1] = uint8(div255(cg*a + uint32(px[1])*rest))
			px[2] = uint8(div255(cb*a + uint32(px[2])*rest))
			px[3] = uint8(div255(255*a + uint32(px[3])*rest))
		}
	}
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
