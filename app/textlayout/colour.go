package textlayout

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // bitmap glyphs may be JPEG
	_ "image/png"  // and mostly are PNG

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/draw"
)

// bitmapGlyph scales a colour picture to its glyph's extents.
func bitmapGlyph(face *font.Face, data font.GlyphBitmap, key glyphKey) (glyphImage, bool) {
	if data.Format != font.PNG && data.Format != font.JPG {
		return glyphImage{}, false
	}
	src, _, err := image.Decode(bytes.NewReader(data.Data))
	if err != nil {
		return glyphImage{}, false
	}
	ext, ok := face.GlyphExtents(key.id)
	if !ok || ext.Width == 0 || ext.Height == 0 {
		return glyphImage{}, false
	}
	scale := float32(key.size) / float32(face.Upem())
	w, h := int(ext.Width*scale+0.5), int(-ext.Height*scale+0.5)
	if w <= 0 || h <= 0 {
		return glyphImage{}, false
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Bounds(), draw.Src, nil)
	return glyphImage{colour: dst, x: int(ext.XBearing * scale), y: -int(ext.YBearing*scale + 0.5)}, true
}

// svgGlyph draws an SVG glyph once at its size. In such a picture y = 0 is the
// baseline once its view box has been moved to the origin.
func svgGlyph(data font.GlyphSVG, key glyphKey) (glyphImage, bool) {
	box := data.ViewBox
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data.Source), oksvg.IgnoreErrorMode)
	if err != nil || box.Width <= 0 || box.Height <= 0 {
		return glyphImage{}, false
	}
	size := int(key.size)
	left, above, below := size/2, size*5/4, size/2 // room for what leaves the em square
	w, h := 2*size+left, above+below
	scale := float64(size) / float64(box.Height)
	icon.Transform = rasterx.Identity.
		Translate(float64(left)-float64(box.MinX)*scale, float64(above)-float64(box.MinY)*scale).
		Scale(scale, scale)
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, dst, dst.Rect)), 1)
	return glyphImage{colour: dst, x: -left, y: -above}, true
}

// layeredGlyph draws a glyph that is made of plain coloured layers. Gradients and
// transforms are not drawn; such a glyph falls back to its outline.
func layeredGlyph(face *font.Face, data font.GlyphColor, key glyphKey) (glyphImage, bool) {
	layers, ok := data.Paint.(tables.PaintColrLayersResolved)
	if !ok || len(face.CPAL) == 0 {
		return glyphImage{}, false
	}
	var parts []glyphImage
	var colours []color.NRGBA
	var box image.Rectangle
	for _, layer := range layers {
		if int(layer.PaletteIndex) >= len(face.CPAL[0]) {
			continue
		}
		outline, _ := face.GlyphDataOutline(font.GID(layer.GlyphID))
		part := fill(outline.Segments, face, key)
		if part.empty() {
			continue
		}
		c := face.CPAL[0][layer.PaletteIndex]
		parts = append(parts, part)
		colours = append(colours, color.NRGBA{c.Red, c.Green, c.Blue, c.Alpha})
		box = box.Union(part.mask.Rect.Add(image.Pt(part.x, part.y)))
	}
	if box.Empty() {
		return glyphImage{}, false
	}
	dst := image.NewRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	for i, part := range parts {
		part.draw(dst, -box.Min.X, -box.Min.Y, colours[i])
	}
	return glyphImage{colour: dst, x: box.Min.X, y: box.Min.Y}, true
}
