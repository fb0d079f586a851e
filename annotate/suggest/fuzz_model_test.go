package suggest

import (
	"context"
	"math/rand/v2"
	"testing"

	"rubricator/annotate"
)

// FuzzModel reads any text with the starter, before and after works of any kind were learnt: spans lie in the text on whole characters, apart
// from each other and from what is annotated, with scores that are scores; and what was learnt is unlearnt.
func FuzzModel(f *testing.F) {
	for i, s := range []string{"Mr. Joe Biden left Iran on 7 October.\nUS-led talks", "قال الرئيس في لبنان وإيران.\nللولايات", "בישראל ומצרים", "中东和伊朗 2024年", "👩‍🚒 José e\u0301 Ira\u00adn\u200fإيران"} {
		f.Add(s, uint64(i))
	}
	e := New()
	languages := []string{"en", "ar", "he", "zh", "und"}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		doc, err := annotate.NewDocument("f", "", text)
		if err != nil || len(text) > 1<<13 {
			return
		}
		in := Input{Document: doc, Language: languages[seed%5], Schema: annotate.News()}
		e.SetThreshold(0)
		first := read(t, e, in)
		in.Work = anyWork(rand.New(rand.NewPCG(seed, 1)), doc, first)
		e.Observe(doc, in.Language, annotate.Work{}, in.Work)
		read(t, e, in)
		e.Observe(doc, in.Language, in.Work, annotate.Work{})
		in.Work = annotate.Work{}
		again := read(t, e, in)
		if len(again) != len(first) {
			t.Fatalf("%d suggestions before and %d after what was learnt was taken back", len(first), len(again))
		}
		for i := range first {
			if again[i].Span != first[i].Span || again[i].Label != first[i].Label || again[i].Score != first[i].Score {
				t.Fatalf("%+v became %+v", first[i], again[i])
			}
		}
	})
}

func read(t *testing.T, e *Engine, in Input) []annotate.Suggestion {
	t.Helper()
	list, err := e.Suggest(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	checkSpans(t, in.Document.Text, characterStarts(in.Document.Text.String()), list)
	for i, s := range list {
		if !(s.Score >= 0 && s.Score <= 1) {
			t.Fatalf("score %v", s.Score)
		}
		for _, o := range list[i+1:] {
			if o.Span.Overlaps(s.Span) {
				t.Fatalf("%v and %v share characters", s, o)
			}
		}
		if near := in.Work.Annotations.Between(nil, s.Span); len(near) > 0 {
			t.Fatalf("%v stands on %v", s, near[0])
		}
	}
	return list
}

// anyWork answers some suggestions and labels some other stretches.
func anyWork(r *rand.Rand, doc annotate.Document, list []annotate.Suggestion) (w annotate.Work) {
	for i, s := range list {
		a := annotate.Annotation{ID: string(rune('a' + i%26)), Span: s.Span, Label: s.Label, Quote: doc.Text.Slice(s.Span)}
		switch r.IntN(4) {
		case 0:
			w.Decisions = w.Decisions.With(annotate.Decision{Span: s.Span, Label: s.Label, Verdict: annotate.Rejected, Quote: a.Quote, Score: s.Score})
		case 1:
			w.Annotations = w.Annotations.With(a)
		case 2:
			a.Label = "EVENT"
			w.Annotations = w.Annotations.With(a)
		}
	}
	if n := doc.Text.Len(); n > 3 && r.IntN(2) == 0 {
		at := r.IntN(n - 2)
		s := annotate.Span{Start: at, End: at + 1 + r.IntN(n-at-1)}
		if len(w.Annotations.Between(nil, s)) == 0 {
			w.Annotations = w.Annotations.With(annotate.Annotation{ID: "z", Span: s, Label: "PER", Quote: doc.Text.Slice(s)})
		}
	}
	if r.IntN(3) == 0 {
		w.Status = annotate.Finished
	}
	return w
}
