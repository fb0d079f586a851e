package textview

import (
	"image"
	"image/color"
	"math"
)

// corners says on which sides the corners of a rectangle are round, or which sides of a frame are closed.
type corners struct{ left, right bool }

// fillRect lays a colour over a rectangle.
func fillRect(dst *image.RGBA, r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(dst.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	src := premultiplied(c)
	rest := 255 - uint32(src.A)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := dst.Pix[dst.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i := 0; i < len(row); i += 4 {
			over(row[i:i+4:i+4], src, rest)
		}
	}
}

// fillRound is fillRect with the upper corners of some sides rounded; the lower ones stand on an underline.
func fillRound(dst *image.RGBA, r image.Rectangle, radius int, round corners, c color.NRGBA) {
	radius = min(radius, r.Dx()/2, r.Dy()/2)
	left, right := r.Min.X, r.Max.X
	if round.left {
		left += radius
	}
	if round.right {
		right -= radius
	}
	fillRect(dst, image.Rect(left, r.Min.Y, right, r.Max.Y), c)
	whole := r
	whole.Max.Y += radius
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < left; x++ {
			blend(dst, x, y, c, cover(x, y, whole, radius))
		}
		for x := right; x < r.Max.X; x++ {
			blend(dst, x, y, c, cover(x, y, whole, radius))
		}
	}
}

// strokeRound draws a frame inside a rectangle, open on the sides that are not closed.
func strokeRound(dst *image.RGBA, r image.Rectangle, radius, thick int, closed corners, c color.NRGBA) {
	inner := r.Inset(thick)
	if !closed.left {
		inner.Min.X -= thick
	}
	if !closed.right {
		inner.Max.X += thick
	}
	outer := r
	// An open side runs on past what is drawn, so that no corner shows there.
	if !closed.left {
		outer.Min.X -= 2 * radius
		inner.Min.X -= 2 * radius
	}
	if !closed.right {
		outer.Max.X += 2 * radius
		inner.Max.X += 2 * radius
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if image.Pt(x, y).In(inner.Inset(radius)) {
				x = inner.Max.X - radius - 1
				continue
			}
			blend(dst, x, y, c, cover(x, y, outer, radius)-cover(x, y, inner, max(0, radius-thick)))
		}
	}
}

// cover is how much of a pixel lies in a rectangle with round corners, 0 to 1.
func cover(x, y int, r image.Rectangle, radius int) float64 {
	if !image.Pt(x, y).In(r) {
		return 0
	}
	dx := max(r.Min.X+radius-x, x-(r.Max.X-1-radius), 0)
	dy := max(r.Min.Y+radius-y, y-(r.Max.Y-1-radius), 0)
	if dx == 0 || dy == 0 {
		return 1
	}
	d := math.Hypot(float64(dx)-0.5, float64(dy)-0.5)
	return min(max(float64(radius)-d+0.5, 0), 1)
}

// dashes draws a broken line.
func dashes(dst *image.RGBA, r image.Rectangle, on, off int, c color.NRGBA) {
	for x := r.Min.X; x < r.Max.X; x += on + off {
		fillRect(dst, image.Rect(x, r.Min.Y, min(x+on, r.Max.X), r.Max.Y), c)
	}
}

// outline draws a broken frame, one dash thick.
func outline(dst *image.RGBA, r image.Rectangle, thick int, c color.NRGBA) {
	dashes(dst, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+thick), 3*thick, 2*thick, c)
	dashes(dst, image.Rect(r.Min.X, r.Max.Y-thick, r.Max.X, r.Max.Y), 3*thick, 2*thick, c)
	fillRect(dst, image.Rect(r.Min.X, r.Min.Y, r.Min.X+thick, r.Max.Y), c)
	fillRect(dst, image.Rect(r.Max.X-thick, r.Min.Y, r.Max.X, r.Max.Y), c)
}

func blend(dst *image.RGBA, x, y int, c color.NRGBA, share float64) {
	if share <= 0 || !image.Pt(x, y).In(dst.Rect) {
		return
	}
	c.A = uint8(float64(c.A)*share + 0.5)
	src := premultiplied(c)
	i := dst.PixOffset(x, y)
	over(dst.Pix[i:i+4:i+4], src, 255-uint32(src.A))
}

func over(px []uint8, src color.RGBA, rest uint32) {
	if px[3] == 0 {
		px[0], px[1], px[2], px[3] = src.R, src.G, src.B, src.A
		return
	}
	px[0] = src.R + uint8((uint32(px[0])*rest+127)/255)
	px[1] = src.G + uint8((uint32(px[1])*rest+127)/255)
	px[2] = src.B + uint8((uint32(px[2])*rest+127)/255)
	px[3] = src.A + uint8((uint32(px[3])*rest+127)/255)
}
