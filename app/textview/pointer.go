package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/textlayout"
)

// pointer is what the mouse is doing.
type pointer struct {
	doing    gesture
	x, y     int // last seen while dragging, pixels of the view
	alt      bool
	clicks   int
	lastDown time.Time
	lastX    int
	lastY    int
}

type gesture int

const (
	idle gesture = iota
	selecting
	movingStart // of the span in focus
	movingEnd
	scrolling
)

// Two presses are one gesture when they come close in time and place.
const (
	clickTime  = 400 * time.Millisecond
	clickUnits = 4
)

// MouseDown implements desktop.Mouseable. Clicks are counted here: Fyne would delay the first to wait for a second.
func (v *View) MouseDown(ev *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.Focused() != v {
		c.Focus(v)
	}
	if v.layout == nil {
		return
	}
	v.hideCard()
	x, y := v.page.pixels(ev.Position.X), v.page.pixels(ev.Position.Y)
	v.pointer.alt = ev.Modifier&fyne.KeyModifierAlt != 0
	switch {
	case ev.Button == desktop.MouseButtonSecondary:
		if v.events.Menu != nil {
			v.events.Menu(v.hit(x, y), ev.AbsolutePosition)
		}
	case ev.Button != desktop.MouseButtonPrimary:
	case v.onBar(x):
		v.pointer.doing = scrolling
		v.grabBar(y)
	default:
		v.press(x, y, ev.Modifier)
	}
}

// press begins a selection, or moves an edge when the pointer is on one.
func (v *View) press(x, y int, mod fyne.KeyModifier) {
	switch v.edgeAt(x, y) {
	case startEdge:
		v.pointer.doing = movingStart
		return
	case endEdge:
		v.pointer.doing = movingEnd
		return
	}
	v.countClick(x, y)
	v.pointer.doing = selecting
	if v.events.Pressed != nil {
		v.events.Pressed(v.hit(x, y), v.pointer.clicks, mod&fyne.KeyModifierShift != 0, v.pointer.alt)
	}
}

func (v *View) countClick(x, y int) {
	p, now, near := &v.pointer, v.clock.now(), v.page.pixels(clickUnits)
	again := now.Sub(p.lastDown) <= clickTime && distance(x, p.lastX) <= near && distance(y, p.lastY) <= near
	if !again || p.clicks == 3 {
		p.clicks = 0
	}
	p.clicks++
	p.lastDown, p.lastX, p.lastY = now, x, y
}

// Dragged implements fyne.Draggable. It goes on outside the view.
func (v *View) Dragged(ev *fyne.DragEvent) {
	if v.layout == nil {
		return
	}
	v.pointer.x, v.pointer.y = v.page.pixels(ev.Position.X), v.page.pixels(ev.Position.Y)
	if _, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok || v.keys.held != 0 {
		v.pointer.alt = v.modifiers()&fyne.KeyModifierAlt != 0
	}
	if v.pointer.doing == scrolling {
		v.dragBar(v.pointer.y)
		return
	}
	v.tellDrag()
	v.scrollWhileOutside()
}

// tellDrag reports where the pointer is in the text now.
func (v *View) tellDrag() {
	p := v.hit(v.pointer.x, v.pointer.y)
	switch v.pointer.doing {
	case selecting:
		if v.events.Dragged != nil {
			v.events.Dragged(p, v.pointer.alt)
		}
	case movingStart, movingEnd:
		if v.events.EdgeDragged != nil {
			v.events.EdgeDragged(v.pointer.doing == movingStart, p, v.pointer.alt)
		}
	}
}

// autoScrollPeriod is the time between two steps of scrolling while the pointer is outside.
const autoScrollPeriod = time.Second / 30

func (v *View) scrollWhileOutside() {
	if v.pointer.doing == idle || v.outside() == 0 {
		halt(&v.clock.stopScroll)
		return
	}
	if v.clock.stopScroll == nil {
		v.clock.start(&v.clock.stopScroll, autoScrollPeriod, v.autoScroll)
	}
}

func (v *View) autoScroll() {
	d := v.outside()
	if d == 0 {
		return
	}
	most := 2 * v.page.body.lineHeight
	v.scrollBy(max(-most, min(d/3+sign(float32(d)), most)))
	v.tellDrag()
}

// outside is how far the pointer is above (negative) or below the view.
func (v *View) outside() int {
	switch {
	case v.pointer.y < 0:
		return v.pointer.y
	case v.pointer.y >= v.page.height:
		return v.pointer.y - v.page.height + 1
	}
	return 0
}

// DragEnd implements fyne.Draggable.
func (v *View) DragEnd() { v.release() }

// MouseUp implements desktop.Mouseable.
func (v *View) MouseUp(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonPrimary {
		v.release()
	}
}

// release ends a gesture; the end of a drag and the button both tell of it, the first counts.
func (v *View) release() {
	halt(&v.clock.stopScroll)
	doing := v.pointer.doing
	v.pointer.doing = idle
	switch doing {
	case selecting:
		if v.events.Released != nil {
			v.events.Released()
		}
	case movingStart, movingEnd:
		if v.events.EdgeReleased != nil {
			v.events.EdgeReleased()
		}
	}
}

// hit is the position in the text at a point of the view.
func (v *View) hit(x, y int) textlayout.Position {
	return v.layout.Hit(x-v.page.left, y+v.scroll-v.page.top)
}

func distance(a, b int) int { return max(a-b, b-a) }
