package textview

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2/canvas"

	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// hoverCard says what stands under a resting pointer. It is a picture: clicks and keys go through it.
type hoverCard struct {
	box    *canvas.Rectangle
	raster *canvas.Raster
	target target
	moved  time.Time // when the pointer moved last
	line   int       // where the target's line stood on screen then
	cards  []present.Card
	more   int  // cards for which there is no room
	called bool // by a key
}

const (
	cardRest  = 400 * time.Millisecond // before the card comes
	cardBeat  = 100 * time.Millisecond
	mostCards = 6

	cardUnits       = 320 // widest
	mostRows        = 6   // of one sentence
	cardMargin      = 10
	cardGap         = 4  // from what it is about, and between two cards
	cardText        = 13 // size of a label
	chipUnits       = 9
	cardLineHeights = 1.5 // of the text size
)

func (c *hoverCard) init() {
	c.box = canvas.NewRectangle(nil)
	c.box.CornerRadius, c.box.StrokeWidth = 6, 1
	c.box.Hide()
	c.raster.Hide()
}

func (c *hoverCard) colour(r theme.Roles) { c.box.FillColor, c.box.StrokeColor = r.Panel, r.Rule }

// callCard is for a pointer that has moved. A card comes when it rests, and goes when it leaves what the card is about.
func (v *View) callCard(x, y int) {
	c := &v.card
	c.moved = v.clock.now()
	t := v.targetAt(x, y)
	if t.same(&c.target) {
		return
	}
	v.hideCard()
	c.target = t
	if t.line != nil {
		c.line = v.lineOnScreen(t.line)
	}
	if len(t.ids) > 0 && v.pointer.doing == idle {
		v.clock.start(&v.clock.stopCard, cardBeat, v.awaitRest)
	}
}

func (v *View) awaitRest() {
	if v.clock.now().Sub(v.card.moved) >= cardRest {
		halt(&v.clock.stopCard)
		v.showCard()
	}
}

// hideCard takes the card away; it does not come again before the pointer has been elsewhere.
func (v *View) hideCard() {
	halt(&v.clock.stopCard)
	v.setVisible(v.card.box, false)
	v.setVisible(v.card.raster, false)
	v.card.cards, v.card.called = nil, false
}

// forgetPointer is for a pointer that has left.
func (v *View) forgetPointer() {
	v.hideCard()
	v.card.target = target{}
}

func (v *View) showCard() {
	c := &v.card
	if c.cards, c.more = v.cards(&c.target), 0; len(c.cards) == 0 {
		return
	}
	if over := len(c.cards) - mostCards; over > 0 {
		c.cards, c.more = c.cards[:mostCards], over
	}
	v.placeCard()
	v.setVisible(c.box, true)
	v.setVisible(c.raster, true)
	v.refresh(c.raster)
}

// ExplainFocus shows the card of the span in focus, as for a pointer that rests on where it begins on screen. The next key
// takes it away; Escape does nothing else, so that the span stays in focus.
func (v *View) ExplainFocus() {
	for _, s := range v.strips {
		for i := range s.marks {
			m := &s.marks[i]
			if !m.Focus || !m.Kind.Spans() {
				continue
			}
			d := v.drawingOf(nil, s)
			d.cutMarks()
			if pieces := d.pieces(i); len(pieces) > 0 {
				origin := image.Pt(v.page.left-v.page.side, v.page.top+v.layout.LineY(s.line)-v.scroll-v.page.over)
				v.card.target = target{ids: []state.Focus{m.ID}, start: m.Start, end: m.End, line: s.line, box: d.boxOf(pieces[0], m).Add(origin)}
				v.card.line = v.lineOnScreen(s.line)
				v.showCard()
				v.card.called = v.card.cards != nil
				return
			}
		}
	}
}

// keepCard takes the card away when its line has moved, and brings it up to date when what it says has changed.
func (v *View) keepCard() {
	c := &v.card
	if c.target.line == nil {
		return
	}
	if v.lineOnScreen(c.target.line) != c.line {
		v.forgetPointer()
		return
	}
	if c.cards == nil {
		return
	}
	fresh := v.cards(&c.target)
	if len(fresh) == 0 {
		v.hideCard()
		return
	}
	same := len(fresh) == len(c.cards)+c.more && slices.EqualFunc(fresh[:len(c.cards)], c.cards, func(a, b present.Card) bool {
		return a.ID == b.ID && a.Title == b.Title && a.Label == b.Label && a.Color == b.Color && a.Faint == b.Faint && slices.Equal(a.Lines, b.Lines)
	})
	if !same {
		v.showCard()
	}
}

func (v *View) lineOnScreen(ln *textlayout.Line) int {
	return v.page.top + v.layout.LineY(ln) - v.scroll
}

// placeCard sets the card below what it is about, or above where there is more room, inside the view. What does not
// fit in its height is counted in its last line.
func (v *View) placeCard() {
	c, p := &v.card, &v.page
	w, h := v.cardSize()
	gap, t := p.pixels(cardGap), &c.target
	below, above := p.height-t.box.Max.Y-2*gap, t.box.Min.Y-v.tagRow(t)-2*gap
	for ; h > max(below, above) && len(c.cards) > 1; c.more++ {
		c.cards = c.cards[:len(c.cards)-1]
		w, h = v.cardSize()
	}
	x, y := t.box.Min.X, t.box.Max.Y+gap
	if t.line.RTL {
		x = t.box.Max.X - w
	}
	if h > below && above > below {
		y = t.box.Min.Y - v.tagRow(t) - gap - h
	}
	x = max(gap, min(x, p.width-w-gap))
	p.place(c.box, x, y, w, h)
	p.place(c.raster, x, y, w, h)
}

// tagRow is the height of the tags above the letters, which a card above leaves free.
func (v *View) tagRow(t *target) int {
	m := v.metricsOf(t.line.Paragraph)
	if t.box.Max.Y <= v.lineOnScreen(t.line)+t.line.Baseline-m.above {
		return 0 // the target is a tag
	}
	return v.page.tagHeight() + m.frame + 1
}
