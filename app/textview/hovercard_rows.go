package textview

import (
	"image"
	"image/color"
	"strconv"
	"strings"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// cardRow is a line of text on the card.
type cardRow struct {
	text, quote string
	bold        bool
	chip        *present.Card // whose colour stands before the text
	above       int           // free space above it, px
}

func (v *View) cardRows(yield func(cardRow)) {
	for i := range v.card.cards {
		c := &v.card.cards[i]
		row := cardRow{text: c.Label, quote: c.Title, bold: true, chip: c}
		if i > 0 {
			row.above = v.page.pixels(cardGap)
		}
		yield(row)
		for _, l := range c.Lines {
			for _, row := range v.wrapped("\u200e" + l) { // a sentence of ours, whatever is quoted in it
				yield(cardRow{text: row})
			}
		}
	}
	if v.card.more > 0 {
		yield(cardRow{text: "and " + strconv.Itoa(v.card.more) + " more", above: v.page.pixels(cardGap)})
	}
}

// cardSize measures the card.
func (v *View) cardSize() (w, h int) {
	p := &v.page
	most := v.cardRoom()
	v.cardRows(func(r cardRow) {
		size := v.cardTextSize(r)
		width := v.cardIndent() + v.painter.Label(r.text, size, r.bold, 0, textlayout.LTR).Width()
		if r.quote != "" {
			width += size/2 + v.painter.Label(r.quote, size, false, most, textlayout.LTR).Width()
		}
		w = max(w, width)
		h += r.above + part(size, cardLineHeights)
	})
	return min(w, most) + 2*p.pixels(cardMargin), h + 2*p.pixels(cardMargin*0.7)
}

// cardRoom is the widest that the words of a card may be, with their chip.
func (v *View) cardRoom() int {
	p := &v.page
	return min(p.pixels(cardUnits), p.width-4*p.pixels(cardGap)) - 2*p.pixels(cardMargin)
}

// wrapped is a sentence in rows of a card. What is longer than a card has room for is cut at the end of the last row.
func (v *View) wrapped(text string) []string {
	size := v.page.pixels(theme.TextSmall)
	style := textlayout.Style{Size: size, LineHeight: part(size, cardLineHeights)}
	text = strings.Map(oneLine, text)
	lines := textlayout.New(text, v.fonts, textlayout.Options{Width: max(1, v.cardRoom()-v.cardIndent()), Base: textlayout.LTR, Force: true,
		Style: func(int) textlayout.Style { return style }}).Lines(0, mostRows*style.LineHeight-1)
	runes, rows := []rune(text), make([]string, 0, 1)
	for i, ln := range lines {
		end := ln.End
		if i == mostRows-1 {
			end = len(runes)
		}
		row := strings.TrimSpace(string(runes[ln.Start:end]))
		if i > 0 {
			row = "\u200e" + row
		}
		rows = append(rows, row)
		if i == mostRows-1 {
			break
		}
	}
	return rows
}

// oneLine makes white space of what would end a line.
func oneLine(r rune) rune {
	switch r {
	case '\n', '\r', '\t', 0x2028, 0x2029, 0x85:
		return ' '
	}
	return r
}

func (v *View) cardTextSize(r cardRow) int {
	if r.bold {
		return v.page.pixels(cardText)
	}
	return v.page.pixels(theme.TextSmall)
}

// cardIndent is the room for the chip, which all rows keep free.
func (v *View) cardIndent() int { return v.page.pixels(chipUnits + 6) }

func (v *View) drawCard(dst *image.RGBA) {
	p := &v.page
	margin, right := p.pixels(cardMargin), dst.Rect.Dx()-p.pixels(cardMargin)
	y := p.pixels(cardMargin * 0.7)
	v.cardRows(func(r cardRow) {
		y += r.above
		size := v.cardTextSize(r)
		h := part(size, cardLineHeights)
		x := margin + v.cardIndent()
		if r.chip != nil {
			v.drawChip(dst, r.chip, margin, y, h)
		}
		ink := v.roles.Muted
		if r.bold {
			ink = v.roles.Ink
		}
		x += v.drawCardText(dst, r.text, size, r.bold, x, y, right-x, ink)
		if r.quote != "" && x+size < right {
			v.drawCardText(dst, r.quote, size, false, x+size/2, y, right-x-size/2, v.roles.Muted)
		}
		y += h
	})
}

// drawChip draws the label's colour as it looks in the text: filled for an annotation, dashed for a suggestion, dotted for
// one that is not shown in full.
func (v *View) drawChip(dst *image.RGBA, c *present.Card, x, y, h int) {
	size := v.page.pixels(chipUnits)
	colours := theme.LabelColors(c.Color, v.variant, c.Kind)
	box := image.Rect(x, y+(h-size)/2, x+size, y+(h-size)/2+size)
	switch thick := v.page.body.thick; {
	case c.Faint:
		dots := image.Rect(box.Min.X, box.Max.Y-thick, box.Max.X, box.Max.Y)
		dashes(dst, dots, thick, thick, colours.Dots)
		return
	case c.Kind == present.MarkSuggestion:
		fillRect(dst, box, colours.FillSuggestion)
		outline(dst, box, max(1, v.page.body.thick/2), colours.Line)
		return
	}
	fillRect(dst, box, colours.Line)
}

func (v *View) drawCardText(dst *image.RGBA, text string, size int, bold bool, x, y, room int, ink color.NRGBA) (advance int) {
	ln := v.painter.Label(text, size, bold, room, textlayout.LTR)
	v.painter.DrawLine(dst, ln, x, y, func(int) color.NRGBA { return ink })
	return ln.Width()
}
