package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const rowHeight = 60

// articleRow is an article in the list.
type articleRow struct {
	part.Panelled
	shown  present.Row
	title  *part.Text
	code   *part.Text
	chip   *part.Box
	detail *part.Text
	groove *part.Box
	bar    *part.Box
	rule   *part.Box
}

func newArticleRow(pen *part.Pen) *articleRow {
	r := &articleRow{
		title:  pen.Text("", part.Bold, part.Elastic),
		code:   pen.Text("", part.Size(theme.TextSection), part.Colored(part.Muted), part.Centered),
		chip:   part.NewBox(part.Look{Stroke: part.Rule, Line: 1, Radius: 4}),
		detail: pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic),
		groove: part.NewBox(part.Look{Fill: part.Groove, Radius: 1.5}),
		bar:    part.NewBox(part.Look{Fill: part.Muted, Radius: 1.5}),
		rule:   part.NewBox(part.Look{Fill: part.Rule}),
	}
	r.Init(r, r.place, r.title, r.chip, r.code, r.detail, r.groove, r.bar, r.rule)
	return r
}

// show paints what differs from what the row shows.
func (r *articleRow) show(p present.Row) {
	if p == r.shown {
		return
	}
	r.shown = p
	r.title.SetText(p.Title)
	r.code.SetText(p.Language)
	r.detail.SetText(p.Detail)
	r.Relayout()
}

// AccessibilityLabel implements fyne.Accessible.
func (r *articleRow) AccessibilityLabel() string {
	words := r.Panelled.AccessibilityLabel()
	if 0 < r.shown.Progress && r.shown.Progress < 1 {
		words += ", in progress"
	}
	return words
}

func (r *articleRow) place(size fyne.Size) {
	part.Place(r.title, margin, 9, size.Width-2*margin, 21)
	chip := max(24, r.code.Width()+10)
	part.Place(r.chip, margin, 34, chip, 17)
	part.Place(r.code, margin+1, 34, chip-2, 17)
	x := margin + chip + 8
	detail := min(r.detail.Width(), size.Width-x-margin-40)
	part.Place(r.detail, x, 33, detail, 18)
	x += detail + 10
	width := size.Width - margin - x
	part.Place(r.groove, x, 41, width, 3)
	part.Show(r.bar, r.shown.Progress > 0)
	part.Place(r.bar, x, 41, max(3, width*r.shown.Progress), 3)
	part.Place(r.rule, 0, size.Height-1, size.Width, 1)
}
