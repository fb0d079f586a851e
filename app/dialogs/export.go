package dialogs

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// ExportModel is what the dialog needs to know and to do.
type ExportModel struct {
	Rows      []ExportRow // what there is to choose from: purposes first, then all formats
	Formats   map[string]Format
	Labels    []ExportLabel // of the schema, in its order
	Languages []ExportLanguage
	Finished  int                                                      // articles
	All       int                                                      // the same
	Me        string                                                   // whose work is exported
	Others    []string                                                 // who else has said something
	Name      func(c ExportChoice) string                              // proposed destination
	Standing  func(c ExportChoice, answer func(ExportStanding, error)) // beside the window, what is replaced, or why it cannot be
	Ask       func(c ExportChoice, answer ExportAnswer) (stop func())  // looks beside the window
	Start     func(c ExportChoice)
	Check     func() // opens the check of the data; nil without
	Findings  int    // that it is known to have
}

// ExportRow is a line to choose from.
type ExportRow struct {
	Title, Note string
	Choice      ExportChoice
	Heading     bool // no choice, but what stands over those below
}

// ExportStanding is what an export would replace.
type ExportStanding struct {
	There   bool     // something stands at the destination
	Folder  bool     // it is a folder
	Foreign []string // names of files beside it that would be replaced too, and are of no export
}

// ExportLabel and ExportLanguage are some of what there is.
type ExportLabel struct{ Name, Title string }

type ExportLanguage struct {
	Code, Name string
	Articles   int
}

// ExportAnswer takes what becomes known of a choice. Its functions are called on the window's goroutine, and do nothing
// once another choice was made.
type ExportAnswer struct {
	Preview  func(text string, err error)
	Progress func(done, total int)
	Counts   func(ExportCounts, error)
}

// exporting chooses what to export, how and where to.
type exporting struct {
	*sheet
	model ExportModel
	list  *part.Rows
	at    int // the row chosen
	hand  map[string]func(*ExportChoice)
	now   ExportChoice
	typed bool // the destination was changed by hand

	about  *part.Prose
	which  *choice
	split  *choice
	halves []*part.Panelled // lines of what a format without articles lacks
	tabs   *choice
	pages  [][]line
	first  *exportFirst
	lost   *exportLost
	labels *exportLabels
	more   *exportMore
	next   *exportNext
	counts *exportCounts
	out    *part.Entry
	there  *part.Text
	take   *part.Button
	right  *column // all that stands beside the list

	asked   int // which question is open; an answer to another one is dropped
	looked  int // which look at the destination is
	looking bool
	wanted  bool // it is to be exported once it is known that nothing is lost by that
	stop    func()
	nothing bool // it is known that there is nothing to export
}

// The pages of the dialog.
const (
	pageFirst = iota
	pageLost
	pageLabels
	pageMore
	pageNext
)

var pageWords = []string{"First record", "Lost or changed", "Labels", "More", "What next"}

const (
	exportLabelWidth = 92 // of the words before the choices that are always in view
	exportAbout      = 40 // height of two lines, so that nothing below moves with the words
)

// Export asks what to export and how, and shows what will come of it before anything is written.
func Export(h Host, m ExportModel) {
	d := &exporting{sheet: newSheet(h, "Export", 1120), model: m, hand: map[string]func(*ExportChoice){}, stop: func() {}}
	d.high = true
	d.main = d.start
	d.gone = func() { d.asked, d.looked = d.asked+1, d.looked+1; d.stop() }
	d.makeList()
	d.about = d.pen.Prose("", 2, part.Colored(part.Muted), part.Sentence)
	d.which = d.choose("all", []string{"Finished, " + present.Number(m.Finished), "All, " + present.Number(m.All)}, func(c *ExportChoice, i int) { c.All = i == 1 })
	d.split = d.choose("shares", []string{"No", usualShares}, func(c *ExportChoice, i int) { c.Shares = []string{"", usualShares}[i] })
	d.first, d.lost, d.labels, d.more, d.next = newExportFirst(d), newExportLost(d), newExportLabels(d), newExportMore(d), newExportNext(d)
	d.tabs = d.exportChoice(pageWords, d.turnTo)
	d.pages = [][]line{d.first.lines(), d.lost.lines(), d.labels.lines(), d.more.lines(), d.next.lines()}
	d.counts = newExportCounts(d.pen)
	d.out = d.field("Destination")
	d.out.OnChanged = func(string) { d.retyped() }
	d.there = d.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Warn), part.Elastic, part.Sentence)
	d.take = d.button("Export", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	if m.Check != nil {
		d.button(checkWords(m.Findings), part.Plain, func() {
			d.close()
			m.Check()
		})
	}
	d.help.SetText("Up and Down choose, Tab goes on, Return exports")
	d.right = d.column()
	d.turnTo(pageFirst)
	d.changed()
	d.show(d.list, newColumn(growing(newBeside(d.list, d.right), 560, 0)))
}

