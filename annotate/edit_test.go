package annotate_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

func randomSpan(r *rand.Rand, text annotate.Text) annotate.Span {
	start := r.IntN(text.Len())
	return annotate.Span{Start: start, End: start + 1 + r.IntN(min(8, text.Len()-start))}
}

func randomAnnotation(r *rand.Rand, text annotate.Text) annotate.Annotation {
	span := randomSpan(r, text)
	return annotate.Annotation{ID: annotate.NewID(), Span: span, Label: []string{"PER", "LOC"}[r.IntN(2)], Quote: text.Slice(span), Score: r.Float64()}
}

func randomDecision(r *rand.Rand, text annotate.Text) annotate.Decision {
	span := randomSpan(r, text)
	return annotate.Decision{Span: span, Label: []string{"PER", "LOC"}[r.IntN(2)], Quote: text.Slice(span),
		Verdict: []annotate.Verdict{annotate.Accepted, annotate.Rejected, annotate.Corrected, annotate.Skipped}[r.IntN(4)]}
}

// randomEdit is an edit of any kind that fits the work.
func randomEdit(r *rand.Rand, text annotate.Text, w annotate.Work) annotate.Edit {
	switch r.IntN(8) {
	case 0:
		if n := w.Annotations.Len(); n > 0 {
			return annotate.Remove(w.Annotations.All()[r.IntN(n)])
		}
	case 1:
		if n := w.Annotations.Len(); n > 0 {
			old, next := w.Annotations.All()[r.IntN(n)], randomAnnotation(r, text)
			if r.IntN(2) == 0 {
				next.ID = old.ID
			}
			return annotate.Replace(old, next)
		}
	case 2:
		return annotate.Answer(w, randomDecision(r, text))
	case 3:
		if n := w.Decisions.Len(); n > 0 {
			d := w.Decisions.At(r.IntN(n))
			return annotate.Decide{Before: &d}
		}
	case 4:
		zone := randomSpan(r, text)
		return annotate.Mark{Zone: zone, Off: slices.Contains(w.Zones, zone)}
	case 5:
		pass := annotate.Pass{Kind: []string{"conflict", "edge"}[r.IntN(2)], Span: randomSpan(r, text), Label: "PER"}
		return annotate.Wave{Pass: pass, Off: slices.Contains(w.Passed, pass)}
	case 6:
		field := []annotate.Field{annotate.FieldStatus, annotate.FieldNote, annotate.FieldLanguage, annotate.FieldDirection}[r.IntN(4)]
		return annotate.AssignTo(w, field, []string{"", "finished", "ar", "rtl"}[r.IntN(4)])
	}
	return annotate.Add(randomAnnotation(r, text))
}

// TestEditsFourWays has every kind of edit applied and taken back, on works of all sizes.
func TestEditsFourWays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	kinds := map[string]int{}
	for range 60 {
		text := frozen(t, "x"+mixed(r, 120))
		w := annotate.Work{}
		for range 40 {
			e := randomEdit(r, text, w)
			kinds[fmt.Sprintf("%T", e)]++
			w = annotatetest.CheckEdit(t, text, w, e)
		}
	}
	if len(kinds) != 5 {
		t.Errorf("tried only %v", kinds)
	}
}

