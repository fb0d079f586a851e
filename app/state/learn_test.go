package state_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	. "rubricator/app/state"
)

// proposal is a suggestion on words of the open article.
func (d *desk) proposal(words, label string, score float64) annotate.Suggestion {
	return annotate.Suggestion{Span: d.find(words), Label: label, Score: score, Suggester: "test"}
}

// offers answers the last request for suggestions.
func (d *desk) offers(list ...annotate.Suggestion) {
	d.t.Helper()
	d.send(Suggested{Document: d.s.Session.Document.ID, Gen: d.s.Gen, Suggestions: list})
}

// listed are suggestions by label and words.
func (d *desk) listed(list annotate.Suggestions) string {
	var words []string
	for g := range list.Values() {
		words = append(words, g.Label+" "+d.s.Session.Document.Text.Slice(g.Span))
	}
	return fmt.Sprint(words)
}

// last is the last effect of a type; zero where there is none.
func last[E Effect](d *desk) (found E) {
	d.t.Helper()
	for _, e := range d.effects {
		if e, ok := e.(E); ok {
			found = e
		}
	}
	return found
}

func TestSuggestionsUnderTheThresholdAreFaint(t *testing.T) {
	d := open(t, annotate.News(), "Mira met Oslo in Rome or Bonn.")
	d.offers(d.proposal("Mira", "PER", 0.9), d.proposal("Oslo", "LOC", 0.5), d.proposal("Rome", "LOC", 0.3), d.proposal("Bonn", "LOC", 0.1))
	if got := d.listed(d.s.Open()) + d.listed(d.s.Faint()); got != "[PER Mira LOC Oslo][LOC Rome]" {
		t.Fatalf("in full and faint: %s", got)
	}
	row, _ := d.s.List.Row("a")
	if row.Suggestions != 2 || math.Abs(row.Corrections-(0.1+0.5+0.3)) > 1e-9 {
		t.Errorf("the list says %d suggestions, %v corrections", row.Suggestions, row.Corrections)
	}
	d.send(Walk{}, Walk{}, Walk{})
	if got := d.s.Focus.Suggestion.Label; got != "PER" {
		t.Errorf("three times Tab lead to %s, not round to the first", got)
	}
	d.send(SetThreshold{0.6})
	if got := d.listed(d.s.Open()) + d.listed(d.s.Faint()); got != "[PER Mira][LOC Oslo LOC Rome]" {
		t.Errorf("from 0.6 on in full and faint: %s", got)
	}
	d.caretAt("Rome")
	d.send(Accept{})
	d.want("Mira met Oslo in [LOC Rome] or Bonn.")
	d.caretAt("Oslo")
	d.send(Delete{})
	if got := d.listed(d.s.Faint()); got != "[]" {
		t.Errorf("answered, and still faint: %s", got)
	}
	d.send(Undo{})
	if got := d.listed(d.s.Faint()); got != "[LOC Oslo]" {
		t.Errorf("after undo faint: %s", got)
	}
}

// A threshold is the project's; 0 would stand for the usual one, so it becomes the smallest.
func TestThresholdIsTheProjects(t *testing.T) {
	d := open(t, annotate.News(), "Rain.")
	d.send(SetThreshold{0})
	if got := last[StoreSuggest](d).Settings.Threshold; got != 0.01 || d.s.Threshold != 0.01 {
		t.Errorf("0 becomes %v and %v", got, d.s.Threshold)
	}
	d.send(SetSuggest{suggest.Settings{}})
	if d.s.Threshold != suggest.DefaultThreshold {
		t.Errorf("without a threshold of its own the project has %v", d.s.Threshold)
	}
	d.send(ProjectOpened{Project: d.s.Project, Suggest: suggest.Settings{Threshold: 0.7}})
	if d.s.Threshold != 0.7 || d.s.Suggest.Threshold != 0.7 {
		t.Errorf("a project that has 0.7 shows from %v on", d.s.Threshold)
	}
}

func TestOtherSettingsAskAnew(t *testing.T) {
	for name, settings := range map[string]suggest.Settings{
		"no starter": {NoStarter: true}, "shared": {Shared: true}, "labels": {Labels: map[string]string{}},
	} {
		d := open(t, annotate.News(), harbour, "second")
		d.send(CountsFound{map[string]Count{"b": {Suggestions: 4, Corrections: 1.5}}})
		before, gen := d.s, d.s.Gen
		d.effects = nil
		d.send(SetSuggest{settings})
		if !reflect.DeepEqual(last[StoreSuggest](d).Settings, settings) || last[Suggest](d).Gen != gen+1 {
			t.Errorf("%s: effects %+v", name, d.effects)
		}
		if row, _ := d.s.List.Row("b"); row.Suggestions != -1 || row.Corrections != 0 {
			t.Errorf("%s: the list goes on saying %+v", name, row)
		}
		d.send(SetSuggest{before.Suggest})
		if !reflect.DeepEqual(d.s.Suggest, before.Suggest) {
			t.Errorf("%s: taken back they are %+v", name, d.s.Suggest)
		}
	}
}

