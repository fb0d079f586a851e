package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const findingHeight = 74

// findingRow is something that the check has found: the words, what is wrong with them, and where they stand.
type findingRow struct {
	part.Panelled
	shown   present.FindingRow
	square  *part.Box
	title   *part.Text // of an article's text
	ours    *part.Text // or of the program's own words
	why     *part.Text
	kind    *part.Text
	article *part.Text
	rule    *part.Box
}

func newFindingRow(pen *part.Pen) *findingRow {
	small := part.Size(theme.TextSmall)
	r := &findingRow{
		square:  part.NewBox(part.Look{}),
		title:   pen.Text("", part.Bold, part.Elastic, part.Leading),
		ours:    pen.Text("", part.Bold, part.Elastic, part.Sentence),
		why:     pen.Text("", small, part.Elastic, part.Sentence),
		kind:    pen.Text("", small, part.Colored(part.Muted)),
		article: pen.Text("", small, part.Colored(part.Muted), part.Elastic, part.Leading),
		rule:    part.NewBox(part.Look{Fill: part.Rule}),
	}
	r.Init(r, r.place, r.square, r.title, r.ours, r.why, r.kind, r.article, r.rule)
	return r
}

func (r *findingRow) show(f present.FindingRow) {
	if f == r.shown {
		return
	}
	r.shown = f
	r.square.SetLook(part.Look{Label: f.Color, Radius: 3})
	r.title.SetText(f.Title)
	r.ours.SetText(f.Title)
	r.why.SetText(f.Why)
	r.kind.SetText(f.Kind)
	r.article.SetText(f.Article)
	r.Relayout()
}

func (r *findingRow) place(size fyne.Size) {
	inner, x := size.Width-2*margin, float32(margin)
	part.Show(r.square, r.shown.Color != "")
	part.Place(r.square, x, 14, 11, 11)
	if r.shown.Color != "" {
		x += 11 + 7
	}
	part.Show(r.title, !r.shown.Ours)
	part.Show(r.ours, r.shown.Ours)
	for _, t := range []*part.Text{r.title, r.ours} {
		part.Place(t, x, 9, size.Width-margin-x, 21)
	}
	part.Place(r.why, margin, 31, inner, 17)
	kind := min(r.kind.Width(), inner)
	part.Place(r.kind, margin, 49, kind, 17)
	x = margin + kind + 10
	part.Place(r.article, x, 49, max(0, size.Width-margin-x), 17)
	part.Place(r.rule, 0, size.Height-1, size.Width, 1)
}
