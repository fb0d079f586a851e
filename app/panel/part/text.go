package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

type align int

const (
	alignReading align = iota // at the side where the text begins
	alignLeft
	alignRight
	alignMiddle
)

// Text is one line of text in any script, in its right order, cut with an ellipsis where it is too long.
type Text struct {
	widget.BaseWidget
	pen     *Pen
	text    string
	size    float32
	bold    bool
	role    Role
	align   align
	elastic bool
	ours    bool
	raster  *canvas.Raster
	min     fyne.Size
}

// Text makes a line of text.
func (p *Pen) Text(text string, styles ...Style) *Text {
	t := &Text{pen: p, text: text, size: theme.TextBody, role: Ink}
	for _, s := range styles {
		s(t)
	}
	t.ExtendBaseWidget(t)
	t.raster = canvas.NewRaster(t.draw)
	t.raster.ScaleMode = canvas.ImageScalePixels
	t.measure()
	return t
}

// Content is what the text says.
func (t *Text) Content() string { return t.text }

// SetText says something else, and reports whether it is something else.
func (t *Text) SetText(text string) bool {
	if t.text == text {
		return false
	}
	t.text = text
	t.measure()
	t.raster.Refresh()
	return true
}

// SetRole changes the colour.
func (t *Text) SetRole(r Role) {
	if t.role != r {
		t.role = r
		t.raster.Refresh()
	}
}

// SetBold changes the weight.
func (t *Text) SetBold(bold bool) {
	if t.bold != bold {
		t.bold = bold
		t.measure()
		t.raster.Refresh()
	}
}

// MinSize implements fyne.CanvasObject. It measures nothing.
func (t *Text) MinSize() fyne.Size {
	if t.elastic {
		return fyne.NewSize(0, t.min.Height)
	}
	return t.min
}

// Width is how wide the whole text is, also where less is shown.
func (t *Text) Width() float32 { return t.min.Width }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.raster) }

func (t *Text) measure() {
	px := int(t.size)
	t.min = fyne.NewSize(0, float32(px*3/2))
	if t.text != "" {
		t.min.Width = float32(t.pen.painter.Measure(t.said(), px, t.bold) + 1)
	}
}

// said is the text as it is set.
func (t *Text) said() string { return t.prepared(t.text) }

// prepared is the text, or a part of it, ready to be set.
func (t *Text) prepared(text string) string {
	if t.ours {
		return present.Sentence(text)
	}
	return text
}

// draw sets the text at the size that the screen has. Sizes are rounded down so that nothing is cut which fits by
// its MinSize.
func (t *Text) draw(w, h int) image.Image {
	img := t.pen.sheet(w, h)
	size := t.raster.Size()
	if t.text == "" || size.Width <= 0 {
		return img
	}
	scale := float32(w) / size.Width
	ln := t.pen.painter.Label(t.said(), int(t.size*scale+0.01), t.bold, w, textlayout.LTR)
	ink := t.role.Color()
	t.pen.painter.DrawLine(img, ln, t.indent(ln, w), (h-ln.Height)/2, func(int) color.NRGBA { return ink })
	return img
}

func (t *Text) indent(ln *textlayout.Line, w int) int {
	switch {
	case t.align == alignRight || t.align == alignReading && ln.RTL:
		return w - ln.X1
	case t.align == alignMiddle:
		return (w - ln.X1) / 2
	}
	return 0
}
