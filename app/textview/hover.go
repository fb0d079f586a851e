package textview

import (
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/state"
)

// hover is what the pointer is over.
type hover struct {
	cursor desktop.Cursor
	span   state.Focus // whose handles are shown; none when the pointer is at none
	focus  bool        // it is the one in focus
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	if v.hover.cursor == nil {
		return desktop.TextCursor
	}
	return v.hover.cursor
}

// MouseIn implements desktop.Hoverable. It also comes when a window opens below a pointer that nobody moves, so it calls
// for no card.
func (v *View) MouseIn(ev *desktop.MouseEvent) {
	if v.layout != nil {
		v.pointAt(v.page.point(ev.Position))
	}
}

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	if v.layout != nil {
		x, y := v.page.point(ev.Position)
		v.pointAt(x, y)
		v.callCard(x, y)
	}
}

// pointAt shows what a press would take hold of.
func (v *View) pointAt(x, y int) {
	v.pointer.x, v.pointer.y, v.pointer.over = x, y, true
	bar := v.onBar(x)
	v.heatBar(bar)
	of, e := v.edgeAt(x, y)
	switch {
	case bar:
		v.hover.cursor = desktop.DefaultCursor
	case e != noEdge:
		v.hover.cursor = desktop.HResizeCursor
	default:
		v.hover.cursor = desktop.TextCursor
	}
	v.showHandles(v.spanNear(x, y, of, e))
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.pointer.over = false
	v.heatBar(false)
	v.showHandles(state.Focus{}, false)
	v.forgetPointer()
}
