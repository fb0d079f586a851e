package textview

import (
	"cmp"
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"rubricator/app/present"
)

// tag is a label's name above the beginning of its span. While tags are placed, from, room and at count along the
// line's reading direction, so that one rule serves both.
type tag struct {
	text  string
	width int
	from  int  // where the span begins
	until int  // where it ends on this line
	ends  bool // the span reads against its line: the tag stands at the span's far end
	at    int  // where the tag begins
	color color.NRGBA
}

func (d *drawing) drawTags() {
	tags := d.scratch.tags[:0]
	for i := range d.strip.marks {
		tags = d.appendTag(tags, &d.strip.marks[i], d.pieces(i))
	}
	d.scratch.tags = tags
	if len(tags) == 0 {
		return
	}
	gap := d.page.pixels(5)
	placeTags(tags, gap, d.dst.Rect.Dx(), func(s string) int { return d.painter.Measure(s, d.page.tag, true) })
	baseline := d.baseline - d.above - d.frame - 1
	for _, t := range tags {
		x := t.at
		if d.strip.line.RTL {
			x = d.dst.Rect.Dx() - t.at - t.width
		}
		d.painter.DrawString(d.dst, t.text, d.page.tag, true, x, baseline, t.color)
	}
}

// appendTag adds the tag of a mark that begins on this line.
func (d *drawing) appendTag(tags []tag, m *present.Mark, pieces []piece) []tag {
	for _, p := range pieces {
		if !p.first || m.Label == "" || !m.Kind.Spans() {
			continue
		}
		t := tag{text: strings.ToUpper(m.Label), from: p.x0, until: p.x1, color: d.colours(m).Tag}
		if d.strip.line.RTL {
			w := d.dst.Rect.Dx()
			t.from, t.until = w-p.x1, w-p.x0
		}
		t.ends = p.rtl != d.strip.line.RTL
		if m.Faint {
			t.color = d.roles.Muted
		}
		t.width = d.painter.Measure(t.text, d.page.tag, true)
		return append(tags, t)
	}
	return tags
}

// shortest is how few letters a tag may be cut to.
const shortest = 3

// placeTags finds places without collisions. A tag may slide along its own span; where that is not enough, those
// before it are cut; where that is not enough either, it slides on.
func placeTags(tags []tag, gap, width int, measure func(string) int) {
	slices.SortStableFunc(tags, func(a, b tag) int { return cmp.Compare(a.natural(), b.natural()) })
	for {
		pushTags(tags, gap)
		pullTags(tags, gap)
		crowded, helped := makeRoom(tags, gap, measure)
		if helped {
			continue
		}
		if crowded {
			pushTags(tags, gap)
		}
		break
	}
	end := width
	for i := len(tags) - 1; i >= 0; i-- {
		tags[i].at = max(0, min(tags[i].at, end-tags[i].width))
		end = tags[i].at - gap
	}
}

// natural is where a tag would stand alone.
func (t *tag) natural() int {
	if t.ends {
		return t.until - t.width
	}
	return t.from
}

// limit is the farthest place at which half of a tag still stands at its span.
func (t *tag) limit() int { return max(t.natural(), t.until-t.width/2, 0) }

// pushTags sets each tag behind the one before it.
func pushTags(tags []tag, gap int) {
	free := 0
	for i := range tags {
		tags[i].at = max(tags[i].natural(), free)
		free = tags[i].at + tags[i].width + gap
	}
}

// pullTags draws tags that stand at the far end of their spans back towards the beginning, to make room.
func pullTags(tags []tag, gap int) {
	most := 1 << 30
	for i := len(tags) - 1; i >= 0; i-- {
		t := &tags[i]
		t.at = min(t.at, max(min(most-t.width, t.limit()), min(t.from, t.natural()), 0))
		most = t.at - gap
	}
}

// collides reports whether a tag stands on the one before it or away from its span.
func collides(tags []tag, i, gap int) bool {
	return tags[i].at > tags[i].limit() || i > 0 && tags[i-1].at+tags[i-1].width+gap > tags[i].at
}

// makeRoom helps the first tag that collides and can be helped.
func makeRoom(tags []tag, gap int, measure func(string) int) (crowded, helped bool) {
	for i := range tags {
		if !collides(tags, i, gap) {
			continue
		}
		crowded = true
		if shortenOne(tags[:i], tags[i].at, gap, measure) {
			return true, true
		}
	}
	return crowded, false
}

// shortenOne takes a letter from the widest of the tags that push the one at a place.
func shortenOne(before []tag, at, gap int, measure func(string) int) bool {
	widest := -1
	for i := len(before) - 1; i >= 0 && before[i].at+before[i].width+gap >= at; i-- {
		at = before[i].at
		if utf8.RuneCountInString(before[i].text) > shortest && (widest < 0 || before[i].width > before[widest].width) {
			widest = i
		}
	}
	if widest < 0 {
		return false
	}
	t := &before[widest]
	_, size := utf8.DecodeLastRuneInString(t.text)
	t.text = strings.TrimRight(t.text[:len(t.text)-size], "_-. ")
	t.width = measure(t.text)
	return true
}
