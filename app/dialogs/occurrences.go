package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// Found is where a phrase occurs.
type Found struct {
	Phrase, Label string
	Hits          []state.Hit
	Project       bool   // all articles were searched, not only the open one
	Note          string // what to know of the hits before they are labelled; may be ""
}

// occurrences lets each place be ticked before all are labelled.
type occurrences struct {
	*sheet
	found  Found
	open   string // the open article
	labels []annotate.Label
	label  *choice
	ticked []bool
	count  int
	rows   *part.Rows
	take   *part.Button
}

const hitHeight = 34

// Occurrences shows where a phrase occurs, and labels the places that are left ticked. again searches anew, when
// somebody wants all articles instead of one; without it there is no such choice.
func Occurrences(h Host, s state.State, found Found, again func(label string, project bool)) {
	d := &occurrences{sheet: newSheet(h, "Label every “"+found.Phrase+"”", 780), found: found, open: s.Session.Document.ID,
		labels: s.Project.Schema.Labels, ticked: make([]bool, len(found.Hits))}
	d.high = true
	d.rows = part.NewRows(hitHeight, func() fyne.CanvasObject { return newHitRow(d.pen, found.Project) }, d.fill)
	d.rows.Choose, d.rows.Space, d.rows.Rune, d.rows.Else = d.toggle, d.toggle, d.digit, d.key
	d.rows.Return = func(int) { d.main() }
	d.rows.Inset, d.rows.Called = rowInset, "Place"
	d.label = d.choice(d.labelWords(), d.labelAt(found.Label), func(int) { d.relabel() })
	all, none := d.pen.Button("Tick all", part.Pill, func() { d.tickAll(true) }), d.pen.Button("Tick none", part.Pill, func() { d.tickAll(false) })
	all.Else, none.Else = d.escape, d.escape
	d.main = d.accept
	d.take = d.button("", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.help.SetText("Space ticks · digits choose the label")
	d.tickSure()
	d.show(d.rows, newColumn(d.label.line(0), flowing(8, append(d.scope(again), all, none)...), d.note(),
		growing(d.rows, d.rows.HeightFor(min(11, max(3, len(found.Hits)))), 14)))
}

// scope is the choice between one article and all.
func (d *occurrences) scope(again func(label string, project bool)) []fyne.CanvasObject {
	if again == nil {
		return nil
	}
	return d.choice([]string{"This article", "All articles"}, scopeOf(d.found.Project), func(i int) {
		d.close()
		again(d.chosen().Name, i == 1)
	}).pieces
}

func (d *occurrences) note() line {
	words := d.pen.Prose(d.found.Note, 0, part.Size(theme.TextSmall), part.Colored(part.Muted))
	part.Show(words, d.found.Note != "")
	return prose(words, 10)
}

func scopeOf(project bool) int {
	if project {
		return 1
	}
	return 0
}

func (d *occurrences) labelWords() []string {
	var words []string
	for _, l := range d.labels {
		w := l.Title
		if w == "" {
			w = l.Name
		}
		if l.Key > 0 && l.Key < 10 {
			w = present.Number(l.Key) + "  " + w
		}
		words = append(words, w)
	}
	return words
}

func (d *occurrences) labelAt(name string) int {
	for i, l := range d.labels {
		if l.Name == name {
			return i
		}
	}
	return 0
}

func (d *occurrences) chosen() annotate.Label { return d.labels[d.label.at] }

// free reports whether a place can be ticked: nothing stands there, or something else that the open article may have
// beside it.
func (d *occurrences) free(i int) bool {
	h := d.found.Hits[i]
	return h.Label == "" || h.Document == d.open && h.Label != d.chosen().Name
}

func (d *occurrences) fill(i int, o fyne.CanvasObject) {
	o.(*hitRow).show(d.found.Hits[i], d.chosen().Color, d.ticked[i], d.free(i))
}

func (d *occurrences) toggle(i int) {
	if d.free(i) {
		d.tick(i, !d.ticked[i])
		d.rows.Repaint(i)
		d.counted()
	}
}

func (d *occurrences) tick(i int, on bool) {
	if d.ticked[i] == on {
		return
	}
	d.ticked[i] = on
	if on {
		d.count++
	} else {
		d.count--
	}
}

// tickSure ticks the places where nothing stands yet and which nothing speaks against.
func (d *occurrences) tickSure() {
	for i, h := range d.found.Hits {
		d.tick(i, h.Label == "" && h.Doubt == "")
	}
	d.rows.Update(len(d.found.Hits))
	d.counted()
}

// tickAll ticks the places where nothing stands yet, or no place.
func (d *occurrences) tickAll(on bool) {
	for i, h := range d.found.Hits {
		d.tick(i, on && h.Label == "")
	}
	d.rows.Update(len(d.found.Hits))
	d.counted()
}

// relabel takes the ticks from places that have the label now chosen.
func (d *occurrences) relabel() {
	for i := range d.found.Hits {
		if !d.free(i) {
			d.tick(i, false)
		}
	}
	d.rows.Update(len(d.found.Hits))
	d.counted()
}

func (d *occurrences) digit(r rune) {
	for i, l := range d.labels {
		if l.Key > 0 && l.Key == value(r) {
			d.label.set(i)
		}
	}
}

// value is what a digit stands for on a Latin, an Arabic or a Persian keyboard; 0 when it is none.
func value(r rune) int {
	for _, zero := range []rune{'0', '٠', '۰'} {
		if r > zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return 0
}

func (d *occurrences) counted() {
	d.take.SetText("Label " + present.Count(d.count, "place"))
	if d.count == 0 {
		d.take.Disable()
	} else {
		d.take.Enable()
	}
	d.Relayout()
}

func (d *occurrences) accept() {
	if d.count == 0 {
		return
	}
	var hits []state.Hit
	for i, h := range d.found.Hits {
		if d.ticked[i] {
			hits = append(hits, h)
		}
	}
	d.close()
	d.host.Dispatch(state.LabelOccurrences{Label: d.chosen().Name, Hits: hits})
}
