package textview

import (
	"image"
	"image/color"
	"slices"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// drawStrip paints one line: rule of a zone, selection, fills, hits, frame, underlines, letters, tags. Nothing here
// moves a letter.
func (v *View) drawStrip(dst *image.RGBA, s *strip) {
	if s.line == nil || v.layout == nil {
		return
	}
	d := v.drawingOf(dst, s)
	d.drawZone()
	d.drawSelection()
	d.cutMarks()
	for i := range s.marks {
		d.drawFill(&s.marks[i], d.pieces(i))
	}
	for i := range s.marks {
		d.drawHit(&s.marks[i], d.pieces(i))
	}
	for i := range s.marks {
		d.drawFrame(&s.marks[i], d.pieces(i))
	}
	for i := range s.marks {
		d.drawUnderline(&s.marks[i], d.pieces(i))
	}
	v.painter.DrawLine(dst, s.line, v.page.side, v.page.over, d.ink())
	if v.article.Hidden {
		v.painter.DrawHidden(dst, s.line, v.page.side, v.page.over, v.roles.Muted)
	}
	d.drawTags()
}

// drawing is the painting of one strip; x counts from the strip's left edge.
type drawing struct {
	*View
	*metrics
	dst      *image.RGBA
	strip    *strip
	baseline int
}

func (v *View) drawingOf(dst *image.RGBA, s *strip) drawing {
	return drawing{View: v, dst: dst, strip: s, metrics: v.metricsOf(s.line.Paragraph), baseline: v.page.over + s.line.Baseline}
}

// piece is a stretch of a mark on this line.
type piece struct {
	x0, x1      int
	rtl         bool
	first, last bool    // has the mark's first or last letter
	ends        corners // true ends of the mark, where corners are round
}

// cutMarks finds the pieces of all marks of the line.
func (d *drawing) cutMarks() {
	d.scratch.pieces, d.scratch.cuts = d.scratch.pieces[:0], d.scratch.cuts[:0]
	for i := range d.strip.marks {
		m := &d.strip.marks[i]
		if m.Kind != present.MarkZone {
			d.scratch.pieces = d.appendPieces(d.scratch.pieces, m.Start, m.End)
		}
		d.scratch.cuts = append(d.scratch.cuts, len(d.scratch.pieces))
	}
}

// pieces are those of mark i.
func (d *drawing) pieces(i int) []piece {
	from := 0
	if i > 0 {
		from = d.scratch.cuts[i-1]
	}
	return d.scratch.pieces[from:d.scratch.cuts[i]]
}

// appendPieces adds the stretches of a range on the line, without white space that hangs over the line's end.
func (d *drawing) appendPieces(dst []piece, start, end int) []piece {
	ln := d.strip.line
	d.scratch.rects = ln.AppendRects(d.scratch.rects[:0], max(start, ln.Start), min(end, ln.End))
	for i := range d.scratch.rects {
		r := &d.scratch.rects[i]
		p := piece{x0: d.page.side + max(r.X, ln.X0), x1: d.page.side + min(r.X+r.W, ln.X1), rtl: r.RTL}
		if p.x0 >= p.x1 {
			continue
		}
		p.first = r.StartsHere && start >= ln.Start
		p.last = r.EndsHere && end <= ln.End
		p.ends = corners{left: p.first, right: p.last}
		if r.RTL {
			p.ends = corners{left: p.last, right: p.first}
		}
		dst = append(dst, p)
	}
	return dst
}

// box is the rectangle around the letters of a piece.
func (d *drawing) box(p piece) image.Rectangle {
	return image.Rect(p.x0, d.baseline-d.above, p.x1, d.baseline+d.below)
}

// boxOf is the box of a mark, down to its underline.
func (d *drawing) boxOf(p piece, m *present.Mark) image.Rectangle {
	r := d.box(p)
	r.Max.Y += d.page.rulesOf(d.metrics, m).top(m.Lane)
	return r
}

func (d *drawing) radius() int { return d.thick + d.thick/2 }

// colours are those of a mark in the look of now, remembered.
func (d *drawing) colours(m *present.Mark) theme.Label {
	key := tint{m.Color, m.Kind}
	c, ok := d.tints[key]
	if !ok {
		c = theme.LabelColors(m.Color, d.variant, m.Kind)
		d.tints[key] = c
	}
	return c
}

type tint struct {
	hex  string
	kind present.MarkKind
}

// drawZone draws the rule beside a line in a zone, down to the next line when that is in one too.
func (d *drawing) drawZone() {
	if !inZone(d.strip.marks) {
		return
	}
	x, gap := d.page.side-d.page.pixels(12), d.page.pixels(3)
	if d.strip.line.RTL {
		x = d.page.side + d.page.measure + d.page.pixels(12) - gap
	}
	fillRect(d.dst, image.Rect(x, d.page.over, x+gap, d.page.over+d.strip.line.Height+d.strip.runsOn), d.roles.Rule)
}

func inZone(marks []present.Mark) bool {
	return slices.ContainsFunc(marks, func(m present.Mark) bool { return m.Kind == present.MarkZone })
}

func (d *drawing) drawSelection() {
	c := d.strip.chosen
	for _, p := range d.appendPieces(d.scratch.pieces[:0], c.start, c.end) {
		fillRect(d.dst, d.box(p), d.roles.Selection)
	}
	if !c.through {
		return
	}
	p := piece{x0: d.page.side + d.strip.line.X1, x1: d.page.side + d.strip.line.X1 + d.em/3}
	if d.strip.line.RTL {
		p = piece{x0: d.page.side + d.strip.line.X0 - d.em/3, x1: d.page.side + d.strip.line.X0}
	}
	fillRect(d.dst, d.box(p), d.roles.Selection)
}

// mostFills is how many fills may add up before letters are hard to read on them; where more spans lie over another,
// each fills less, and those whose underlines are gathered fill nothing.
const mostFills = 2

func (d *drawing) drawFill(m *present.Mark, pieces []piece) {
	if m.Faint || !m.Kind.Spans() {
		return
	}
	c := d.colours(m)
	fill := c.Fill
	if m.Kind != present.MarkAnnotation {
		fill = c.FillSuggestion
	}
	rules := d.page.rulesOf(d.metrics, m)
	if m.Lane > rules.last {
		return
	}
	if fills := rules.last + 1; fills > mostFills {
		fill.A = uint8(int(fill.A) * mostFills / fills)
	}
	for _, p := range pieces {
		fillRound(d.dst, d.boxOf(p, m), d.radius(), p.ends, fill)
		if m.Kind == present.MarkPreview {
			outline(d.dst, d.boxOf(p, m), max(1, d.thick/2), c.Line)
		}
	}
}

// drawHit covers the fills below it, so that a hit looks the same on every label. The current one has a border too.
func (d *drawing) drawHit(m *present.Mark, pieces []piece) {
	if m.Kind != present.MarkHit {
		return
	}
	fill := d.roles.Hit
	if m.Focus {
		fill = d.roles.HitFocus
	}
	for _, p := range pieces {
		fillRound(d.dst, d.box(p), d.radius(), p.ends, fill)
		if m.Focus {
			strokeRound(d.dst, d.box(p), d.radius(), max(1, d.thick/2), p.ends, d.roles.Ink)
		}
	}
}

func (d *drawing) drawUnderline(m *present.Mark, pieces []piece) {
	if m.Kind == present.MarkPreview || !m.Kind.Spans() {
		return
	}
	c, rules := d.colours(m).Line, d.page.rulesOf(d.metrics, m)
	for _, p := range pieces {
		r := d.boxOf(p, m)
		r.Min.Y, r.Max.Y = r.Max.Y, r.Max.Y+rules.thick
		switch {
		case rules.gathers(m.Lane):
			dots(d.dst, r, rules.thick, d.roles.Muted)
		case m.Faint:
			dashes(d.dst, r, rules.thick, rules.thick, d.colours(m).Dots)
		case m.Kind == present.MarkSuggestion:
			dashes(d.dst, r, 3*rules.thick, 2*rules.thick, c)
		default:
			fillRect(d.dst, r, c)
		}
	}
}

// drawFrame goes around the underline too, as far as the tags of the next line allow.
func (d *drawing) drawFrame(m *present.Mark, pieces []piece) {
	if !m.Focus || !m.Kind.Spans() {
		return
	}
	for _, p := range pieces {
		r := d.boxOf(p, m)
		r.Max.Y = min(r.Max.Y+d.thick+max(1, d.thick/2), d.baseline+d.below+d.page.room(d.metrics)-d.frame)
		r = r.Inset(-d.frame)
		if !p.ends.left {
			r.Min.X = p.x0
		}
		if !p.ends.right {
			r.Max.X = p.x1
		}
		strokeRound(d.dst, r, 2*d.radius(), d.frame, p.ends, d.roles.Accent)
	}
}

// ink gives letters their colour: grey in a zone, but not where a hit is to be read.
func (d *drawing) ink() func(int) color.NRGBA {
	marks, ink, grey := d.strip.marks, d.roles.Ink, d.roles.Faint
	if !inZone(marks) {
		return func(int) color.NRGBA { return ink }
	}
	return func(offset int) color.NRGBA {
		c := ink
		for i := range marks {
			switch at := marks[i].Start <= offset && offset < marks[i].End; {
			case at && marks[i].Kind == present.MarkHit:
				return ink
			case at && marks[i].Kind == present.MarkZone:
				c = grey
			}
		}
		return c
	}
}

// painterOf returns the painter that all widgets with these fonts share, so that they share its glyphs.
func painterOf(fonts *textlayout.FontSet) *textlayout.Painter {
	p := painters[fonts]
	if p == nil {
		p = textlayout.NewPainter(fonts)
		painters[fonts] = p
	}
	return p
}

// painters is used by the goroutine of the user interface only.
var painters = map[*textlayout.FontSet]*textlayout.Painter{}
