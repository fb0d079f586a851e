package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Tick is the picture of a box that is ticked or not.
type Tick struct {
	Panelled
	on   bool
	box  *Box
	mark *canvas.Raster
	pen  *Pen
}

const tickSide = 17

// Tick makes a box that is not ticked.
func (p *Pen) Tick() *Tick {
	t := &Tick{pen: p, box: NewBox(Look{Fill: Paper, Stroke: Muted, Line: 1, Radius: 4})}
	t.mark = canvas.NewRaster(t.draw)
	t.mark.Hide()
	t.Least = fyne.NewSize(tickSide, tickSide)
	t.Init(t, t.place, t.box, t.mark)
	return t
}

// Set ticks the box or not.
func (t *Tick) Set(on bool) {
	if t.on == on {
		return
	}
	t.on = on
	Show(t.mark, on)
	look := Look{Fill: Paper, Stroke: Muted, Line: 1, Radius: 4}
	if on {
		look.Fill, look.Stroke = Ink, Ink
	}
	t.box.SetLook(look)
}

func (t *Tick) place(size fyne.Size) {
	Place(t.box, 0, 0, size.Width, size.Height)
	Place(t.mark, 0, 0, size.Width, size.Height)
}

func (t *Tick) draw(w, h int) image.Image {
	img := t.pen.sheet(w, h)
	scale := float64(w) / tickSide
	at := func(x, y float64) [2]float64 { return [2]float64{x * scale, y * scale} }
	foot := at(7.3, 12)
	stroke(img, img.Rect, 0.85*scale, Panel.Color(), [2][2]float64{at(4.2, 8.8), foot}, [2][2]float64{foot, at(12.8, 5.2)})
	return img
}
