package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// hitRow is a place where the phrase occurs.
type hitRow struct {
	part.Panelled
	tick    *part.Tick
	title   *part.Text
	passage *part.Passage
	has     *part.Text
	titled  bool
}

func newHitRow(pen *part.Pen, titled bool) *hitRow {
	small, muted := part.Size(theme.TextSmall), part.Colored(part.Muted)
	r := &hitRow{titled: titled, tick: pen.Tick(), title: pen.Text("", small, muted, part.Elastic), passage: pen.Passage(), has: pen.Text("", small, muted, part.Sentence)}
	r.Init(r, r.place, r.tick, r.title, r.passage, r.has)
	return r
}

func (r *hitRow) show(h state.Hit, color string, ticked, free bool) {
	r.tick.Set(ticked)
	part.Show(r.tick, free)
	r.title.SetText(h.Title)
	r.passage.Set(h.Before, h.Quote, h.After, color)
	has := h.Doubt
	if h.Label != "" {
		has = h.Label + " already"
	}
	if r.has.SetText(has) {
		r.Relayout()
	}
}

func (r *hitRow) place(size fyne.Size) {
	part.Place(r.tick, 10, (size.Height-17)/2, 17, 17)
	x, end := float32(40), size.Width-14
	if has := r.has.Width(); has > 0 {
		part.Place(r.has, end-has, 0, has, size.Height)
		end -= has + 14
	}
	part.Show(r.title, r.titled)
	if r.titled {
		part.Place(r.title, x, 0, 150, size.Height)
		x += 166
	}
	part.Place(r.passage, x, (size.Height-24)/2, max(0, end-x), 24)
}
