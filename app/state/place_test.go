package state_test

import (
	"testing"

	"rubricator/annotate"
	"rubricator/app/place"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// leave opens another article and comes back to where the first was left.
func (d *desk) leave() {
	d.t.Helper()
	id, at := d.s.Session.Document.ID, d.s.Place()
	d.send(Neighbour{})
	if d.s.Session.Document.ID == id {
		d.t.Fatal("there is no other article")
	}
	d.send(Loaded{Document: d.docs[id], Work: d.works[id], Place: at})
}

func TestAnArticleIsAsItWasLeft(t *testing.T) {
	d := open(t, annotate.News(), harbour, "Rain fell.")
	d.send(Walk{}, Accept{})
	accepted := d.s.Session.Work.Annotations.All()[0].ID
	steps := map[string][]Msg{
		"a selection":       {Press{At: textlayout.Position{Offset: 5}, Clicks: 1}, Press{At: textlayout.Position{Offset: 12, Affinity: textlayout.Upstream}, Clicks: 1, Extend: true}},
		"a label in focus":  {FocusOn{Focus: Focus{Annotation: accepted}}},
		"a suggestion":      {Walk{}},
		"larger text":       {Zoom{Points: 2}, Zoom{Points: 2}},
		"the setting again": {Zoom{}},
		"everything":        {SelectAll{}},
		"an edge":           {Press{At: textlayout.Position{Offset: 5, Affinity: textlayout.Edge}, Clicks: 1}},
	}
	for what, msgs := range steps {
		d.send(msgs...)
		before := d.s
		d.leave()
		if d.s.Caret != before.Caret || d.s.Anchor != before.Anchor || d.s.Focus != before.Focus || d.s.Points() != before.Points() {
			t.Errorf("%s: left at %+v, %d, %+v, %d points; found at %+v, %d, %+v, %d", what, before.Caret, before.Anchor, before.Focus, before.Points(),
				d.s.Caret, d.s.Anchor, d.s.Focus, d.s.Points())
		}
	}
}

func TestAnArticleNeverSeenBeginsAtItsStart(t *testing.T) {
	d := open(t, annotate.News(), harbour, "Rain [LOC fell].")
	d.send(Walk{}, Accept{}, SelectAll{}, Neighbour{})
	if d.s.Caret != (textlayout.Position{}) || !d.s.Selection().Empty() || !d.s.Focus.None() {
		t.Errorf("caret %+v, selection %+v, focus %+v", d.s.Caret, d.s.Selection(), d.s.Focus)
	}
}

func TestAPlaceThatIsGoneIsNotInFocus(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	n := d.s.Session.Document.Text.Len()
	d.send(Loaded{Document: d.docs["a"], Work: d.works["a"], Place: place.Place{Caret: n + 900, Anchor: -4, Annotation: "gone", Suggestion: place.Suggestion{Start: 2, End: n + 5, Label: "PER"}}})
	if !d.s.Focus.None() || d.s.Caret.Offset != n || d.s.Anchor != 0 {
		t.Errorf("focus %+v, caret %+v, anchor %d in a text of %d", d.s.Focus, d.s.Caret, d.s.Anchor, n)
	}
	d.send(Loaded{Document: d.docs["a"], Work: d.works["a"], Place: place.Place{Suggestion: place.Suggestion{Start: 0, End: 3, Label: "PER"}}})
	d.send(Suggested{Document: "a", Gen: d.s.Gen})
	if !d.s.Focus.None() {
		t.Errorf("a suggestion that is not made any more is in focus: %+v", d.s.Focus)
	}
}

func TestZoomIsTheArticles(t *testing.T) {
	d := open(t, annotate.News(), "One.", "Two.", "Three.")
	setting := d.s.TextSize
	points := func(id string, at place.Place, want int) {
		t.Helper()
		d.send(Loaded{Document: d.docs[id], Place: at})
		if d.s.Points() != want {
			t.Errorf("%s is set in %d points, want %d", id, d.s.Points(), want)
		}
	}
	d.send(Zoom{Points: 6})
	one := d.s.Place()
	points("b", place.Place{}, setting+6) // follows
	two := d.s.Place()
	points("c", place.Place{}, setting+6)
	d.send(Zoom{Points: -8})
	points("a", one, setting+6)
	points("b", two, setting-2)
	d.send(Zoom{Points: 4}, Zoom{}) // set back
	two = d.s.Place()
	points("c", place.Place{}, setting)
	d.send(Zoom{Points: 2})
	points("b", two, setting)
	if d.s.TextSize != setting {
		t.Errorf("zooming changed the setting to %d", d.s.TextSize)
	}
}

func TestTheSettingMovesAllSizes(t *testing.T) {
	d := open(t, annotate.News(), "One.")
	d.send(Zoom{Points: 4}, SetTextSize{Points: 24})
	if last := d.effects[len(d.effects)-1]; d.s.Points() != 28 || last != (Remember{Key: "text-size", Value: "24"}) {
		t.Errorf("%d points, and %+v", d.s.Points(), last)
	}
	d.send(Zoom{})
	if d.s.Points() != 24 {
		t.Errorf("set back, the text has %d points", d.s.Points())
	}
}

func TestZoomHasEnds(t *testing.T) {
	d := open(t, annotate.News(), "One.")
	for range 40 {
		d.send(Zoom{Points: 2})
	}
	largest := d.s.Points()
	d.send(Zoom{Points: -2})
	if largest != 48 || d.s.Points() != 46 {
		t.Errorf("the largest text has %d points, one step down %d", largest, d.s.Points())
	}
	d.send(ProjectOpened{Project: Project{Path: "q.rubric", Schema: annotate.News(), Annotator: "ann"}, Rows: []Row{{ID: "a"}}})
	if d.s.Points() != 46 {
		t.Errorf("the first article of another project has %d points, want the zoom given last", d.s.Points())
	}
}
