package part

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Entry is a field to type in, in any script: the caret goes where the letters stand on screen. Keys sees every key
// first and reports whether it took it.
type Entry struct {
	Panelled
	Text      string // what the field says; SetText changes it
	Hint      string // stands in an empty field
	OnChanged func(string)
	OnFocus   func(bool) // the field got or lost the keyboard
	Keys      func(*fyne.KeyEvent) bool
	Shortcuts func(fyne.Shortcut) bool // sees every shortcut first, as Keys does

	pen     *Pen
	lines   int // on screen; a field of one line never wraps
	text    []rune
	caret   textlayout.Position
	anchor  int // the other end of the selection
	layout  *textlayout.Layout
	width   int // of the layout, pixels
	scale   float32
	scroll  struct{ x, y int } // pixels
	shift   bool
	focused bool
	past    []moment
	future  []moment
	typing  bool // the last step was typing, which the next letter goes on with
	box     *Box
	face    *canvas.Raster
}

// moment is what undo goes back to.
type moment struct {
	text  []rune
	caret textlayout.Position
}

const (
	entryHeight = 36
	entryMargin = 9 // at both sides of the text
)

// Entry makes a field of one line.
func (p *Pen) Entry(hint string) *Entry {
	e := &Entry{pen: p, Hint: hint, lines: 1, scale: 1}
	e.Least = fyne.NewSize(80, entryHeight)
	return e.init()
}

// Note makes a field of several lines. Shift and Return start a new one.
func (p *Pen) Note(lines int) *Entry {
	e := &Entry{pen: p, lines: lines, scale: 1}
	e.Least = fyne.NewSize(120, float32(lines*e.lead())+2*entryMargin)
	return e.init()
}

func (e *Entry) init() *Entry {
	e.box = NewBox(e.look())
	e.face = canvas.NewRaster(e.draw)
	e.face.ScaleMode = canvas.ImageScalePixels
	e.Init(e, e.place, e.box, e.face)
	e.lay()
	return e
}

// SetText says something else, with the caret at its end, and forgets what could be undone.
func (e *Entry) SetText(text string) {
	e.past, e.future, e.typing = nil, nil, false
	e.set([]rune(text), len([]rune(text)))
}

// SelectAll selects the whole text.
func (e *Entry) SelectAll() {
	e.caret, e.anchor = textlayout.Position{Offset: len(e.text)}, 0
	e.show()
}

// Selection is the selected range, in code points.
func (e *Entry) Selection() (start, end int) {
	return min(e.anchor, e.caret.Offset), max(e.anchor, e.caret.Offset)
}

// set takes a text with the caret at an offset, and tells if it is another.
func (e *Entry) set(text []rune, caret int) {
	changed := !slices.Equal(text, e.text)
	e.text, e.Text = text, string(text)
	e.lay()
	e.caret, e.anchor = textlayout.Position{Offset: caret}, caret
	e.show()
	if changed && e.OnChanged != nil {
		e.OnChanged(e.Text)
	}
}

// replace puts text in the place of a range, as a step that can be undone.
func (e *Entry) replace(start, end int, with string, typing bool) {
	if e.lines == 1 {
		with = strings.Map(oneLine, with)
	}
	if !typing || !e.typing || start != end {
		e.past, e.future = append(e.past, moment{e.text, e.caret}), nil
	}
	e.typing = typing
	runes := []rune(with)
	e.set(slices.Concat(e.text[:start], runes, e.text[end:]), start+len(runes))
}

func oneLine(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return ' '
	}
	return r
}

// undo goes a step back, and redo one forth.
func (e *Entry) undo() { e.travel(&e.past, &e.future) }
func (e *Entry) redo() { e.travel(&e.future, &e.past) }

func (e *Entry) travel(from, to *[]moment) {
	if len(*from) == 0 {
		return
	}
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, moment{e.text, e.caret})
	e.typing = false
	e.set(last.text, last.caret.Offset)
}

func (e *Entry) px() int   { return int(theme.TextBody*e.scale + 0.01) }
func (e *Entry) lead() int { return e.px() * 3 / 2 }

// lay sets the text anew, for the width that the field has.
func (e *Entry) lay() {
	width := int(e.face.Size().Width * e.scale)
	if e.lines == 1 {
		width = max(width, e.pen.painter.Measure(e.Text, e.px(), false)+e.px())
	}
	style := textlayout.Style{Size: e.px(), LineHeight: e.lead()}
	e.width = max(width, e.px())
	opts := textlayout.Options{Width: e.width, Base: textlayout.LTR, Style: func(int) textlayout.Style { return style }}
	e.layout = textlayout.New(e.Text, e.pen.fonts, opts)
}

func (e *Entry) place(size fyne.Size) {
	Place(e.box, 0, 0, size.Width, size.Height)
	top := float32(entryMargin)
	if e.lines == 1 {
		top = 2
	}
	before := e.face.Size()
	Place(e.face, entryMargin, top, size.Width-2*entryMargin, size.Height-2*top)
	if e.face.Size() != before {
		e.lay()
		e.show()
	}
}

// show scrolls to the caret and paints.
func (e *Entry) show() {
	size := e.face.Size()
	w, h := int(size.Width*e.scale), int(size.Height*e.scale)
	c := e.layout.Caret(e.caret)
	e.scroll.x = within(min(e.scroll.x, max(0, e.width-w)), c.X, c.X+int(2*e.scale), w)
	e.scroll.y = within(min(e.scroll.y, max(0, e.layout.Height()-h)), c.Y, c.Y+c.H, h)
	if e.lines == 1 {
		e.scroll.y = 0
	}
	e.face.Refresh()
}

// within moves a view of some length as little as possible to have a stretch in it.
func within(view, from, to, length int) int {
	if length <= 0 {
		return 0
	}
	return max(0, min(max(view, to-length), from))
}

func (e *Entry) look() Look {
	look := Look{Fill: Paper, Stroke: Rule, Line: 1, Radius: 6}
	if e.focused {
		look.Stroke, look.Line = Accent, 1.5
	}
	return look
}
