package textview

import (
	"image"
	"slices"

	"fyne.io/fyne/v2/canvas"

	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// strip is one line on screen: its raster, and what was painted on it last.
type strip struct {
	raster *canvas.Raster
	line   *textlayout.Line
	marks  []present.Mark
	chosen selection
	lit    state.Focus // the faint suggestion whose tag is shown because the pointer is on it
	runsOn int         // pixels to the next paragraph when the rule of a zone goes on there
}

// selection is the part of a line that is selected.
type selection struct {
	start, end int
	through    bool // goes on past the end of the paragraph
}

// overscan is how much above and below the view has strips, in lines.
const overscan = 3

// sync gives every line on screen a strip. Lines that had one keep it as it is painted.
func (v *View) sync() {
	lines := v.linesOnScreen()
	v.spare, v.strips = v.strips, v.spare[:0]
	for _, ln := range lines {
		v.strips = append(v.strips, v.takeStrip(ln))
	}
	changed := len(v.spare) > 0
	for i, s := range v.strips {
		if s != nil {
			continue
		}
		changed = changed || len(v.spare) == 0
		v.strips[i] = v.assign(lines[i])
	}
	for _, s := range v.strips {
		v.placeStrip(s)
	}
	clear(v.spare)
	v.spare = v.spare[:0]
	if changed || len(v.objects) == 0 {
		v.collectObjects()
		v.refresh(v.paper)
	}
}

// linesOnScreen lays out and lists what has strips, in a list that lives until the next look at lines.
func (v *View) linesOnScreen() []*textlayout.Line {
	extra := overscan * v.page.body.lineHeight
	y0 := v.scroll - v.page.top
	v.scratch.lines = v.layout.AppendLines(v.scratch.lines[:0], y0-extra, y0+v.page.height+extra)
	return v.scratch.lines
}

// takeStrip returns the strip that shows a line already, or nil.
func (v *View) takeStrip(ln *textlayout.Line) *strip {
	for i, s := range v.spare {
		if s.line == ln {
			v.spare = slices.Delete(v.spare, i, i+1)
			return s
		}
	}
	return nil
}

// assign gives a line a strip that has become free, or a new one.
func (v *View) assign(ln *textlayout.Line) *strip {
	var s *strip
	if n := len(v.spare); n > 0 {
		s = v.spare[n-1]
		v.spare = v.spare[:n-1]
	} else {
		s = &strip{}
		s.raster = v.newRaster(func(dst *image.RGBA) { v.drawStrip(dst, s) })
	}
	s.line = ln
	s.marks = v.marksOf(s.marks[:0], ln)
	s.chosen = v.chosenOn(ln)
	s.lit = v.litOn(s)
	s.runsOn = v.zoneGap(ln, s.marks)
	v.refresh(s.raster)
	return s
}

// litOn is the faint suggestion on a strip that the pointer is on.
func (v *View) litOn(s *strip) state.Focus {
	for i := range s.marks {
		if m := &s.marks[i]; m.Faint && m.ID == v.hover.span {
			return m.ID
		}
	}
	return state.Focus{}
}

// relight paints the strips anew on which the tag of a faint suggestion comes or goes.
func (v *View) relight() {
	for _, s := range v.strips {
		if lit := v.litOn(s); lit != s.lit {
			s.lit = lit
			v.refresh(s.raster)
		}
	}
}

func (v *View) placeStrip(s *strip) {
	p := &v.page
	y := p.top + v.layout.LineY(s.line) - v.scroll - p.over
	p.place(s.raster, p.left-p.side, y, p.measure+2*p.side, s.line.Height+p.over+max(p.under, s.runsOn))
}

// recheck repaints the strips whose marks or selection are no longer those painted.
func (v *View) recheck() {
	for _, s := range v.strips {
		fresh := v.marksOf(v.scratch.marks[:0], s.line)
		chosen := v.chosenOn(s.line)
		gap := v.zoneGap(s.line, fresh)
		if chosen == s.chosen && gap == s.runsOn && slices.Equal(fresh, s.marks) {
			v.scratch.marks = fresh
			continue
		}
		v.scratch.marks, s.marks, s.chosen = s.marks, fresh, chosen
		if gap != s.runsOn {
			s.runsOn = gap
			v.placeStrip(s)
		}
		v.refresh(s.raster)
	}
}

// marksOf asks for the marks of a line. An empty one asks for its separator's, to learn of zones.
func (v *View) marksOf(dst []present.Mark, ln *textlayout.Line) []present.Mark {
	if v.article.Marks == nil {
		return dst
	}
	return v.article.Marks(dst, ln.Start, max(ln.End, ln.Start+1))
}

// zoneGap is the space between a line and the next paragraph when both are in zones, in pixels; else 0.
func (v *View) zoneGap(ln *textlayout.Line, marks []present.Mark) int {
	_, last := v.layout.Paragraph(ln.Paragraph)
	if ln.End != last || ln.Paragraph+1 == v.layout.Paragraphs() || !inZone(marks) {
		return 0
	}
	next, _ := v.layout.Paragraph(ln.Paragraph + 1)
	v.scratch.next = v.article.Marks(v.scratch.next[:0], next, next+1)
	if !inZone(v.scratch.next) {
		return 0
	}
	y, h := v.layout.ParagraphExtent(ln.Paragraph)
	return y + h - v.layout.LineY(ln) - ln.Height
}

func (v *View) chosenOn(ln *textlayout.Line) selection {
	start, end := v.selected()
	s := selection{max(start, ln.Start), min(end, ln.End), false}
	_, last := v.layout.Paragraph(ln.Paragraph)
	s.through = ln.End == last && start <= last && end > last
	if s.start >= s.end {
		s.start, s.end = 0, 0
	}
	return s
}

// selected is the selection in the order of the text.
func (v *View) selected() (start, end int) {
	a, b := v.article.Anchor, v.article.Caret.Offset
	return min(a, b), max(a, b)
}

// repaint paints every strip anew as it is.
func (v *View) repaint() {
	for _, s := range v.strips {
		v.refresh(s.raster)
	}
}

// dropStrips makes the next sync paint every line anew, and forgets lines that would keep their text in memory.
func (v *View) dropStrips() {
	clear(v.scratch.lines[:cap(v.scratch.lines)])
	clear(v.scratch.rects[:cap(v.scratch.rects)])
	for _, s := range v.strips {
		s.line = nil
	}
}
