package state_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

const harbour = "[PER Mira Okonkwo] met the [ORG Coastal Union] in [LOC Port Sarel]."

func TestWalkAcceptRejectRelabel(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	d.send(Walk{}, Accept{}) // accepts the person, goes on to the union
	if g, ok := d.s.FocusedSuggestion(); !ok || g.Label != "ORG" {
		t.Fatalf("focus after accepting is %+v, want the ORG suggestion", d.s.Focus)
	}
	d.send(Delete{}) // rejects the union, goes on to the port
	d.send(GiveLabel{Key: 5})
	d.want("[PER Mira Okonkwo] met the Coastal Union in [EVENT Port Sarel].")
	verdicts := map[string]annotate.Verdict{}
	for _, dec := range d.s.Session.Work.Decisions.All() {
		verdicts[dec.Quote] = dec.Verdict
	}
	want := map[string]annotate.Verdict{"Mira Okonkwo": annotate.Accepted, "Coastal Union": annotate.Rejected, "Port Sarel": annotate.Corrected}
	for quote, v := range want {
		if verdicts[quote] != v {
			t.Errorf("%q was %q, want %q", quote, verdicts[quote], v)
		}
	}
	if open := d.s.Open(); open.Len() != 0 {
		t.Errorf("still open: %+v", open.All())
	}
}

func TestWalkWrapsBothWays(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	var seen []string
	for range 4 {
		d.send(Walk{})
		seen = append(seen, d.s.Session.Document.Text.Slice(d.s.FocusSpan()))
	}
	d.send(Walk{Back: true}, Walk{Back: true})
	seen = append(seen, d.s.Session.Document.Text.Slice(d.s.FocusSpan()))
	want := []string{"Mira Okonkwo", "Coastal Union", "Port Sarel", "Mira Okonkwo", "Coastal Union"}
	if !slices.Equal(seen, want) {
		t.Errorf("walked over %q, want %q", seen, want)
	}
}

func TestLabelTheWordAtTheCursorAndTheSelection(t *testing.T) {
	d := open(t, annotate.News(), "Rain fell on North Bay today.")
	d.caretAt("fell")
	d.send(GiveLabel{Key: 5})
	d.want("Rain [EVENT fell] on North Bay today.")
	d.send(Delete{})
	d.caretAt("North")
	word := Move{Unit: ByWord, Right: true, Extend: true}
	d.send(word, word, GiveLabel{Key: 3})
	d.want("Rain fell on [LOC North Bay] today.")
	if a, ok := d.s.FocusedAnnotation(); !ok || a.Quote != "North Bay" {
		t.Errorf("the new label is not in focus: %+v", d.s.Focus)
	}
}

func TestSelectionLosesItsWhiteSpace(t *testing.T) {
	d := open(t, annotate.News(), "on  North Bay  today")
	span := d.find("  North Bay  ")
	d.send(Press{At: textlayout.Position{Offset: span.Start}, Clicks: 1}, Drag{At: textlayout.Position{Offset: span.End}, Exact: true}, GiveLabel{Key: 3})
	d.want("on  [LOC North Bay]  today")
}

func TestMouseSnapsToWordsUnlessExact(t *testing.T) {
	d := open(t, annotate.News(), "the enclaveEnsure of North Bay")
	from, to := d.find("rth").Start, d.find("ay").Start+1
	d.send(Press{At: textlayout.Position{Offset: from}, Clicks: 1}, Drag{At: textlayout.Position{Offset: to}}, GiveLabel{Key: 3})
	d.want("the enclaveEnsure of [LOC North Bay]")
	enclave := d.find("enclave")
	d.send(Press{At: textlayout.Position{Offset: enclave.Start}, Clicks: 1}, Drag{At: textlayout.Position{Offset: enclave.End}, Exact: true}, GiveLabel{Key: 3})
	d.want("the [LOC enclave]Ensure of [LOC North Bay]")
}

func TestMoveEdges(t *testing.T) {
	d := open(t, annotate.News(), "at North Bay University Hospital now")
	d.caretAt("Bay")
	d.send(GiveLabel{Key: 2}, MoveEdge{Right: true}, MoveEdge{Right: true}, MoveEdge{Start: true})
	d.want("at [ORG North Bay University Hospital] now")
	d.send(MoveEdge{Character: true}, MoveEdge{Start: true, Right: true, Character: true})
	d.want("at N[ORG orth Bay University Hospita]l now")
	d.send(Undo{}, Undo{}, Undo{})
	d.want("at North [ORG Bay University Hospital] now")
	d.send(Redo{})
	d.want("at [ORG North Bay University Hospital] now")
}

func TestMoveEdgeFollowsTheScreenInArabic(t *testing.T) {
	d := open(t, annotate.News(), "وصلت ميرا أوكونكو إلى الميناء")
	d.caretAt("ميرا")
	d.send(GiveLabel{Key: 1}, MoveEdge{Right: false}) // left is forward in a right-to-left paragraph
	d.want("وصلت [PER ميرا أوكونكو] إلى الميناء")
	d.send(MoveEdge{Right: true})
	d.want("وصلت [PER ميرا] أوكونكو إلى الميناء")
}

