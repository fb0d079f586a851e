package dialogs

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/app/panel/part"
)

// Source is an input of an import, or several that are read alike, as the sheet shows it.
type Source struct {
	ingest.Source
	Languages string // of its first records, for people
	Skip      bool   // it is left out
}

// ImportModel is what the sheet needs to know and to do.
type ImportModel struct {
	Annotator string           // whose labels they are where neither the sheet nor a record names anybody
	Labels    []annotate.Label // of the project
	Again     func(s Source, c ingest.Choice, done func(Source))
	Start     func(ImportChoice)
	Left      func() // the sheet was closed, also by Start
}

// ImportChoice is how to import.
type ImportChoice struct {
	Sources       []Source // each is to be read as its Look.Choice says
	AsSuggestions bool
	Annotator     string // "" goes by the record
}

// Importing is the sheet of an import that is about to begin. Its methods belong to the window's goroutine.
type Importing struct {
	*sheet
	model   ImportModel
	sources []Source
	own     []bool // somebody has chosen how it is read
	asked   []int  // counts the looks at each, so that a late one is dropped
	looking bool   // there may be more sources

	list    *part.Rows
	format  *part.Button
	facts   *part.Prose
	trouble *part.Prose
	columns *columnList
	units   *offer
	fits    *part.Prose
	first   *markedPage
	scroll  *container.Scroll
	pieces  map[string][]fyne.CanvasObject // what is shown together
	details *column
	labels  *labelLine
	take    *part.Button
}

