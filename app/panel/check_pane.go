package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// checkPane places the heading, the kinds, how far the check is and the rows.
type checkPane struct {
	part.Panelled
	c            *Check
	back, edge   *part.Box
	rule         *part.Box
	groove, done *part.Box
}

func newCheckPane(c *Check) *checkPane {
	box := func(r part.Role, radius float32) *part.Box { return part.NewBox(part.Look{Fill: r, Radius: radius}) }
	p := &checkPane{c: c, back: box(part.Panel, 0), edge: box(part.Rule, 0), rule: box(part.Rule, 0), groove: box(part.Groove, 1.5), done: box(part.Ink, 1.5)}
	p.Least = fyne.NewSize(200, 200)
	p.Init(p, p.place, p.children()...)
	return p
}

func (p *checkPane) children() []fyne.CanvasObject {
	list := []fyne.CanvasObject{p.back, p.c.title, p.c.close}
	for _, b := range p.c.chips {
		list = append(list, b)
	}
	return append(list, p.groove, p.done, p.c.words, p.c.more, p.c.act, p.rule, p.c.rows, p.edge)
}

// adopt takes a new chip in.
func (p *checkPane) adopt() { p.Replace(p.children()...) }

func (p *checkPane) place(size fyne.Size) {
	c, inner := p.c, size.Width-2*margin
	shown := c.shown.pane
	part.Place(p.back, 0, 0, size.Width, size.Height)
	part.Place(p.edge, size.Width-1, 0, 1, size.Height)
	shut := c.close.MinSize()
	part.Place(c.title, margin, margin, inner-shut.Width-8, shut.Height)
	part.Place(c.close, size.Width-margin-shut.Width, margin, shut.Width, shut.Height)
	y := margin + shut.Height + 10
	var chips []fyne.CanvasObject
	for _, b := range c.chips {
		chips = append(chips, b)
	}
	y += part.Flow(chips, margin, y, inner, 6, 6) + 12
	listed := c.rows.Visible()
	part.Show(p.rule, listed)
	part.Place(p.rule, 0, y, size.Width-1, 1)
	part.Place(c.rows, 0, y+1, size.Width-1, max(0, size.Height-y-1))
	part.Show(p.groove, shown.Reading)
	part.Show(p.done, shown.Reading && shown.Share > 0)
	part.Place(p.groove, margin, y, inner, 3)
	part.Place(p.done, margin, y, max(3, inner*shown.Share), 3)
	if shown.Reading {
		y += 14
	}
	for _, o := range []*part.Prose{c.words, c.more} {
		high := o.HeightAt(inner)
		part.Show(o, high > 0 && !listed)
		part.Place(o, margin, y, inner, high)
		if high > 0 {
			y += high + 8
		}
	}
	act := c.act.MinSize()
	part.Place(c.act, margin, y+4, act.Width, act.Height)
}
