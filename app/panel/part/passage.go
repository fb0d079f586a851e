package part

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Passage is words in the middle of the text around them, in one line and in the order in which it reads: the words
// in ink on the tint of a label, what is around them quieter.
type Passage struct {
	widget.BaseWidget
	pen                  *Pen
	before, words, after string
	label                string // "#rrggbb"
	mark                 string // sets the direction; without it the words do
	raster               *canvas.Raster
}

// Passage makes an empty passage.
func (p *Pen) Passage() *Passage {
	g := &Passage{pen: p}
	g.ExtendBaseWidget(g)
	g.raster = canvas.NewRaster(g.draw)
	g.raster.ScaleMode = canvas.ImageScalePixels
	return g
}

// Set shows other words, if they are others. color is that of the label that the words get.
func (g *Passage) Set(before, words, after, color string) {
	if g.before == before && g.words == words && g.after == after && g.label == color {
		return
	}
	g.before, g.words, g.after, g.label = before, words, after, color
	g.raster.Refresh()
}

// Direct sets the passage in the direction of the text that it is from.
func (g *Passage) Direct(rtl bool) {
	mark := "\u200e"
	if rtl {
		mark = "\u200f"
	}
	if mark != g.mark {
		g.mark = mark
		g.raster.Refresh()
	}
}

// MinSize implements fyne.CanvasObject.
func (g *Passage) MinSize() fyne.Size { return fyne.NewSize(0, 24) }

// CreateRenderer implements fyne.Widget.
func (g *Passage) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.raster) }

func (g *Passage) draw(w, h int) image.Image {
	img := g.pen.sheet(w, h)
	size := g.raster.Size()
	if g.words == "" || size.Width <= 0 {
		return img
	}
	scale := float32(w) / size.Width
	px := int(theme.TextBody*scale + 0.01)
	before := g.mark + g.fitting(px, w*2/5)
	ln := textlayout.ShapeLabel(g.pen.fonts, before+g.words+g.after, px, false, w, textlayout.LTR)
	x := 0
	if ln.RTL {
		x = w - ln.X1
	}
	start := len([]rune(before))
	end := start + len([]rune(g.words))
	y := (h - ln.Height) / 2
	g.tint(img, ln, start, end, x, y)
	ink, muted := Ink.Color(), Muted.Color()
	g.pen.painter.DrawLine(img, ln, x, y, func(at int) color.NRGBA {
		if at >= start && at < end {
			return ink
		}
		return muted
	})
	return img
}

func (g *Passage) tint(img *image.RGBA, ln *textlayout.Line, start, end, x, y int) {
	fill := theme.LabelColors(g.label, theme.CurrentVariant(), present.MarkAnnotation).Fill
	for _, r := range ln.AppendRects(nil, start, end) {
		box := image.Rect(x+r.X, y+1, x+r.X+r.W, y+ln.Height-1)
		draw.Draw(img, box, image.NewUniform(fill), image.Point{}, draw.Over)
	}
}

// fitting is the end of what stands before, cut at a word, as far as it takes no more than a width.
func (g *Passage) fitting(px, width int) string {
	text := []rune(g.before)
	cut := 0
	for from := 0; from < len(text); from++ {
		if from > 0 && text[from-1] != ' ' {
			continue
		}
		cut = from
		if g.pen.painter.Measure(string(text[from:]), px, false) <= width {
			break
		}
	}
	if cut == 0 {
		return g.before
	}
	return "… " + string(text[cut:])
}
