package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Scrolled implements fyne.Scrollable; a Scrollable is also clipped to its room.
func (r *Rows) Scrolled(e *fyne.ScrollEvent) {
	r.top -= float64(e.Scrolled.DY)
	r.arrange()
}

// Tapped implements fyne.Tappable.
func (r *Rows) Tapped(e *fyne.PointEvent) {
	Focus(r)
	if i := r.at(e.Position); i >= 0 {
		r.cursor = i
		r.arrange()
		call(r.Choose, i)
	}
}

// MouseIn, MouseMoved and MouseOut implement desktop.Hoverable.
func (r *Rows) MouseIn(e *desktop.MouseEvent)    { r.hover(r.at(e.Position)) }
func (r *Rows) MouseMoved(e *desktop.MouseEvent) { r.hover(r.at(e.Position)) }
func (r *Rows) MouseOut()                        { r.hover(-1) }

// Dragged and DragEnd implement fyne.Draggable: the thumb of the scroll bar follows the pointer.
func (r *Rows) Dragged(e *fyne.DragEvent) {
	start := e.Position.Subtract(e.Dragged)
	if r.grip == 0 {
		if start.X < r.seen.Width-3*thumbWidth || r.limit() == 0 {
			return
		}
		r.grip = r.limit() / max(1, float64(r.seen.Height-r.thumb.Size().Height))
	}
	r.top += float64(e.Dragged.DY) * r.grip
	r.arrange()
}

func (r *Rows) DragEnd() { r.grip = 0 }

// FocusGained, FocusLost, TypedRune and TypedKey implement fyne.Focusable.
func (r *Rows) FocusGained() {
	r.focused = true
	r.arrange()
	if r.Focused != nil {
		r.Focused(true)
	}
}

func (r *Rows) FocusLost() {
	r.focused = false
	r.arrange()
	if r.Focused != nil {
		r.Focused(false)
	}
}

func (r *Rows) TypedRune(c rune) {
	if r.Rune != nil {
		r.Rune(c)
	}
}

func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	if !r.Key(e) && r.Else != nil {
		r.Else(e)
	}
}

// Key does what a key means in a list, and reports whether it means anything. A field over a list hands it its keys.
func (r *Rows) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		do := r.Choose
		if r.Return != nil {
			do = r.Return
		}
		r.onCursor(do)
		return do != nil
	case fyne.KeySpace:
		r.onCursor(r.Space)
		return r.Space != nil
	}
	to, ok := r.target(e.Name)
	if ok && r.count > 0 {
		r.SetCursor(to)
		call(r.Moved, r.cursor)
	}
	return ok
}

func (r *Rows) target(key fyne.KeyName) (int, bool) {
	switch key {
	case fyne.KeyUp:
		return r.cursor - 1, true
	case fyne.KeyDown:
		return r.cursor + 1, true
	case fyne.KeyPageUp:
		return r.cursor - max(1, r.OnScreen()-1), true
	case fyne.KeyPageDown:
		return r.cursor + max(1, r.OnScreen()-1), true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return r.count - 1, true
	}
	return 0, false
}

func (r *Rows) onCursor(do func(int)) {
	if r.cursor < r.count {
		call(do, r.cursor)
	}
}

func (r *Rows) hover(i int) {
	if i == r.hovered {
		return
	}
	r.hovered = i
	for _, s := range r.slots {
		if s.shows >= 0 {
			r.tint(s)
		}
	}
	call(r.Hover, i)
}

// at is the row at a place in the list; -1 when there is none.
func (r *Rows) at(pos fyne.Position) int {
	i := int((r.top + float64(pos.Y)) / float64(r.height))
	if pos.Y < 0 || i >= r.count {
		return -1
	}
	return i
}

func call(f func(int), i int) {
	if f != nil {
		f(i)
	}
}
