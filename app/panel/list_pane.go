package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// listPane places the search, the chips and the rows.
type listPane struct {
	part.Panelled
	l    *List
	back *part.Box
	rule *part.Box
	edge *part.Box
}

func newListPane(l *List) *listPane {
	p := &listPane{l: l, back: part.NewBox(part.Look{Fill: part.Panel}), rule: part.NewBox(part.Look{Fill: part.Rule}), edge: part.NewBox(part.Look{Fill: part.Rule})}
	p.Least = fyne.NewSize(200, 200)
	p.Init(p, p.place, p.children()...)
	return p
}

func (p *listPane) children() []fyne.CanvasObject {
	list := []fyne.CanvasObject{p.back, p.l.search}
	for _, c := range p.l.chips {
		list = append(list, c)
	}
	return append(list, p.l.tongue, p.l.order, p.rule, p.l.rows, p.l.empty, p.edge)
}

// adopt takes a new chip in.
func (p *listPane) adopt() { p.Replace(p.children()...) }

const margin = 14

func (p *listPane) place(size fyne.Size) {
	inner := size.Width - 2*margin
	part.Place(p.back, 0, 0, size.Width, size.Height)
	part.Place(p.edge, size.Width-1, 0, 1, size.Height)
	part.Place(p.l.search, margin, margin, inner, 36)
	flow := []fyne.CanvasObject{}
	for _, c := range p.l.chips {
		flow = append(flow, c)
	}
	y := float32(margin + 36 + 10)
	y += part.Flow(append(flow, p.l.tongue, p.l.order), margin, y, inner, 6, 6) + 12
	part.Place(p.rule, 0, y, size.Width-1, 1)
	part.Place(p.l.rows, 0, y+1, size.Width-1, max(0, size.Height-y-1))
	part.Place(p.l.empty, margin, y+24, inner, p.l.empty.HeightAt(inner))
}