// A project's own model is left out like the starter: what is suggested is asked anew, and the list counts again.
func TestTheModelIsLeftOut(t *testing.T) {
	d := open(t, annotate.News(), harbour, "second")
	d.s.Project.Model.Name = "tiny"
	d.send(CountsFound{map[string]Count{"b": {Suggestions: 4, Corrections: 1.5}}})
	gen := d.s.Gen
	for _, out := range []bool{true, false} {
		gen++
		d.effects = nil
		d.send(LeaveModelOut{out})
		if len(d.effects) != 3 || d.effects[0] != Effect(LeaveOut{out}) || last[Suggest](d).Gen != gen || d.effects[2] != Effect(CountAll{}) || d.s.Project.Model.Out != out {
			t.Errorf("out %t: effects %+v, the model is %+v", out, d.effects, d.s.Project.Model)
		}
		if row, _ := d.s.List.Row("b"); row.Suggestions != -1 {
			t.Errorf("the list goes on saying %+v", row)
		}
	}
	d.effects = nil
	d.send(ModelSaid{Document: "a", Warning: "the model tiny is not used: it is gone"})
	if len(d.effects) > 0 || d.s.Project.Model.Why == "" || d.s.Toast != (Toast{"the model tiny is not used: it is gone", true}) {
		t.Errorf("effects %+v, the model is %+v, said %+v", d.effects, d.s.Project.Model, d.s.Toast)
	}
}

// What somebody looks at stays until they look elsewhere, whatever the suggesters say meanwhile.
func TestTheSuggestionInFocusStays(t *testing.T) {
	d := open(t, annotate.News(), "Mira Okonkwo met Oslo in Rome.")
	mira, long, oslo, rome := d.proposal("Mira", "PER", 0.6), d.proposal("Mira Okonkwo", "PER", 0.9), d.proposal("Oslo", "LOC", 0.8), d.proposal("Rome", "LOC", 0.8)
	d.offers(mira, oslo)
	d.send(FocusOn{Focus{Suggestion: mira.Key()}})
	caret := d.s.Caret
	d.offers(long, rome)
	if got := d.listed(d.s.Open()); got != "[PER Mira LOC Rome]" || d.s.Focus.Suggestion != mira.Key() || d.s.Caret != caret {
		t.Fatalf("open are %s, in focus %+v, the caret is at %+v", got, d.s.Focus, d.s.Caret)
	}
	d.offers(long, rome) // once more, as after a pause
	if got := d.listed(d.s.Open()); got != "[PER Mira LOC Rome]" {
		t.Fatalf("open are %s", got)
	}
	gen := d.s.Gen
	d.effects = nil
	d.send(Walk{})
	if got := d.listed(d.s.Open()); got != "[LOC Rome]" || d.s.Focus.Suggestion != rome.Key() {
		t.Errorf("after Tab open are %s, in focus %+v", got, d.s.Focus)
	}
	if last[Suggest](d).Gen != gen {
		t.Error("nothing asks for what stands there instead")
	}
	d.offers(long, rome)
	if got := d.listed(d.s.Open()); got != "[PER Mira Okonkwo LOC Rome]" {
		t.Errorf("then open are %s", got)
	}
}

func TestAHeldSuggestionCanBeAnswered(t *testing.T) {
	d := open(t, annotate.News(), "Mira met Oslo.")
	mira := d.proposal("Mira", "PER", 0.6)
	d.offers(mira)
	d.send(FocusOn{Focus{Suggestion: mira.Key()}})
	d.offers()
	d.send(Accept{})
	d.want("[PER Mira] met Oslo.")
	d.send(Undo{})
	if got := d.listed(d.s.Open()); got != "[PER Mira]" {
		t.Errorf("after undo open are %s", got)
	}
}

// While words are being selected an answer changes neither the selection nor the caret.
func TestAnAnswerLeavesTheSelectionAlone(t *testing.T) {
	d := open(t, annotate.News(), "Mira met Oslo in Rome.")
	d.caretAt("Oslo")
	d.send(Move{Unit: ByWord, Right: true, Extend: true})
	selected, caret := d.s.Selection(), d.s.Caret
	d.offers(d.proposal("met Oslo", "EVENT", 0.9), d.proposal("Rome", "LOC", 0.9))
	if d.s.Selection() != selected || d.s.Caret != caret || !d.s.Focus.None() {
		t.Errorf("selected is %v, caret %v, in focus %+v", d.s.Selection(), d.s.Caret, d.s.Focus)
	}
}

func TestLessonsAreTold(t *testing.T) {
	d := open(t, annotate.News(), "Mira met Oslo.")
	d.send(Learnt{Count: 12})
	if d.s.Learnt != (Lessons{Count: 12}) {
		t.Errorf("after earlier work the state has %+v", d.s.Learnt)
	}
	d.send(Suggested{Document: "a", Gen: d.s.Gen - 1, Learnt: &Lessons{Count: 13, Label: "PER"}}) // the answer is stale, the lesson is not
	if l := d.s.Learnt; l.Count != 13 || l.Label != "PER" || !l.When.Equal(d.s.Now) {
		t.Errorf("after a step the state has %+v", l)
	}
	before := d.s.Learnt
	d.offers()
	if d.s.Learnt != before {
		t.Errorf("an answer without a lesson makes it %+v", d.s.Learnt)
	}
}
