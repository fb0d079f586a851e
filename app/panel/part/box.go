package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/theme"
)

// Look is how a box is painted.
type Look struct {
	Fill, Stroke Role
	Line         float32 // width of the stroke
	Radius       float32
	Label        string // "#rrggbb" of a label; stands for Fill
}

// Box is a rectangle in colours of the theme.
type Box struct {
	widget.BaseWidget
	look Look
	rect *canvas.Rectangle
	min  fyne.Size
}

// NewBox makes a box.
func NewBox(look Look) *Box {
	b := &Box{look: look, rect: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	b.paint()
	return b
}

// SetLook changes how the box is painted, if it changes anything.
func (b *Box) SetLook(look Look) {
	if b.look != look {
		b.look = look
		b.Refresh()
	}
}

// SetMinSize reserves room.
func (b *Box) SetMinSize(s fyne.Size) { b.min = s }

// MinSize implements fyne.CanvasObject.
func (b *Box) MinSize() fyne.Size { return b.min }

// Refresh takes the colours of the current theme.
func (b *Box) Refresh() {
	b.paint()
	b.rect.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.rect) }

func (b *Box) paint() {
	b.rect.FillColor = b.look.Fill.Color()
	if b.look.Label != "" {
		b.rect.FillColor = theme.LabelColors(b.look.Label, theme.CurrentVariant(), present.MarkAnnotation).Square
	}
	b.rect.StrokeColor, b.rect.StrokeWidth = b.look.Stroke.Color(), b.look.Line
	b.rect.CornerRadius = b.look.Radius
}

// NewRing makes the ring that stands around what has the keyboard, hidden. It stands outside, so that it is seen also
// around what is filled with ink.
func NewRing() *Box {
	r := NewBox(ringLook(4))
	r.Hide()
	return r
}

const (
	ringGap   = 1
	ringWidth = 2
)

// ringLook is a ring around corners of a radius.
func ringLook(radius float32) Look {
	return Look{Stroke: Accent, Line: ringWidth, Radius: radius + ringGap + ringWidth}
}

// PlaceAround puts a ring around a rectangle.
func (b *Box) PlaceAround(x, y, w, h float32) {
	const out = ringGap + ringWidth
	Place(b, x-out, y-out, w+2*out, h+2*out)
}
