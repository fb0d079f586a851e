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
	list = append(list, p.l.more, p.l.order)
	for _, c := range p.l.parts {
		list = append(list, c)
	}
	return append(list, p.l.line, p.rule, p.l.rows, p.l.empty, p.edge)
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
	flow = append(flow, p.l.more, p.l.order)
	for _, c := range p.l.parts {
		flow = append(flow, c)
	}
	y += part.Flow(flow, margin, y, inner, 6, 6)
	if p.l.line.Visible() {
		part.Place(p.l.line, margin, y+8, inner, 18)
		y += 8 + 18 - 4
	}
	y += 12
	part.Place(p.rule, 0, y, size.Width-1, 1)
	part.Place(p.l.rows, 0, y+1, size.Width-1, max(0, size.Height-y-1))
	part.Place(p.l.empty, margin, y+24, inner, p.l.empty.HeightAt(inner))
}
