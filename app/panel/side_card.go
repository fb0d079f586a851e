package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// card says what is known of the thing in focus.
type card struct {
	part.Panelled
	pen   *part.Pen
	shown present.Card
	on    bool
	keep  int // of facts and, behind them, the guideline, there is room for so many

	box       *part.Box
	title     *part.Prose
	names     []*part.Text
	values    []*part.Prose
	rule      *part.Box
	guideline *part.Prose
}

func newCard(pen *part.Pen) *card {
	c := &card{
		pen:       pen,
		box:       part.NewBox(part.Look{Fill: part.Paper, Stroke: part.Rule, Line: 1, Radius: 8}),
		title:     pen.Prose("", 3, part.Bold, part.Size(17)),
		rule:      part.NewBox(part.Look{Fill: part.Rule}),
		guideline: pen.Prose("", 5, part.Size(theme.TextSmall), part.Colored(part.Muted)),
	}
	c.Init(c, c.place, c.children()...)
	return c
}

// show paints what differs, and reports whether anything did.
func (c *card) show(p present.Card, guideline string, on bool) bool {
	same := on == c.on && p.Title == c.shown.Title && slices.Equal(p.Facts, c.shown.Facts)
	if c.guideline.SetText(guideline) {
		same = false
	}
	if same {
		return false
	}
	c.shown, c.on = p, on
	c.title.SetText(p.Title)
	c.grow(len(p.Facts))
	for i := range c.names {
		var f present.Fact
		if i < len(p.Facts) {
			f = p.Facts[i]
		}
		c.names[i].SetText(f.Name)
		c.values[i].SetText(f.Value)
		c.values[i].SetSentence(!f.User)
	}
	c.Relayout()
	return true
}

func (c *card) grow(n int) {
	if n <= len(c.names) {
		return
	}
	for len(c.names) < n {
		c.names = append(c.names, c.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted)))
		c.values = append(c.values, c.pen.Prose("", mostLines, part.Size(theme.TextSmall)))
	}
	c.Replace(c.children()...)
}

func (c *card) children() []fyne.CanvasObject {
	list := []fyne.CanvasObject{c.box, c.title, c.rule, c.guideline}
	for i := range c.names {
		list = append(list, c.names[i], c.values[i])
	}
	return list
}

const (
	cardMargin = 14
	factName   = 82 // width of the names of facts
	factGap    = 5
	mostLines  = 7 // of the value of a fact
)

// fit leaves out the guideline and then facts from the last on, until the card is no higher than the room, and returns its
// height; 0 when nothing is in focus, or there is no room for the words in focus.
func (c *card) fit(width, room float32) float32 {
	if !c.on {
		return 0
	}
	for c.keep = c.most(); c.keep >= 0; c.keep-- {
		if h := c.lay(width, false); h <= room {
			return h
		}
	}
	return 0
}

// lead is the room that goes to the card before the last hints, with heading and gap.
func (c *card) lead(width float32) float32 {
	if !c.on || c.shown.Lead == 0 {
		return 0
	}
	c.keep = c.shown.Lead
	return c.lay(width, false) + around
}

// most is the keep of a card with all that it has.
func (c *card) most() int { return len(c.values) + 1 }

func (c *card) place(size fyne.Size) {
	part.Place(c.box, 0, 0, size.Width, size.Height)
	c.lay(size.Width, true)
}

// lay finds the height at a width, and with do puts everything in its place.
func (c *card) lay(width float32, do bool) float32 {
	inner := width - 2*cardMargin
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if do {
			part.Show(o, h > 0)
			part.Place(o, x, y, w, h)
		}
	}
	y := float32(11)
	h := c.title.HeightAt(inner)
	put(c.title, cardMargin, y, inner, h)
	y += h + 7
	for i, v := range c.values {
		h := float32(0)
		if i < c.keep {
			h = v.HeightAt(inner - factName)
		}
		put(c.names[i], cardMargin, y, factName-6, min(h, 17))
		put(v, cardMargin+factName, y, inner-factName, h)
		if h > 0 {
			y += h + factGap
		}
	}
	if h = 0; c.keep == c.most() {
		h = c.guideline.HeightAt(inner)
	}
	put(c.rule, cardMargin, y+4, inner, min(h, 1))
	put(c.guideline, cardMargin, y+11, inner, h)
	if h > 0 {
		y += h + 12
	}
	return y + 9
}
