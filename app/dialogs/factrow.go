package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// factRow is a row of a list with a text and a short one at its right.
type factRow struct {
	part.Panelled
	text, side *part.Text
}

func newFactRow(pen *part.Pen) *factRow {
	r := &factRow{
		text: pen.Text("", part.Elastic, part.Sentence),
		side: pen.Text("", part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted)),
	}
	r.Init(r, r.place, r.text, r.side)
	return r
}

func (r *factRow) show(text, side string) {
	r.text.SetText(text)
	r.side.SetText(side)
	r.Relayout()
}

func (r *factRow) place(size fyne.Size) {
	side := r.side.Width()
	part.Place(r.text, 12, 0, max(0, size.Width-36-side), size.Height)
	part.Place(r.side, size.Width-12-side, 0, side, size.Height)
}
