package state_test

import (
	"errors"
	"slices"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

func (d *desk) selectRange(start, end int) {
	d.send(Press{At: textlayout.Position{Offset: start}, Clicks: 1}, Press{At: textlayout.Position{Offset: end}, Clicks: 1, Extend: true})
}

func TestCharacterKeysPassOverBlanks(t *testing.T) {
	d := open(t, annotate.News(), "Bank of Oslo")
	d.caretAt("Bank")
	d.send(GiveLabel{Key: 2}, MoveEdge{Right: true, Character: true})
	d.want("[ORG Bank o]f Oslo")
	d.send(MoveEdge{Character: true})
	d.want("[ORG Bank] of Oslo")
}

func TestWordKeysStopAtTheLastWord(t *testing.T) {
	d := open(t, annotate.News(), "the last word.")
	d.caretAt("word")
	d.send(GiveLabel{Key: 2}, MoveEdge{Right: true})
	d.want("the last [ORG word].")
	if !d.s.Toast.Warn {
		t.Error("a boundary that cannot move says nothing")
	}
}

func TestEdgeKeysFollowTheLetters(t *testing.T) {
	d := open(t, annotate.News(), "قال محمد إن Reuters كتبت")
	span := d.find("Reuter")
	d.selectRange(span.Start, span.End)
	d.send(GiveLabel{Key: 2}, MoveEdge{Right: true, Character: true})
	d.want("قال محمد إن [ORG Reuters] كتبت")
}

func TestBlankSelectionLabelsNothing(t *testing.T) {
	d := open(t, annotate.News(), "one\n\n\ntwo")
	d.selectRange(3, 6)
	d.send(GiveLabel{Key: 1})
	d.want("one\n\n\ntwo")
	if !d.s.Toast.Warn {
		t.Error("labelling white space says nothing")
	}
}

func TestUndoOfAcceptFocusesTheSuggestion(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	all := d.s.Session.Suggestions.All()
	d.send(Walk{}, Accept{}, Suggested{Document: "a", Gen: d.s.Gen + 1, Suggestions: all[1:]})
	d.send(Undo{}, GiveLabel{Key: 2})
	d.want("[ORG Mira Okonkwo] met the Coastal Union in Port Sarel.")
}

func TestVerdictFollowsTheLabel(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	verdict := func() annotate.Verdict { return d.s.Session.Work.Decisions.At(0).Verdict }
	d.send(Walk{}, Accept{}, Walk{Back: true}, GiveLabel{Key: 2})
	if verdict() != annotate.Corrected {
		t.Errorf("accepted, then relabelled: %s", verdict())
	}
	d.send(GiveLabel{Key: 1})
	if verdict() != annotate.Accepted {
		t.Errorf("relabelled as suggested: %s", verdict())
	}
	d.send(Delete{})
	if verdict() != annotate.Rejected {
		t.Errorf("removed: %s", verdict())
	}
	d.caretAt("Mira")
	d.selectRange(0, len("Mira Okonkwo"))
	d.send(GiveLabel{Key: 1})
	for _, dec := range d.s.Session.Work.Decisions.All() {
		if dec.Quote == "Mira Okonkwo" && dec.Verdict == annotate.Rejected {
			t.Error("a label that was given again still counts as rejected")
		}
	}
}

func TestEveryOccurrenceRelabelsHere(t *testing.T) {
	d := open(t, annotate.News(), "Oslo grows")
	d.caretAt("Oslo")
	d.send(GiveLabel{Key: 1}, LabelOccurrences{Label: "ORG", Hits: []Hit{{Document: "a", Span: annotate.Span{End: 4}, Quote: "Oslo", Label: "PER"}}})
	d.want("[ORG Oslo] grows")
}

func TestDroppedStepIsForgotten(t *testing.T) {
	d := open(t, annotate.News(), "Bank of Oslo")
	d.caretAt("Oslo")
	d.send(GiveLabel{Key: 3})
	kept := d.works["a"]
	d.caretAt("Bank")
	d.send(GiveLabel{Key: 2})
	d.works["a"] = kept // the file refused the second step
	d.send(StoreFailed{Err: errors.New("busy")}, Dropped{Err: errors.New("stale"), Transactions: d.journal[len(d.journal)-1:]})
	d.want("Bank of [LOC Oslo]")
	if d.s.Saving.Err != nil || d.s.Saving.Pending != 1 {
		t.Errorf("saving is %+v", d.s.Saving)
	}
	d.send(Undo{})
	d.want("Bank of Oslo")
}

func TestStepThatCannotBeUndoneIsLeftOut(t *testing.T) {
	d := open(t, annotate.News(), "Bank of Oslo")
	d.caretAt("Bank")
	d.send(GiveLabel{Key: 2})
	first := d.works["a"]
	d.caretAt("Oslo")
	d.send(GiveLabel{Key: 3})
	d.works["a"] = first // an import replaced the work meanwhile
	d.send(RowsChanged{Rows: slices.Collect(func(yield func(Row) bool) {
		for _, r := range d.s.List.Rows.All() {
			yield(r)
		}
	}), Schema: annotate.News()})
	d.want("[ORG Bank] of Oslo")
	d.send(Undo{})
	if !d.s.Toast.Warn {
		t.Error("a step that cannot be undone says nothing")
	}
	d.send(Undo{})
	d.want("Bank of Oslo")
}

func TestLanguageOfTheRowIsTheAnnotators(t *testing.T) {
	d := open(t, annotate.News(), "A one", "B two")
	found := LanguagesFound{map[string]Language{"a": {Code: "en", Confidence: 0.9}}}
	language := func() string { r, _ := d.s.List.Row("a"); return r.Language() }
	d.send(found, SetLanguage{"ar"}, found)
	if r, _ := d.s.List.Row("a"); r.Language() != "ar" || !r.RTL() {
		t.Errorf("set by hand and detected again: %q, rtl %v", r.Language(), r.RTL())
	}
	d.send(Undo{})
	if language() != "en" {
		t.Errorf("after undo: %q", language())
	}
}

func TestDragBackKeepsTheWordItBeganIn(t *testing.T) {
	d := open(t, annotate.News(), "one middle last")
	d.send(Press{At: textlayout.Position{Offset: 7}, Clicks: 1}, Drag{At: textlayout.Position{Offset: 12}}, Drag{At: textlayout.Position{Offset: 0}})
	if got := d.s.Session.Document.Text.Slice(d.s.Selection()); got != "one middle" {
		t.Errorf("selected %q", got)
	}
}

func TestSuccessClearsAWarning(t *testing.T) {
	d := open(t, annotate.News(), "A one", "B two")
	d.send(Neighbour{}, Neighbour{}, Neighbour{Back: true})
	if d.s.Toast.Warn {
		t.Errorf("still warns: %q", d.s.Toast.Text)
	}
}

func TestRejectionSaysWhatElseItHides(t *testing.T) {
	d := open(t, annotate.News(), "[LOC Esk] rose, [LOC Esk] fell, [LOC Esk] stood, [LOC Oslo] slept")
	d.send(Walk{}, Delete{})
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: d.s.Session.Suggestions.All()[3:]})
	if want := "“Esk” was rejected, so it is no longer suggested at 2 more places here"; d.s.Toast.Text != want {
		t.Errorf("the status line says %q, want %q", d.s.Toast.Text, want)
	}
}

