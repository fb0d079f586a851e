package textview

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// scrollBar is a slim thumb at the right edge. The view hands it the pointer.
type scrollBar struct {
	thumb       *canvas.Rectangle
	y, h        int // of the thumb, pixels
	hot         bool
	grab        int // where on the thumb it is held
	color, glow color.NRGBA
}

const (
	barUnits   = 6  // thickness
	barReach   = 14 // from the right edge, where the pointer takes hold of it
	thumbUnits = 28 // shortest thumb
)

func (b *scrollBar) init() {
	b.thumb = canvas.NewRectangle(nil)
	b.thumb.CornerRadius = barUnits / 2
}

func (b *scrollBar) colour(c color.NRGBA) {
	b.color, b.glow = c, c
	b.glow.A = uint8(min(255, 2*int(c.A)))
	b.heat()
}

func (b *scrollBar) heat() {
	b.thumb.FillColor = b.color
	if b.hot {
		b.thumb.FillColor = b.glow
	}
}

// placeBar sets the thumb to where the scroll is.
func (v *View) placeBar() {
	b, p := &v.bar, &v.page
	total := v.contentHeight()
	if total <= p.height || p.height == 0 {
		v.setVisible(b.thumb, false)
		return
	}
	b.h = min(p.height, max(p.pixels(thumbUnits), p.height*p.height/total))
	b.y = int(float64(p.height-b.h) * float64(v.scroll) / float64(total-p.height))
	w := p.pixels(barUnits)
	p.place(b.thumb, p.width-w-p.pixels(3), b.y, w, b.h)
	v.setVisible(b.thumb, true)
}

// onBar reports whether a point belongs to the scroll bar.
func (v *View) onBar(x int) bool {
	return v.bar.thumb.Visible() && x >= v.page.width-v.page.pixels(barReach)
}

// grabBar takes hold of the thumb; beside it, the thumb comes to the pointer.
func (v *View) grabBar(y int) {
	b := &v.bar
	b.grab = y - b.y
	if b.grab < 0 || b.grab >= b.h {
		b.grab = b.h / 2
		v.dragBar(y)
	}
}

func (v *View) dragBar(y int) {
	b := &v.bar
	way := v.page.height - b.h
	if way <= 0 {
		return
	}
	at := max(0, min(y-b.grab, way))
	v.scrollTo(int(float64(at) / float64(way) * float64(v.contentHeight()-v.page.height)))
}

func (v *View) heatBar(hot bool) {
	if v.bar.hot == hot {
		return
	}
	v.bar.hot = hot
	v.bar.heat()
	v.refresh(v.bar.thumb)
}
