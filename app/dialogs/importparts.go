package dialogs

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/annotate/ingest"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// sourceRow is an input in the list of an import.
type sourceRow struct {
	part.Panelled
	tick       *part.Tick
	name, what *part.Text
}

func newSourceRow(pen *part.Pen) *sourceRow {
	r := &sourceRow{
		tick: pen.Tick(),
		name: pen.Text("", part.Elastic, part.Sentence),
		what: pen.Text("", part.Elastic, part.Sentence, part.Size(theme.TextSmall), part.Colored(part.Muted)),
	}
	r.Init(r, r.place, r.tick, r.name, r.what)
	return r
}

func (r *sourceRow) show(name, what string, tickable, ticked, bad bool) {
	part.Show(r.tick, tickable)
	r.tick.Set(ticked)
	r.name.SetText(name)
	r.what.SetText(what)
	ink, role := part.Ink, part.Muted
	if bad {
		role = part.Bad
	}
	if !ticked {
		ink = part.Muted
	}
	r.name.SetRole(ink)
	r.what.SetRole(role)
	r.Relayout()
}

func (r *sourceRow) place(size fyne.Size) {
	part.Place(r.tick, 10, (size.Height-17)/2, 17, 17)
	x := float32(38)
	if r.what.Content() == "" {
		part.Place(r.name, x, 0, max(0, size.Width-x-14), size.Height)
		part.Place(r.what, x, 0, 0, 0)
		return
	}
	part.Place(r.name, x, 3, max(0, size.Width-x-14), 21)
	part.Place(r.what, x, 22, max(0, size.Width-x-14), 18)
}

// columnList says what the columns of a table are. Space asks for it, a digit says it.
type columnList struct {
	rows *part.Rows
	look ingest.Look
	d    *Importing
}

const columnHeight = 28

func newColumnList(d *Importing) *columnList {
	c := &columnList{d: d}
	c.rows = part.NewRows(columnHeight, func() fyne.CanvasObject { return newColumnRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*columnRow).show(c.look, i)
	})
	c.rows.Inset, c.rows.Called, c.rows.Else = rowInset, "Column", d.key
	c.rows.Return = func(int) { d.main() }
	c.rows.Space, c.rows.Choose, c.rows.Rune = c.ask, c.ask, c.digit
	c.rows.Focused = func(on bool) {
		c.rows.Lit = on
		d.helped()
	}
	return c
}

// show brings the list up to date; the cursor begins at the text.
func (c *columnList) show(l ingest.Look) {
	names := func(l ingest.Look) (list []string) {
		for _, col := range l.Columns {
			list = append(list, col.Name)
		}
		return list
	}
	other := !slices.Equal(names(c.look), names(l))
	c.look = l
	c.rows.Update(len(l.Columns))
	if other && l.Roles != nil {
		c.rows.SetCursor(max(0, slices.IndexFunc(l.Columns, func(col ingest.Column) bool { return col.Is == l.Roles[0] })))
	}
}

// roles are what a column can be, in the order of their digits.
func (c *columnList) roles() []string { return append(slices.Clone(c.look.Roles), "") }

