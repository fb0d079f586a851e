package part

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Mark is a labelled stretch of a Marked text, in code points; Color is the label's "#rrggbb".
type Mark struct {
	Start, End   int
	Label, Color string
}

// Marked is wrapped text in any script with labelled stretches: each on the tint of its label, and behind its last letter
// the label's name.
type Marked struct {
	widget.BaseWidget
	pen    *Pen
	plain  string
	marks  []Mark
	text   string // with the names of labels in it
	tints  []Mark // in text
	names  []Mark // the same
	width  float32
	height float32
	raster *canvas.Raster
}

// Marked makes an empty marked text.
func (p *Pen) Marked() *Marked {
	m := &Marked{pen: p}
	m.ExtendBaseWidget(m)
	m.raster = canvas.NewRaster(m.draw)
	m.raster.ScaleMode = canvas.ImageScalePixels
	return m
}

// Set shows other words, if they are others. Marks must lie in the text.
func (m *Marked) Set(text string, marks []Mark) {
	if m.plain == text && slices.Equal(m.marks, marks) {
		return
	}
	m.plain, m.marks, m.width = text, slices.Clone(marks), 0
	m.weave()
	m.raster.Refresh()
}

// weave puts the names of labels behind what they label. A name has its own direction and orders nothing beside it.
func (m *Marked) weave() {
	ends := slices.Clone(m.marks) // inner ones first
	slices.SortStableFunc(ends, func(a, b Mark) int {
		if a.End != b.End {
			return a.End - b.End
		}
		return b.Start - a.Start
	})
	runes := []rune(m.plain)
	starts := make([]int, len(runes)+1) // where the code points of the plain text stand now
	var b strings.Builder
	m.tints, m.names = nil, nil
	at := 0
	write := func(s string) { b.WriteString(s); at += len([]rune(s)) }
	for i := 0; ; i++ {
		for len(ends) > 0 && ends[0].End == i {
			k := ends[0]
			write("\u00a0\u2068")
			m.names = append(m.names, Mark{at, at + len([]rune(k.Label)), k.Label, k.Color})
			write(k.Label + "\u2069")
			m.tints = append(m.tints, Mark{starts[k.Start], at, k.Label, k.Color})
			ends = ends[1:]
		}
		if starts[i] = at; i == len(runes) {
			break
		}
		write(string(runes[i]))
	}
	m.text = b.String()
}

// HeightAt is how high the text is at a width.
func (m *Marked) HeightAt(width float32) float32 {
	if m.text == "" {
		return 0
	}
	if m.width != width {
		m.width = width
		m.height = float32(len(m.layout(int(width), 1).Lines(0, 1<<20)) * m.lead(1))
	}
	return m.height
}

// MinSize implements fyne.CanvasObject; whoever lays a Marked out asks HeightAt.
func (m *Marked) MinSize() fyne.Size { return fyne.NewSize(0, m.height) }

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.raster) }

func (m *Marked) px(scale float32) int   { return int((theme.TextSmall+1)*scale + 0.01) }
func (m *Marked) lead(scale float32) int { return m.px(scale) * 17 / 10 }

func (m *Marked) layout(width int, scale float32) *textlayout.Layout {
	style := textlayout.Style{Size: m.px(scale), LineHeight: m.lead(scale)}
	return textlayout.New(m.text, m.pen.fonts, textlayout.Options{Width: width, Base: textlayout.LTR, Style: func(int) textlayout.Style { return style }})
}

func (m *Marked) draw(w, h int) image.Image {
	img := m.pen.sheet(w, h)
	size := m.raster.Size()
	if m.text == "" || size.Width <= 0 {
		return img
	}
	ink := Ink.Color()
	inks := map[int]color.NRGBA{}
	for _, n := range m.names {
		for at := n.Start; at < n.End; at++ {
			inks[at] = colors(n.Color).Tag
		}
	}
	for _, ln := range m.layout(w, float32(w)/size.Width).Lines(0, h) {
		for _, t := range m.tints {
			m.tint(img, ln, t)
		}
		m.pen.painter.DrawLine(img, ln, 0, ln.Y, func(at int) color.NRGBA {
			if c, ok := inks[at]; ok {
				return c
			}
			return ink
		})
	}
	return img
}

func (m *Marked) tint(img *image.RGBA, ln *textlayout.Line, t Mark) {
	fill := image.NewUniform(colors(t.Color).Fill)
	inset := max(1, ln.Height/10)
	for _, r := range ln.AppendRects(nil, t.Start, t.End) {
		draw.Draw(img, image.Rect(r.X, ln.Y+inset, r.X+r.W, ln.Y+ln.Height-inset), fill, image.Point{}, draw.Over)
	}
}

func colors(hex string) theme.Label {
	return theme.LabelColors(hex, theme.CurrentVariant(), present.MarkAnnotation)
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (m *Marked) AccessibilityLabel() string { return m.text }

func (m *Marked) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
