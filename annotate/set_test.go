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
	r := rand.New(rand.NewPCG(1, 1))
	for range 100 {
		set, m := annotate.Set{}, model{}
		for range 60 {
			start := r.IntN(40)
			a := annotate.Annotation{ID: fmt.Sprint(r.IntN(25)), Span: annotate.Span{Start: start, End: start + 1 + r.IntN(12)}, Label: "X"}
			before, kept := set, slices.Clone(set.All())
			if r.IntN(3) == 0 {
				old := m[a.ID]
				set = set.Without(old)
				delete(m, a.ID)
			} else {
				set = set.With(a)
				m[a.ID] = a
			}
			if !slices.Equal(before.All(), kept) {
				t.Fatal("the set before has changed")
			}
			compareSet(t, set, m, r)
		}
	}
}

func compareSet(t *testing.T, set annotate.Set, m model, r *rand.Rand) {
	t.Helper()
	want := m.sorted()
	if set.Len() != len(want) || !slices.Equal(set.All(), want) {
		t.Fatalf("set %v, want %v", set.All(), want)
	}
	shuffled := slices.Clone(want)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if !annotate.NewSet(shuffled...).Equal(set) {
		t.Fatal("made at once it is another set")
	}
	for id := range 25 {
		got, ok := set.ByID(fmt.Sprint(id))
		if old, there := m[fmt.Sprint(id)]; ok != there || got != old {
			t.Fatalf("ID %d is %v, %t", id, got, ok)
		}
	}
	start := r.IntN(45)
	span := annotate.Span{Start: start, End: start + r.IntN(10)}
	first := annotate.Annotation{ID: "kept"}
	got := set.Between([]annotate.Annotation{first}, span)
	if got[0] != first || !slices.Equal(got[1:], m.between(span)) {
		t.Fatalf("between %v: %v, want %v", span, got[1:], m.between(span))
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
