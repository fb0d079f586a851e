package dialogs

import (
	"cmp"
	"fmt"

	"rubricator/annotate"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// BulkModel is what the dialog of a step over all articles shown needs to know.
type BulkModel struct {
	Kind   state.BulkKind
	Shown  int // articles in the list
	Labels []annotate.Label
	Score  float64 // proposed
	// Count looks at the articles beside the window until cancel is called. tell comes on the window's goroutine, the
	// last time with ended.
	Count func(b state.Bulk, tell func(c BulkTold)) (cancel func())
}

// BulkTold is what was counted by now.
type BulkTold struct {
	Count  state.BulkCount
	Scores *state.BulkScores // of accepting; else nil
	Ended  bool
	Err    error // why it cannot be counted
}

// bulk asks before something is done in all articles that the list shows.
type bulk struct {
	*sheet
	model    BulkModel
	bulk     state.Bulk
	told     BulkTold
	said     *part.Text // how much it would do
	more     *part.Text // what stays as it is
	take     *part.Button
	stop     func() // counting
	counting int    // number of the count under way; what an older one tells is dropped
}

// AskBulk says what would be done in all articles that the list shows, with numbers, and asks.
func AskBulk(h Host, m BulkModel) {
	d := &bulk{sheet: newSheet(h, bulkTitles[m.Kind], 500), model: m, bulk: state.Bulk{Kind: m.Kind, Score: m.Score}, stop: func() {}}
	d.said = d.pen.Text("", part.Bold, part.Elastic, part.Sentence)
	d.more = d.pen.Text("", part.Elastic, part.Sentence, part.Colored(part.Muted))
	lines, first := d.choices()
	d.main = d.start
	d.take = d.button(d.verb(), part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.gone = func() { d.stop() }
	if first == nil {
		first = d.take
	}
	lines = append(lines, fixed(d.said, 22, 12), fixed(d.more, 20, 4),
		prose(d.pen.Prose("One Ctrl+Z takes all back, also tomorrow.", 0, part.Colored(part.Muted)), 8))
	d.show(first, newColumn(lines...))
	d.count()
}

var bulkTitles = map[state.BulkKind]string{
	state.BulkFinish:   "Finish all articles shown",
	state.BulkSetAside: "Put all articles shown aside",
	state.BulkReopen:   "Take all articles shown back to work",
	state.BulkRelabel:  "Relabel in all articles shown",
	state.BulkRemove:   "Remove a label from all articles shown",
	state.BulkAccept:   "Accept suggestions in all articles shown",
}

// choices are the lines with what there is to choose, and the piece that has the keyboard first; nil where that is the
// button.
func (d *bulk) choices() (lines []line, first focusable) {
	switch d.model.Kind {
	case state.BulkAccept:
		s := d.score(d.model.Score, func(score float64) { d.bulk.Score = score; d.say() })
		d.help.SetText("↑ ↓ by 0.01, Page keys by 0.10")
		return []line{fixed(s, 36, 0)}, s.field
	case state.BulkRelabel:
		from := d.labels(0, &d.bulk.Label)
		to := d.labels(1, &d.bulk.To)
		d.help.SetText("← → choose a label, Tab goes on")
		return []line{fixed(d.pen.Text("Labels that are", part.Elastic), 20, 0), from.line(6), fixed(d.pen.Text("become", part.Elastic), 20, 10), to.line(6)}, from.chips[from.at]
	case state.BulkRemove:
		which := d.labels(0, &d.bulk.Label)
		d.help.SetText("← → choose a label")
		return []line{which.line(0)}, which.chips[which.at]
	}
	return nil, nil
}

// labels is a choice among those of the schema.
func (d *bulk) labels(at int, chosen *string) *choice {
	names := make([]string, len(d.model.Labels))
	for i, l := range d.model.Labels {
		names[i] = cmp.Or(l.Title, l.Name)
	}
	at = min(at, len(names)-1)
	*chosen = d.model.Labels[at].Name
	return d.choice(names, at, func(i int) {
		*chosen = d.model.Labels[i].Name
		d.count()
	})
}

// count begins to count anew.
func (d *bulk) count() {
	d.stop()
	d.counting++
	d.told = BulkTold{}
	of := d.counting
	d.say()
	d.stop = d.model.Count(d.bulk, func(c BulkTold) {
		if of == d.counting {
			d.told = c
			d.say()
		}
	})
}

// now is what would be done, as far as it is counted.
func (d *bulk) now() state.BulkCount {
	c := d.told.Count
	if d.told.Scores != nil {
		at := d.told.Scores.At(d.bulk.Score)
		c.Articles, c.Labels = at.Articles, at.Labels
	}
	return c
}

func (d *bulk) say() {
	c := d.now()
	d.said.SetText(d.words(c))
	d.more.SetText(d.rest(c))
	amount := c.Articles
	if d.ofLabels() {
		amount = c.Labels
	}
	d.take.SetText(d.verb())
	defer d.Relayout() // the button is as wide as its number
	if !d.told.Ended || d.told.Err != nil || amount == 0 {
		d.take.Disable()
		return
	}
	d.take.SetText(d.verb() + " " + present.Number(amount))
	d.take.Enable()
}

// ofLabels reports whether the step is about labels, else about articles.
func (d *bulk) ofLabels() bool {
	return d.model.Kind == state.BulkRelabel || d.model.Kind == state.BulkRemove || d.model.Kind == state.BulkAccept
}

func (d *bulk) verb() string {
	switch d.model.Kind {
	case state.BulkFinish:
		return "Finish"
	case state.BulkSetAside:
		return "Put aside"
	case state.BulkReopen:
		return "Take back"
	case state.BulkRelabel:
		return "Relabel"
	case state.BulkRemove:
		return "Remove"
	}
	return "Accept"
}

// words say how much would be done.
func (d *bulk) words(c state.BulkCount) string {
	if d.told.Err != nil {
		return "This cannot be counted: " + d.told.Err.Error()
	}
	shown := "the " + present.Count(d.model.Shown, "article") + " shown"
	articles, labels := present.Number(c.Articles)+" of "+shown, present.Count(c.Labels, "label")
	switch d.model.Kind {
	case state.BulkFinish:
		return "Finishes " + articles
	case state.BulkSetAside:
		return "Puts " + articles + " aside"
	case state.BulkReopen:
		return "Takes " + articles + " back to work"
	case state.BulkRelabel:
		return fmt.Sprintf("Relabels %s in %s", labels, articles)
	case state.BulkRemove:
		return fmt.Sprintf("Removes %s in %s", labels, articles)
	}
	return fmt.Sprintf("Accepts %s in %s", present.Count(c.Labels, "suggestion"), articles)
}

// rest says what stays as it is, and meanwhile how far the count is.
func (d *bulk) rest(c state.BulkCount) string {
	if !d.told.Ended && d.told.Err == nil {
		return fmt.Sprintf("Counting: %s of %s", present.Number(c.Looked), present.Number(d.model.Shown))
	}
	same := d.model.Shown - c.Articles
	switch {
	case c.Left > 0 && d.model.Kind == state.BulkRelabel:
		return fmt.Sprintf("%s left out: the same words have the other label already", present.Number(c.Left))
	case c.Left > 0:
		return fmt.Sprintf("%s left out, whatever the score: the schema forbids them there", present.Number(c.Left))
	case same == 0 || d.ofLabels():
		return ""
	case d.model.Kind == state.BulkFinish:
		return present.Count(same, "article") + " finished already"
	case d.model.Kind == state.BulkSetAside:
		return present.Count(same, "article") + " set aside already"
	}
	return present.Count(same, "article") + " at work already"
}

func (d *bulk) start() {
	if d.take.Disabled() {
		return
	}
	d.close()
	d.host.Dispatch(state.ChangeAll{Bulk: d.bulk})
}
