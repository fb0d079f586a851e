package dialogs

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// exportMore is the page with what is chosen less often. A line that the format does not offer is not there.
type exportMore struct {
	dialog    *exporting
	per       *valued
	window    *part.Entry
	languages *toggles
	shares    *part.Entry
	seed      *part.Entry
	by        *valued
	even      *valued
	unit      *valued
	scheme    *valued
	chat      *valued
	came      *valued
	shown     []optional
	column    *column
	roll      *roll
	silent    bool // the fields follow the choice
}

// optional is a line that is there for some choices.
type optional struct {
	line fyne.CanvasObject
	is   func(c ExportChoice, f Format) bool
}

func newExportMore(d *exporting) *exportMore {
	p := &exportMore{dialog: d}
	p.per = p.valued("per", []string{"", "article", "paragraph", "sentence", perWindow}, []string{"As usual", "Article", "Paragraph", "Sentence", "Window"},
		func(c *ExportChoice, v string) { c.Per = v }, func(c ExportChoice) string { return c.Per })
	p.unit = p.valued("unit", []string{"", "codepoints", "graphemes"}, []string{"UTF-16 units", "Code points", "Grapheme clusters"},
		func(c *ExportChoice, v string) { c.Unit = v }, func(c ExportChoice) string { return c.Unit })
	p.scheme = p.valued("scheme", []string{"", "bioes"}, []string{"IOB2", "BIOES"}, func(c *ExportChoice, v string) { c.Scheme = v }, func(c ExportChoice) string { return c.Scheme })
	p.chat = p.valued("chat", []string{"", "prompt"}, []string{"Messages", "Prompt and completion"}, func(c *ExportChoice, v string) { c.Chat = v }, func(c ExportChoice) string { return c.Chat })
	p.by = p.valued("by", []string{"", "source", "date"}, []string{"Story", "Story and publisher", "Story and day"}, func(c *ExportChoice, v string) { c.By = v }, func(c ExportChoice) string { return c.By })
	yes := []string{"", "yes"}
	p.even = p.valued("even", yes, []string{"By hash", "Even out labels"}, func(c *ExportChoice, v string) { c.Even = v != "" }, func(c ExportChoice) string { return word(c.Even) })
	p.came = p.valued("provenance", yes, []string{"No", "In a table beside it"}, func(c *ExportChoice, v string) { c.Provenance = v != "" }, func(c ExportChoice) string { return word(c.Provenance) })
	p.window = p.field("window", "256", func(c *ExportChoice, v string) { c.Window = v })
	p.shares = p.field("shares", usualShares, func(c *ExportChoice, v string) { c.Shares = v })
	p.seed = p.field("seed", "0", func(c *ExportChoice, v string) { c.Seed = v })
	p.languages = d.newToggles("Languages", d.model.Languages, func(codes []string) {
		d.set("languages", func(c *ExportChoice) { c.Languages = codes })
	}, p.seen)
	p.lay()
	return p
}

func word(on bool) string {
	if on {
		return "yes"
	}
	return ""
}

// lay makes the lines.
func (p *exportMore) lay() {
	var lines []line
	add := func(words string, l line, is func(c ExportChoice, f Format) bool) {
		l = p.dialog.labelledAt(130, words, l, 10)
		lines = append(lines, l)
		p.shown = append(p.shown, optional{l.o, is})
	}
	split := func(c ExportChoice, _ Format) bool { return c.Shares != "" }
	add("Languages", p.languages.line(0), func(_ ExportChoice, f Format) bool { return f.Documents && len(p.dialog.model.Languages) > 1 })
	add("A record for each", p.per.line(0), func(_ ExportChoice, f Format) bool { return len(f.Pers) > 0 })
	add("Tokens in a window", fixed(newFields(p.window), 36, 0), func(c ExportChoice, _ Format) bool { return c.Per == perWindow })
	add("Shares, seed", fixed(newFields(p.shares, p.seed), 36, 0), split)
	add("Never in two", p.by.line(0), split)
	add("Who goes where", p.even.line(0), split)
	add("Offsets count", p.unit.line(0), func(_ ExportChoice, f Format) bool { return len(f.Units) > 0 })
	add("Tags", p.scheme.line(0), func(_ ExportChoice, f Format) bool { return len(f.Schemes) > 0 })
	add("A line holds", p.chat.line(0), func(_ ExportChoice, f Format) bool { return len(f.Chats) > 0 })
	add("How spans came", p.came.line(0), func(c ExportChoice, f Format) bool { return f.Single && c.Shares == "" })
	none := p.dialog.pen.Prose("There is nothing more to choose for this format.", 0, part.Colored(part.Muted), part.Sentence)
	lines = append(lines, prose(none, 10))
	p.shown = append(p.shown, optional{none, func(_ ExportChoice, f Format) bool { return !f.Documents }})
	p.column = newColumn(lines...)
	inset := &part.Panelled{} // room for the rings around chips
	inset.Init(inset, func(size fyne.Size) { part.Place(p.column, 0, 0, size.Width-exportInset, size.Height) }, p.column)
	p.roll = newRoll(inset, func(width float32) float32 { return p.column.heightAt(width-exportInset) + 6 })
}

func (p *exportMore) lines() []line { return []line{growing(p.roll, exportPage, 0)} }

const (
	exportInset = 12  // beside what is on the page, for the thumb
	exportField = 130 // width of a field for a number
)

