package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a field to type in. Keys sees every key first and reports whether it took it.
type Entry struct {
	widget.Entry
	Keys  func(*fyne.KeyEvent) bool
	Wrote func(rune) bool // sees every character first, likewise
	shift bool
}

// NewEntry makes a field of one line.
func NewEntry(hint string) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = hint
	e.Scroll = fyne.ScrollHorizontalOnly
	return e
}

// NewNote makes a field of several lines. Shift and Return start a new one.
func NewNote(lines int) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(lines)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if e.MultiLine && e.shift && (key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter) {
		e.Entry.TypedRune('\n')
		return
	}
	if e.Keys == nil || !e.Keys(key) {
		e.Entry.TypedKey(key)
	}
}

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.Wrote == nil || !e.Wrote(r) {
		e.Entry.TypedRune(r)
	}
}

// KeyDown and KeyUp implement desktop.Keyable.
func (e *Entry) KeyDown(key *fyne.KeyEvent) {
	if isShift(key) {
		e.shift = true
	}
	e.Entry.KeyDown(key)
}

func (e *Entry) KeyUp(key *fyne.KeyEvent) {
	if isShift(key) {
		e.shift = false
	}
	e.Entry.KeyUp(key)
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.shift = false
	e.Entry.FocusLost()
}

// AcceptsTab leaves Tab to the window: it goes to the next field.
func (e *Entry) AcceptsTab() bool { return false }

func isShift(key *fyne.KeyEvent) bool {
	return key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight
}
