package textview

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/present"
	"rubricator/app/textlayout"
)

// hover is what the pointer is over.
type hover struct {
	cursor desktop.Cursor
	near   bool // the handles are shown
}

// handles are the bars at both ends of the span in focus.
type handles struct {
	start, end *canvas.Rectangle
}

type edge int

const (
	noEdge edge = iota
	startEdge
	endEdge
)

const (
	edgeUnits   = 6  // how near the pointer takes hold of an edge
	nearUnits   = 28 // how near the handles appear
	handleUnits = 5  // thickness
)

func (h *handles) init() {
	h.start, h.end = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	for _, r := range []*canvas.Rectangle{h.start, h.end} {
		r.CornerRadius = handleUnits / 2
		r.Hide()
	}
}

// colour lets what stands beside the span show through.
func (h *handles) colour(c color.NRGBA) {
	c.A = 0x8c
	h.start.FillColor, h.end.FillColor = c, c
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	if v.hover.cursor == nil {
		return desktop.TextCursor
	}
	return v.hover.cursor
}

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	if v.layout == nil {
		return
	}
	x, y := v.page.pixels(ev.Position.X), v.page.pixels(ev.Position.Y)
	bar := v.onBar(x)
	v.heatBar(bar)
	switch {
	case bar:
		v.hover.cursor = desktop.DefaultCursor
	case v.edgeAt(x, y) != noEdge:
		v.hover.cursor = desktop.HResizeCursor
	default:
		v.hover.cursor = desktop.TextCursor
	}
	v.showHandles(v.nearFocus(x, y))
	v.point(x, y)
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.heatBar(false)
	v.showHandles(false)
	v.forgetPointer()
}

func (v *View) showHandles(near bool) {
	if near != v.hover.near {
		v.hover.near = near
		v.placeHandles()
	}
}

// post is an end of the span in focus on screen, in pixels of the view. Its handle stands outside the span.
type post struct {
	x, y, h int
	left    bool // the span lies to the right of it
}

// posts finds the ends of the span in focus that are on screen.
func (v *View) posts() (start, end *post) {
	for _, s := range v.strips {
		for i := range s.marks {
			if m := &s.marks[i]; m.Focus && m.Kind.Spans() {
				v.postsOn(s.line, m, &start, &end)
			}
		}
	}
	return start, end
}

func (v *View) postsOn(ln *textlayout.Line, m *present.Mark, start, end **post) {
	metrics := v.metricsOf(ln.Paragraph)
	y := v.page.top + v.layout.LineY(ln) + ln.Baseline - metrics.above - v.scroll
	h := metrics.above + metrics.below + v.page.rulesOf(metrics, m).top(m.Lane)
	at := func(x int, left bool) *post { return &post{v.page.left + x, y, h, left} }
	for _, r := range v.layout.Rects(max(m.Start, ln.Start), min(m.End, ln.End)) {
		left, right := r.X, r.X+r.W
		if r.RTL {
			left, right = right, left
		}
		if r.StartsHere && m.Start >= ln.Start {
			*start = at(left, !r.RTL)
		}
		if r.EndsHere && m.End <= ln.End {
			*end = at(right, r.RTL)
		}
	}
}

// edgeAt is the end of the span in focus that a point takes hold of; of two the nearer.
func (v *View) edgeAt(x, y int) edge {
	start, end := v.posts()
	reach := v.page.pixels(edgeUnits)
	best, found := reach+1, noEdge
	if start != nil && start.holds(y) && distance(x, start.x) < best {
		best, found = distance(x, start.x), startEdge
	}
	if end != nil && end.holds(y) && distance(x, end.x) < best {
		found = endEdge
	}
	return found
}

func (p *post) holds(y int) bool { return y >= p.y && y < p.y+p.h }

// nearFocus reports whether a point is close to an end of the span in focus.
func (v *View) nearFocus(x, y int) bool {
	reach := v.page.pixels(nearUnits)
	near := func(p *post) bool {
		return p != nil && distance(x, p.x) <= reach && y >= p.y-reach && y < p.y+p.h+reach
	}
	start, end := v.posts()
	return near(start) || near(end)
}

// placeHandles shows the bars at the ends of the span in focus while the pointer is near.
func (v *View) placeHandles() {
	if !v.hover.near || v.layout == nil {
		v.setVisible(v.handles.start, false)
		v.setVisible(v.handles.end, false)
		return
	}
	start, end := v.posts()
	v.placeHandle(v.handles.start, start)
	v.placeHandle(v.handles.end, end)
}

func (v *View) placeHandle(r *canvas.Rectangle, p *post) {
	v.setVisible(r, p != nil)
	if p == nil {
		return
	}
	w := v.page.pixels(handleUnits)
	x := p.x
	if p.left {
		x -= w
	}
	v.page.place(r, x, p.y, w, p.h)
}