// newFields puts short fields beside each other.
func newFields(fields ...*part.Entry) fyne.CanvasObject {
	row := &part.Panelled{}
	var objects []fyne.CanvasObject
	for _, f := range fields {
		objects = append(objects, f)
	}
	row.Init(row, func(size fyne.Size) {
		for i, o := range objects {
			part.Place(o, float32(i)*(exportField+8), 0, min(exportField, size.Width), size.Height)
		}
	}, objects...)
	return row
}

// valued is a choice among values.
type valued struct {
	*choice
	values []string
	of     func(ExportChoice) string
}

func (p *exportMore) valued(name string, values, words []string, set func(*ExportChoice, string), of func(ExportChoice) string) *valued {
	v := &valued{values: values, of: of}
	v.choice = p.dialog.exportChoice(words, func(i int) { p.dialog.set(name, func(c *ExportChoice) { set(c, values[i]) }) })
	for _, b := range v.chips {
		b.OnFocus = p.seen(b)
	}
	return v
}

func (v *valued) paintAt(c ExportChoice) {
	v.at = max(0, slices.Index(v.values, v.of(c)))
	v.paint()
}

// field is a field whose text is a choice.
func (p *exportMore) field(name, hint string, set func(*ExportChoice, string)) *part.Entry {
	e := p.dialog.field(hint)
	e.Called = name
	e.OnFocus = p.seen(e)
	e.OnChanged = func(text string) {
		if !p.silent {
			p.dialog.set(name, func(c *ExportChoice) { set(c, strings.TrimSpace(text)) })
		}
	}
	return e
}

// seen brings a piece into view when it gets the keyboard.
func (p *exportMore) seen(o fyne.CanvasObject) func(bool) {
	return func(on bool) {
		if on {
			p.roll.reveal(o)
		}
	}
}

// paint shows what is chosen, in the lines that the format offers.
func (p *exportMore) paint() {
	c, f := p.dialog.now, p.dialog.format()
	for _, o := range p.shown {
		part.Show(o.line, o.is(c, f))
	}
	for _, v := range []*valued{p.per, p.by, p.even, p.unit, p.scheme, p.chat, p.came} {
		v.paintAt(c)
	}
	p.silent = true
	for e, text := range map[*part.Entry]string{p.window: c.Window, p.shares: c.Shares, p.seed: c.Seed} {
		if strings.TrimSpace(e.Text) != text {
			e.SetText(text)
		}
	}
	p.silent = false
	p.languages.show(c.Languages)
	p.column.Relayout()
	p.roll.Relayout()
}

// toggles are chips of which several can be on; the first stands for all. Left and Right go along them, Space turns one
// on and off; for Tab they are one thing.
type toggles struct {
	*flow
	codes   []string
	chips   []*part.Button
	on      []string
	changed func([]string)
}

func (d *exporting) newToggles(called string, list []ExportLanguage, changed func([]string), seen func(fyne.CanvasObject) func(bool)) *toggles {
	t := &toggles{changed: changed}
	add := func(words string, press func()) {
		i := len(t.chips)
		b := d.pen.Button(words, part.Pill, press)
		b.Called, b.Return, b.OnFocus = called, func() { d.main() }, seen(b)
		b.Else = func(e *fyne.KeyEvent) { t.key(i, e, d.sheet) }
		b.Pass(i > 0)
		t.chips = append(t.chips, b)
	}
	add("All", func() { t.turn(nil) })
	for _, l := range list {
		t.codes = append(t.codes, l.Code)
		add(l.Name+" "+present.Number(l.Articles), func() { t.turn(toggled(t.on, t.codes, l.Code)) })
	}
	var pieces []fyne.CanvasObject
	for _, b := range t.chips {
		pieces = append(pieces, b)
	}
	t.flow = newFlow(pieces...)
	return t
}

func (t *toggles) line(gap float32) line { return line{o: t.flow, high: t.heightAt, gap: gap} }

func (t *toggles) key(i int, e *fyne.KeyEvent, s *sheet) {
	switch {
	case e.Name == fyne.KeyRight && i < len(t.chips)-1:
		stopAt(t.chips, i+1)
	case e.Name == fyne.KeyLeft && i > 0:
		stopAt(t.chips, i-1)
	default:
		s.escape(e)
	}
}

func (t *toggles) turn(codes []string) {
	t.show(codes)
	t.changed(codes)
}

func (t *toggles) show(codes []string) {
	t.on = codes
	for i, b := range t.chips {
		kind := part.Pill
		if i == 0 && len(codes) == 0 || i > 0 && slices.Contains(codes, t.codes[i-1]) {
			kind = part.PillOn
		}
		b.SetKind(kind)
	}
}

// exportRow is a line of the list.
type exportRow struct {
	part.Panelled
	text, head, side *part.Text
}

func newExportRow(pen *part.Pen) *exportRow {
	r := &exportRow{text: pen.Text("", part.Elastic, part.Sentence), head: pen.Text("", part.Bold, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic, part.Sentence),
		side: pen.Text("", part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted))}
	r.Init(r, r.place, r.text, r.head, r.side)
	return r
}

func (r *exportRow) show(row ExportRow) {
	r.text.SetText(row.Title)
	r.head.SetText(row.Title)
	r.side.SetText(row.Note)
	part.Show(r.text, !row.Heading)
	part.Show(r.head, row.Heading)
	r.Relayout()
}

func (r *exportRow) place(size fyne.Size) {
	side := r.side.Width()
	room := max(0, size.Width-36-side)
	part.Place(r.text, 12, 0, room, size.Height)
	part.Place(r.head, 12, 6, room, size.Height-6)
	part.Place(r.side, size.Width-14-side, 0, side, size.Height)
}
