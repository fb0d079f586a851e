package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// sidePane places the sections of the side panel from the top. Labels that do not fit scroll, so that what is in
// focus and what the keys do stay on screen.
type sidePane struct {
	part.Panelled
	s        *Side
	labels   int
	back     *part.Box
	edge     *part.Box
	headings [4]*part.Text
}

func newSidePane(s *Side, pen *part.Pen) *sidePane {
	p := &sidePane{s: s, back: part.NewBox(part.Look{Fill: part.Panel}), edge: part.NewBox(part.Look{Fill: part.Rule})}
	for i, words := range []string{"LABELS", "IN FOCUS", "NEXT", "NOTE ON THE ARTICLE"} {
		p.headings[i] = pen.Text(words, part.Bold, part.Size(theme.TextSection), part.Colored(part.Muted))
	}
	p.Least = fyne.NewSize(200, 200)
	p.Init(p, p.place, p.back, p.edge, p.headings[0], p.headings[1], p.headings[2], p.headings[3], s.rows, s.card, s.hints, s.note, s.tip)
	return p
}

const (
	heading = 18 // height of a section's heading
	section = 22 // between sections
	around  = heading + 6 + section
)

func (p *sidePane) place(size fyne.Size) {
	s := p.s
	part.Place(p.back, 0, 0, size.Width, size.Height)
	part.Place(p.edge, 0, 0, 1, size.Height)
	inner := size.Width - 2*margin - 2
	p.labels = len(s.labels)
	heights := p.share(inner, size.Height)
	objects := [4]fyne.CanvasObject{s.rows, s.card, s.hints, s.note}
	y := float32(margin)
	for i, o := range objects {
		part.Show(o, heights[i] > 0)
		part.Show(p.headings[i], heights[i] > 0)
		if heights[i] == 0 {
			continue
		}
		x, w := float32(margin+2), inner
		if i == 0 {
			x, w = 1, size.Width-1
		}
		part.Place(p.headings[i], margin+2, y, inner, heading)
		part.Place(o, x, y+heading+6, w, heights[i])
		y += heading + 6 + heights[i] + section
	}
}

const (
	mostLabels  = 9 // that nothing else takes room from
	leastLabels = 5 // that stay in the smallest window
	leastHints  = 3*hintHigh + 2*hintLead
)

// share gives the height to the sections, in the order labels, card, hints, note. What there is no room for goes: the
// guideline in the card first, then the note, the facts of the card and the card, then the last hints, then labels.
func (p *sidePane) share(width, height float32) [4]float32 {
	s := p.s
	left := height - 2*margin + section
	take := func(h float32) float32 { // with heading and gap
		if h > 0 {
			left -= h + around
		}
		return h
	}
	all := s.rows.HeightFor(len(s.labels))
	hints := min(s.hints.fit(width, height), leastHints)
	labels := min(all, s.rows.HeightFor(mostLabels), max(s.rows.HeightFor(leastLabels), left-around-hints-around))
	heights := [4]float32{take(labels)}
	heights[2] = take(s.hints.fit(width, max(leastHints, left-around-s.card.lead(width))))
	note := s.note.HeightAt(width)
	if note > 0 {
		heights[1] = s.card.fit(width, left-note-2*around)
	}
	if note == 0 || s.card.on && (heights[1] == 0 || s.card.keep < s.card.most()-1) {
		note, heights[1] = 0, s.card.fit(width, left-around)
	}
	take(heights[1])
	if note <= left-around {
		heights[3] = take(note)
	}
	heights[0] = min(all, heights[0]+max(0, left))
	s.card.Relayout()
	return heights
}

// placeTip puts the guideline under the labels, so that it hides none of them.
func (p *sidePane) placeTip() {
	width := p.Size().Width - 2*margin
	y := p.s.rows.Position().Y + p.s.rows.Size().Height + 4
	part.Place(p.s.tip, margin, y, width, p.s.tip.heightAt(width))
}
