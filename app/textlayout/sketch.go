package textlayout

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// sketch collects strokes and shapes around an origin, in pixels with y growing
// downwards, and draws them in one colour.
type sketch struct {
	shapes [][]point // each a closed outline, turning the same way
	thick  float32
}

type point struct{ x, y float32 }

func newSketch(thick int) *sketch { return &sketch{thick: float32(thick)} }

// line adds a stroke.
func (s *sketch) line(x0, y0, x1, y1 float32) {
	length := float32(math.Hypot(float64(x1-x0), float64(y1-y0)))
	if length == 0 {
		return
	}
	nx, ny := -(y1-y0)/length*s.thick/2, (x1-x0)/length*s.thick/2
	s.shape(point{x0 + nx, y0 + ny}, point{x1 + nx, y1 + ny}, point{x1 - nx, y1 - ny}, point{x0 - nx, y0 - ny})
}

// outline adds strokes along the points and back to the first.
func (s *sketch) outline(points ...point) {
	for i, p := range points {
		q := points[(i+1)%len(points)]
		s.line(p.x, p.y, q.x, q.y)
	}
}

// disc adds a filled circle.
func (s *sketch) disc(x, y, radius float32) { s.shape(ring(x, y, radius)...) }

// shape adds a filled polygon, turned so that shapes add up where they overlap.
func (s *sketch) shape(points ...point) {
	area := float32(0)
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for a, b := 0, len(points)-1; a < b; a, b = a+1, b-1 {
			points[a], points[b] = points[b], points[a]
		}
	}
	s.shapes = append(s.shapes, points)
}

// ring is a circle as a polygon.
func ring(x, y, radius float32) []point {
	const corners = 12
	out := make([]point, corners)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		out[i] = point{x + radius*float32(cos), y + radius*float32(sin)}
	}
	return out
}

// draw fills all shapes with the origin at (x, y).
func (s *sketch) draw(dst *image.RGBA, x, y int, c color.NRGBA) {
	box := s.box()
	if box.Empty() || !box.Add(image.Pt(x, y)).Overlaps(dst.Rect) {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	dx, dy := float32(box.Min.X), float32(box.Min.Y)
	if int(s.thick)%2 == 1 { // strokes on whole pixels are sharp
		dx, dy = dx-0.5, dy-0.5
	}
	for _, points := range s.shapes {
		r.MoveTo(points[0].x-dx, points[0].y-dy)
		for _, p := range points[1:] {
			r.LineTo(p.x-dx, p.y-dy)
		}
		r.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	blendMask(dst, mask, x+box.Min.X, y+box.Min.Y, c)
}

// box is what the shapes cover, in whole pixels.
func (s *sketch) box() image.Rectangle {
	var box image.Rectangle
	for _, points := range s.shapes {
		for _, p := range points {
			x, y := int(math.Floor(float64(p.x))), int(math.Floor(float64(p.y)))
			box = box.Union(image.Rect(x, y, x+2, y+2))
		}
	}
	return box
}
