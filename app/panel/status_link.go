package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// link is the right end of the status line, which can be clicked: a word and a number, each a text of its own.
type link struct {
	part.Panelled
	tapped        func()
	text          string
	words, number *part.Text
}

func newLink(pen *part.Pen, tapped func()) *link {
	small, muted := part.Size(theme.TextSmall), part.Colored(part.Muted)
	l := &link{tapped: tapped, words: pen.Text("", small, muted), number: pen.Text("", small, muted)}
	l.Init(l, l.place, l.words, l.number)
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
	part.Place(l.words, 0, 0, l.words.Width(), size.Height)
	part.Place(l.number, l.words.Width()+l.gap(), 0, l.number.Width(), size.Height)
}

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) { l.tapped() }

// MouseIn, MouseMoved and MouseOut implement desktop.Hoverable.
func (l *link) MouseIn(*desktop.MouseEvent)    { l.color(part.Ink) }
func (l *link) MouseMoved(*desktop.MouseEvent) {}
func (l *link) MouseOut()                      { l.color(part.Muted) }

// Cursor implements desktop.Cursorable.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *link) color(r part.Role) {
	l.words.SetRole(r)
	l.number.SetRole(r)
}
