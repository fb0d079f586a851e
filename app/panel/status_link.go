package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// link is the right end of the status line, which can be clicked, or pressed once it has the keyboard: a word and a
// number, each a text of its own.
type link struct {
	part.Panelled
	tapped        func()
	key           func(*fyne.KeyEvent) // what is not the link's
	text          string
	frame         *part.Box
	words, number *part.Text
	space         part.Space
	state         struct{ focused, hovered bool }
}

func newLink(pen *part.Pen, tapped func()) *link {
	small, muted := part.Size(theme.TextSmall), part.Colored(part.Muted)
	l := &link{tapped: tapped, frame: part.NewBox(part.Look{}), words: pen.Text("", small, muted), number: pen.Text("", small, muted)}
	l.Init(l, l.place, l.frame, l.words, l.number)
	return l
}

func (l *link) setText(text string) bool {
	if text == l.text {
		return false
	}
	l.text = text
	words, number := splitNumber(text)
	l.words.SetText(words)
	l.number.SetText(number)
	l.Least = fyne.NewSize(l.words.Width()+l.gap()+l.number.Width(), 18)
	return true
}

func (l *link) gap() float32 {
	if l.number.Content() == "" {
		return 0
	}
	return 4
}

func (l *link) place(size fyne.Size) {
	part.Place(l.frame, -6, 2, size.Width+12, size.Height-5)
	part.Place(l.words, 0, 0, l.words.Width(), size.Height)
	part.Place(l.number, l.words.Width()+l.gap(), 0, l.number.Width(), size.Height)
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (l *link) AccessibilityLabel() string { return "Language: " + l.text }

func (l *link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) { l.tapped() }

// MouseIn, MouseMoved and MouseOut implement desktop.Hoverable.
func (l *link) MouseIn(*desktop.MouseEvent)    { l.state.hovered = true; l.paint() }
func (l *link) MouseMoved(*desktop.MouseEvent) {}
func (l *link) MouseOut()                      { l.state.hovered = false; l.paint() }

// FocusGained, FocusLost, TypedRune and TypedKey implement fyne.Focusable.
func (l *link) FocusGained() { l.state.focused = true; l.paint() }
func (l *link) FocusLost()   { l.state.focused, l.space = false, part.Space{}; l.paint() }

func (l *link) TypedRune(rune) {
	if l.space.Rune() {
		l.tapped()
	}
}

func (l *link) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.space.Key(e):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		l.tapped()
	case l.key != nil:
		l.key(e)
	}
}

// Cursor implements desktop.Cursorable.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *link) paint() {
	role, look := part.Muted, part.Look{}
	if l.state.hovered || l.state.focused {
		role = part.Ink
	}
	if l.state.focused {
		look = part.Look{Stroke: part.Accent, Line: 2, Radius: 5}
	}
	l.frame.SetLook(look)
	l.words.SetRole(role)
	l.number.SetRole(role)
}
