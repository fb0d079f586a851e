package annotate_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rubricator/annotate"
)

// model is a set as anybody would write it.
type model map[string]annotate.Annotation

func (m model) sorted() []annotate.Annotation {
	list := make([]annotate.Annotation, 0, len(m))
	for _, a := range m {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b annotate.Annotation) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.ID, b.ID))
	})
	return list
}

func (m model) between(span annotate.Span) (list []annotate.Annotation) {
	for _, a := range m.sorted() {
		if a.Span.Start < span.End && span.Start < a.Span.End {
			list = append(list, a)
		}
	}
	return list
}

func TestSetLikeTheModel(t *testing.T) {
	for _, size := range []int{25, 400} {
		r := rand.New(rand.NewPCG(1, uint64(size)))
		for range 2000 / size {
			set, m := annotate.Set{}, model{}
			for i := range 3 * size {
				before, kept := set, set.All()
				set = m.change(r, size, set)
				if i%(size/20) == 0 {
					if !slices.Equal(before.All(), kept) {
						t.Fatal("the set before has changed")
					}
					compareSet(t, before, set, m, r, size)
				}
			}
		}
	}
}

// change puts an annotation in or takes one out, in the model and the set. Some spans are long.
func (m model) change(r *rand.Rand, size int, set annotate.Set) annotate.Set {
	start, length := r.IntN(2*size), 1+r.IntN(12)
	if r.IntN(20) == 0 {
		length = r.IntN(2 * size)
	}
	a := annotate.Annotation{ID: fmt.Sprint(r.IntN(size)), Span: annotate.Span{Start: start, End: start + length}, Label: string(rune('A' + r.IntN(5)))}
	if r.IntN(3) == 0 {
		old := m[a.ID]
		delete(m, a.ID)
		return set.Without(old)
	}
	m[a.ID] = a
	return set.With(a)
}

func compareSet(t *testing.T, before, set annotate.Set, m model, r *rand.Rand, size int) {
	t.Helper()
	want := m.sorted()
	if set.Len() != len(want) || !slices.Equal(set.All(), want) || !slices.Equal(slices.Collect(set.Values()), want) {
		t.Fatalf("set %v, want %v", set.All(), want)
	}
	shuffled := slices.Clone(want)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if again := annotate.NewSet(shuffled...); !again.Equal(set) || !set.Equal(again) {
		t.Fatal("made at once it is another set")
	}
	if before.Equal(set) != slices.Equal(before.All(), want) {
		t.Fatal("the set before and after a change are told apart wrongly")
	}
	labels := map[string]int{}
	for i, a := range want {
		labels[a.Label]++
		at, there := set.Search(func(o annotate.Annotation) int { return cmp.Or(o.Span.Compare(a.Span), cmp.Compare(o.ID, a.ID)) })
		if at != i || !there || set.At(i) != a {
			t.Fatalf("annotation %d is found at %d, %t", i, at, there)
		}
	}
	for _, l := range []string{"A", "B", "C", "D", "E", "F"} {
		if set.Count(l) != labels[l] {
			t.Fatalf("%d are %s, want %d", set.Count(l), l, labels[l])
		}
	}
	for id := range size {
		got, ok := set.ByID(fmt.Sprint(id))
		if old, there := m[fmt.Sprint(id)]; ok != there || got != old {
			t.Fatalf("ID %d is %v, %t", id, got, ok)
		}
	}
	start := r.IntN(2 * size)
	span := annotate.Span{Start: start, End: start + r.IntN(10)}
	first := annotate.Annotation{ID: "kept"}
	got := set.Between([]annotate.Annotation{first}, span)
	if got[0] != first || !slices.Equal(got[1:], m.between(span)) {
		t.Fatalf("between %v: %v, want %v", span, got[1:], m.between(span))
	}
}

// A change tells what it took away and brought, and nothing far from it.
func TestChangedTellsTheStep(t *testing.T) {
	var list []annotate.Annotation
	for i := range 5000 {
		list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: 10 * i, End: 10*i + 4}, Label: "A"})
	}
	set := annotate.NewSet(list...)
	relabelled := list[3000]
	relabelled.Label = "B"
	gone, come := annotate.Changed(set, set.With(relabelled))
	if !slices.Equal(gone, list[3000:3001]) || !slices.Equal(come, []annotate.Annotation{relabelled}) {
		t.Errorf("gone %v, come %v", gone, come)
	}
	if gone, come := annotate.Changed(set.Without(list[10]), set.Without(list[12])); len(gone) != 2 || len(come) != 2 || gone[1] != list[12] || come[0] != list[10] {
		t.Errorf("gone %v, come %v", gone, come)
	}
	if gone, come := annotate.Changed(set, annotate.NewSet(list...)); gone != nil || come != nil {
		t.Errorf("of the same: gone %v, come %v", gone, come)
	}
}

func TestNewSetKeepsTheLaterOfOneID(t *testing.T) {
	a := annotate.Annotation{ID: "1", Span: annotate.Span{Start: 5, End: 6}}
	b := annotate.Annotation{ID: "1", Span: annotate.Span{Start: 1, End: 2}}
	if got := annotate.NewSet(a, b).All(); len(got) != 1 || got[0] != b {
		t.Errorf("got %v", got)
	}
}

func TestSpans(t *testing.T) {
	s := annotate.Span{Start: 10, End: 20}
	for _, c := range []struct {
		o                           annotate.Span
		overlaps, contains, crosses bool
	}{
		{annotate.Span{Start: 10, End: 20}, true, true, false},
		{annotate.Span{Start: 12, End: 18}, true, true, false},
		{annotate.Span{Start: 5, End: 25}, true, false, false},
		{annotate.Span{Start: 5, End: 11}, true, false, true},
		{annotate.Span{Start: 19, End: 21}, true, false, true},
		{annotate.Span{Start: 5, End: 10}, false, false, false},
		{annotate.Span{Start: 20, End: 25}, false, false, false},
	} {
		if s.Overlaps(c.o) != c.overlaps || c.o.Overlaps(s) != c.overlaps || s.Contains(c.o) != c.contains || s.Crosses(c.o) != c.crosses || c.o.Crosses(s) != c.crosses {
			t.Errorf("%v and %v", s, c.o)
		}
	}
	if s.Len() != 10 || s.Empty() || !(annotate.Span{Start: 3, End: 3}).Empty() || !s.Holds(10) || s.Holds(20) || s.Holds(9) {
		t.Error("length, emptiness or edges")
	}
}
