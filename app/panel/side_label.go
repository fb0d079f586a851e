package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const labelHeight = 32

// labelRow is a label of the schema with its key.
type labelRow struct {
	part.Panelled
	shown  present.LabelRow
	key    *part.Cap
	square *part.Box
	title  *part.Text
	count  *part.Text
}

func newLabelRow(pen *part.Pen) *labelRow {
	r := &labelRow{
		key:    pen.Cap(""),
		square: part.NewBox(part.Look{Radius: 3}),
		title:  pen.Text("", part.Elastic, part.Leading),
		count:  pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Trailing),
	}
	r.Init(r, r.place, r.key, r.square, r.title, r.count)
	return r
}

func (r *labelRow) show(l present.LabelRow) {
	if l == r.shown {
		return
	}
	r.shown = l
	part.Show(r.key, l.Key != "")
	r.key.SetKey(present.Symbol(command.Key(l.Key)))
	r.square.SetLook(part.Look{Label: l.Color, Radius: 3})
	title := l.Title
	if title == "" {
		title = l.Name
	}
	r.title.SetText(title)
	r.count.SetText(present.Number(l.Count))
	r.count.SetRole(countRole(l.Count))
	r.Relayout()
}

func countRole(n int) part.Role {
	if n == 0 {
		return part.Faint
	}
	return part.Muted
}

func (r *labelRow) place(size fyne.Size) {
	key := r.key.MinSize()
	x := float32(margin + 3)
	part.Place(r.key, x, (size.Height-key.Height)/2, key.Width, key.Height)
	x += max(key.Width, 22) + 10
	part.Place(r.square, x, (size.Height-12)/2, 12, 12)
	x += 12 + 9
	count := r.count.Width()
	part.Place(r.title, x, 0, size.Width-x-count-2*margin, size.Height)
	part.Place(r.count, size.Width-margin-4-count, 0, count, size.Height)
}
