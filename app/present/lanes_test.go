package present_test

import (
	"math/rand/v2"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/present"
)

func stacked(spans ...annotate.Span) []Mark {
	var marks []Mark
	for _, s := range spans {
		marks = append(marks, Mark{Start: s.Start, End: s.End})
	}
	new(Stacker).Stack(marks)
	return marks
}

func TestCrossingSpansHaveLanesOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		name  string
		spans []annotate.Span
		want  []int // lanes in the order of the text
	}{
		{"apart", []annotate.Span{{Start: 0, End: 4}, {Start: 4, End: 8}}, []int{0, 0}},
		{"nested", []annotate.Span{{Start: 0, End: 9}, {Start: 2, End: 4}, {Start: 5, End: 8}}, []int{1, 0, 0}},
		{"crossing", []annotate.Span{{Start: 0, End: 6}, {Start: 4, End: 10}}, []int{0, 1}},
		{"chain", []annotate.Span{{Start: 0, End: 6}, {Start: 4, End: 10}, {Start: 9, End: 15}}, []int{0, 1, 0}},
		{"same place", []annotate.Span{{Start: 0, End: 6}, {Start: 0, End: 6}, {Start: 0, End: 6}}, []int{0, 1, 2}},
		{"crossing inside", []annotate.Span{{Start: 0, End: 20}, {Start: 2, End: 8}, {Start: 6, End: 12}}, []int{2, 0, 1}},
	} {
		for i, m := range stacked(c.spans...) {
			if m.Lane != c.want[i] {
				t.Errorf("%s: mark %d has lane %d, want %d", c.name, i, m.Lane, c.want[i])
			}
		}
	}
}

func TestZonesAndHitsTakeNoLane(t *testing.T) {
	marks := []Mark{{Start: 0, End: 30, Kind: MarkZone}, {Start: 2, End: 8}, {Start: 3, End: 5, Kind: MarkHit}}
	new(Stacker).Stack(marks)
	for _, m := range marks {
		if m.Lane != 0 {
			t.Errorf("%+v is not in lane 0", m)
		}
	}
}

func TestLanesOfAnySpans(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	var k Stacker
	for round := range 2000 {
		var marks []Mark
		for range 1 + r.IntN(40) {
			start := r.IntN(60)
			marks = append(marks, Mark{Start: start, End: start + 1 + r.IntN(20)})
		}
		k.Stack(marks)
		for i, a := range marks {
			if a.Lane > 0 && a.Lane < MostLanes && !under(marks, a) {
				t.Fatalf("round %d: nothing lies under %+v", round, a)
			}
			for _, b := range marks[i+1:] {
				if a.Start < b.End && b.Start < a.End && a.Depth != b.Depth || a.Depth < a.Lane {
					t.Fatalf("round %d: depths of %+v and %+v", round, a, b)
				}
				x, y := annotate.Span{Start: a.Start, End: a.End}, annotate.Span{Start: b.Start, End: b.End}
				if a.Lane == MostLanes && b.Lane == MostLanes || !x.Overlaps(y) {
					continue
				}
				if a.Lane == b.Lane || x != y && x.Contains(y) && a.Lane < b.Lane {
					t.Fatalf("round %d: lanes of %+v and %+v", round, a, b)
				}
			}
		}
	}
}

// under reports whether the lane below a mark holds what it overlaps, so that no lane is left empty.
func under(marks []Mark, m Mark) bool {
	for _, o := range marks {
		if o.Lane == m.Lane-1 && o.Start < m.End && m.Start < o.End {
			return true
		}
	}
	return false
}

func BenchmarkStack(b *testing.B) {
	for name, depth := range map[string]int{"words": 1, "three deep": 3, "all over another": 200} {
		b.Run(name, func(b *testing.B) {
			marks := make([]Mark, 0, 200)
			var k Stacker
			b.ReportAllocs()
			for b.Loop() {
				marks = marks[:0]
				for i := range 200 {
					marks = append(marks, Mark{Start: i / depth * 6, End: i/depth*6 + 5 + i%depth})
				}
				k.Stack(marks)
			}
		})
	}
}
