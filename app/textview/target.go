package textview

import (
	"image"
	"slices"

	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// target is what the pointer is on: the letters of spans, a tag, or a count of tags.
type target struct {
	ids        []state.Focus // the things that it stands for
	start, end int           // a range that they all touch, code points
	line       *textlayout.Line
	box        image.Rectangle // where it stands, pixels of the view
}

func (t *target) same(o *target) bool {
	return t.line == o.line && t.box == o.box && slices.Equal(t.ids, o.ids)
}

// targetAt finds what is at a point of the view; it has no ids where there is nothing.
func (v *View) targetAt(x, y int) target {
	s := v.stripAt(y)
	if s == nil || !slices.ContainsFunc(s.marks, func(m present.Mark) bool { return m.Kind.Spans() }) {
		return target{}
	}
	d := v.drawingOf(nil, s)
	d.cutMarks()
	origin := image.Pt(v.page.left-v.page.side, v.page.top+v.layout.LineY(s.line)-v.scroll-v.page.over)
	at := image.Pt(x, y).Sub(origin)
	t := d.tagAt(at)
	if t.ids == nil {
		t = d.lettersAt(at)
	}
	t.line, t.box = s.line, t.box.Add(origin)
	return t
}

// stripAt is the strip whose line is at a height of the view; nil between paragraphs.
func (v *View) stripAt(y int) *strip {
	for _, s := range v.strips {
		if top := v.page.top + v.layout.LineY(s.line) - v.scroll; top <= y && y < top+s.line.Height {
			return s
		}
	}
	return nil
}

// tagAt finds the tag or the count at a point of the strip.
func (d *drawing) tagAt(at image.Point) (t target) {
	foot := d.tagLine() + 1
	if at.Y < foot-d.page.tagHeight()-d.frame || at.Y >= foot {
		return t
	}
	captions, tags := d.captions()
	for i := range captions {
		c := &captions[i]
		box := image.Rect(d.left(c), foot-d.page.tagHeight()-1, d.left(c)+c.width, foot)
		if at.X < box.Min.X || at.X >= box.Max.X {
			continue
		}
		t.box = box
		for _, tag := range tags[c.first : c.first+c.n] {
			m := &d.strip.marks[tag.mark]
			if t.ids == nil {
				t.start, t.end = m.Start, m.End
			}
			t.ids, t.start, t.end = append(t.ids, m.ID), min(t.start, m.Start), max(t.end, m.End)
		}
	}
	return t
}

// lettersAt finds the spans whose letters or underlines are at a point of the strip.
func (d *drawing) lettersAt(at image.Point) (t target) {
	for i := range d.strip.marks {
		m := &d.strip.marks[i]
		for _, p := range d.pieces(i) {
			box := d.boxOf(p, m)
			box.Max.Y = max(box.Max.Y+d.thick, d.baseline+d.below+d.page.room(d.metrics))
			if !m.Kind.Spans() || !at.In(box) {
				continue
			}
			if t.ids == nil {
				t.start, t.end, t.box = m.Start, m.End, box
			}
			t.ids, t.start, t.end = append(t.ids, m.ID), max(t.start, m.Start), min(t.end, m.End)
			t.box = t.box.Intersect(box)
		}
	}
	return t
}

// cards are those of the target's things.
func (v *View) cards(t *target) []present.Card {
	if v.article.Card == nil || len(t.ids) == 0 {
		return nil
	}
	return slices.DeleteFunc(v.article.Card(t.start, t.end), func(c present.Card) bool { return !slices.Contains(t.ids, c.ID) })
}