func TestStaleEdits(t *testing.T) {
	a := annotate.Annotation{ID: "1", Span: annotate.Span{Start: 0, End: 4}, Label: "PER", Quote: "Mira"}
	moved, other := a, a
	moved.Span.End, other.ID = 3, "2"
	d := annotate.Decision{Span: a.Span, Label: "PER", Verdict: annotate.Accepted}
	changed, elsewhere := d, d
	changed.Verdict, elsewhere.Label = annotate.Rejected, "LOC"
	zone := annotate.Span{Start: 5, End: 9}
	w := annotate.Work{Annotations: annotate.NewSet(a, other), Decisions: annotate.NewDecisions(elsewhere, d), Zones: []annotate.Span{zone}, Note: "n",
		Passed: []annotate.Pass{{Kind: "conflict", Span: zone, Label: "PER"}}}
	for name, e := range map[string]annotate.Edit{
		"add a taken ID":           annotate.Add(moved),
		"remove another":           annotate.Remove(moved),
		"remove nothing":           annotate.Remove(annotate.Annotation{ID: "none"}),
		"replace another":          annotate.Replace(moved, a),
		"replace by a taken ID":    annotate.Replace(a, other),
		"answer twice":             annotate.Decide{After: &changed},
		"take back another answer": annotate.Decide{Before: &changed},
		"change onto an answer":    annotate.Decide{Before: &d, After: &elsewhere},
		"zone twice":               annotate.Mark{Zone: zone},
		"no such zone":             annotate.Mark{Zone: annotate.Span{Start: 5, End: 8}, Off: true},
		"wave twice":               annotate.Wave{Pass: annotate.Pass{Kind: "conflict", Span: zone, Label: "PER"}},
		"no such pass":             annotate.Wave{Pass: annotate.Pass{Kind: "conflict", Span: zone, Label: "ORG"}, Off: true},
		"note is another":          annotate.Assign{Field: annotate.FieldNote, Before: "m", After: "o"},
		"no such field":            annotate.Assign{Field: "colour"},
	} {
		after, inverse, err := e.Apply(w)
		if !errors.Is(err, annotate.ErrStale) || inverse != nil || !after.Equal(w) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTouches(t *testing.T) {
	span := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	a, b := annotate.Annotation{ID: "1", Span: span(4, 8)}, annotate.Annotation{ID: "1", Span: span(2, 5)}
	d := annotate.Decision{Span: span(6, 7)}
	for _, c := range []struct {
		e    annotate.Edit
		want annotate.Span
	}{
		{annotate.Add(a), span(4, 8)}, {annotate.Remove(b), span(2, 5)}, {annotate.Replace(a, b), span(2, 8)}, {annotate.Put{}, span(0, 0)},
		{annotate.Decide{After: &d}, d.Span}, {annotate.Decide{Before: &d}, d.Span}, {annotate.Decide{}, span(0, 0)},
		{annotate.Mark{Zone: span(1, 3)}, span(1, 3)}, {annotate.Wave{Pass: annotate.Pass{Span: span(2, 3)}}, span(2, 3)}, {annotate.Assign{Field: annotate.FieldNote}, span(0, 0)},
	} {
		if got := c.e.Touches(); got != c.want {
			t.Errorf("%#v touches %v", c.e, got)
		}
	}
	tx := annotate.Transaction{Edits: []annotate.Edit{annotate.Assign{}, annotate.Add(a), annotate.Mark{Zone: span(1, 3)}}}
	if got := tx.Touches(); got != span(1, 8) {
		t.Errorf("together they touch %v", got)
	}
}

func TestTransactionAllOrNothing(t *testing.T) {
	text := frozen(t, "Mira left Oslo")
	a := annotate.Annotation{ID: "1", Span: annotate.Span{Start: 0, End: 4}, Label: "PER", Quote: "Mira"}
	w := annotate.Work{Note: "n"}
	good := annotate.Transaction{Words: "label Mira", Edits: []annotate.Edit{annotate.Add(a), annotate.AssignTo(w, annotate.FieldNote, "m")}}
	after, back, err := good.Apply(w)
	if err != nil || after.Annotations.Len() != 1 || after.Note != "m" {
		t.Fatalf("%+v, %v", after, err)
	}
	for _, e := range back {
		after = annotatetest.CheckEdit(t, text, after, e)
	}
	if !after.Equal(w) {
		t.Errorf("taken back it is %+v", after)
	}
	bad := good
	bad.Edits = append(slices.Clone(good.Edits), annotate.Remove(annotate.Annotation{ID: "none"}))
	got, back, err := bad.Apply(w)
	if !errors.Is(err, annotate.ErrStale) || back != nil || !got.Equal(w) || err.Error()[:26] != `edit 3 of "label Mira": ed` {
		t.Errorf("%+v, %v", got, err)
	}
}
