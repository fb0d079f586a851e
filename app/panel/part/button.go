package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/theme"
)

// Kind is what a button looks like.
type Kind int

const (
	Plain  Kind = iota // outlined
	Main               // filled: what Return does in a dialog
	Pill               // a chip that is off
	PillOn             // a chip that is on
)

// Button is something to press, by the pointer or, once it has the keyboard, by Return or Space.
type Button struct {
	Panelled
	Press   func()
	Clicked func()               // after the pointer has pressed it
	Return  func()               // what Return does, where it is not to press the button
	OnFocus func(bool)           // the button got or lost the keyboard
	Else    func(*fyne.KeyEvent) // keys that are not the button's
	kind    Kind
	space   Space
	passed  bool // Tab goes past it
	box     *Box
	ring    *Box // around the button while it has the keyboard
	text    *Text
	face    *canvas.Raster // of a button with an arrow
	state   struct{ focused, hovered, disabled bool }
}

// Button makes a button.
func (p *Pen) Button(text string, kind Kind, press func()) *Button {
	b := &Button{Press: press, kind: kind, box: NewBox(Look{}), ring: NewRing(), text: p.Text(text, Centered, Size(textSize(kind)))}
	b.Init(b, b.place, b.box, b.text, b.ring)
	b.paint()
	return b
}

func textSize(k Kind) float32 {
	if k.chip() {
		return theme.TextSmall
	}
	return theme.TextBody
}

func (k Kind) chip() bool { return k == Pill || k == PillOn }

// SetText changes what the button says and reports whether that is something else.
func (b *Button) SetText(text string) bool { return b.text.SetText(text) }

// Content is what the button says.
func (b *Button) Content() string { return b.text.Content() }

// SetKind changes its look.
func (b *Button) SetKind(k Kind) {
	if b.kind != k {
		b.kind = k
		b.paint()
	}
}

// On reports whether a chip is on.
func (b *Button) On() bool { return b.kind == PillOn }

// Pass lets Tab go past a button that other keys lead to.
func (b *Button) Pass(on bool) { b.passed = on }

// Enable, Disable and Disabled implement fyne.Disableable. The driver gives no keyboard to what is disabled, so a button
// that Tab goes past counts as such.
func (b *Button) Enable()        { b.set(func() { b.state.disabled = false }) }
func (b *Button) Disable()       { b.set(func() { b.state.disabled = true }) }
func (b *Button) Disabled() bool { return b.state.disabled || b.passed }

// Tapped implements fyne.Tappable. The driver takes the keyboard from whatever is not clicked, so the button takes it.
func (b *Button) Tapped(*fyne.PointEvent) {
	b.passed = false
	Focus(b)
	b.press()
	if b.Clicked != nil && !b.state.disabled {
		b.Clicked()
	}
}

// MouseIn, MouseMoved and MouseOut implement desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent)    { b.set(func() { b.state.hovered = true }) }
func (b *Button) MouseMoved(*desktop.MouseEvent) {}
func (b *Button) MouseOut()                      { b.set(func() { b.state.hovered = false }) }

// FocusGained, FocusLost, TypedRune and TypedKey implement fyne.Focusable.
func (b *Button) FocusGained() { b.focus(true) }
func (b *Button) FocusLost()   { b.focus(false) }

func (b *Button) focus(on bool) {
	b.space = Space{}
	b.set(func() { b.state.focused = on })
	if b.OnFocus != nil {
		b.OnFocus(on)
	}
}

func (b *Button) TypedRune(rune) {
	if b.space.Rune() {
		b.press()
	}
}

func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case b.space.Key(e):
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && b.Return != nil:
		b.Return()
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		b.press()
	case b.Else != nil:
		b.Else(e)
	}
}

// MinSize implements fyne.CanvasObject.
func (b *Button) MinSize() fyne.Size {
	if b.face != nil {
		return b.Least
	}
	if b.kind.chip() {
		return fyne.NewSize(b.text.Width()+18, 24)
	}
	return fyne.NewSize(max(84, b.text.Width()+32), 36)
}

func (b *Button) place(size fyne.Size) {
	Place(b.box, 0, 0, size.Width, size.Height)
	b.ring.PlaceAround(0, 0, size.Width, size.Height)
	Place(b.text, 4, 0, size.Width-8, size.Height)
	if b.face != nil {
		Place(b.face, 0, 0, size.Width, size.Height)
	}
}

func (b *Button) press() {
	if !b.state.disabled && b.Press != nil {
		b.Press()
	}
}

func (b *Button) set(change func()) {
	before := b.state
	change()
	if b.state != before {
		b.paint()
	}
}

func (b *Button) paint() {
	look, text := Look{Fill: Paper, Stroke: Rule, Line: 1, Radius: 6}, Ink
	switch b.kind {
	case Main:
		look.Fill, look.Stroke, text = Ink, Ink, Panel
	case Pill:
		look.Fill, look.Radius, text = None, 12, Muted
	case PillOn:
		look.Fill, look.Stroke, look.Radius, text = Ink, Ink, 12, Panel
	}
	if b.state.hovered && (b.kind == Plain || b.kind == Pill) {
		look.Fill, text = Chosen, Ink
	}
	if b.state.disabled {
		look.Fill, look.Stroke, text = None, Rule, Faint
	}
	b.ring.SetLook(ringLook(look.Radius))
	Show(b.ring, b.state.focused)
	b.box.SetLook(look)
	b.text.SetRole(text)
	if b.face != nil {
		b.face.Refresh()
	}
}
