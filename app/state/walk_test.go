package state_test

import (
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// openFaint is a desk with two suggestions in full and two faint ones.
func openFaint(t *testing.T) *desk {
	d := open(t, annotate.News(), "[PER Mira Okonkwo] left North Bay for Port Sarel with the [ORG Coastal Union].")
	list := d.s.Open().All()
	for _, words := range []string{"North Bay", "Port Sarel"} {
		list = append(list, annotate.Suggestion{Span: d.find(words), Label: "LOC", Score: 0.3, Suggester: "places", Reason: "list of places: " + words})
	}
	slices.SortFunc(list, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: list})
	if d.s.Open().Len() != 2 || d.s.Faint().Len() != 2 {
		t.Fatalf("%d are open and %d faint, want 2 and 2", d.s.Open().Len(), d.s.Faint().Len())
	}
	return d
}

// walked are the words in focus after each of n steps.
func (d *desk) walked(n int, step Walk) string {
	var seen []string
	for range n {
		d.send(step)
		seen = append(seen, d.s.Session.Document.Text.Slice(d.s.FocusSpan()))
	}
	return strings.Join(seen, ", ")
}

func TestTabPassesFaintOnesOverUnlessToldOtherwise(t *testing.T) {
	d := openFaint(t)
	if got, want := d.walked(3, Walk{}), "Mira Okonkwo, Coastal Union, Mira Okonkwo"; got != want {
		t.Errorf("Tab stops at %s, want %s", got, want)
	}
	d.send(WalkFaint{})
	if last := d.effects[len(d.effects)-1]; last != (Remember{"walk-faint", "true"}) || !d.s.Thorough {
		t.Errorf("the choice is not remembered: %+v", last)
	}
	if got, want := d.walked(4, Walk{}), "North Bay, Port Sarel, Coastal Union, Mira Okonkwo"; got != want {
		t.Errorf("Tab stops at %s, want %s", got, want)
	}
	if got, want := d.walked(4, Walk{Back: true}), "Coastal Union, Port Sarel, North Bay, Mira Okonkwo"; got != want {
		t.Errorf("Shift+Tab stops at %s, want %s", got, want)
	}
	d.send(Accept{}, Accept{})
	d.want("[PER Mira Okonkwo] left [LOC North Bay] for Port Sarel with the Coastal Union.")
	if got := d.s.Session.Document.Text.Slice(d.s.FocusSpan()); got != "Port Sarel" {
		t.Errorf("Return went on to %q, want the next faint one", got)
	}
	d.send(WalkFaint{}, Delete{})
	if got := d.s.Session.Document.Text.Slice(d.s.FocusSpan()); got != "Coastal Union" {
		t.Errorf("Delete went on to %q, want the next in full", got)
	}
	d.send(ProjectOpened{Project: Project{Path: "q.rubric", Schema: annotate.News()}})
	if d.s.Thorough {
		t.Error("another project turned it on again")
	}
}

func TestFaintOnesAreClickedAndAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		answer  Msg
		want    string
		verdict annotate.Verdict
	}{
		"accepted":  {Accept{}, "Mira Okonkwo left [LOC North Bay] for Port Sarel with the Coastal Union.", annotate.Accepted},
		"rejected":  {Delete{}, "Mira Okonkwo left North Bay for Port Sarel with the Coastal Union.", annotate.Rejected},
		"corrected": {GiveLabel{Name: "ORG"}, "Mira Okonkwo left [ORG North Bay] for Port Sarel with the Coastal Union.", annotate.Corrected},
	} {
		d := openFaint(t)
		d.caretAt("North")
		g, ok := d.s.FocusedSuggestion()
		if !ok || g.Score != 0.3 {
			t.Fatalf("%s: a click on a faint suggestion puts %+v in focus", name, d.s.Focus)
		}
		d.send(c.answer)
		d.want(c.want)
		if got, ok := d.s.Session.Work.Decision(g.Key()); !ok || got.Verdict != c.verdict {
			t.Errorf("%s: the answer is %+v", name, got)
		}
		if d.s.Faint().Len() != 1 {
			t.Errorf("%s: %d faint ones are left, want 1", name, d.s.Faint().Len())
		}
		d.send(Undo{})
		d.want("Mira Okonkwo left North Bay for Port Sarel with the Coastal Union.")
		if d.s.Faint().Len() != 2 {
			t.Errorf("%s: after undo %d faint ones are there, want 2", name, d.s.Faint().Len())
		}
	}
}

func TestAcceptAllTakesFaintOnesOnlyWhereTheScoreSaysSo(t *testing.T) {
	d := openFaint(t)
	d.send(AcceptAll{Score: 0.5})
	d.want("[PER Mira Okonkwo] left North Bay for Port Sarel with the [ORG Coastal Union].")
	d.send(Undo{}, AcceptAll{Score: 0.3})
	d.want("[PER Mira Okonkwo] left [LOC North Bay] for [LOC Port Sarel] with the [ORG Coastal Union].")
	d.send(Undo{})
	d.want("Mira Okonkwo left North Bay for Port Sarel with the Coastal Union.")
}

func TestFocusIsExplainedOnScreen(t *testing.T) {
	d := openFaint(t)
	d.send(Walk{})
	d.effects = nil
	d.send(Explain{})
	if want := []Effect{Reveal{d.find("Mira Okonkwo")}, ShowCard{}}; !slices.Equal(d.effects, want) {
		t.Errorf("the effects are %+v, want %+v", d.effects, want)
	}
}
