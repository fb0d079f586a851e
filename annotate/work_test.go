package annotate_test

import (
	"errors"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

func TestStatusWords(t *testing.T) {
	for _, s := range []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored} {
		if got, err := annotate.ParseStatus(s.Word()); got != s || err != nil {
			t.Errorf("%q comes back as %q, %v", s.Word(), got, err)
		}
	}
	if _, err := annotate.ParseStatus("done"); err == nil || !strings.Contains(err.Error(), `"done"`) {
		t.Errorf("got %v", err)
	}
}

func TestWorkCheck(t *testing.T) {
	text := frozen(t, "Mira ließ Oslo")
	a := annotate.Annotation{Span: annotate.Span{Start: 5, End: 9}, Label: "X", Quote: "ließ"}
	quote, outside, empty := a, a, a
	quote.Quote, outside.Span.End, empty.Span.End = "lies", 99, 5
	for _, c := range []struct {
		w    annotate.Work
		want error
	}{
		{annotate.Work{Annotations: annotate.NewSet(a), Decisions: annotate.NewDecisions(annotate.Decision{Span: a.Span, Quote: a.Quote}), Zones: []annotate.Span{{Start: 0, End: 14}}}, nil},
		{annotate.Work{Annotations: annotate.NewSet(quote)}, annotate.ErrQuote},
		{annotate.Work{Annotations: annotate.NewSet(outside)}, annotate.ErrSpan},
		{annotate.Work{Annotations: annotate.NewSet(empty)}, annotate.ErrSpan},
		{annotate.Work{Decisions: annotate.NewDecisions(annotate.Decision{Span: a.Span, Quote: "left"})}, annotate.ErrQuote},
		{annotate.Work{Zones: []annotate.Span{{Start: -1, End: 3}}}, annotate.ErrSpan},
		{annotate.Work{Passed: []annotate.Pass{{Kind: "empty"}, {Kind: "edge", Span: a.Span}}}, nil},
		{annotate.Work{Passed: []annotate.Pass{{Kind: "edge", Span: annotate.Span{Start: 9, End: 15}}}}, annotate.ErrSpan},
		{annotate.Work{Passed: []annotate.Pass{{Kind: "edge", Span: annotate.Span{Start: 4, End: 3}}}}, annotate.ErrSpan},
		{annotate.Work{Passed: []annotate.Pass{{Span: a.Span}}}, annotate.ErrSpan},
	} {
		if err := c.w.Check(text); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.w, err)
		}
	}
}

func TestOpenSuggestions(t *testing.T) {
	doc, set := annotatetest.Parse(t, "[PER Mira Okoro] left [LOC Oslo] on Monday in a [ORG Harbour] boat")
	suggest := func(quote, label string) annotate.Suggestion {
		start := doc.Text.CodePoint(strings.Index(doc.Text.String(), quote))
		return annotate.Suggestion{Span: annotate.Span{Start: start, End: start + len(quote)}, Label: label}
	}
	answered := suggest("Monday", "EVENT")
	list := []annotate.Suggestion{
		suggest("Mira Okoro", "PER"), // the same
		suggest("Mira", "PER"),       // its label inside
		suggest("Mira", "ORG"),       // another label inside: open
		suggest("Oslo", "ORG"),       // another label on the same characters
		suggest("left Oslo", "LOC"),  // its label around
		suggest("Okoro left", "X"),   // across
		answered,
		suggest("Monday", "DATE"), // open
	}
	w := annotate.Work{Annotations: set, Decisions: annotate.NewDecisions(annotate.Decision{Span: answered.Span, Label: answered.Label, Verdict: annotate.Rejected})}
	open := w.Open(annotate.NewSuggestions(list...).All())
	if len(open) != 2 || open[0] != list[2] || open[1] != list[7] {
		t.Errorf("open are %+v", open)
	}
}

func TestFirstStepBegins(t *testing.T) {
	doc, _ := annotatetest.Parse(t, "Mira left Oslo")
	s := annotate.Session{Document: doc, Annotator: "ada"}
	mark := annotate.Mark{Zone: annotate.Span{Start: 0, End: 4}}
	next, err := s.Apply(s.Transaction(noon, annotate.OriginUser, "mark", mark.Zone, mark))
	if err != nil || next.Work.Status != annotate.InProgress {
		t.Fatalf("%+v, %v", next.Work, err)
	}
	finish := s.Transaction(noon, annotate.OriginUser, "finish", annotate.Span{}, annotate.AssignTo(s.Work, annotate.FieldStatus, "finished"))
	if done, err := s.Apply(finish); err != nil || done.Work.Status != annotate.Finished {
		t.Errorf("%+v, %v", done.Work, err)
	}
	if tx := next.Transaction(noon, annotate.OriginUser, "more", annotate.Span{}, mark); len(tx.Edits) != 1 || tx.Group != tx.ID || tx.Document != doc.ID || tx.Annotator != "ada" {
		t.Errorf("second step %+v", tx)
	}
	back, txs, err := next.Undo(noon)
	if err != nil || len(txs) != 1 || !back.Work.Equal(annotate.Work{}) {
		t.Errorf("%+v, %v", back.Work, err)
	}
	if _, _, err := back.Undo(noon); !errors.Is(err, annotate.ErrNothingToUndo) {
		t.Errorf("got %v", err)
	}
	if _, err := next.Apply(s.Transaction(noon, annotate.OriginUser, "again", mark.Zone, mark)); !errors.Is(err, annotate.ErrStale) {
		t.Errorf("got %v", err)
	}
	other := annotate.Transaction{Document: "elsewhere", Group: "g", Words: "far", Edits: []annotate.Edit{annotate.Remove(annotate.Annotation{})}}
	if far, err := next.Apply(other); err != nil || !far.Work.Equal(next.Work) || far.History.UndoWords() != "far" {
		t.Errorf("%+v, %v", far, err)
	}
}

func TestMarkedText(t *testing.T) {
	for _, marked := range []string{
		"plain", "[PER Ada Lovelace] met [PER Charles [ORG Babbage & Co]]", "[A [B x]]y", "[A x][B y]", `\[not\] \\ [A_1 \[x\]]`,
		"[LOC مدينة] و[PER 👩‍🔬]", "[A x[B y]z]",
	} {
		doc, set := annotatetest.Parse(t, marked)
		if got := annotatetest.Format(doc.Text, set); got != marked {
			t.Errorf("%s comes back as %s", marked, got)
		}
		for _, a := range set.All() {
			if err := a.Check(doc.Text); err != nil {
				t.Error(err)
			}
		}
	}
	doc, set := annotatetest.Parse(t, "[A x [B y]] z")
	if doc.Text.String() != "x y z" || set.Len() != 2 || set.All()[0].ID != "s1" || set.All()[1].Quote != "y" {
		t.Errorf("%q, %+v", doc.Text.String(), set.All())
	}
}
