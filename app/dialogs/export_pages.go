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
	p.scroll = newReader(p.page, p.page.high, "First record", d.key)
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
	dialog *exporting
	text   *reader
	card   *card
}

func newExportLost(d *exporting) *exportLost {
	empty := newColumn()
	p := &exportLost{dialog: d, text: newReader(empty, empty.heightAt, pageWords[pageLost], d.key)}
	p.card = newCard(p.text)
	return p
}

func (p *exportLost) lines() []line { return []line{growing(p.card, exportPage, 8)} }

// shownKinds is how many ways to lose something are told, each with places; a damaged project can have any number.
const shownKinds = 40

func (p *exportLost) set(c ExportCounts) {
	var lines []line
	say := func(words string, role part.Role, gap float32) {
		lines = append(lines, prose(p.dialog.pen.Prose(words, 0, part.Size(theme.TextSmall+1), part.Colored(role), part.Sentence), gap))
	}
	if len(c.Groups) == 0 {
		say("Every span is written as it stands.", part.OK, 0)
	}
	for i, g := range c.Groups[:min(shownKinds, len(c.Groups))] {
		role := part.Ink
		if g.Left {
			role = part.Warn
		}
		say(g.Words, role, []float32{0, 10}[min(i, 1)])
		for _, place := range g.Places {
			say("    "+place, part.Muted, 3)
		}
		if n := g.N - len(g.Places); n > 0 && len(g.Places) > 0 {
			say("    and "+present.Number(n)+" more; the report lists all", part.Muted, 3)
		}
	}
	if n := len(c.Groups) - shownKinds; n > 0 {
		say("and "+present.Count(n, "other kind"), part.Muted, 10)
	}
	for _, n := range c.Notes {
		say(n, part.Muted, 10)
	}
	p.show(lines)
}

// clear says nothing, where nothing is exported.
func (p *exportLost) clear() { p.show(nil) }

func (p *exportLost) show(lines []line) {
	column := newColumn(lines...)
	inset := &part.Panelled{}
	inset.Init(inset, func(size fyne.Size) { part.Place(column, 12, 10, size.Width-28, size.Height-20) }, column)
	p.text.show(inset, func(width float32) float32 { return column.heightAt(width-28) + 20 })
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
	p.scroll = newReader(p.command, p.command.high, "Command", d.key)
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
