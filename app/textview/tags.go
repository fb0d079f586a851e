package textview

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"rubricator/app/present"
)

const tagGap = 5 // units between two captions

// tag is a label's name that wants to stand above its span. From and until count along the line's reading direction,
// so that one rule serves both.
type tag struct {
	text  string
	from  int  // where the span begins
	until int  // where it ends on this line
	ends  bool // the span reads against its line: the tag stands at the span's far end
	mark  int  // index of its mark in the strip
	focus bool // it is that of the thing in focus
	color color.NRGBA

	width  int // of as much of the text as is shown
	letter int // how many letters that is at most
	lo, hi int // where it may begin
}

// caption is what stands above the line: a tag, or the number of several for which there is no room.
type caption struct {
	at, width int
	text      string
	first, n  int // the tags that it stands for
	lo, hi    int // where it may begin
	want      int // where it would like to
	latest    int // where the last of its spans begins
	earliest  int // where the first of its spans ends
}

// drawTags draws the captions above the line.
func (d *drawing) drawTags() {
	captions, tags := d.captions()
	baseline := d.tagLine()
	for i := range captions {
		s := &captions[i]
		c := tags[s.first].color
		if s.n > 1 {
			c = d.countColour(tags[s.first : s.first+s.n])
		}
		d.painter.DrawString(d.dst, s.text, d.page.tag, true, d.left(s), baseline, c)
	}
}

// countColour is that of no label; it tells where the thing in focus is among those that a count stands for.
func (d *drawing) countColour(tags []tag) color.NRGBA {
	for _, t := range tags {
		if t.focus {
			return d.roles.Accent
		}
	}
	return d.roles.Muted
}

// tagLine is the baseline of the tags, in pixels from the strip's top.
func (d *drawing) tagLine() int { return d.baseline - d.above - d.frame - 1 }

// left is where a caption begins on the strip.
func (d *drawing) left(s *caption) int {
	if d.strip.line.RTL {
		return d.page.stripWidth() - s.at - s.width
	}
	return s.at
}

func (p *page) stripWidth() int { return p.measure + 2*p.side }

// tagHeight is the height of the capitals of a tag.
func (p *page) tagHeight() int { return int(math.Ceil(capHeight * float64(p.tag))) }

// captions places the tags of the marks that begin on this line. It needs the pieces of the marks.
func (d *drawing) captions() ([]caption, []tag) {
	tags := d.scratch.tags[:0]
	for i := range d.strip.marks {
		tags = d.appendTag(tags, i)
	}
	d.scratch.tags = tags
	if len(tags) == 0 {
		return nil, nil
	}
	w := &d.scratch.placing
	w.gap, w.width = d.page.pixels(tagGap), d.page.stripWidth()
	return w.place(tags)
}

// appendTag adds the tag of mark i if it begins on this line. A faint suggestion has one while it is in focus or pointed at.
func (d *drawing) appendTag(tags []tag, i int) []tag {
	m := &d.strip.marks[i]
	if m.Label == "" || !m.Kind.Spans() || m.Faint && !m.Focus && m.ID != d.strip.lit {
		return tags
	}
	for _, p := range d.pieces(i) {
		if !p.first {
			continue
		}
		t := tag{text: strings.ToUpper(m.Label), from: p.x0, until: p.x1, mark: i, focus: m.Focus, color: d.tagColour(m)}
		if d.strip.line.RTL {
			w := d.page.stripWidth()
			t.from, t.until = w-p.x1, w-p.x0
		}
		t.ends = p.rtl != d.strip.line.RTL
		return append(tags, t)
	}
	return tags
}

func (d *drawing) tagColour(m *present.Mark) color.NRGBA {
	if m.Faint {
		return d.roles.Muted
	}
	return d.colours(m).Tag
}

// cut is the beginning of a tag, without what separates words at its end.
func cut(text string, letters int) string {
	for i := range text {
		if letters == 0 {
			return strings.TrimRight(text[:i], "_-. •")
		}
		letters--
	}
	return text
}

func countText(n int) string { return "+" + strconv.Itoa(n) }