// checkWords offer the check, with how much it has found by now.
func checkWords(findings int) string {
	if findings == 0 {
		return "Check the data first"
	}
	return "Check the data first: " + present.Count(findings, "finding")
}

const usualShares = "80,10,10"

// column is all that stands beside the list.
func (d *exporting) column() *column {
	lines := []line{fixed(d.about, exportAbout, 0), d.labelledAt(exportLabelWidth, "Articles", d.which.line(0), 10), d.labelledAt(exportLabelWidth, "Split", d.split.line(0), 8), d.tabs.line(14)}
	for _, page := range d.pages {
		lines = append(lines, page...)
	}
	d.halves = []*part.Panelled{lines[1].o.(*part.Panelled), lines[2].o.(*part.Panelled)}
	return newColumn(append(lines, d.counts.line(8), d.labelledAt(exportLabelWidth, "Destination", fixed(d.out, 36, 0), 8), fixed(d.there, 18, 2))...)
}

// makeList makes the list of what there is to choose from.
func (d *exporting) makeList() {
	d.list = part.NewRows(34, func() fyne.CanvasObject { return newExportRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*exportRow).show(d.model.Rows[i])
	})
	d.list.Lit, d.list.Inset, d.list.Else, d.list.Called = true, rowInset, d.key, "Export"
	d.list.Choose, d.list.Moved = d.took, d.took
	d.list.Return = func(int) { d.main() }
	d.list.Rune = d.jump
	d.list.Update(len(d.model.Rows))
}

// took takes the row at i, or the next one where that is a heading.
func (d *exporting) took(i int) {
	if d.model.Rows[i].Heading {
		if i > d.at || i == 0 {
			i++
		} else {
			i--
		}
		d.list.SetCursor(i)
	}
	if i != d.at {
		d.at = i
		d.changed()
	}
}

// jump goes to the next row with a word that begins with a letter.
func (d *exporting) jump(letter rune) {
	rows := d.model.Rows
	for n := 1; n < len(rows); n++ {
		i := (d.at + n) % len(rows)
		for word := range strings.FieldsSeq(strings.ToLower(rows[i].Title)) {
			if !rows[i].Heading && strings.HasPrefix(strings.Trim(word, "("), strings.ToLower(string(letter))) {
				d.list.SetCursor(i)
				d.took(i)
				return
			}
		}
	}
}

// choose is a choice that stays in force whatever row is taken.
func (d *exporting) choose(name string, words []string, set func(c *ExportChoice, i int)) *choice {
	return d.exportChoice(words, func(i int) { d.set(name, func(c *ExportChoice) { set(c, i) }) })
}

// exportChoice is a choice in which Return exports.
func (d *exporting) exportChoice(words []string, changed func(int)) *choice {
	c := d.choice(words, 0, changed)
	for _, b := range c.chips {
		b.Return = func() { d.main() }
	}
	return c
}

// set makes a choice by hand, which every row follows that offers it.
func (d *exporting) set(name string, change func(*ExportChoice)) {
	d.hand[name] = change
	d.changed()
}

// format is the one chosen.
func (d *exporting) format() Format { return d.model.Formats[d.now.Format] }

// changed shows what is chosen now and asks what comes of it.
func (d *exporting) changed() {
	c := d.model.Rows[d.at].Choice
	for _, change := range d.hand {
		change(&c)
	}
	d.now = c.fitting(d.model.Formats[c.Format])
	if d.now.Out == "" {
		d.now.Out = d.model.Name(d.now)
	}
	if d.typed {
		d.now.Out = d.out.Text
	} else {
		d.out.OnChanged = nil
		d.out.SetText(d.now.Out)
		d.out.OnChanged = func(string) { d.retyped() }
	}
	d.paint()
	d.ask()
}

// paint shows what is chosen in the controls.
func (d *exporting) paint() {
	f := d.format()
	d.about.SetText(f.Describe)
	for _, o := range d.halves {
		part.Show(o, f.Documents)
	}
	d.which.show(d.now.All)
	d.split.show(d.now.Shares != "")
	shares := d.now.Shares
	if shares == "" {
		shares = usualShares
	}
	d.split.chips[1].SetText("Train, validation, test: " + strings.ReplaceAll(shares, ",", ", "))
	d.labels.paint()
	d.more.paint()
	d.split.Relayout()
	d.right.Relayout()
}

// show turns a choice of two on or off without telling.
func (c *choice) show(second bool) {
	c.at = 0
	if second {
		c.at = 1
	}
	c.paint()
}

