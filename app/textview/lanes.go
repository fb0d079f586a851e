package textview

import (
	"image"
	"image/color"

	"rubricator/app/present"
)

// rules says how the underlines of spans that overlap stack between the letters and the tags of the next line. What
// finds no room there shares the last lane, as dots.
type rules struct {
	thick, step int // of an underline, and from one to the next
	last        int // the last lane
	more        bool
}

// room is the height below the box of a line that the tags of the next one leave free, in pixels.
func (p *page) room(m *metrics) int {
	return m.lineHeight - m.above - m.below - m.frame - 1 - p.tagHeight()
}

// rulesOf are those of a mark. Where the spans that touch it stack higher than there is room, the lines get thinner.
func (p *page) rulesOf(m *metrics, mark *present.Mark) rules {
	room := p.room(m)
	if mark.Depth == 0 || mark.Depth*m.lane+m.thick <= room {
		return rules{m.thick, m.lane, mark.Depth, false}
	}
	thin := max(1, m.thick/2)
	r := rules{thick: thin, step: thin + max(1, thin/2), last: mark.Depth}
	if fit := max(1, (room-thin)/(thin+max(1, thin/2))+1); fit <= mark.Depth {
		r.last, r.more = fit-1, true
	}
	return r
}

// top is where the underline of a lane begins, in pixels below the box.
func (r rules) top(lane int) int { return min(lane, r.last) * r.step }

// gathers reports whether a lane is one of those that share the last.
func (r rules) gathers(lane int) bool { return r.more && lane >= r.last }

// dots draws what stands for several lines. They fall on the same places wherever they begin.
func dots(dst *image.RGBA, r image.Rectangle, thick int, c color.NRGBA) {
	for x := r.Min.X - r.Min.X%(3*thick); x < r.Max.X; x += 3 * thick {
		fillRect(dst, image.Rect(max(x, r.Min.X), r.Min.Y, min(x+thick, r.Max.X), r.Max.Y), c)
	}
}