func TestFinishingSaysWhatIsOpen(t *testing.T) {
	for status, want := range map[annotate.Status]string{
		annotate.Finished: "finished with 1 suggestion not answered, learnt as wrong; Ctrl+Z takes it back",
		annotate.Ignored:  "set aside with 1 suggestion not answered; Ctrl+Z takes it back",
	} {
		d := open(t, annotate.News(), "[LOC Esk] rose", "second")
		d.send(Finish{Status: status})
		if d.s.Toast.Text != want || !d.s.Toast.Warn {
			t.Errorf("the status line says %+v, want %q", d.s.Toast, want)
		}
	}
}

func TestEveryOccurrenceNeedsWords(t *testing.T) {
	d := open(t, annotate.News(), "The rain. The snow.")
	d.send(EveryOccurrence{})
	if len(d.effects) > 0 {
		if _, asked := d.effects[len(d.effects)-1].(FindOccurrences); asked || !d.s.Toast.Warn {
			t.Errorf("with nothing selected the effects are %+v", d.effects)
		}
	}
}

func TestChangesToAnEndedArticleAreSaid(t *testing.T) {
	for status, want := range map[annotate.Status]string{
		annotate.Finished: "the article is finished, and changed all the same",
		annotate.Ignored:  "the article is set aside, and changed all the same",
	} {
		d := open(t, annotate.News(), "Rain fell.")
		d.send(Finish{Status: status}, GiveLabel{Key: 1})
		if d.s.Toast != (Toast{Text: want}) {
			t.Errorf("%s: says %+v", status, d.s.Toast)
		}
	}
}

func TestTheListFollowsTheThreshold(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	for _, score := range []float64{0.9, 0.5} { // all have 0.8
		d.send(SetThreshold{Score: score})
		if row, _ := d.s.List.Row("a"); row.Suggestions != d.s.Open().Len() {
			t.Errorf("from %.1f on the list says %d suggestions, %d are open", score, row.Suggestions, d.s.Open().Len())
		}
	}
	if _, effects := Update(Start(), SetThreshold{Score: 0.7}); len(effects) != 1 {
		t.Errorf("without an article: %+v", effects)
	}
}
