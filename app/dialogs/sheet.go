package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Host is what dialogs need of the window.
type Host struct {
	Window   fyne.Window
	Fonts    *textlayout.FontSet
	Dispatch func(state.Msg)
	Keymap   *command.Keymap
	Closed   func() // gives the keyboard back to the article
}

// sheet is the frame of a dialog: a title, a body, a line of help and buttons.
type sheet struct {
	part.Panelled
	host    Host
	pen     *part.Pen
	over    *part.Overlay
	title   *part.Text
	body    *column
	help    *part.Text
	buttons []*part.Button
	main    func() // what Return does
	leave   func() // what Esc does; nil closes
	width   float32
	high    bool // stands near the top, where its list can grow and shrink below
	gone    func()
}

// focusable is a piece that can have the keyboard.
type focusable interface {
	fyne.Focusable
	fyne.CanvasObject
}

func newSheet(h Host, title string, width float32) *sheet {
	pen := part.NewPen(h.Fonts)
	return &sheet{host: h, pen: pen, width: width,
		title: pen.Text(title, part.Bold, part.Size(17), part.Elastic, part.Sentence),
		help:  pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic, part.Sentence)}
}

// button adds a button at the foot. They stand from right to left in the order of the calls.
func (s *sheet) button(text string, kind part.Kind, press func()) *part.Button {
	b := s.pen.Button(text, kind, press)
	b.Else = s.escape
	s.buttons = append(s.buttons, b)
	return b
}

// field makes a field whose Return and Esc are the dialog's.
func (s *sheet) field(hint string) *part.Entry {
	e := s.pen.Entry(hint)
	e.Keys = s.fieldKey
	return e
}

func (s *sheet) fieldKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.key(e)
		return true
	}
	return false
}

// key does what keys mean in all dialogs.
func (s *sheet) key(e *fyne.KeyEvent) {
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && s.main != nil {
		s.main()
		return
	}
	s.escape(e)
}

func (s *sheet) escape(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyEscape {
		return
	}
	if s.leave != nil {
		s.leave()
		return
	}
	s.close()
}

// show opens the dialog; first has the keyboard.
func (s *sheet) show(first focusable, body *column) {
	s.body = body
	objects := []fyne.CanvasObject{s.title, s.body, s.help}
	for i := len(s.buttons) - 1; i >= 0; i-- { // Tab goes through them as they stand
		objects = append(objects, s.buttons[i])
	}
	s.Init(s, s.place, objects...)
	s.over = part.ShowOverlay(s.host.Window.Canvas(), s, true, s.where)
	s.over.Home = first
	s.host.Window.Canvas().Focus(first)
}

// close takes the dialog away.
func (s *sheet) close() {
	if !s.over.Close() {
		return
	}
	if s.gone != nil {
		s.gone()
	}
	if s.host.Closed != nil {
		s.host.Closed()
	}
}

// resize fits the dialog to a body that wants more or less room.
func (s *sheet) resize() {
	if s.over != nil {
		s.over.Relayout()
		s.Relayout()
	}
}

const (
	sheetMargin = 24
	titleHeight = 26
	footHeight  = 36
)

func (s *sheet) where(window fyne.Size) (fyne.Position, fyne.Size) {
	width := min(s.width, window.Width-48)
	height := s.top() + s.body.heightAt(width-2*sheetMargin) + s.foot() + sheetMargin
	top := (window.Height - height) * 0.4
	if s.high {
		top = min(96, top)
	}
	top = max(24, top)
	height = min(height, window.Height-top-24)
	return fyne.NewPos(float32(int((window.Width-width)/2)), float32(int(top))), fyne.NewSize(width, float32(int(height)))
}

// top is the room above the body.
func (s *sheet) top() float32 {
	if s.title.Content() == "" {
		return sheetMargin - 4
	}
	return sheetMargin - 2 + titleHeight + 14
}

// foot is the room below the body.
func (s *sheet) foot() float32 {
	if len(s.buttons) > 0 {
		return 22 + footHeight
	}
	if s.help.Content() != "" {
		return 12 + 18
	}
	return 0
}

func (s *sheet) place(size fyne.Size) {
	inner := size.Width - 2*sheetMargin
	part.Place(s.title, sheetMargin, sheetMargin-2, inner, titleHeight)
	part.Place(s.body, sheetMargin, s.top(), inner, size.Height-s.top()-s.foot()-sheetMargin)
	x, y := size.Width-sheetMargin, size.Height-sheetMargin-footHeight
	for _, b := range s.buttons {
		w := b.MinSize().Width
		x -= w
		part.Place(b, x, y, w, footHeight)
		x -= 10
	}
	if len(s.buttons) == 0 {
		y += 6
	}
	part.Place(s.help, sheetMargin, y, max(0, x-sheetMargin-6), footHeight)
}
