package part

import (
	"fyne.io/fyne/v2"
)

// Overlay is a sheet that lies over the window, on a shade that keeps clicks from what is below. It has the keyboard
// to itself until it is closed.
type Overlay struct {
	Panelled
	Outside func()         // a click beside the sheet
	Home    fyne.Focusable // has the keyboard after a click on nothing
	on      fyne.Canvas
	shade   *Box
	box     *Box
	content fyne.CanvasObject
	where   func(window fyne.Size) (fyne.Position, fyne.Size)
}

// ShowOverlay puts content on a sheet at the place that where finds in a window of a size. shaded darkens the window.
func ShowOverlay(on fyne.Canvas, content fyne.CanvasObject, shaded bool, where func(fyne.Size) (fyne.Position, fyne.Size)) *Overlay {
	o := &Overlay{on: on, shade: NewBox(Look{Fill: Shade}), box: NewBox(Look{Fill: Panel, Stroke: Rule, Line: 1, Radius: 12}), content: content, where: where}
	o.Init(o, o.lay, o.shade, o.box, content)
	Show(o.shade, shaded)
	on.Overlays().Add(o)
	o.Resize(on.Size())
	return o
}

// Close takes the sheet away, and reports whether it was there.
func (o *Overlay) Close() bool {
	for _, other := range o.on.Overlays().List() {
		if other == fyne.CanvasObject(o) {
			o.on.Overlays().Remove(o)
			return true
		}
	}
	return false
}

// Tapped implements fyne.Tappable.
func (o *Overlay) Tapped(e *fyne.PointEvent) {
	inside := e.Position.Subtract(o.box.Position())
	size := o.box.Size()
	if o.Home != nil {
		o.on.Focus(o.Home)
	}
	if o.Outside != nil && (inside.X < 0 || inside.Y < 0 || inside.X > size.Width || inside.Y > size.Height) {
		o.Outside()
	}
}

func (o *Overlay) lay(size fyne.Size) {
	Place(o.shade, 0, 0, size.Width, size.Height)
	pos, room := o.where(size)
	Place(o.box, pos.X, pos.Y, room.Width, room.Height)
	Place(o.content, pos.X, pos.Y, room.Width, room.Height)
}

// Focus gives the keyboard to a piece that is on a window.
func Focus(f interface {
	fyne.Focusable
	fyne.CanvasObject
}) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
}
