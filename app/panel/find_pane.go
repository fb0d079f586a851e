package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// findPane places the pieces of the find bar: in one row where there is room for it, else in two.
type findPane struct {
	part.Panelled
	f          *Find
	back, edge *part.Box
}

const (
	findRow   = 44  // height of the first row
	findMore  = 32  // and of the rows under it
	findField = 30  // height of the field
	findLeast = 150 // width of the field
	findMost  = 340
	findGap   = 8
)

func newFindPane(f *Find) *findPane {
	p := &findPane{f: f, back: part.NewBox(part.Look{Fill: part.Panel}), edge: part.NewBox(part.Look{Fill: part.Rule})}
	p.Least = fyne.NewSize(200, findRow)
	p.Init(p, p.place, p.back, p.edge, f.query, f.words, f.previous, f.next, f.switches[0], f.switches[1], f.switches[2], f.label, f.close)
	return p
}

// rest are the pieces behind the arrows, which go to a row of their own where the window is narrow.
func (p *findPane) rest() []fyne.CanvasObject {
	f := p.f
	return []fyne.CanvasObject{f.switches[0], f.switches[1], f.switches[2], f.label}
}

// needed is the width that the first row takes beside the field and the words.
func (p *findPane) needed(objects ...fyne.CanvasObject) float32 {
	sum := float32(2 * margin)
	for _, o := range objects {
		sum += o.MinSize().Width + findGap
	}
	return sum
}

func (p *findPane) oneRow(width float32) bool {
	all := append(p.rest(), p.f.previous, p.f.next, p.f.close)
	return width-p.needed(all...) >= findLeast+110
}

func (p *findPane) heightAt(width float32) float32 {
	if p.oneRow(width) {
		return findRow
	}
	rows, x := 1, float32(margin)
	for _, o := range p.rest() {
		w := o.MinSize().Width
		if x > margin && x+w > width-margin {
			rows, x = rows+1, margin
		}
		x += w + findGap
	}
	return findRow + float32(rows)*findMore
}

func (p *findPane) place(size fyne.Size) {
	f := p.f
	part.Place(p.back, 0, 0, size.Width, size.Height)
	part.Place(p.edge, 0, size.Height-1, size.Width, 1)
	one := p.oneRow(size.Width)
	fixed := []fyne.CanvasObject{f.previous, f.next, f.close}
	if one {
		fixed = append(fixed, p.rest()...)
	}
	left := size.Width - p.needed(fixed...)
	words := min(f.words.Width()+findGap, max(0, left-findLeast))
	field := max(40, min(findMost, left-words))
	x := float32(margin)
	put := func(o fyne.CanvasObject, width, height float32) {
		part.Place(o, x, (findRow-height)/2, width, height)
		x += width + findGap
	}
	put(f.query, field, findField)
	for _, o := range []*part.Button{f.previous, f.next} {
		put(o, o.MinSize().Width, o.MinSize().Height)
	}
	put(f.words, max(0, min(words, size.Width-x)), 18)
	last := f.close.MinSize()
	part.Place(f.close, size.Width-margin-last.Width, (findRow-last.Height)/2, last.Width, last.Height)
	if !one {
		part.Flow(p.rest(), margin, findRow, size.Width-2*margin, findGap, findGap)
		return
	}
	x = size.Width - margin - last.Width - findGap
	for i := len(p.rest()) - 1; i >= 0; i-- {
		o := p.rest()[i]
		w := o.MinSize()
		x -= w.Width
		part.Place(o, x, (findRow-w.Height)/2, w.Width, w.Height)
		x -= findGap
	}
}
