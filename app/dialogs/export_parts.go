package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// page is wrapped text as high as it takes.
type page struct {
	part.Panelled
	text *part.Prose
}

func newPage(pen *part.Pen) *page {
	p := &page{text: pen.Prose("", 0, part.Size(theme.TextSmall+1), part.Sentence)}
	p.Init(p, p.place, p.text)
	return p
}

func (p *page) set(text string) {
	p.text.SetText(text)
	p.Relayout()
}

func (p *page) high(width float32) float32 { return p.text.HeightAt(width-24) + 20 }

func (p *page) place(size fyne.Size) { part.Place(p.text, 12, 10, size.Width-24, size.Height-20) }

// card frames something.
type card struct {
	part.Panelled
	box   *part.Box
	inner fyne.CanvasObject
}

func newCard(inner fyne.CanvasObject) *card {
	c := &card{box: part.NewBox(part.Look{Fill: part.Paper, Stroke: part.Rule, Line: 1, Radius: 6}), inner: inner}
	c.Init(c, c.place, c.box, c.inner)
	return c
}

func (c *card) place(size fyne.Size) {
	part.Place(c.box, 0, 0, size.Width, size.Height)
	part.Place(c.inner, 1, 1, size.Width-2, size.Height-2)
}

// beside puts a narrow list at the left of a wide column.
type beside struct {
	part.Panelled
	list fyne.CanvasObject
	main *column
	rule *part.Box
}

func newBeside(list fyne.CanvasObject, main *column) *beside {
	b := &beside{list: list, main: main, rule: part.NewBox(part.Look{Fill: part.Rule})}
	b.Init(b, b.place, b.list, b.rule, b.main)
	return b
}

func (b *beside) place(size fyne.Size) {
	left := min(300, size.Width/3.4)
	part.Place(b.list, 0, 0, left, size.Height)
	part.Place(b.rule, left+16, 0, 1, size.Height)
	part.Place(b.main, left+34, 0, size.Width-left-34, size.Height)
}
