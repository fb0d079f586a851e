package part

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const arrowSide = 26 // of a button with an arrow

// ArrowButton makes a small button with an arrow, "↑" for one, and a name for who does not see it.
func (p *Pen) ArrowButton(arrow, name string, press func()) *Button {
	b := &Button{Press: press, kind: Plain, box: NewBox(Look{}), ring: NewRing(), text: p.Text("")}
	b.Least = fyne.NewSize(arrowSide, arrowSide)
	b.Called = name
	b.face = canvas.NewRaster(func(w, h int) image.Image {
		img := p.sheet(w, h)
		scale := float32(w) / max(1, b.face.Size().Width)
		side := int(11 * scale)
		drawArrow(img, arrowOf(arrow), (w-side)/2, h/2, side, scale, b.text.role.Color())
		return img
	})
	b.Init(b, b.place, b.box, b.text, b.face, b.ring)
	b.paint()
	return b
}

// arrow is a direction, as a step on screen.
type arrow struct{ x, y float64 }

var (
	arrowNone = arrow{}
	arrows    = map[string]arrow{"←": {-1, 0}, "→": {1, 0}, "↑": {0, -1}, "↓": {0, 1}}
)

func arrowOf(word string) arrow { return arrows[word] }

// drawArrow draws an arrow with its left edge at x and its middle at y.
func drawArrow(img *image.RGBA, a arrow, x, y, side int, scale float32, ink color.NRGBA) {
	half := float64(side) / 2
	mx, my := float64(x)+half, float64(y)+0.5
	reach := half - 0.5*float64(scale)
	tip := [2]float64{mx + a.x*reach, my + a.y*reach}
	tail := [2]float64{mx - a.x*reach, my - a.y*reach}
	head := reach * 0.75
	left := [2]float64{tip[0] - a.x*head - a.y*head, tip[1] - a.y*head - a.x*head}
	right := [2]float64{tip[0] - a.x*head + a.y*head, tip[1] - a.y*head + a.x*head}
	area := image.Rect(x-1, y-side, x+side+2, y+side+1)
	stroke(img, area, 0.62*float64(scale), ink, [2][2]float64{tail, tip}, [2][2]float64{left, tip}, [2][2]float64{right, tip})
}

// stroke draws lines with round ends within an area; half is half of their width.
func stroke(img *image.RGBA, area image.Rectangle, half float64, ink color.NRGBA, lines ...[2][2]float64) {
	area = area.Intersect(img.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			near := math.Inf(1)
			for _, l := range lines {
				near = min(near, distance([2]float64{float64(x) + 0.5, float64(y) + 0.5}, l[0], l[1]))
			}
			if cover := min(1, half+0.5-near); cover > 0 {
				c := ink
				c.A = uint8(float64(ink.A) * cover)
				img.Set(x, y, c)
			}
		}
	}
}

// distance is how far a point is from a line between two points.
func distance(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := ((p[0]-a[0])*dx + (p[1]-a[1])*dy) / (dx*dx + dy*dy)
	t = min(1, max(0, t))
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}
