package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// roll shows as much of something high as there is room for. The wheel moves it, and whatever in it gets the keyboard
// comes into view.
type roll struct {
	part.Panelled
	content fyne.CanvasObject
	high    func(width float32) float32
	offset  float32
	ring    *part.Box
	thumb   *part.Box
}

func newRoll(content fyne.CanvasObject, high func(width float32) float32) *roll {
	r := &roll{}
	r.begin(r, content, high)
	return r
}

func (r *roll) begin(self fyne.Widget, content fyne.CanvasObject, high func(width float32) float32) {
	r.content, r.high = content, high
	r.ring, r.thumb = part.NewBox(part.Look{Stroke: part.Accent, Line: 2, Radius: 5}), part.NewBox(part.Look{Fill: part.Rule, Radius: 3})
	r.ring.Hide()
	r.Init(self, r.place, content, r.thumb, r.ring)
}

const rollThumb = 5

func (r *roll) place(size fyne.Size) {
	h := r.high(size.Width)
	r.offset = max(0, min(r.offset, h-size.Height))
	part.Place(r.content, 0, float32(int(-r.offset)), size.Width, h)
	part.Place(r.ring, 0, 0, size.Width, size.Height)
	part.Show(r.thumb, h > size.Height && size.Height > 0)
	if r.thumb.Visible() {
		long := max(24, size.Height*size.Height/h)
		part.Place(r.thumb, size.Width-rollThumb-2, (size.Height-long)*r.offset/(h-size.Height), rollThumb, long)
	}
}

// Scrolled implements fyne.Scrollable; a Scrollable is also clipped to its room.
func (r *roll) Scrolled(e *fyne.ScrollEvent) { r.move(-e.Scrolled.DY) }

func (r *roll) move(by float32) {
	r.offset += by
	r.Relayout()
}

// top goes back to the beginning.
func (r *roll) top() { r.move(-r.offset) }

// reveal brings a piece of the content into view.
func (r *roll) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	y := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(r.content).Y
	switch bottom := y + o.Size().Height + 8; {
	case y-8 < r.offset:
		r.move(y - 8 - r.offset)
	case bottom > r.offset+r.Size().Height:
		r.move(bottom - r.offset - r.Size().Height)
	}
}

// reader is a roll of text that is read by keys.
type reader struct {
	roll
	other func(*fyne.KeyEvent) // keys that do not move it
}

func newReader(content fyne.CanvasObject, high func(width float32) float32, called string, other func(*fyne.KeyEvent)) *reader {
	r := &reader{other: other}
	r.Called = called
	r.begin(r, content, high)
	return r
}

// show reads something else, from its beginning.
func (r *reader) show(content fyne.CanvasObject, high func(width float32) float32) {
	r.content, r.high, r.offset = content, high, 0
	r.Replace(content, r.thumb, r.ring)
}

// FocusGained, FocusLost, TypedRune and TypedKey implement fyne.Focusable.
func (r *reader) FocusGained() { r.ring.Show() }
func (r *reader) FocusLost()   { r.ring.Hide() }

func (r *reader) TypedRune(rune) {}

func (r *reader) TypedKey(e *fyne.KeyEvent) {
	const line = 19
	screen := max(line, r.Size().Height-2*line)
	switch e.Name {
	case fyne.KeyUp:
		r.move(-line)
	case fyne.KeyDown:
		r.move(line)
	case fyne.KeyPageUp:
		r.move(-screen)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.move(screen)
	case fyne.KeyHome:
		r.top()
	case fyne.KeyEnd:
		r.move(r.high(r.Size().Width))
	default:
		r.other(e)
	}
}

// Tapped implements fyne.Tappable.
func (r *reader) Tapped(*fyne.PointEvent) { part.Focus(r) }
