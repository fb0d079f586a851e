package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const exportPage = 210 // height that a page would like

// exportFirst is the page with the first record.
type exportFirst struct {
	page   *page
	scroll *reader
	card   *card
}

func newExportFirst(d *exporting) *exportFirst {
	p := &exportFirst{page: newPage(d.pen)}
	p.scroll = newReader(p.page, "First record", d.key)
	p.card = newCard(p.scroll)
	return p
}

func (p *exportFirst) lines() []line { return []line{growing(p.card, exportPage, 8)} }

func (p *exportFirst) fade() { p.page.text.SetRole(part.Faint) }

func (p *exportFirst) set(text string, err error) {
	if err != nil {
		text = "There is no preview: " + err.Error()
	}
	p.say(short(text))
}

func (p *exportFirst) say(text string) {
	p.page.set(text)
	p.page.text.SetRole(part.Ink)
	p.scroll.top()
}

// maxPreview is how much of the first record is shown, in characters.
const maxPreview = 2000

func short(text string) string {
	if runes := []rune(text); len(runes) > maxPreview {
		return string(runes[:maxPreview]) + " …"
	}
	return text
}

// exportLost is the page with what is lost or changed, and where.
type exportLost struct {
	rows *part.Rows
	told []lostLine
}

type lostLine struct {
	text string
	role part.Role
	deep bool // a place below the words that it belongs to
}

func newExportLost(d *exporting) *exportLost {
	p := &exportLost{}
	p.rows = part.NewRows(26, func() fyne.CanvasObject { return newLostRow(d.pen) }, func(i int, o fyne.CanvasObject) { o.(*lostRow).show(p.told[i]) })
	p.rows.Inset, p.rows.Else, p.rows.Called = rowInset, d.key, "Line"
	p.rows.Return = func(int) { d.main() }
	return p
}

func (p *exportLost) lines() []line { return []line{growing(p.rows, exportPage, 8)} }

func (p *exportLost) set(c ExportCounts) {
	p.told = nil
	if len(c.Groups) == 0 {
		p.told = append(p.told, lostLine{"Every span is written as it stands.", part.OK, false})
	}
	for _, g := range c.Groups {
		role := part.Ink
		if g.Left {
			role = part.Warn
		}
		p.told = append(p.told, lostLine{g.Words, role, false})
		for _, place := range g.Places {
			p.told = append(p.told, lostLine{place, part.Muted, true})
		}
		if n := g.N - len(g.Places); n > 0 {
			p.told = append(p.told, lostLine{"and " + present.Number(n) + " more; the report lists all", part.Muted, true})
		}
	}
	for _, n := range c.Notes {
		p.told = append(p.told, lostLine{n, part.Muted, false})
	}
	p.rows.Update(len(p.told))
	p.rows.SetCursor(0)
}

// lostRow is a line of the page.
type lostRow struct {
	part.Panelled
	text *part.Text
	deep bool
}

func newLostRow(pen *part.Pen) *lostRow {
	r := &lostRow{text: pen.Text("", part.Size(theme.TextSmall+1), part.Elastic, part.Sentence)}
	r.Init(r, r.place, r.text)
	return r
}

func (r *lostRow) show(l lostLine) {
	r.text.SetText(l.text)
	r.text.SetRole(l.role)
	r.deep = l.deep
	r.Relayout()
}

func (r *lostRow) place(size fyne.Size) {
	x := float32(10)
	if r.deep {
		x = 28
	}
	part.Place(r.text, x, 0, max(0, size.Width-x-14), size.Height)
}

// exportNext is the page that says what to do with the result.
type exportNext struct {
	say     *part.Prose
	command *page
	scroll  *reader
	card    *card
	copy    *part.Button
	line    line
}

func newExportNext(d *exporting) *exportNext {
	p := &exportNext{say: d.pen.Prose("", 0, part.Sentence), command: newPage(d.pen)}
	p.scroll = newReader(p.command, "Command", d.key)
	p.card = newCard(p.scroll)
	p.copy = d.pen.Button("Copy the command", part.Pill, func() {
		fyne.CurrentApp().Clipboard().SetContent(p.command.text.Content() + "\n")
		p.copy.SetText("Copied")
		p.line.o.(*flow).Relayout()
	})
	p.copy.Else = d.escape
	p.line = flowing(8, p.copy)
	return p
}

func (p *exportNext) lines() []line {
	return []line{prose(p.say, 10), growing(p.card, exportPage-60, 8), p.line}
}

func (p *exportNext) set(say, command string) {
	p.say.SetText(say)
	p.command.set(command)
	p.scroll.top()
	p.copy.SetText("Copy the command")
	if command == "" {
		p.copy.Disable()
	} else {
		p.copy.Enable()
	}
}
