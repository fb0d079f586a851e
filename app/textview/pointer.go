package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// pointer is what the mouse is doing.
type pointer struct {
	doing    gesture
	of       state.Focus // whose edge is moved
	moved    bool        // the edge has left its place: before, it is a click
	down     [2]int      // where the button went down, pixels of the view
	shift    bool        // then
	x, y     int         // last seen, pixels of the view
	over     bool        // it is over the view
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
	movingStart // of a span
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
	x, y := v.page.point(ev.Position)
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

// press begins a selection, or takes hold of an edge when the pointer is on one. With Shift it extends the selection.
func (v *View) press(x, y int, mod fyne.KeyModifier) {
	p := &v.pointer
	p.down, p.shift, p.moved = [2]int{x, y}, mod&fyne.KeyModifierShift != 0, false
	of, e := v.edgeAt(x, y)
	switch {
	case p.shift || e == noEdge:
		p.doing = selecting
		v.click(x, y)
	case e == startEdge:
		p.doing, p.of = movingStart, of
	default:
		p.doing, p.of = movingEnd, of
	}
}

// click tells of a press in the text.
func (v *View) click(x, y int) {
	v.countClick(x, y)
	if v.events.Pressed != nil {
		v.events.Pressed(v.hit(x, y), v.pointer.clicks, v.pointer.shift, v.pointer.alt)
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
	v.pointer.x, v.pointer.y = v.page.point(ev.Position)
	if _, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok || v.keys.held != 0 {
		v.pointer.alt = v.modifiers()&fyne.KeyModifierAlt != 0
	}
	if v.pointer.doing == scrolling {
		v.dragBar(v.pointer.y)
		return
	}
	if v.pulls() {
		v.tellDrag()
		v.scrollWhileOutside()
	}
}

// pulls reports whether the pointer has moved far enough to drag what it holds. A hand that clicks at an edge is not
// quite still.
func (v *View) pulls() bool {
	p, near := &v.pointer, v.page.pixels(clickUnits)
	edges := p.doing == movingStart || p.doing == movingEnd
	p.moved = p.moved || !edges || distance(p.x, p.down[0]) > near || distance(p.y, p.down[1]) > near
	return p.moved
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
			v.events.EdgeDragged(v.pointer.of, v.pointer.doing == movingStart, p, v.pointer.alt)
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
	most, was := 2*v.page.body.lineHeight, v.scroll
	v.scrollBy(max(-most, min(d/3+sign(float32(d)), most)))
	if v.scroll == was { // an end of the article
		halt(&v.clock.stopScroll)
		return
	}
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
	doing := v.pointer.doing
	v.letGo()
	if doing == movingStart || doing == movingEnd {
		v.releaseEdge()
	}
}

// letGo forgets what the mouse was doing; another article has nothing to do with it.
func (v *View) letGo() {
	halt(&v.clock.stopScroll)
	v.pointer.doing = idle
}

// releaseEdge ends the dragging of an edge; one that was only clicked at is a click in the text.
func (v *View) releaseEdge() {
	if !v.pointer.moved {
		v.click(v.pointer.down[0], v.pointer.down[1])
		return
	}
	if v.events.EdgeReleased != nil {
		v.events.EdgeReleased()
	}
}

// hit is the position in the text at a point of the view.
func (v *View) hit(x, y int) textlayout.Position {
	return v.layout.Hit(x-v.page.left, y+v.scroll-v.page.top)
}

func distance(a, b int) int { return max(a-b, b-a) }