func TestMoveEdgeOfASuggestionCorrectsIt(t *testing.T) {
	d := open(t, annotate.News(), "[PER Mira] Okonkwo spoke")
	d.send(Walk{}, MoveEdge{Right: true})
	d.want("[PER Mira Okonkwo] spoke")
	if dec := d.s.Session.Work.Decisions.All(); len(dec) != 1 || dec[0].Verdict != annotate.Corrected {
		t.Errorf("decisions are %+v, want one corrected", dec)
	}
}

func TestOverlapRules(t *testing.T) {
	for _, c := range []struct {
		overlap annotate.Overlap
		want    string
	}{
		{annotate.OverlapAny, "[ORG University of [LOC Tamir]] opened"},
		{annotate.OverlapStacking, "[ORG University of [LOC Tamir]] opened"},
		{annotate.OverlapNone, "[ORG University of Tamir] opened"},
	} {
		schema := annotate.News()
		schema.Overlap = c.overlap
		d := open(t, schema, "University of Tamir opened")
		span := d.find("University of Tamir")
		d.send(Press{At: textlayout.Position{Offset: span.Start}, Clicks: 1}, Drag{At: textlayout.Position{Offset: span.End}}, GiveLabel{Key: 2})
		tamir := d.find("Tamir")
		d.send(Press{At: textlayout.Position{Offset: tamir.Start}, Clicks: 2}, GiveLabel{Key: 3})
		if got := d.marked(); got != c.want {
			t.Errorf("%s: %s, want %s", c.overlap, got, c.want)
		}
		if refused := d.s.Toast.Warn; refused != (c.overlap == annotate.OverlapNone) {
			t.Errorf("%s: toast %+v", c.overlap, d.s.Toast)
		}
	}
}

func TestFinishGoesOnAndUndoComesBack(t *testing.T) {
	d := open(t, annotate.News(), "first article", "second article", "third article")
	d.send(Finish{Status: annotate.Finished})
	if d.s.Session.Document.ID != "b" {
		t.Fatalf("finished a, now at %q", d.s.Session.Document.ID)
	}
	d.send(Finish{Status: annotate.Ignored})
	if d.s.Session.Document.ID != "c" || d.works["b"].Status != annotate.Ignored {
		t.Fatalf("set b aside, now at %q with b %q", d.s.Session.Document.ID, d.works["b"].Status)
	}
	if d.s.List.Counts != [3]int{1, 1, 1} {
		t.Errorf("counts are %v", d.s.List.Counts)
	}
	d.send(Undo{})
	if d.works["b"].Status != annotate.New || d.s.Session.Document.ID != "b" {
		t.Errorf("undo left b %q and shows %q", d.works["b"].Status, d.s.Session.Document.ID)
	}
	d.send(Undo{})
	if d.works["a"].Status != annotate.New || d.s.Session.Document.ID != "a" {
		t.Errorf("undo left a %q and shows %q", d.works["a"].Status, d.s.Session.Document.ID)
	}
	if d.s.List.Counts != [3]int{3, 0, 0} {
		t.Errorf("counts after undo are %v", d.s.List.Counts)
	}
}

func TestEveryOccurrenceOverArticlesIsOneStep(t *testing.T) {
	d := open(t, annotate.News(), "Esk rose. Esk fell.", "In Esk it rained.")
	d.caretAt("Esk")
	d.send(GiveLabel{Key: 3}, EveryOccurrence{Project: true})
	find, ok := d.effects[len(d.effects)-1].(FindOccurrences)
	if !ok || find != (FindOccurrences{"Esk", "LOC", true}) {
		t.Fatalf("asked for %+v", d.effects[len(d.effects)-1])
	}
	d.send(LabelOccurrences{Label: "LOC", Hits: []Hit{
		{Document: "a", Span: annotate.Span{Start: 0, End: 3}, Quote: "Esk", Label: "LOC"},
		{Document: "a", Span: annotate.Span{Start: 10, End: 13}, Quote: "Esk"},
		{Document: "b", Span: annotate.Span{Start: 3, End: 6}, Quote: "Esk"},
	}})
	d.want("[LOC Esk] rose. [LOC Esk] fell.")
	if n := d.works["b"].Annotations.Len(); n != 1 {
		t.Fatalf("the other article has %d labels, want 1", n)
	}
	d.send(Undo{})
	d.want("[LOC Esk] rose. Esk fell.")
	if n := d.works["b"].Annotations.Len(); n != 0 {
		t.Errorf("undo left %d labels in the other article", n)
	}
}

