package textview

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rubricator/app/present"
	"rubricator/app/textlayout"
)

// CreateRenderer implements fyne.Widget. All state is in the view: Fyne drops renderers of what is hidden.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.collectObjects()
	return renderer{v}
}

type renderer struct{ v *View }

// Layout implements fyne.WidgetRenderer.
func (r renderer) Layout(size fyne.Size) {
	r.v.paper.Resize(size)
	r.v.reflow()
}

// Refresh implements fyne.WidgetRenderer; Fyne calls it when theme or scale change.
func (r renderer) Refresh() { r.v.restyle() }

func (r renderer) MinSize() fyne.Size           { return r.v.MinSize() }
func (r renderer) Objects() []fyne.CanvasObject { return r.v.objects }
func (r renderer) Destroy()                     {}

// restyle takes over the look and the scale of now.
func (v *View) restyle() {
	recoloured := v.takeColours()
	if v.layout == nil || v.pixelScale() != v.page.scale {
		v.reflow()
	}
	if !recoloured {
		return
	}
	v.repaint()
	v.refresh(v.paper)
	v.refresh(v.subtitle.raster)
	v.refresh(v.caret.bar)
	v.placeHandles()
	v.hideCard()
}

// collectObjects lists the objects from back to front.
func (v *View) collectObjects() {
	clear(v.objects)
	v.objects = append(v.objects[:0], v.paper, v.subtitle.raster)
	for _, s := range v.strips {
		v.objects = append(v.objects, s.raster)
	}
	v.objects = append(v.objects, v.handles.start, v.handles.end, v.caret.bar, v.bar.thumb, v.card.box, v.card.raster)
}

// setVisible shows or hides one of the view's objects. Fyne repaints when one is hidden, not when one is shown, and
// does not know those yet that never were; the paper it knows.
func (v *View) setVisible(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	v.refresh(v.paper)
}

// newRaster returns a raster whose generator draws on the shared picture, cleared.
func (v *View) newRaster(draw func(*image.RGBA)) *canvas.Raster {
	r := canvas.NewRaster(func(w, h int) image.Image {
		img := v.scratch.image(w, h)
		draw(img)
		return img
	})
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// scratch is memory that is used again: one picture for all rasters, since Fyne takes the pixels over before it
// asks for the next, and lists that live no longer than a call.
type scratch struct {
	pix    []uint8
	img    image.RGBA
	marks  []present.Mark
	next   []present.Mark
	lines  []*textlayout.Line
	rects  []textlayout.RectOnLine
	pieces []piece // of all marks of a line, one after the other
	cuts   []int   // where the pieces of each mark end
	tags   []tag
	placing
}

func (s *scratch) image(w, h int) *image.RGBA {
	n := 4 * w * h
	if cap(s.pix) < n {
		s.pix = make([]uint8, n)
	}
	s.pix = s.pix[:n]
	clear(s.pix)
	s.img = image.RGBA{Pix: s.pix, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	return &s.img
}

// premultiplied is a colour as image.RGBA holds it.
func premultiplied(c color.NRGBA) color.RGBA {
	a := uint32(c.A)
	return color.RGBA{
		R: uint8((uint32(c.R)*a + 127) / 255), G: uint8((uint32(c.G)*a + 127) / 255), B: uint8((uint32(c.B)*a + 127) / 255), A: c.A,
	}
}
