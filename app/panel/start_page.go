package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// startPage places what the start page shows in the middle of its room.
type startPage struct {
	part.Panelled
	s    *Start
	back *part.Box
}

func newStartPage(s *Start) *startPage {
	p := &startPage{s: s, back: part.NewBox(part.Look{Fill: part.Paper})}
	list := []fyne.CanvasObject{p.back, s.title, s.words}
	for _, b := range s.buttons {
		list = append(list, b)
	}
	p.Least = fyne.NewSize(300, 200)
	p.Init(p, p.place, append(list, s.heading, s.rows)...)
	return p
}

// startWidth is the width of the page's column.
const startWidth = 460

func (p *startPage) place(size fyne.Size) {
	s := p.s
	part.Place(p.back, 0, 0, size.Width, size.Height)
	width := min(startWidth, size.Width-2*margin)
	left := float32(int(size.Width-width) / 2)
	recent := min(5, len(s.recent))
	if s.empty {
		recent = 0
	}
	words := s.words.HeightAt(width)
	height := 39 + 12 + words + 28 + 36
	if recent > 0 {
		height += 44 + heading + 6 + s.rows.HeightFor(recent)
	}
	y := float32(int(max(margin, (size.Height-height)*0.42)))
	part.Place(s.title, left, y, width, 39)
	y += 39 + 12
	part.Place(s.words, left, y, width, words)
	y += words + 28
	p.placeButtons(left, y, width)
	y += 36 + 44
	part.Show(s.heading, recent > 0)
	part.Show(s.rows, recent > 0)
	part.Place(s.heading, left, y, width, heading)
	part.Place(s.rows, left-12, y+heading+6, width+24, s.rows.HeightFor(recent))
}

// placeButtons sets those that are wanted side by side.
func (p *startPage) placeButtons(left, y, width float32) {
	var shown []*part.Button
	for i, b := range p.s.buttons {
		part.Show(b, p.s.empty == (i == 3))
		if b.Visible() {
			shown = append(shown, b)
		}
	}
	const gap = 10
	each := min(140, (width-gap*float32(len(shown)-1))/float32(len(shown)))
	for i, b := range shown {
		part.Place(b, left+float32(i)*(each+gap), y, each, 36)
	}
}
