package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const foundHeight = 30

// foundRow is an article with hits, or a hit with what stands around it and the label that it has.
type foundRow struct {
	part.Panelled
	shown   present.FoundRow
	title   *part.Text
	count   *part.Text
	passage *part.Passage
	label   *part.Text
	rule    *part.Box
}

func newFoundRow(pen *part.Pen) *foundRow {
	small, muted := part.Size(theme.TextSmall), part.Colored(part.Muted)
	r := &foundRow{
		title:   pen.Text("", part.Bold, part.Elastic),
		count:   pen.Text("", small, muted, part.Trailing),
		passage: pen.Passage(),
		label:   pen.Text("", small, muted, part.Trailing),
		rule:    part.NewBox(part.Look{Fill: part.Rule}),
	}
	r.Init(r, r.place, r.rule, r.title, r.count, r.passage, r.label)
	return r
}

func (r *foundRow) show(f present.FoundRow) {
	if f == r.shown {
		return
	}
	r.shown = f
	r.title.SetText(f.Title)
	r.count.SetText(f.Count)
	r.passage.Direct(f.RTL)
	r.passage.Set(f.Before, f.Quote, f.After, f.Color)
	r.label.SetText(f.Label)
	r.Relayout()
}

// AccessibilityLabel implements fyne.Accessible: a passage is a picture.
func (r *foundRow) AccessibilityLabel() string {
	if r.shown.Heading {
		return r.shown.Title + ", " + r.shown.Count
	}
	return r.shown.Before + r.shown.Quote + r.shown.After + ", " + r.shown.Label
}

func (r *foundRow) place(size fyne.Size) {
	heading := r.shown.Heading
	part.Show(r.title, heading)
	part.Show(r.count, heading)
	part.Show(r.rule, heading)
	part.Show(r.passage, !heading)
	part.Show(r.label, !heading)
	end := size.Width - margin
	part.Place(r.rule, 0, 0, size.Width, 1)
	if heading {
		count := r.count.Width()
		part.Place(r.count, end-count, 5, count, 20)
		part.Place(r.title, margin, 5, max(0, end-count-10-margin), 21)
		return
	}
	label := min(r.label.Width(), size.Width/3)
	part.Place(r.label, end-label, 5, label, 20)
	part.Place(r.passage, margin+10, 3, max(0, end-label-10-margin-10), 24)
}
