package textlayout

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"
)

// rasterise draws one glyph for the cache.
func rasterise(face *font.Face, key glyphKey) glyphImage {
	if key.id == font.EmptyGlyph {
		return glyphImage{}
	}
	face.SetPpem(key.size, key.size)
	switch data := face.GlyphData(key.id).(type) {
	case font.GlyphOutline:
		return fill(data.Segments, face, key)
	case font.GlyphBitmap:
		if img, ok := bitmapGlyph(face, data, key); ok {
			return img
		}
		if data.Outline != nil {
			return fill(data.Outline.Segments, face, key)
		}
	case font.GlyphSVG:
		if img, ok := svgGlyph(data, key); ok {
			return img
		}
		return fill(data.Outline.Segments, face, key)
	case font.GlyphColor:
		if img, ok := layeredGlyph(face, data, key); ok {
			return img
		}
		if outline, ok := face.GlyphDataOutline(key.id); ok {
			return fill(outline.Segments, face, key)
		}
	}
	return glyphImage{}
}

// fill turns an outline into a coverage mask.
func fill(segments []ot.Segment, face *font.Face, key glyphKey) glyphImage {
	scale := float32(key.size) / float32(face.Upem())
	box := pixelBox(segments, scale, float32(key.quarter)/4)
	if box.Empty() {
		return glyphImage{}
	}
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	pen := outlinePen{vector.NewRasterizer(box.Dx(), box.Dy()), scale,
		float32(key.quarter)/4 - float32(box.Min.X), -float32(box.Min.Y)}
	pen.trace(segments)
	pen.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return glyphImage{mask: mask, x: box.Min.X, y: box.Min.Y}
}

// pixelBox is what an outline covers, in pixels with y growing downwards.
func pixelBox(segments []ot.Segment, scale, shift float32) image.Rectangle {
	if len(segments) == 0 {
		return image.Rectangle{}
	}
	minX, minY := float32(math.Inf(1)), float32(math.Inf(1))
	maxX, maxY := -minX, -minY
	for i := range segments {
		for _, p := range segments[i].ArgsSlice() {
			x, y := p.X*scale+shift, -p.Y*scale
			minX, maxX = min(minX, x), max(maxX, x)
			minY, maxY = min(minY, y), max(maxY, y)
		}
	}
	return image.Rect(
		int(math.Floor(float64(minX))), int(math.Floor(float64(minY))),
		int(math.Ceil(float64(maxX))), int(math.Ceil(float64(maxY))))
}

// outlinePen draws font units in pixels.
type outlinePen struct {
	*vector.Rasterizer
	scale, dx, dy float32
}

func (o outlinePen) at(p ot.SegmentPoint) (x, y float32) {
	return p.X*o.scale + o.dx, -p.Y*o.scale + o.dy
}

func (o outlinePen) trace(segments []ot.Segment) {
	open := false
	for _, s := range segments {
		x, y := o.at(s.Args[0])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			if open {
				o.ClosePath()
			}
			o.MoveTo(x, y)
			open = true
		case ot.SegmentOpLineTo:
			o.LineTo(x, y)
		case ot.SegmentOpQuadTo:
			x1, y1 := o.at(s.Args[1])
			o.QuadTo(x, y, x1, y1)
		case ot.SegmentOpCubeTo:
			x1, y1 := o.at(s.Args[1])
			x2, y2 := o.at(s.Args[2])
			o.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	if open {
		o.ClosePath()
	}
}
