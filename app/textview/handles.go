package textview

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// handles are the bars at both ends of the span in focus while the pointer is near, else of the innermost one under
// the pointer. An end of either can be dragged.
type handles struct {
	start, end    *canvas.Rectangle
	accent, quiet color.NRGBA
}

type edge int

const (
	noEdge edge = iota
	startEdge
	endEdge
)

const (
	edgeUnits   = 6  // how near the pointer takes hold of an edge of the span in focus
	otherUnits  = 4  // the same for other spans, beside whose edges people also click
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

// colour lets what stands beside the span show through. The accent is for the span in focus.
func (h *handles) colour(accent, quiet color.NRGBA) {
	h.accent, h.quiet = accent, quiet
	h.accent.A, h.quiet.A = 0x8c, 0x8c
}

// post is an end of a span on screen, in pixels of the view. Its handle stands outside the span.
type post struct {
	x, y, h int
	left    bool // the span lies to the right of it
}

// draggable reports whether the ends of a mark can be moved.
func draggable(m *present.Mark) bool {
	return m.Kind == present.MarkAnnotation || m.Kind == present.MarkSuggestion
}

// posts finds the ends on screen of the span that holds chooses.
func (v *View) posts(holds func(*present.Mark) bool) (start, end *post, id state.Focus) {
	for _, s := range v.strips {
		for i := range s.marks {
			if m := &s.marks[i]; draggable(m) && holds(m) {
				id = m.ID
				v.postsOn(s.line, m, &start, &end)
			}
		}
	}
	return start, end, id
}

func inFocus(m *present.Mark) bool { return m.Focus }

func (v *View) postsOn(ln *textlayout.Line, m *present.Mark, start, end **post) {
	metrics := v.metricsOf(ln.Paragraph)
	y := v.page.top + v.layout.LineY(ln) + ln.Baseline - metrics.above - v.scroll
	h := metrics.above + metrics.below + v.page.rulesOf(metrics, m).top(m.Lane)
	at := func(x int, left bool) *post { return &post{v.page.left + x, y, h, left} }
	v.scratch.rects = ln.AppendRects(v.scratch.rects[:0], max(m.Start, ln.Start), min(m.End, ln.End))
	for i := range v.scratch.rects {
		r := &v.scratch.rects[i]
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

// edgeAt is the end that a point takes hold of: of the span in focus, else of the innermost one with an end there.
func (v *View) edgeAt(x, y int) (state.Focus, edge) {
	start, end, id := v.posts(inFocus)
	if e, _ := nearer(start, end, x, y, v.page.pixels(edgeUnits)); e != noEdge {
		return id, e
	}
	found, best, length := noEdge, 0, 0
	id = state.Focus{}
	s := v.stripAt(y)
	if s == nil {
		return id, noEdge
	}
	for i := range s.marks {
		m := &s.marks[i]
		if !draggable(m) || found != noEdge && m.End-m.Start > length {
			continue
		}
		var start, end *post
		v.postsOn(s.line, m, &start, &end)
		e, d := nearer(start, end, x, y, v.page.pixels(otherUnits))
		if e != noEdge && (found == noEdge || m.End-m.Start < length || d < best) {
			id, found, best, length = m.ID, e, d, m.End-m.Start
		}
	}
	return id, found
}

// nearer is the nearer of two ends, if it is within reach of a point, and how far it is.
func nearer(start, end *post, x, y, reach int) (edge, int) {
	best, found := reach+1, noEdge
	if start != nil && start.holds(y) && distance(x, start.x) < best {
		best, found = distance(x, start.x), startEdge
	}
	if end != nil && end.holds(y) && distance(x, end.x) < best {
		best, found = distance(x, end.x), endEdge
	}
	return found, best
}

func (p *post) holds(y int) bool { return y >= p.y && y < p.y+p.h }

// spanNear is the span whose handles a point shows: the one in focus when it is close to an end of it, else the one
// of which edgeAt finds an end there, else the innermost one under it.
func (v *View) spanNear(x, y int, of state.Focus, e edge) (id state.Focus, focus bool) {
	reach := v.page.pixels(nearUnits)
	near := func(p *post) bool {
		return p != nil && distance(x, p.x) <= reach && y >= p.y-reach && y < p.y+p.h+reach
	}
	start, end, id := v.posts(inFocus)
	if near(start) || near(end) {
		return id, true
	}
	if e != noEdge {
		return of, false
	}
	return v.innermostAt(x, y), false
}

func (v *View) innermostAt(x, y int) (id state.Focus) {
	s := v.stripAt(y)
	if s == nil {
		return id
	}
	shortest := 0
	for i := range s.marks {
		m := &s.marks[i]
		if !draggable(m) || shortest > 0 && m.End-m.Start >= shortest {
			continue
		}
		v.scratch.rects = s.line.AppendRects(v.scratch.rects[:0], max(m.Start, s.line.Start), min(m.End, s.line.End))
		for _, r := range v.scratch.rects {
			if at := x - v.page.left; at >= r.X && at < r.X+r.W {
				id, shortest = m.ID, m.End-m.Start
			}
		}
	}
	return id
}

func (v *View) showHandles(id state.Focus, focus bool) {
	if id != v.hover.span || focus != v.hover.focus {
		v.hover.span, v.hover.focus = id, focus
		v.placeHandles()
	}
}

// keepHandles follows what the pointer is near when the text or the focus has moved. While it holds something that is
// what it is near.
func (v *View) keepHandles() {
	if v.pointer.over && v.pointer.doing == idle && v.layout != nil {
		p := &v.pointer
		of, e := v.edgeAt(p.x, p.y)
		v.hover.span, v.hover.focus = v.spanNear(p.x, p.y, of, e)
	}
	v.placeHandles()
}

// placeHandles shows the bars at the ends of the span that the pointer is near.
func (v *View) placeHandles() {
	v.relight()
	if v.hover.span.None() && !v.hover.focus || v.layout == nil {
		v.setVisible(v.handles.start, false)
		v.setVisible(v.handles.end, false)
		return
	}
	h := &v.handles
	start, end, _ := v.posts(func(m *present.Mark) bool {
		return v.hover.focus && m.Focus || !v.hover.focus && m.ID == v.hover.span
	})
	colour := h.quiet
	if v.hover.focus {
		colour = h.accent
	}
	v.placeHandle(h.start, start, colour)
	v.placeHandle(h.end, end, colour)
}

func (v *View) placeHandle(r *canvas.Rectangle, p *post, c color.NRGBA) {
	v.setVisible(r, p != nil)
	if p == nil {
		return
	}
	if r.FillColor != c {
		r.FillColor = c
		v.refresh(r)
	}
	w := v.page.pixels(handleUnits)
	x := p.x
	if p.left {
		x -= w
	}
	v.page.place(r, x, p.y, w, p.h)
}
