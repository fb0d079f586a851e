package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// pastPane places the heading, what the history is of, what is not shown, and the steps.
type pastPane struct {
	part.Panelled
	p          *Past
	back, edge *part.Box
	rule       *part.Box
}

func newPastPane(p *Past) *pastPane {
	box := func(r part.Role) *part.Box { return part.NewBox(part.Look{Fill: r}) }
	pane := &pastPane{p: p, back: box(part.Panel), edge: box(part.Rule), rule: box(part.Rule)}
	pane.Least = fyne.NewSize(200, 200)
	pane.Init(pane, pane.place, pane.back, p.heading, p.close, p.title, p.ours, p.words, p.more, pane.rule, p.rows, pane.edge)
	return pane
}

func (pane *pastPane) place(size fyne.Size) {
	p, inner := pane.p, size.Width-2*margin
	part.Place(pane.back, 0, 0, size.Width, size.Height)
	part.Place(pane.edge, size.Width-1, 0, 1, size.Height)
	shut := p.close.MinSize()
	part.Place(p.heading, margin, margin, inner-shut.Width-8, shut.Height)
	part.Place(p.close, size.Width-margin-shut.Width, margin, shut.Width, shut.Height)
	y := margin + shut.Height + 8
	high := max(p.title.HeightAt(inner), p.ours.HeightAt(inner))
	part.Place(p.title, margin, y, inner, high)
	part.Place(p.ours, margin, y, inner, high)
	y += high + 2
	for _, o := range []*part.Prose{p.words, p.more} {
		high := o.HeightAt(inner)
		part.Show(o, high > 0)
		part.Place(o, margin, y, inner, high)
		if high > 0 {
			y += high + 4
		}
	}
	y += 6
	part.Show(pane.rule, p.rows.Visible())
	part.Place(pane.rule, 0, y, size.Width-1, 1)
	part.Place(p.rows, 0, y+1, size.Width-1, max(0, size.Height-y-1))
}
