package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Panelled is the frame of a widget that places some objects by a function of its size. Rows, cards and panes embed
// it, so that they are told of a new theme and keep what they show.
type Panelled struct {
	widget.BaseWidget
	place   func(fyne.Size)
	objects []fyne.CanvasObject
	Least   fyne.Size
	Called  string // the name that screen readers put before what the objects say
}

// Init must be called once by whoever embeds a Panelled, with itself.
func (p *Panelled) Init(self fyne.Widget, place func(fyne.Size), objects ...fyne.CanvasObject) {
	p.place, p.objects = place, objects
	p.ExtendBaseWidget(self)
}

// MinSize implements fyne.CanvasObject.
func (p *Panelled) MinSize() fyne.Size { return p.Least }

// Replace puts other objects in the widget's place.
func (p *Panelled) Replace(objects ...fyne.CanvasObject) {
	p.objects = objects
	p.Relayout()
	canvas.Refresh(p.objects[0])
}

// Relayout places the objects again, after one of them asked for more or less room.
func (p *Panelled) Relayout() {
	if size := p.Size(); size.Width > 0 {
		p.place(size)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Panelled) CreateRenderer() fyne.WidgetRenderer { return panelledRenderer{p} }

type panelledRenderer struct{ p *Panelled }

func (r panelledRenderer) Layout(size fyne.Size)        { r.p.place(size) }
func (r panelledRenderer) MinSize() fyne.Size           { return r.p.Least }
func (r panelledRenderer) Refresh()                     { r.p.Relayout() }
func (r panelledRenderer) Objects() []fyne.CanvasObject { return r.p.objects }
func (r panelledRenderer) Destroy()                     {}

// Padded puts an object in the middle of some room.
func Padded(o fyne.CanvasObject, x, y float32) fyne.CanvasObject {
	p := &Panelled{Least: o.MinSize().Add(fyne.NewSize(2*x, 2*y))}
	p.Init(p, func(size fyne.Size) { Place(o, x, y, size.Width-2*x, size.Height-2*y) }, o)
	return p
}
