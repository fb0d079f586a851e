package present_test

import (
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	. "rubricator/app/present"
	"rubricator/app/state"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", 2*3600))

// toldOf is the row of a step in an article in marked text.
func toldOf(t *testing.T, marked string, tx annotate.Transaction, scope state.PastScope, turns ...state.PastTurn) PastRow {
	t.Helper()
	s := article(t, marked)
	s.Now = noon
	if tx.Time.IsZero() {
		tx.Time = noon.Add(-18 * time.Minute).UTC()
	}
	s.Past = state.Past{Open: true, Scope: scope, Rows: []*state.PastStep{{Transaction: tx, Turns: turns}}}
	return OfStep(s, 0)
}

func TestWordsForSteps(t *testing.T) {
	ann := func(words, label string, start int) annotate.Annotation {
		return annotate.Annotation{ID: "id", Span: annotate.Span{Start: start, End: start + len([]rune(words))}, Label: label, Quote: words}
	}
	mira, holt, oslo := ann("Mira Holt", "PER", 0), ann("Holt", "PER", 5), ann("Oslo", "LOC", 15)
	changed := func(a annotate.Annotation, f func(*annotate.Annotation)) annotate.Annotation { f(&a); return a }
	learnt := changed(mira, func(a *annotate.Annotation) { a.Suggester, a.Score = "starter", 0.93 })
	decision := func(a annotate.Annotation, v annotate.Verdict, id string) annotate.Decision {
		return annotate.Decision{Span: a.Span, Label: a.Label, Verdict: v, Suggester: "starter", Score: 0.93, Quote: a.Quote, Annotation: id}
	}
	taken, corrected, refused := decision(mira, annotate.Accepted, "id"), decision(holt, annotate.Corrected, "id"), decision(mira, annotate.Rejected, "")
	own := annotate.Decision{Span: oslo.Span, Label: "LOC", Verdict: annotate.Rejected, Quote: "Oslo"}
	began := annotate.Assign{Field: annotate.FieldStatus, After: "in_progress"}
	long := changed(mira, func(a *annotate.Annotation) { a.Quote = strings.Repeat("very ", 12) + "long" })
	assign := func(f annotate.Field, before, after string) []annotate.Edit {
		return []annotate.Edit{annotate.Assign{Field: f, Before: before, After: after}}
	}
	put := func(b, a annotate.Annotation) []annotate.Edit { return []annotate.Edit{annotate.Replace(b, a)} }
	for _, c := range []struct {
		edits      []annotate.Edit
		what, from string
	}{
		{[]annotate.Edit{annotate.Add(mira), began}, "gave Person to “Mira Holt”", ""},
		{[]annotate.Edit{annotate.Add(learnt), annotate.Decide{After: &taken}}, "gave Person to “Mira Holt”", "suggested by the starter, 0.93"},
		{[]annotate.Edit{annotate.Add(learnt)}, "gave Person to “Mira Holt”", "suggested by the starter, 0.93"},
		{[]annotate.Edit{annotate.Add(mira), annotate.Decide{After: &corrected}}, "gave Person to “Mira Holt”", "Person for “Holt” was suggested by the starter, 0.93"},
		{[]annotate.Edit{annotate.Add(oslo), annotate.Decide{Before: &own}}, "gave Place to “Oslo”", ""},
		{[]annotate.Edit{annotate.Remove(oslo), annotate.Decide{After: &own}}, "removed Place from “Oslo”", ""},
		{put(holt, mira), "moved the start from “Holt” to “Mira Holt”", ""},
		{put(ann("Mira", "PER", 0), mira), "moved the end from “Mira” to “Mira Holt”", ""},
		{put(long, changed(mira, func(a *annotate.Annotation) { a.Span.End += 50; a.Quote = long.Quote + " indeed" })),
			"moved the end from “… very very very very very very very long” to “…ery very very very very very long indeed”", ""},
		{put(ann("Mira", "PER", 0), ann("Mira Holt", "ORG", 0)), "moved the end from “Mira” to “Mira Holt”, and Person to Organisation", ""},
		{put(mira, oslo), "moved “Mira Holt” to “Oslo”, and Person to Place", ""},
		{put(mira, changed(mira, func(a *annotate.Annotation) { a.Label = "ORG" })), "changed “Mira Holt” from Person to Organisation", ""},
		{put(mira, changed(mira, func(a *annotate.Annotation) { a.Entity = "Q1" })), "linked “Mira Holt” to “Q1”", ""},
		{put(changed(mira, func(a *annotate.Annotation) { a.Entity = "Q1" }), mira), "took the link of “Mira Holt” to “Q1” away", ""},
		{put(mira, changed(mira, func(a *annotate.Annotation) { a.Note = "two\nlines" })), "noted on “Mira Holt”: “two lines”", ""},
		{put(changed(mira, func(a *annotate.Annotation) { a.Note = "n" }), mira), "took the note on “Mira Holt” away", ""},
		{[]annotate.Edit{annotate.Decide{After: &refused}, began}, "rejected Person for “Mira Holt”", "suggested by the starter, 0.93"},
		{[]annotate.Edit{annotate.Decide{Before: &refused}}, "took back the answer to Person for “Mira Holt”", ""},
		{[]annotate.Edit{annotate.Decide{After: &refused}, annotate.Decide{After: &own}}, "rejected 2 suggestions", "suggested by the starter, 0.93"},
		{[]annotate.Edit{annotate.Add(oslo), annotate.Add(oslo)}, "gave 2 labels, Place to “Oslo”", ""},
		{[]annotate.Edit{annotate.Add(mira), annotate.Add(oslo), annotate.Remove(holt)}, "gave 2 labels, “Mira Holt”, “Oslo”, removed 1 label, Person to “Holt”", ""},
		{[]annotate.Edit{annotate.Mark{Zone: annotate.Span{Start: 0, End: 9}}}, "marked as not part of the article: “Mira Holt”", ""},
		{[]annotate.Edit{annotate.Mark{Zone: annotate.Span{Start: 0, End: 9}, Off: true}}, "took back into the article: “Mira Holt”", ""},
		{[]annotate.Edit{annotate.Wave{Pass: annotate.Pass{Kind: "conflict", Span: oslo.Span, Label: "LOC"}}}, "let stand: conflict at “Oslo”", ""},
		{assign(annotate.FieldStatus, "in_progress", "finished"), "finished the article", ""},
		{assign(annotate.FieldStatus, "", "ignored"), "set the article aside", ""},
		{assign(annotate.FieldStatus, "finished", "in_progress"), "took the article back to work", ""},
		{assign(annotate.FieldStatus, "", "in_progress"), "began the article", ""},
		{assign(annotate.FieldNote, "", "see above"), "noted on the article: “see above”", ""},
		{assign(annotate.FieldNote, "see above", ""), "took the note on the article away", ""},
		{assign(annotate.FieldLanguage, "", "ar"), "set the language to Arabic", ""},
		{assign(annotate.FieldLanguage, "ar", ""), "left the language to the program", ""},
		{assign(annotate.FieldDirection, "", "rtl"), "set the text direction: right to left", ""},
	} {
		r := toldOf(t, "Mira Holt left Oslo.", annotate.Transaction{ID: "1", Group: "1", Annotator: "ada", Edits: c.edits}, state.PastScope{})
		if r.What != c.what || r.From != c.from {
			t.Errorf("%+v is told as\n%s (%s)\nwant\n%s (%s)", c.edits, r.What, r.From, c.what, c.from)
		}
		if r.When != "11:42 · ada" || r.Day != "Today" || !r.First || r.Gone {
			t.Errorf("the moment is told as %+v", r)
		}
	}
}

func TestWordsForStepsOfOtherOrigins(t *testing.T) {
	mira, oslo := annotate.Annotation{ID: "a", Span: annotate.Span{End: 9}, Label: "PER", Quote: "Mira Holt"}, annotate.Annotation{ID: "b", Span: annotate.Span{Start: 15, End: 19}, Label: "LOC", Quote: "Oslo"}
	edits := []annotate.Edit{annotate.Add(mira), annotate.Add(oslo)}
	for _, c := range []struct {
		tx         annotate.Transaction
		scope      state.PastScope
		turns      []state.PastTurn
		what, from string
		gone       bool
	}{
		{annotate.Transaction{ID: "1", Group: "0", Origin: annotate.OriginImport, Edits: edits, Words: "import"}, state.PastScope{}, nil, "imported: gave 2 labels, “Mira Holt”, “Oslo”", "", false},
		{annotate.Transaction{ID: "1", Group: "0", Origin: annotate.OriginImport, Words: "import"}, state.PastScope{}, nil, "imported the article from “p.txt”", "", false},
		{annotate.Transaction{ID: "1", Group: "0", Edits: edits, Words: "label 9 places as Place"}, state.PastScope{Annotation: "b", Span: oslo.Span}, nil, "gave Place to “Oslo”", "in one step: label 9 places as Place", false},
		{annotate.Transaction{ID: "1", Group: "1", Origin: annotate.OriginUndo, Of: "0", Edits: edits[:1], Words: "remove PER from “Mira Holt”"}, state.PastScope{}, nil, "took back: remove PER from “Mira Holt”", "", false},
		{annotate.Transaction{ID: "1", Group: "1", Edits: edits[:1]}, state.PastScope{}, []state.PastTurn{{Transaction: annotate.Transaction{Time: noon}}}, "gave Person to “Mira Holt”", "taken back 12:00", true},
		{annotate.Transaction{ID: "1", Group: "1", Edits: edits[:1], Time: noon.AddDate(0, 0, -1)}, state.PastScope{}, []state.PastTurn{{}, {Transaction: annotate.Transaction{Time: noon}, Redo: true}}, "gave Person to “Mira Holt”", "taken back and done again 23 Nov 12:00", false},
	} {
		r := toldOf(t, "Mira Holt left Oslo.", c.tx, c.scope, c.turns...)
		if r.What != c.what || r.From != c.from || r.Gone != c.gone {
			t.Errorf("%+v is told as\n%s (%s), gone %t\nwant\n%s (%s)", c.tx, r.What, r.From, r.Gone, c.what, c.from)
		}
	}
}

func TestDaysOfAHistory(t *testing.T) {
	s := article(t, "Mira Holt left Oslo.")
	s.Now = noon
	for _, back := range []time.Duration{time.Minute, 11 * time.Hour, 13 * time.Hour, 14 * time.Hour, 40 * time.Hour} {
		s.Past.Rows = append(s.Past.Rows, &state.PastStep{Transaction: annotate.Transaction{Time: noon.Add(-back).UTC(), Words: "x"}})
	}
	var got []string
	for i := range s.Past.Rows {
		r := OfStep(s, i)
		day := r.Day
		if r.First {
			day = strings.ToUpper(day)
		}
		got = append(got, day+" "+r.When)
	}
	if got, want := strings.Join(got, ", "), "TODAY 11:59, Today 01:00, YESTERDAY 23:00, Yesterday 22:00, SAT, 21 NOV 2026 20:00"; got != want {
		t.Errorf("days are %s\nwant %s", got, want)
	}
}
