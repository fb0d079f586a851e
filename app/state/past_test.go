package state_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// historian is a desk whose histories are read from its journal, in pieces of two steps.
type historian struct{ *desk }

func (d *historian) send(msgs ...Msg) {
	d.t.Helper()
	for _, m := range msgs {
		n := len(d.effects)
		d.desk.send(m)
		for _, e := range slices.Clone(d.effects[n:]) {
			if read, is := e.(ReadPast); is {
				d.read(read)
			}
		}
	}
}

func (d *historian) read(e ReadPast) {
	d.t.Helper()
	var steps []annotate.Transaction
	for _, tx := range slices.Backward(d.journal) {
		if tx.Document == e.Document {
			steps = append(steps, tx)
		}
	}
	for piece := range slices.Chunk(steps, 2) {
		d.desk.send(PastRead{Number: e.Number - 1, Steps: piece, Others: 7}) // of an earlier article
		d.desk.send(PastRead{Number: e.Number, Steps: piece, Others: 1, More: true})
	}
	d.desk.send(PastRead{Number: e.Number})
}

// rows are the words of the steps that are shown; those taken back are in brackets.
func (d *historian) rows() string {
	var list []string
	for _, p := range d.s.Past.Rows {
		words := p.Words
		if p.Undone() {
			words = "(" + words + ")"
		}
		list = append(list, words)
	}
	return fmt.Sprint(list)
}

func (d *historian) wantRows(when string, rows ...string) {
	d.t.Helper()
	if got := d.rows(); got != fmt.Sprint(rows) {
		d.t.Fatalf("%s the history is\n%s\nwant\n%s", when, got, rows)
	}
}

const unionTalks = "[PER Mira Holt] met the [ORG Coastal Union] in [LOC Valletta]."

func TestTheHistoryFollowsTheFocus(t *testing.T) {
	d := &historian{open(t, annotate.News(), unionTalks, "Nothing happened in Oslo.")}
	d.send(Walk{}, Accept{}, Accept{}, TogglePast{})
	d.wantRows("with the third suggestion in focus")
	if d.s.Past.Others != 1 || d.s.Past.Reading {
		t.Errorf("%d steps of others, reading %t", d.s.Past.Others, d.s.Past.Reading)
	}
	d.send(Escape{}, Escape{})
	d.wantRows("of the article", "accept “Coastal Union” as Organisation", "accept “Mira Holt” as Person")
	d.send(FocusOn{Focus{Annotation: annotationOn(t, d.desk, "Mira Holt")}})
	d.wantRows("of the first span", "accept “Mira Holt” as Person")
	d.send(GiveLabel{Name: "ORG"}, Undo{}, Redo{}, Undo{})
	d.wantRows("with a step taken back", "(relabel “Mira Holt” as Organisation)", "accept “Mira Holt” as Person")
	if turns := d.s.Past.Rows[0].Turns; len(turns) != 3 || turns[0].Redo || !turns[1].Redo {
		t.Errorf("what undo did is %+v", turns)
	}
	d.send(OpenArticle{ID: "b"})
	d.wantRows("of another article")
	d.send(OpenArticle{ID: "a"}, Escape{}, Escape{})
	d.wantRows("read again", "(relabel “Mira Holt” as Organisation)", "accept “Coastal Union” as Organisation", "accept “Mira Holt” as Person")
	d.send(TogglePast{}, Accept{})
	if len(d.s.Past.Rows) != 0 || d.s.Past.Open {
		t.Error("a history that is closed is kept")
	}
}

func TestGoingToAStepShowsItsPlace(t *testing.T) {
	d := &historian{open(t, annotate.News(), unionTalks)}
	d.send(Walk{}, Accept{}, Accept{})
	d.send(FocusOn{Focus{Annotation: annotationOn(t, d.desk, "Mira Holt")}}, Delete{}, Finish{annotate.Finished}, Escape{}, Escape{}, TogglePast{})
	d.wantRows("of the article", "finish the article", "remove PER from “Mira Holt”", "accept “Coastal Union” as Organisation", "accept “Mira Holt” as Person")
	rows := slices.Clone(d.s.Past.Rows)
	effects := len(d.effects)
	d.send(GoToStep{rows[1].ID})
	if got := d.s.Selection(); got != d.find("Mira Holt") || !d.s.Focus.None() || d.effects[effects] != (Reveal{d.find("Mira Holt")}) {
		t.Errorf("a removed span: %v is selected, %+v in focus", got, d.s.Focus)
	}
	if len(d.s.Past.Rows) != 4 {
		t.Errorf("going to a step leaves %s", d.rows())
	}
	d.send(GoToStep{rows[2].ID})
	if a, ok := d.s.FocusedAnnotation(); !ok || a.Quote != "Coastal Union" || len(d.s.Past.Rows) != 4 {
		t.Errorf("a span that is there: %+v in focus, %d rows", a, len(d.s.Past.Rows))
	}
	d.send(GoToStep{rows[0].ID})
	if d.s.Toast.Text != "that step is about the article as a whole" {
		t.Errorf("a step without a place: %q", d.s.Toast.Text)
	}
	d.send(Walk{}, Walk{Back: true})
	d.wantRows("once the keys go on", "accept “Coastal Union” as Organisation")
}

// annotationOn is the ID of the annotation on words.
func annotationOn(t *testing.T, d *desk, words string) string {
	t.Helper()
	for a := range d.s.Session.Work.Annotations.Values() {
		if a.Quote == words {
			return a.ID
		}
	}
	t.Fatalf("%q has no label", words)
	return ""
}

// TestAHistoryReadAtAnyMomentIsTheSame lets steps be made while the history is read: however the two fall together, it is
// the history that is read afterwards.
func TestAHistoryReadAtAnyMomentIsTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for range 200 {
		d := &historian{open(t, annotate.News(), unionTalks)}
		act := func() {
			d.desk.send([]Msg{Accept{}, Walk{}, Undo{}, Redo{}, Delete{}, GiveLabel{Key: 1 + r.IntN(3)}, Undo{}}[r.IntN(7)])
		}
		for range r.IntN(12) {
			act()
		}
		d.desk.send(TogglePast{})
		for range r.IntN(3) {
			act() // it is on the disk by the time that is read
		}
		stored := slices.Clone(d.journal)
		slices.Reverse(stored)
		for len(stored) > 0 {
			if r.IntN(2) == 0 {
				act()
			}
			n := 1 + r.IntN(min(3, len(stored)))
			d.desk.send(PastRead{Number: 1, Steps: stored[:n], More: true})
			stored = stored[n:]
		}
		d.desk.send(PastRead{Number: 1}, Escape{}, Escape{})
		got := pastOf(d.s)
		d.send(TogglePast{}, TogglePast{})
		if want := pastOf(d.s); got != want {
			t.Fatalf("read while steps were made it is\n%s\nread afterwards\n%s", got, want)
		}
	}
}

// pastOf is a history with all that undo did.
func pastOf(s State) string {
	out := ""
	for _, p := range s.Past.Steps {
		out += p.ID + " " + p.Words
		for _, turn := range p.Turns {
			out += fmt.Sprint(" ", turn.ID, turn.Redo)
		}
		out += "\n"
	}
	return out
}
