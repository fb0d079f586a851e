package annotate_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rubricator/annotate"
)

func TestSuggestionsLikeAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	list, model := annotate.Suggestions{}, map[annotate.DecisionKey]annotate.Suggestion{}
	for i := range 4000 {
		start := r.IntN(300)
		g := annotate.Suggestion{Span: annotate.Span{Start: start, End: start + 1 + r.IntN(30)}, Label: string(rune('A' + r.IntN(3))), Score: r.Float64()}
		if r.IntN(3) == 0 {
			list = list.Without(g.Key())
			delete(model, g.Key())
		} else {
			list = list.With(g)
			model[g.Key()] = g
		}
		got, ok := list.ByKey(g.Key())
		if want, there := model[g.Key()]; ok != there || got != want {
			t.Fatalf("%v is %v, %t", g.Key(), got, ok)
		}
		if i%200 > 0 {
			continue
		}
		var want, near []annotate.Suggestion
		span := annotate.Span{Start: start, End: start + 5}
		for _, g := range model {
			want = append(want, g)
		}
		slices.SortFunc(want, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
		for _, g := range want {
			if g.Span.Overlaps(span) {
				near = append(near, g)
			}
		}
		if !slices.Equal(list.All(), want) || list.Len() != len(want) || !slices.Equal(list.Between(nil, span), near) {
			t.Fatalf("after %d changes: %v, near %v; want %v, near %v", i, list.All(), list.Between(nil, span), want, near)
		}
		if !slices.Equal(annotate.NewSuggestions(append(slices.Clone(want), want...)...).All(), want) {
			t.Fatal("made at once they are others")
		}
	}
}

// One list becomes another whatever they have in common; what differs is told where that is little.
func TestSuggestionsBecomeOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	var base []annotate.Suggestion
	for i := range 1000 {
		base = append(base, annotate.Suggestion{Span: annotate.Span{Start: 3 * i, End: 3*i + 2}, Label: "A", Score: 0.5})
	}
	list := annotate.NewSuggestions(base...)
	for changes := range 120 {
		want := slices.Clone(base)
		touched := map[annotate.Span]bool{}
		for range changes {
			i := r.IntN(len(want))
			touched[want[i].Span] = true
			switch r.IntN(3) {
			case 0:
				want = slices.Delete(want, i, i+1)
			case 1:
				want[i].Score = r.Float64()
			case 2:
				g := want[i]
				g.Label = "B"
				want = append(want, g)
			}
		}
		sorted := annotate.NewSuggestions(want...).All()
		next, differ, few := list.Becoming(sorted)
		if !slices.Equal(next.All(), sorted) {
			t.Fatalf("after %d changes the list is another one", changes)
		}
		if few != (len(differ) > 0 || next == list) || few && changes == 0 && next != list {
			t.Fatalf("after %d changes: few %t, %d differ", changes, few, len(differ))
		}
		for _, span := range differ {
			if !touched[span] {
				t.Fatalf("%v is said to differ", span)
			}
		}
		for span := range touched {
			if few && !slices.Contains(differ, span) {
				if got, was := next.Between(nil, span), list.Between(nil, span); !slices.Equal(got, was) {
					t.Fatalf("%v differs and was not told", span)
				}
			}
		}
	}
	reversed := slices.Clone(base)
	slices.Reverse(reversed)
	if next, _, few := list.Becoming(reversed); few || !slices.Equal(next.All(), base) {
		t.Errorf("from an unsorted list: few %t, %d suggestions", few, next.Len())
	}
	if next, _, _ := list.Becoming(nil); next.Len() != 0 {
		t.Errorf("%d are left of an empty list", next.Len())
	}
}
