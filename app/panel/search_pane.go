package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// searchPane places the query, its switches, how far the search is, the labels and the rows.
type searchPane struct {
	part.Panelled
	p            *Search
	back, edge   *part.Box
	rule         *part.Box
	groove, done *part.Box
}

func newSearchPane(s *Search) *searchPane {
	box := func(r part.Role, radius float32) *part.Box { return part.NewBox(part.Look{Fill: r, Radius: radius}) }
	p := &searchPane{p: s, back: box(part.Panel, 0), edge: box(part.Rule, 0), rule: box(part.Rule, 0), groove: box(part.Groove, 1.5), done: box(part.Ink, 1.5)}
	p.Least = fyne.NewSize(200, 200)
	p.Init(p, p.place, p.children()...)
	return p
}

func (p *searchPane) children() []fyne.CanvasObject {
	s := p.p
	list := []fyne.CanvasObject{p.back, s.title, s.close, s.query}
	list = append(append(list, p.switches()...), p.groove, p.done, s.words, s.bad, s.more)
	return append(append(list, p.chips()...), p.rule, s.rows, p.edge)
}

func (p *searchPane) switches() []fyne.CanvasObject {
	s := p.p
	return []fyne.CanvasObject{s.switches[0], s.switches[1], s.switches[2], s.switches[3], s.titles, s.texts, s.listed}
}

// chips are the labels, and the button that gives one to all hits.
func (p *searchPane) chips() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, b := range p.p.chips {
		list = append(list, b)
	}
	return append(list, p.p.label)
}

// adopt takes a new chip in.
func (p *searchPane) adopt() { p.Replace(p.children()...) }

func (p *searchPane) place(size fyne.Size) {
	s, inner := p.p, size.Width-2*margin
	shown := s.shown.pane
	part.Place(p.back, 0, 0, size.Width, size.Height)
	part.Place(p.edge, size.Width-1, 0, 1, size.Height)
	shut := s.close.MinSize()
	part.Place(s.title, margin, margin, inner-shut.Width-8, shut.Height)
	part.Place(s.close, size.Width-margin-shut.Width, margin, shut.Width, shut.Height)
	y := margin + shut.Height + 8
	part.Place(s.query, margin, y, inner, findField)
	y += findField + 8
	y += part.Flow(p.switches(), margin, y, inner, 6, 6) + 10
	part.Show(p.groove, shown.Reading)
	part.Show(p.done, shown.Reading && shown.Share > 0)
	part.Place(p.groove, margin, y, inner, 3)
	part.Place(p.done, margin, y, max(3, inner*shown.Share), 3)
	y += 3 + 7 // there is room for it also when all is read, so that nothing jumps
	for _, o := range []*part.Prose{s.words, s.bad, s.more} {
		high := o.HeightAt(inner)
		part.Show(o, high > 0)
		part.Place(o, margin, y, inner, high)
		if high > 0 {
			y += high + 6
		}
	}
	listed := shown.Hits || len(s.now.Search.Tally) > 0
	part.Show(s.label, listed)
	if listed {
		y += part.Flow(p.chips(), margin, y, inner, 6, 6) + 10
	}
	part.Show(p.rule, listed)
	part.Show(s.rows, listed)
	part.Place(p.rule, 0, y, size.Width-1, 1)
	part.Place(s.rows, 0, y+1, size.Width-1, max(0, size.Height-y-1))
}
