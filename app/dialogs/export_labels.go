package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// exportLabels is the page on which labels get other names: a list of them, and a field with the name of the one at
// its cursor.
type exportLabels struct {
	dialog *exporting
	help   *part.Prose
	field  *part.Entry
	rows   *part.Rows
	spans  map[string]int // by label
	silent bool           // the field follows the cursor
}

func newExportLabels(d *exporting) *exportLabels {
	p := &exportLabels{dialog: d, field: d.pen.Entry("Empty leaves the label out"),
		help: d.pen.Prose("Type another name for the label at the cursor. One name for several merges them; no name leaves a label out, with its spans.", 0, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence)}
	p.field.Called = "Name in the export"
	p.field.OnChanged = p.typed
	p.field.Keys = p.key
	p.rows = part.NewRows(28, func() fyne.CanvasObject { return newLabelRow(d.pen) }, p.fill)
	p.rows.Lit, p.rows.Inset, p.rows.Else, p.rows.Called = true, rowInset, d.key, "Label"
	p.rows.Moved = func(int) { p.follow() }
	p.rows.Choose = func(int) {
		p.follow()
		part.Focus(p.field)
	}
	p.rows.Return = func(int) { d.main() }
	p.rows.Update(len(d.model.Labels))
	return p
}

func (p *exportLabels) lines() []line {
	return []line{prose(p.help, 8), fixed(p.field, 36, 6), growing(p.rows, exportPage-80, 6)}
}

func (p *exportLabels) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return p.rows.Key(e)
	}
	return p.dialog.fieldKey(e)
}

// follow shows the name of the label at the cursor.
func (p *exportLabels) follow() {
	if len(p.dialog.model.Labels) == 0 {
		return
	}
	p.silent = true
	p.field.SetText(becomes(p.dialog.now.Labels, p.at().Name))
	p.silent = false
}

func (p *exportLabels) at() ExportLabel { return p.dialog.model.Labels[p.rows.Cursor()] }

func (p *exportLabels) typed(name string) {
	if p.silent || len(p.dialog.model.Labels) == 0 {
		return
	}
	labels := renamed(p.dialog.now.Labels, p.at().Name, name)
	p.dialog.set("labels", func(c *ExportChoice) { c.Labels = labels })
}

// paint shows the names in force. What is typed stays as it is.
func (p *exportLabels) paint() {
	if len(p.dialog.model.Labels) > 0 && becomes(p.dialog.now.Labels, p.at().Name) != trimmedName(p.field.Text) {
		p.follow()
	}
	p.rows.Update(len(p.dialog.model.Labels))
}

func (p *exportLabels) found(spans map[string]int) {
	p.spans = spans
	p.rows.Update(len(p.dialog.model.Labels))
}

func (p *exportLabels) fill(i int, o fyne.CanvasObject) {
	all, labels := p.dialog.model.Labels, p.dialog.now.Labels
	l := all[i]
	to, role := becomes(labels, l.Name), part.Muted
	switch {
	case to == "":
		to, role = "left out", part.Warn
	case merged(all, labels, l.Name):
		to, role = to+", merged", part.Ink
	case to != l.Name:
		role = part.Ink
	}
	title := l.Name
	if l.Title != "" && l.Title != l.Name {
		title += "   " + l.Title
	}
	o.(*labelRow).show(title, to, present.Count(p.spans[l.Name], "span"), role)
}

// labelRow is a label with what it becomes.
type labelRow struct {
	part.Panelled
	name, to, side *part.Text
}

func newLabelRow(pen *part.Pen) *labelRow {
	r := &labelRow{name: pen.Text("", part.Elastic, part.Leading), to: pen.Text("", part.Elastic, part.Leading),
		side: pen.Text("", part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted))}
	r.Init(r, r.place, r.name, r.to, r.side)
	return r
}

func (r *labelRow) show(name, to, side string, role part.Role) {
	r.name.SetText(name)
	r.to.SetText(to)
	r.to.SetRole(role)
	r.side.SetText(side)
	r.Relayout()
}

func (r *labelRow) place(size fyne.Size) {
	side := r.side.Width()
	room := max(0, size.Width-24-90)
	part.Place(r.name, 12, 0, room/2-8, size.Height)
	part.Place(r.to, 12+room/2, 0, room/2-8, size.Height)
	part.Place(r.side, size.Width-14-side, 0, side, size.Height)
}
