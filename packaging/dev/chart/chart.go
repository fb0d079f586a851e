// Package chart draws lines over two scales as SVG, for the pictures of the documents.
package chart

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Chart is one picture.
type Chart struct {
	Title string
	X, Y  Axis
	Lines []Line
}

// Axis maps the values from Low to High to the picture. Values outside of it are drawn at its end.
type Axis struct {
	Name      string // what it counts; may be empty
	Low, High float64
	Scale     func(float64) float64 // nil is linear; math.Log10 for a logarithmic one
	Ticks     []Tick
}

// Tick is a word at a value.
type Tick struct {
	At   float64
	Word string
}

// Line is one line with its name at its end.
type Line struct {
	Name   string
	Points []Point
}

// Point is a place on the line, and how far it may be off, up and down; 0 draws nothing for that.
type Point struct{ X, Y, Spread float64 }

// Places in the picture, in its own units.
const (
	width, height = 860.0, 460.0
	left, right   = 70.0, 230.0 // free for the scale, and for the names
	top, foot     = 60.0, 50.0
)

func (a Axis) scaled(v float64) float64 {
	v = min(max(v, a.Low), a.High)
	if a.Scale == nil {
		return v
	}
	return a.Scale(v)
}

func (a Axis) share(v float64) float64 {
	return (a.scaled(v) - a.scaled(a.Low)) / (a.scaled(a.High) - a.scaled(a.Low))
}

func (c Chart) x(v float64) float64 { return left + (width-right-left)*c.X.share(v) }
func (c Chart) y(v float64) float64 { return height - foot - (height-foot-top)*c.Y.share(v) }

// Draw writes the picture.
func (c Chart) Draw(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" font-family="Noto Sans, sans-serif" font-size="13">`+"\n", width, height)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" fill="#fffdf8"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="%g" y="30" font-size="16" fill="#222">%s</text>`+"\n", left, escape(c.Title))
	c.drawScales(&b)
	c.drawLines(&b)
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (c Chart) drawScales(b *strings.Builder) {
	for _, t := range c.Y.Ticks {
		y := c.y(t.At)
		fmt.Fprintf(b, `<path d="M%g %.1fH%g" stroke="#ddd"/>`+"\n", left, y, width-right)
		fmt.Fprintf(b, `<text x="%g" y="%.1f" text-anchor="end" fill="#555">%s</text>`+"\n", left-8, y+4, escape(t.Word))
	}
	for _, t := range c.X.Ticks {
		fmt.Fprintf(b, `<path d="M%.1f %gV%g" stroke="#eee"/>`+"\n", c.x(t.At), top, height-foot)
		fmt.Fprintf(b, `<text x="%.1f" y="%g" text-anchor="middle" fill="#555">%s</text>`+"\n", c.x(t.At), height-foot+20, escape(t.Word))
	}
	if c.Y.Name != "" {
		fmt.Fprintf(b, `<text x="%g" y="%g" text-anchor="end" fill="#555">%s</text>`+"\n", left-8, top-12, escape(c.Y.Name))
	}
	if c.X.Name != "" {
		fmt.Fprintf(b, `<text x="%g" y="%g" text-anchor="end" fill="#555">%s</text>`+"\n", width-right, height-foot+40, escape(c.X.Name))
	}
}

// colours are told apart by people with the common deficiencies too; the dashes repeat what they say.
var (
	colours = []string{"#0072b2", "#d55e00", "#009e73", "#555555", "#cc79a7", "#56b4e9"}
	dashes  = []string{"none", "7 3", "2 3", "10 3 2 3", "5 5", "1 4"}
)

func (c Chart) drawLines(b *strings.Builder) {
	names := c.placeNames()
	for i, l := range c.Lines {
		colour := colours[i%len(colours)]
		fmt.Fprintf(b, `<path fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s" d="`, colour, dashes[i%len(dashes)])
		for k, p := range l.Points {
			fmt.Fprintf(b, "%c%.1f %.1f", "ML"[min(k, 1)], c.x(p.X), c.y(p.Y))
		}
		b.WriteString(`"/>` + "\n")
		for _, p := range l.Points {
			if p.Spread > 0 {
				fmt.Fprintf(b, `<path d="M%.1f %.1fV%.1f" stroke="%s" stroke-opacity="0.4"/>`+"\n", c.x(p.X), c.y(p.Y-p.Spread), c.y(p.Y+p.Spread), colour)
			}
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", c.x(p.X), c.y(p.Y), colour)
		}
		fmt.Fprintf(b, `<text x="%g" y="%.1f" fill="%s">%s</text>`+"\n", width-right+10, names[i]+4, colour, escape(l.Name))
	}
}

// placeNames sets each name at the end of its line, and apart from the others.
func (c Chart) placeNames() []float64 {
	const apart = 17
	order := make([]int, len(c.Lines))
	at := make([]float64, len(c.Lines))
	for i, l := range c.Lines {
		order[i], at[i] = i, c.y(l.Points[len(l.Points)-1].Y)
	}
	slices.SortFunc(order, func(a, b int) int { return int(at[a] - at[b]) })
	for k := 1; k < len(order); k++ {
		at[order[k]] = max(at[order[k]], at[order[k-1]]+apart)
	}
	return at
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
