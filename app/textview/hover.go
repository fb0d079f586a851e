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

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	if v.layout == nil {
		return
	}
	x, y := v.page.pixels(ev.Position.X), v.page.pixels(ev.Position.Y)
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
	v.point(x, y)
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.pointer.over = false
	v.heatBar(false)
	v.showHandles(state.Focus{}, false)
	v.forgetPointer()
}
