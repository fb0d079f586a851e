// Package part has the small pieces that panels and dialogs are put together from: text in any script, key caps,
// chips, buttons, boxes, a list that only makes the rows on screen, and the sheet that a dialog stands on.
//
//	pen := part.NewPen(fonts)
//	title := pen.Text("الوزيرة تصل", part.Bold)
//	title.SetText("Harbour talks resume")   // nothing is painted when it is the same
//
// A piece remembers what it shows and paints itself anew only when that changes. Colours are roles of the theme and
// are looked up when something is painted, so a change of theme needs nothing but a refresh.
package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Role names a colour of the theme.
type Role int

const (
	None Role = iota // nothing is painted
	Ink
	Muted
	Faint
	Paper
	Panel
	Chosen
	Hover
	Rule
	Groove
	Accent
	OK
	Warn
	Bad
	Shade // lies over the window under a dialog
)

// Color is what the role looks like in the current theme.
func (r Role) Color() color.NRGBA {
	t := theme.Current()
	switch r {
	case Ink:
		return t.Ink
	case Muted:
		return t.Muted
	case Faint:
		return t.Faint
	case Paper:
		return t.Paper
	case Panel:
		return t.Panel
	case Chosen:
		return t.Chosen
	case Hover:
		return t.Hover
	case Rule:
		return t.Rule
	case Groove:
		return t.Groove
	case Accent:
		return t.Accent
	case OK:
		return t.OK
	case Warn:
		return t.Warn
	case Bad:
		return t.Bad
	case Shade:
		return color.NRGBA{A: 0x59}
	}
	return color.NRGBA{}
}

// Pen draws text. The pieces of one window share one; like the fonts it serves one goroutine.
type Pen struct {
	fonts   *textlayout.FontSet
	painter *textlayout.Painter
	pixels  []byte
}

// NewPen returns a pen that writes with fonts.
func NewPen(fonts *textlayout.FontSet) *Pen {
	return &Pen{fonts: fonts, painter: textlayout.NewPainter(fonts)}
}

// sheet is an empty picture. Whoever asked for the one before has copied it by now: the driver takes the pixels of a
// raster before it asks for the next.
func (p *Pen) sheet(w, h int) *image.RGBA {
	n := 4 * w * h
	if cap(p.pixels) < n {
		p.pixels = make([]byte, n)
	}
	pix := p.pixels[:n]
	clear(pix)
	return &image.RGBA{Pix: pix, Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

// Style is how a piece of text looks at first.
type Style func(*Text)

// Bold and the other styles may be combined.
func Bold(t *Text) { t.bold = true }

// Size sets the height of the letters.
func Size(units float32) Style { return func(t *Text) { t.size = units } }

// Colored sets the colour.
func Colored(r Role) Style { return func(t *Text) { t.role = r } }

// Elastic lets a text be cut with an ellipsis where there is too little room.
func Elastic(t *Text) { t.elastic = true }

// Trailing puts the text at the right of its room; without it right-to-left text alone stands there.
func Trailing(t *Text) { t.align = alignRight }

// Leading puts the text at the left of its room also when it reads from right to left.
func Leading(t *Text) { t.align = alignLeft }

// Sentence is text of the program itself, or a path: it reads from left to right also when it begins with a quotation
// in Arabic, and what it quotes reorders nothing beside it; see present.Sentence.
func Sentence(t *Text) { t.ours = true }

// Centered puts the text in the middle of its room.
func Centered(t *Text) { t.align = alignMiddle }

// Place sets position and size of an object, and does nothing when it stands there already.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	if pos := fyne.NewPos(x, y); o.Position() != pos {
		o.Move(pos)
	}
	if size := fyne.NewSize(w, h); o.Size() != size {
		o.Resize(size)
	}
}

// Show hides or shows an object if it is not so already.
func Show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}
