package part

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Cap is the picture of a key. Its arrows are drawn, as few fonts have them.
type Cap struct {
	Panelled
	pen   *Pen
	key   string
	width float32
	box   *Box
	face  *canvas.Raster
}

const (
	capHeight = 21 // of the picture
	capArrow  = 9  // side of an arrow
	capGap    = 4  // between an arrow and what stands beside it
)

// Cap makes a key cap.
func (p *Pen) Cap(key string) *Cap {
	c := &Cap{pen: p, box: NewBox(Look{Fill: Paper, Stroke: Rule, Line: 1, Radius: 5})}
	c.face = canvas.NewRaster(c.draw)
	c.face.ScaleMode = canvas.ImageScalePixels
	c.Init(c, c.place, c.box, c.face)
	c.SetKey(key)
	return c
}

// SetKey changes the key and reports whether it is another one.
func (c *Cap) SetKey(key string) bool {
	if key == c.key {
		return false
	}
	c.key = key
	c.width = float32(c.each(1, func(string, int) {}))
	c.Least = fyne.NewSize(max(capHeight+1, c.width+14), capHeight)
	c.face.Refresh()
	return true
}

// Key is the key that the cap shows.
func (c *Cap) Key() string { return c.key }

func (c *Cap) place(size fyne.Size) {
	Place(c.box, 0, 0, size.Width, size.Height)
	Place(c.face, float32(int((size.Width-c.width)/2)), 0, c.width+1, size.Height)
}

// each tells where the words and arrows of the key stand, and returns the width that they take, in pixels.
func (c *Cap) each(scale float32, do func(word string, x int)) int {
	x := 0
	for i, word := range strings.Fields(c.key) {
		if i > 0 {
			x += int(capGap * scale)
		}
		do(word, x)
		if arrowOf(word) != arrowNone {
			x += int(capArrow * scale)
		} else {
			x += c.pen.painter.Measure(word, c.size(scale), false)
		}
	}
	return x
}

func (c *Cap) size(scale float32) int { return int(theme.TextSmall*scale + 0.01) }

func (c *Cap) draw(w, h int) image.Image {
	img := c.pen.sheet(w, h)
	scale := float32(w) / max(1, c.face.Size().Width)
	ink := Ink.Color()
	c.each(scale, func(word string, x int) {
		if a := arrowOf(word); a != arrowNone {
			drawArrow(img, a, x, h/2, int(capArrow*scale), scale, ink)
			return
		}
		ln := c.pen.painter.Label(word, c.size(scale), false, 0, textlayout.LTR)
		c.pen.painter.DrawLine(img, ln, x, (h-ln.Height)/2, func(int) color.NRGBA { return ink })
	})
	return img
}