// ask drops what the column can be.
func (c *columnList) ask(i int) {
	var choices []part.Choice
	for k, role := range c.roles() {
		choices = append(choices, part.Choice{Text: roleWords(c.look, role), Note: present.Number(k + 1)})
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(c.rows).Add(fyne.NewPos(c.rows.Size().Width-roleMenu, float32(i-c.rows.First()+1)*columnHeight))
	c.d.pen.ShowMenu(driver.CanvasForObject(c.rows), at, roleMenu, choices, slices.Index(c.roles(), c.look.Columns[i].Is), func(k int) {
		c.d.chooseColumn(i, c.roles()[k])
	}, func() { part.Focus(c.rows) })
}

const roleMenu = 180 // its width

// digit makes the column at the cursor what the digit stands for.
func (c *columnList) digit(r rune) {
	if k := value(r); k > 0 && k <= len(c.roles()) && c.rows.Count() > 0 {
		c.d.chooseColumn(c.rows.Cursor(), c.roles()[k-1])
	}
}

// columnRow is a column with what it has in the first records.
type columnRow struct {
	part.Panelled
	name, sample, is *part.Text
}

func newColumnRow(pen *part.Pen) *columnRow {
	small := part.Size(theme.TextSmall + 1)
	r := &columnRow{name: pen.Text("", small, part.Elastic, part.Sentence), sample: pen.Text("", small, part.Elastic, part.Colored(part.Muted)),
		is: pen.Text("", small, part.Trailing)}
	r.Init(r, r.place, r.name, r.sample, r.is)
	return r
}

func (r *columnRow) show(l ingest.Look, i int) {
	c := l.Columns[i]
	name := c.Name
	if strings.Trim(name, "0123456789") == "" {
		name = "column " + name
	}
	r.name.SetText(name)
	r.sample.SetText(strings.Join(c.Samples, "  ·  "))
	r.is.SetText(roleWords(l, c.Is))
	role := part.Ink
	if c.Is == "" {
		role = part.Muted
	}
	r.is.SetRole(role)
	r.is.SetBold(c.Is != "")
	r.Relayout()
}

func (r *columnRow) place(size fyne.Size) {
	const side = 84
	name := min(140, size.Width/3)
	part.Place(r.name, 12, 0, name-8, size.Height)
	part.Place(r.sample, 12+name, 0, max(0, size.Width-name-side-40), size.Height)
	part.Place(r.is, size.Width-side-14, 0, side, size.Height)
}

// offer is a choice whose words change.
type offer struct {
	*flow
	now     *choice
	sheet   *sheet
	words   []string
	changed func(int)
}

func newOffer(s *sheet, changed func(int)) *offer {
	now := s.choice([]string{"—"}, 0, changed)
	return &offer{flow: now.flow, now: now, sheet: s, changed: changed}
}

// show offers other words. The same words leave the keyboard where it is.
func (o *offer) show(words []string, at int) {
	switch {
	case len(words) == 0:
	case slices.Equal(words, o.words):
		o.now.at = at
		o.now.paint()
	default:
		o.words, o.now = words, o.sheet.choice(words, at, o.changed)
		o.flow.pieces = o.now.pieces
		o.flow.Replace(o.now.pieces...)
	}
}

func (o *offer) line(gap float32) line { return line{o: o.flow, high: o.heightAt, gap: gap} }

// labelLine asks what labels become, and whose they are.
type labelLine struct {
	part.Panelled
	what *part.Text
	as   *choice
	by   *part.Text
	who  *part.Entry
}

func newLabelLine(d *Importing) *labelLine {
	l := &labelLine{what: d.pen.Text("Labels come in as", part.Colored(part.Muted)), by: d.pen.Text("of", part.Colored(part.Muted))}
	l.as = d.choice([]string{"Annotations", "Suggestions"}, 0, func(int) { l.hint(d.model.Annotator) })
	for _, chip := range l.as.chips {
		chip.Called = "Labels come in as"
	}
	l.who = d.field("")
	l.who.Called = "Of whom"
	l.hint(d.model.Annotator)
	l.Init(l, l.place, l.what, l.as.flow, l.by, l.who)
	return l
}

// hint says whose labels they are if nobody is named.
func (l *labelLine) hint(annotator string) {
	words := "whom the record names, else " + annotator
	if l.as.at == 1 {
		words = "the program that the record names"
	}
	l.who.Hint = words
	l.who.Refresh()
}

func (l *labelLine) offer(on bool) { part.Show(l, on) }

func (l *labelLine) suggestions() bool { return l.as.at == 1 }

func (l *labelLine) name() string { return strings.TrimSpace(l.who.Text) }

func (l *labelLine) line(gap float32) line { return fixed(l, 36, gap) }

func (l *labelLine) place(size fyne.Size) {
	what, chips := l.what.Width()+10, float32(206)
	part.Place(l.what, 0, 7, what, 21)
	part.Place(l.as.flow, what, 6, chips, 24)
	by := l.by.Width()
	part.Place(l.by, what+chips, 7, by, 21)
	x := what + chips + by + 10
	part.Place(l.who, x, 0, max(60, min(320, size.Width-x)), 36)
}

// markedPage is the first record: what it says of itself, and its text with its labels.
type markedPage struct {
	part.Panelled
	about *part.Prose
	text  *part.Marked
}

func newMarkedPage(pen *part.Pen) *markedPage {
	p := &markedPage{about: pen.Prose("", 2, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence), text: pen.Marked()}
	p.Init(p, p.place, p.about, p.text)
	return p
}

func (p *markedPage) set(about, text string, marks []part.Mark) {
	p.about.SetText(about)
	p.text.Set(text, marks)
	p.Relayout()
}

func (p *markedPage) place(size fyne.Size) {
	width := size.Width - 24
	about := p.about.HeightAt(width)
	gap := float32(0)
	if about > 0 {
		gap = 4
	}
	text := p.text.HeightAt(width)
	p.Least = fyne.NewSize(100, about+gap+text+18)
	part.Place(p.about, 12, 8, width, about)
	part.Place(p.text, 12, 8+about+gap, width, text)
}