// ask has the choice looked at beside the window. What was asked before is stopped, and its answer dropped.
func (d *exporting) ask() {
	d.stop()
	d.asked++
	d.stop = func() {}
	d.nothing = d.format().Documents && (d.now.All && d.model.All == 0 || !d.now.All && d.model.Finished == 0)
	d.warn()
	if d.nothing {
		d.empty()
		return
	}
	d.first.fade()
	d.counts.fade()
	asked := d.asked
	still := func(do func()) {
		if d.asked == asked {
			do()
		}
	}
	d.stop = d.model.Ask(d.now, ExportAnswer{
		Preview:  func(text string, err error) { still(func() { d.first.set(text, err) }) },
		Progress: func(done, total int) { still(func() { d.counts.progress(done, total) }) },
		Counts:   func(c ExportCounts, err error) { still(func() { d.told(c, err) }) },
	})
}

// told shows what would come of the choice.
func (d *exporting) told(c ExportCounts, err error) {
	d.counts.set(c, err, d.format())
	d.lost.set(c)
	d.labels.found(c.Found)
	d.next.set(c.Say, c.Command)
	words := pageWords[pageLost]
	if n := c.lost(); n > 0 {
		words += ", " + present.Number(n)
	}
	d.tabs.chips[pageLost].SetText(words)
	d.nothing = err != nil || d.format().Documents && c.Articles == 0
	d.warn()
	d.tabs.Relayout()
	d.right.Relayout()
}

// empty says what to do where there is nothing to export.
func (d *exporting) empty() {
	words := "There is no article yet. " + d.keyFor("import") + " brings some in."
	if d.model.All > 0 {
		words = "No article is finished yet. " + d.keyFor("finish") + " finishes the one that is open; or take all " + present.Number(d.model.All) + ", with the second choice beside “Articles”."
	}
	if len(d.model.Others) > 0 {
		words += "\n\nThe window exports what you have said, as “" + d.model.Me + "”. What “" + strings.Join(d.model.Others, "”, “") + "” said is exported on the command line, with --annotator."
	}
	d.told(ExportCounts{}, nil)
	d.nothing = true
	d.warn()
	d.counts.clear()
	d.lost.clear()
	d.first.say(words)
}

// keyFor is the key of a command, as keys are written.
func (d *exporting) keyFor(id string) string {
	if keys := d.host.Keymap.Keys(id); len(keys) > 0 {
		return strings.ReplaceAll(present.Symbol(keys[0]), " ", "+")
	}
	c, _ := d.host.Keymap.Command(id)
	return "“" + c.Title + "”"
}

// turnTo shows one page.
func (d *exporting) turnTo(page int) {
	for i, lines := range d.pages {
		for _, l := range lines {
			part.Show(l.o, i == page)
		}
	}
	d.right.Relayout()
}

// retyped is called when somebody types a destination; an empty one is proposed again with the next choice.
func (d *exporting) retyped() {
	d.typed, d.now.Out = d.out.Text != "", d.out.Text
	d.warn()
}

// warn looks what stands at the destination, beside the window, and tells whether there is anything to do.
func (d *exporting) warn() {
	d.looked++
	look := d.looked
	d.looking, d.wanted = d.out.Text != "", false
	if !d.looking {
		d.warned("Where to? Type a path.", true)
		return
	}
	d.enable(true)
	d.model.Standing(d.now, func(stands ExportStanding, err error) {
		if look != d.looked {
			return
		}
		d.looking = false
		words, bad := standing(d.out.Text, stands, err)
		d.warned(words, bad)
		if d.wanted && words == "" {
			d.start()
		}
		d.wanted = false
	})
}

func (d *exporting) warned(words string, bad bool) {
	d.there.SetText(words)
	if bad {
		d.there.SetRole(part.Bad)
	} else {
		d.there.SetRole(part.Warn)
	}
	d.enable(!bad)
}

func (d *exporting) enable(fit bool) {
	if fit && !d.nothing {
		d.take.Enable()
	} else {
		d.take.Disable()
	}
}

// standing says what an export would replace at a path, and whether it cannot be.
func standing(path string, stands ExportStanding, err error) (words string, bad bool) {
	switch {
	case err != nil:
		return "It cannot be written there: " + err.Error(), true
	case stands.There && stands.Folder:
		return filepath.Base(path) + " is there already and will be replaced, with all that is in it.", false
	case stands.There:
		words = filepath.Base(path) + " is there already and will be replaced."
	}
	return strings.TrimSpace(words + foreign(stands.Foreign)), false
}

// foreign says which files that are no export's would be lost.
func foreign(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return " " + names[0] + " is there, is not of an export, and will be replaced."
	}
	return " " + strings.Join(names, ", ") + " are there, are not of an export, and will be replaced."
}

func (d *exporting) start() {
	if d.wanted = d.looking; d.wanted || d.take.Disabled() {
		return
	}
	c := d.now
	if !d.typed && c.Out == d.model.Name(c) {
		c.Out = ""
	}
	d.close()
	d.model.Start(c)
}