func TestLabelsAreLinkedToEntities(t *testing.T) {
	d := open(t, annotate.News(), "[LOC Esk] rose. [LOC Esk] fell. [PER Esk] left.")
	d.send(SetEntity{"Q7"})
	if !d.s.Toast.Warn || len(d.journal) != 0 {
		t.Errorf("with nothing in focus: %+v", d.s.Toast)
	}
	d.send(AcceptAll{}, Walk{}, SetEntity{" Q7\n"}, SetEntity{"Q7"})
	entities := func() (list []string) {
		for a := range d.works["a"].Annotations.Values() {
			list = append(list, a.Entity+" "+d.s.EntityOf(a))
		}
		return list
	}
	if got := fmt.Sprintf("%q", entities()); got != `["Q7 Q7" " Q7" " "]` || len(d.journal) != 2 {
		t.Errorf("linked and proposed are %s after %d steps", got, len(d.journal))
	}
	d.send(SetEntity{""})
	if got := fmt.Sprintf("%q", entities()); got != `[" " " " " "]` {
		t.Errorf("without the link: %s", got)
	}
	d.send(Undo{})
	if got := fmt.Sprintf("%q", entities()); got != `["Q7 Q7" " Q7" " "]` {
		t.Errorf("taken back: %s", got)
	}
}

func TestUndoEverythingThenRedoEverything(t *testing.T) {
	d := open(t, annotate.News(), harbour, "second article")
	d.send(Walk{}, Accept{}, GiveLabel{Key: 5}, SetNote{"check"}, Escape{}, SetNote{"whole article"}, SetLanguage{"vi"}, SetDirection{"rtl"}, Delete{})
	d.send(Finish{Status: annotate.Finished})
	want := d.works["a"]
	steps := 0
	for d.s.Session.History.UndoWords() != "" && steps < 50 {
		d.send(Undo{})
		steps++
	}
	if !d.works["a"].Equal(annotate.Work{}) {
		t.Errorf("after undoing all, the work is %+v", d.works["a"])
	}
	for d.s.Session.History.RedoWords() != "" && steps < 100 {
		d.send(Redo{})
		steps++
	}
	if !d.works["a"].Equal(want) {
		t.Errorf("after redoing all, the work is %+v, want %+v", d.works["a"], want)
	}
	var h annotate.History
	for _, tx := range d.journal {
		h = h.Record(tx)
	}
	if h.UndoWords() != d.s.Session.History.UndoWords() || h.RedoWords() != d.s.Session.History.RedoWords() {
		t.Error("history folded from the journal differs from the one in the window")
	}
}

func TestSavingTellsTheTruth(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	d.send(Walk{}, Accept{}, Accept{})
	if d.s.Saving.Pending != 2 {
		t.Fatalf("pending %d, want 2", d.s.Saving.Pending)
	}
	d.send(Stored{At: time.Unix(5, 0)}, StoreFailed{errors.New("disk full")})
	if d.s.Saving.Pending != 1 || d.s.Saving.Err == nil {
		t.Fatalf("saving is %+v", d.s.Saving)
	}
	d.send(SaveNow{})
	if !slices.Contains(d.effects, Effect(Retry{})) {
		t.Error("Ctrl+S after a failure does not retry")
	}
	d.send(Stored{At: time.Unix(6, 0)})
	if d.s.Saving.Pending != 0 || d.s.Saving.Err != nil {
		t.Errorf("saving is %+v after all was stored", d.s.Saving)
	}
}

func TestStaleSuggestionsAreDropped(t *testing.T) {
	d := open(t, annotate.News(), harbour)
	old := d.s.Gen
	d.send(Walk{}, Accept{})
	before := d.s.Session.Suggestions.Len()
	d.send(Suggested{Document: "a", Gen: old})
	if d.s.Session.Suggestions.Len() != before {
		t.Error("a result for an older state was taken")
	}
}

func TestFilterKeepsTheArticleInSight(t *testing.T) {
	d := open(t, annotate.News(), "Alpha one", "Beta two", "Gamma three")
	d.send(SetFilter{Filter{All: true, Words: "beta"}})
	if len(d.s.List.Visible) != 1 {
		t.Fatalf("%d rows shown", len(d.s.List.Visible))
	}
	d.send(Neighbour{})
	if d.s.Session.Document.ID != "b" {
		t.Errorf("next article of the filtered list is %q", d.s.Session.Document.ID)
	}
	d.send(Neighbour{})
	if !d.s.Toast.Warn {
		t.Error("no word at the end of the list")
	}
}

func TestRowsAreSharedAndNeverChanged(t *testing.T) {
	list := make([]Row, 1000)
	for i := range list {
		list[i].CodePoints = i
	}
	before := NewRows(list)
	after := before.With(517, Row{CodePoints: -1})
	for i, r := range before.All() {
		if r.CodePoints != i {
			t.Fatalf("row %d of the old list is %d", i, r.CodePoints)
		}
		if want := map[bool]int{true: -1, false: i}[i == 517]; after.At(i).CodePoints != want {
			t.Fatalf("row %d of the new list is %d, want %d", i, after.At(i).CodePoints, want)
		}
	}
	if before == after {
		t.Error("a changed list counts as the same list")
	}
}
