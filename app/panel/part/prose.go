package part

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/textlayout"
)

// Prose is text in any script that is wrapped to the width it is given.
type Prose struct {
	widget.BaseWidget
	look   *Text // carries text and style; it is never shown
	lines  int   // at most; 0 means all
	width  float32
	height float32
	raster *canvas.Raster
}

// Prose makes a wrapped text of at most so many lines; 0 means as many as it takes.
func (p *Pen) Prose(text string, lines int, styles ...Style) *Prose {
	b := &Prose{look: p.Text(text, styles...), lines: lines}
	b.ExtendBaseWidget(b)
	b.raster = canvas.NewRaster(b.draw)
	b.raster.ScaleMode = canvas.ImageScalePixels
	return b
}

// Content is what the text says.
func (b *Prose) Content() string { return b.look.text }

// SetText says something else, and reports whether it is something else.
func (b *Prose) SetText(text string) bool {
	if b.look.text == text {
		return false
	}
	b.look.text, b.width = text, 0
	b.raster.Refresh()
	return true
}

// SetSentence says whether the text is a sentence of the program itself; see Sentence.
func (b *Prose) SetSentence(ours bool) {
	if b.look.ours != ours {
		b.look.ours, b.width = ours, 0
		b.raster.Refresh()
	}
}

// HeightAt is how high the text is at a width.
func (b *Prose) HeightAt(width float32) float32 {
	if b.look.text == "" {
		return 0
	}
	if b.width != width {
		b.width = width
		b.height = float32(b.shown(b.layout(int(width), 1)) * b.lead(1))
	}
	return b.height
}

// MinSize implements fyne.CanvasObject; whoever lays a Prose out asks HeightAt.
func (b *Prose) MinSize() fyne.Size { return fyne.NewSize(0, b.height) }

// CreateRenderer implements fyne.Widget.
func (b *Prose) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.raster) }

// lead is the distance of two lines in pixels.
func (b *Prose) lead(scale float32) int { return b.px(scale) * 29 / 20 }

func (b *Prose) px(scale float32) int { return int(b.look.size*scale + 0.01) }

func (b *Prose) layout(width int, scale float32) []*textlayout.Line {
	style := textlayout.Style{Size: b.px(scale), LineHeight: b.lead(scale), Bold: b.look.bold}
	l := textlayout.New(b.look.said(), b.look.pen.fonts, textlayout.Options{Width: width, Base: textlayout.LTR, Force: b.look.ours,
		Style: func(int) textlayout.Style { return style }})
	limit := 1 << 20
	if b.lines > 0 {
		limit = (b.lines + 1) * style.LineHeight
	}
	return l.Lines(0, limit)
}

func (b *Prose) shown(lines []*textlayout.Line) int {
	if b.lines > 0 {
		return min(b.lines, len(lines))
	}
	return len(lines)
}

func (b *Prose) draw(w, h int) image.Image {
	img := b.look.pen.sheet(w, h)
	size := b.raster.Size()
	if b.look.text == "" || size.Width <= 0 {
		return img
	}
	scale := float32(w) / size.Width
	lines := b.layout(w, scale)
	color := b.look.role.Color()
	for i, ln := range lines[:b.shown(lines)] {
		if b.lines > 0 && i == b.lines-1 && len(lines) > b.lines {
			ln = b.cut(ln, w, scale)
		}
		b.line(img, ln, i*b.lead(scale), color)
	}
	return img
}

func (b *Prose) line(img *image.RGBA, ln *textlayout.Line, y int, ink color.NRGBA) {
	x := 0
	if ln.Truncated && ln.RTL {
		x = img.Rect.Dx() - ln.X1
	}
	b.look.pen.painter.DrawLine(img, ln, x, y, func(int) color.NRGBA { return ink })
}

// cut is the last line that is shown of a longer text, with an ellipsis.
func (b *Prose) cut(ln *textlayout.Line, w int, scale float32) *textlayout.Line {
	base := textlayout.LTR
	if ln.RTL {
		base = textlayout.RTL
	}
	rest := []rune(b.look.said())[ln.Start:]
	rest = rest[:min(len(rest), 400)]
	return b.look.pen.painter.Label(b.look.prepared(string(rest)), b.px(scale), b.look.bold, w, base)
}

// SetRole changes the colour.
func (b *Prose) SetRole(r Role) {
	if b.look.role != r {
		b.look.role = r
		b.raster.Refresh()
	}
}
