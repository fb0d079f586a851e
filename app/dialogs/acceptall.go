package dialogs

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// acceptAll takes all suggestions from a score on.
type acceptAll struct {
	*sheet
	state  state.State
	open   []state.Candidate // the surest first, faint ones behind
	score  *score
	said   *part.Text // how many would be accepted
	below  *part.Text // over the least sure of them
	take   *part.Button
	lowest *part.Rows
	shown  []annotate.Suggestion
}

// AcceptAll asks from which score on the open suggestions are taken, and shows those that would only just be.
func AcceptAll(h Host, s state.State) {
	d := &acceptAll{sheet: newSheet(h, "Accept all suggestions from a score on", 500), state: s, open: s.Candidates()}
	d.score = d.sheet.score(max(0.8, s.Threshold), func(float64) { d.count() })
	d.lowest = part.NewRows(32, func() fyne.CanvasObject { return newSuggestionRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*suggestionRow).show(s.Session.Document.Text.Slice(d.shown[i].Span), d.shown[i], s.Project.Schema)
	})
	d.said = d.pen.Text("", part.Bold, part.Elastic, part.Sentence)
	d.below = d.pen.Text("", part.Bold, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic)
	d.lowest.Called, d.lowest.Else = "Suggestion", d.key
	d.main = d.accept
	d.take = d.button("", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.help.SetText("↑ ↓ by 0.01, Page keys by 0.10")
	d.count()
	d.show(d.score.field, newColumn(fixed(d.score, 36, 0), fixed(d.said, 22, 12), fixed(d.below, 18, 16), fixed(d.lowest, d.lowest.HeightFor(3), 4)))
}

// taken is what would be accepted, and what would be left out although it is sure enough.
func (d *acceptAll) taken() (taken []annotate.Suggestion, left int) {
	for _, c := range d.open {
		switch {
		case c.Score < d.score.value:
			return taken, left
		case c.Refused != nil:
			left++
		default:
			taken = append(taken, c.Suggestion)
		}
	}
	return taken, left
}

func (d *acceptAll) count() {
	taken, left := d.taken()
	d.shown = slices.Clone(taken[max(0, len(taken)-3):])
	slices.Reverse(d.shown)
	d.lowest.Update(len(d.shown))
	below := "The least sure of them"
	if len(taken) == 0 {
		below = ""
	}
	d.below.SetText(below)
	d.take.SetText("Accept " + present.Number(len(taken)))
	if len(taken) == 0 {
		d.take.Disable()
	} else {
		d.take.Enable()
	}
	full := slices.IndexFunc(taken, func(g annotate.Suggestion) bool { return g.Score < d.state.Threshold })
	if full < 0 {
		full = len(taken)
	}
	words := fmt.Sprintf("Accepts %s of %s", present.Number(full), present.Count(d.state.Open().Len(), "open suggestion"))
	if faint := len(taken) - full; faint > 0 {
		words += fmt.Sprintf(", and %s", present.Count(faint, "faint one"))
	}
	if len(d.open) == 0 {
		words = "No suggestion is open in this article"
	}
	if left > 0 {
		words += fmt.Sprintf("; the schema forbids %s", present.Number(left))
	}
	d.said.SetText(words)
}

func (d *acceptAll) accept() {
	if taken, _ := d.taken(); len(taken) == 0 {
		return
	}
	d.close()
	d.host.Dispatch(state.AcceptAll{Score: d.score.value})
}

// suggestionRow is a suggestion: its words, label and score.
type suggestionRow struct {
	part.Panelled
	words  *part.Text
	square *part.Box
	side   *part.Text
}

func newSuggestionRow(pen *part.Pen) *suggestionRow {
	r := &suggestionRow{words: pen.Text("", part.Elastic, part.Leading), square: part.NewBox(part.Look{}), side: pen.Text("", part.Colored(part.Muted), part.Sentence)}
	r.Init(r, r.place, r.square, r.words, r.side)
	return r
}

func (r *suggestionRow) show(words string, g annotate.Suggestion, schema annotate.Schema) {
	label, _ := schema.Label(g.Label)
	r.square.SetLook(part.Look{Label: label.Color, Radius: 3})
	r.words.SetText(words)
	r.side.SetText(g.Label + " · " + present.ScoreText(g.Suggester, g.Score))
	r.Relayout()
}

func (r *suggestionRow) place(size fyne.Size) {
	part.Place(r.square, 2, (size.Height-12)/2, 12, 12)
	side := r.side.Width()
	part.Place(r.words, 24, 0, size.Width-24-side-12, size.Height)
	part.Place(r.side, size.Width-side, 0, side, size.Height)
}
