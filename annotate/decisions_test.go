package annotate_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rubricator/annotate"
)

func TestDecisionsLikeAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	answers, model := annotate.Decisions{}, map[annotate.DecisionKey]annotate.Decision{}
	for i := range 6000 {
		start := r.IntN(300)
		d := annotate.Decision{Span: annotate.Span{Start: start, End: start + 1 + r.IntN(3)}, Label: string(rune('A' + r.IntN(3))),
			Verdict: annotate.Accepted, Annotation: []string{"", fmt.Sprint(r.IntN(40))}[r.IntN(2)]}
		before := answers
		if r.IntN(3) == 0 {
			answers = answers.Without(d.Key())
			delete(model, d.Key())
		} else {
			answers = answers.With(d)
			model[d.Key()] = d
		}
		got, ok := answers.ByKey(d.Key())
		if want, there := model[d.Key()]; ok != there || got != want {
			t.Fatalf("answer to %v is %v, %t", d.Key(), got, ok)
		}
		if i%200 == 0 {
			compareDecisions(t, answers, model)
			if before.Equal(answers) != slices.Equal(before.All(), answers.All()) {
				t.Fatal("answers before and after a change are told apart wrongly")
			}
		}
	}
}

func compareDecisions(t *testing.T, answers annotate.Decisions, model map[annotate.DecisionKey]annotate.Decision) {
	t.Helper()
	var want []annotate.Decision
	of := map[string][]annotate.Decision{}
	for _, d := range model {
		want = append(want, d)
	}
	slices.SortFunc(want, func(a, b annotate.Decision) int { return a.Key().Compare(b.Key()) })
	for i, d := range want {
		if d.Annotation != "" {
			of[d.Annotation] = append(of[d.Annotation], d)
		}
		if answers.At(i) != d {
			t.Fatalf("answer %d is %v, want %v", i, answers.At(i), d)
		}
	}
	if !slices.Equal(answers.All(), want) || answers.Len() != len(want) {
		t.Fatalf("answers are %v, want %v", answers.All(), want)
	}
	near := slices.DeleteFunc(slices.Clone(want), func(d annotate.Decision) bool { return !d.Span.Overlaps(annotate.Span{Start: 100, End: 150}) })
	if got := answers.Between(nil, annotate.Span{Start: 100, End: 150}); !slices.Equal(got, near) {
		t.Fatalf("near are %v, want %v", got, near)
	}
	for id := range 41 {
		if got := answers.Of(fmt.Sprint(id)); !slices.Equal(got, of[fmt.Sprint(id)]) {
			t.Fatalf("of annotation %d are %v, want %v", id, got, of[fmt.Sprint(id)])
		}
	}
	if answers.Of("") != nil {
		t.Fatal("answers without an annotation count as those of one")
	}
	if again := annotate.NewDecisions(append(slices.Clone(want), want...)...); !again.Equal(answers) || !slices.Equal(again.Of("7"), answers.Of("7")) {
		t.Fatal("made at once they are others")
	}
}
