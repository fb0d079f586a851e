package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

const stepHeight = 94

// stepRow is a step of the history: when and who, what, and where it came from.
type stepRow struct {
	part.Panelled
	shown  present.PastRow
	day    *part.Text // of the first row of a day
	again  *part.Text // of the others
	when   *part.Text
	square *part.Box
	what   *part.Prose
	from   *part.Text
	rule   *part.Box
}

func newStepRow(pen *part.Pen) *stepRow {
	small, muted := part.Size(theme.TextSmall), part.Colored(part.Muted)
	r := &stepRow{
		day:    pen.Text("", small, part.Bold, part.Leading),
		again:  pen.Text("", small, muted, part.Leading),
		when:   pen.Text("", small, muted, part.Elastic, part.Leading, part.Sentence),
		square: part.NewBox(part.Look{}),
		what:   pen.Prose("", 2, part.Sentence),
		from:   pen.Text("", small, muted, part.Elastic, part.Sentence),
		rule:   part.NewBox(part.Look{Fill: part.Rule}),
	}
	r.Init(r, r.place, r.day, r.again, r.when, r.square, r.what, r.from, r.rule)
	return r
}

func (r *stepRow) show(s present.PastRow) {
	if s == r.shown {
		return
	}
	r.shown = s
	r.day.SetText(s.Day)
	r.again.SetText(s.Day)
	r.when.SetText(s.When)
	r.square.SetLook(part.Look{Label: s.Color, Radius: 3})
	r.what.SetText(s.What)
	r.what.SetRole(part.Ink)
	if s.Gone {
		r.what.SetRole(part.Muted)
	}
	r.from.SetText(s.From)
	r.Relayout()
}

func (r *stepRow) place(size fyne.Size) {
	part.Show(r.day, r.shown.First)
	part.Show(r.again, !r.shown.First)
	day := r.again.Width()
	if r.shown.First {
		day = r.day.Width()
	}
	for _, t := range []*part.Text{r.day, r.again} {
		part.Place(t, margin, 8, day, 17)
	}
	x := margin + day + 8
	part.Place(r.when, x, 8, max(0, size.Width-margin-x), 17)
	x = float32(margin)
	part.Show(r.square, r.shown.Color != "")
	part.Place(r.square, x, 32, 11, 11)
	if r.shown.Color != "" {
		x += 11 + 7
	}
	high := r.what.HeightAt(size.Width - margin - x)
	part.Place(r.what, x, 27, size.Width-margin-x, high)
	part.Place(r.from, margin, 27+high+3, size.Width-2*margin, 17)
	part.Place(r.rule, 0, size.Height-1, size.Width, 1)
}