// ImportSheet says what was found and asks how to take it. Return takes it as it stands. Show fills it.
func ImportSheet(h Host, m ImportModel) *Importing {
	d := &Importing{sheet: newSheet(h, "Import", 940), model: m, looking: true, pieces: map[string][]fyne.CanvasObject{}}
	d.high = true
	d.list = part.NewRows(sourceHeight, func() fyne.CanvasObject { return newSourceRow(d.pen) }, d.fill)
	d.list.Lit, d.list.Inset, d.list.Else, d.list.Called = true, rowInset, d.key, "Input"
	d.list.Moved, d.list.Space = func(int) { d.paint() }, d.toggle
	d.list.Choose = func(int) { d.paint() }
	d.list.Return = func(int) { d.main() }
	d.gone = m.Left
	d.main = d.start
	d.take = d.button("Import", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.labels = newLabelLine(d)
	d.details = d.detailed()
	d.paint()
	d.show(d.list, newColumn(growing(newBeside(d.list, d.details), 500, 0), d.labels.line(12)))
	return d
}

// detailed is what is said of the input at the cursor.
func (d *Importing) detailed() *column {
	d.format = d.pen.Button("", part.Pill, d.askFormat)
	d.format.Else, d.format.Called = d.escape, "Read as"
	d.facts = d.pen.Prose("", 2, part.Colored(part.Muted), part.Sentence)
	d.trouble = d.pen.Prose("", 3, part.Colored(part.Warn), part.Sentence)
	d.columns = newColumnList(d)
	d.units = newOffer(d.sheet, d.chooseUnit)
	d.fits = d.pen.Prose("", 3, part.Colored(part.Muted), part.Sentence)
	d.first = newMarkedPage(d.pen)
	d.scroll = container.NewVScroll(d.first)
	readAs := flowing(0, part.Padded(d.pen.Text("Read as", part.Colored(part.Muted)), 0, 2), d.format)
	columns, units, first := caption(d.pen, "Columns", 12), caption(d.pen, "What offsets count", 12), caption(d.pen, "The first record", 12)
	rows := fixed(d.columns.rows, d.columns.rows.HeightFor(shownColumns), 4)
	preview := newCard(d.scroll)
	d.pieces = map[string][]fyne.CanvasObject{
		"format":  {readAs.o},
		"columns": {columns.o, d.columns.rows},
		"units":   {units.o, d.units.flow, d.fits},
		"first":   {first.o, preview},
	}
	rows.high = func(float32) float32 {
		return d.columns.rows.HeightFor(min(shownColumns, d.columns.rows.Count()))
	}
	return newColumn(readAs, prose(d.facts, 6), prose(d.trouble, 6), columns, rows, units, d.units.line(4), prose(d.fits, 6), first, growing(preview, 150, 4))
}

const (
	sourceHeight = 44
	shownColumns = 5
)

// Show takes what is known of the inputs by now; done when nothing more will come. What was chosen stays.
func (d *Importing) Show(sources []Source, done bool) {
	for i, s := range sources {
		switch {
		case i >= len(d.sources):
			d.sources, d.own, d.asked = append(d.sources, s), append(d.own, false), append(d.asked, 0)
		case d.own[i]:
			d.sources[i].Paths, d.sources[i].Bytes = s.Paths, s.Bytes
		default:
			s.Skip = d.sources[i].Skip
			d.sources[i] = s
		}
	}
	d.looking = !done
	d.paint()
}

// paint shows what is known.
func (d *Importing) paint() {
	n := len(d.sources)
	if d.looking {
		n++
	}
	d.list.Update(n)
	d.detail()
	d.labels.offer(d.labelled())
	d.take.SetText(takeWords(d.sources, d.looking))
	if d.looking || slices.ContainsFunc(d.sources, Source.taken) {
		d.take.Enable()
	} else {
		d.take.Disable()
	}
	d.helped()
	d.resize()
	if d.body != nil {
		d.body.Relayout()
	}
}

// helped says what keys do where the keyboard is.
func (d *Importing) helped() {
	switch {
	case d.take.Disabled():
		d.help.SetText("Nothing here can be imported · Esc closes")
	case d.columns.rows.Lit:
		d.help.SetText("Space says what a column is, and so does a digit")
	case len(d.sources) > 1:
		d.help.SetText("Space leaves an input out · Tab goes on · Return imports")
	default:
		d.help.SetText("Tab goes on · Return imports")
	}
}

// taken reports whether anything of it will be imported.
func (s Source) taken() bool { return !s.Skip && (s.Err == nil || !s.Seen) }

// choosable reports whether it may be read in another way.
func (s Source) choosable() bool {
	if s.Look.Choice.Format != "" || s.Err != nil {
		return s.Look.Choice.Format != "" || errors.Is(s.Err, ingest.ErrFormat) || errors.Is(s.Err, ingest.ErrEnding)
	}
	return s.Seen && len(s.Paths) == 1
}

// labelled reports whether anything comes with labels.
func (d *Importing) labelled() bool {
	return slices.ContainsFunc(d.sources, func(s Source) bool { return s.taken() && s.Look.Spans > 0 })
}

func (d *Importing) at() (int, bool) {
	i := d.list.Cursor()
	return i, i < len(d.sources)
}

// detail shows what is known of the input at the cursor.
func (d *Importing) detail() {
	i, ok := d.at()
	s := Source{}
	if ok {
		s = d.sources[i]
	}
	show := func(what string, on bool) {
		for _, o := range d.pieces[what] {
			part.Show(o, on)
		}
	}
	show("format", ok && s.choosable())
	d.format.SetText(formatTitle(s) + "  ▾")
	d.facts.SetText(factWords(s, d.looking))
	d.trouble.SetText(troubleWords(s))
	show("columns", len(s.Look.Columns) > 0)
	d.columns.show(s.Look)
	show("units", len(s.Look.Units) > 0)
	d.units.show(unitChips(s.Look), unitAt(s.Look))
	d.fits.SetText(fitWords(s.Look))
	show("first", len(s.Look.Records) > 0)
	if len(s.Look.Records) > 0 {
		text, marks := preview(s.Look.Records[0], d.model.Labels)
		d.first.set(recordWords(s.Look.Records[0]), text, marks)
	}
	d.scroll.ScrollToTop()
	d.details.Relayout()
}

func (d *Importing) fill(i int, o fyne.CanvasObject) {
	r := o.(*sourceRow)
	if i >= len(d.sources) {
		r.show("Looking through the files …", "", false, false, false)
		return
	}
	s := d.sources[i]
	r.show(sourceName(s), sourceWords(s), s.Err == nil || !s.Seen, !s.Skip, s.Err != nil)
}

// toggle takes an input, or leaves it out.
func (d *Importing) toggle(i int) {
	if i < len(d.sources) && (d.sources[i].Err == nil || !d.sources[i].Seen) {
		d.sources[i].Skip = !d.sources[i].Skip
		d.paint()
	}
}

// askFormat drops the formats that the input may be in.
func (d *Importing) askFormat() {
	i, ok := d.at()
	if !ok {
		return
	}
	var names []string
	var choices []part.Choice
	for _, f := range ingest.FormatsFor(d.sources[i].File) {
		names, choices = append(names, f.Name), append(choices, part.Choice{Text: f.Title})
	}
	names, choices = append(names, ingest.FormatText), append(choices, part.Choice{Text: textTitle})
	now := d.sources[i].Look.Format.Name
	if now == "" {
		now = ingest.FormatText
	}
	driver := fyne.CurrentApp().Driver()
	under := driver.AbsolutePositionForObject(d.format).Add(fyne.NewPos(0, d.format.Size().Height+4))
	d.pen.ShowMenu(driver.CanvasForObject(d.format), under, 320, choices, max(0, slices.Index(names, now)), func(at int) {
		d.choose(i, ingest.Choice{Format: names[at]})
	}, func() { part.Focus(d.format) })
}

// chooseUnit says what offsets count; the first chip leaves that to the file.
func (d *Importing) chooseUnit(at int) {
	i, _ := d.at()
	c := d.sources[i].Look.Choice
	c.Unit = ""
	if at > 0 {
		c.Unit = d.sources[i].Look.Units[at-1].Unit
	}
	d.choose(i, c)
}

// chooseColumn says what a column is, and shows it before the file was looked at again.
func (d *Importing) chooseColumn(column int, role string) {
	i, _ := d.at()
	look := &d.sources[i].Look
	c := look.Choose(column, role)
	columns := slices.Clone(look.Columns)
	for k, col := range columns {
		columns[k].Is = ""
		for what, name := range c.Columns {
			if name == col.Name {
				columns[k].Is = what
			}
		}
		if _, said := c.Columns[col.Is]; col.Is == "labels" && !said {
			columns[k].Is = col.Is
		}
	}
	if c.Columns != nil {
		look.Columns, look.Choice = columns, c
	}
	d.choose(i, c)
}

// choose reads an input in another way.
func (d *Importing) choose(i int, c ingest.Choice) {
	d.own[i] = true
	d.sources[i].Look.Choice = c
	d.asked[i]++
	asked := d.asked[i]
	d.paint()
	d.model.Again(d.sources[i], c, func(s Source) {
		if asked != d.asked[i] {
			return
		}
		s.Skip, s.Paths, s.Bytes = d.sources[i].Skip, d.sources[i].Paths, d.sources[i].Bytes
		d.sources[i] = s
		d.paint()
	})
}

func (d *Importing) start() {
	if d.take.Disabled() {
		return
	}
	c := ImportChoice{Sources: d.sources, AsSuggestions: d.labels.suggestions(), Annotator: d.labels.name()}
	d.close()
	d.model.Start(c)
}

// Close takes the sheet away without importing anything.
func (d *Importing) Close() { d.close() }
