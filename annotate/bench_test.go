package annotate_test

import (
	"fmt"
	"testing"

	"rubricator/annotate"
)

// BenchmarkSet is what the operations of a step cost, with one span over all the others.
func BenchmarkSet(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10_000, 100_000} {
		list := []annotate.Annotation{{ID: "long", Span: annotate.Span{Start: 0, End: 10 * n}, Label: "EVENT"}}
		for i := range n {
			list = append(list, annotate.Annotation{ID: fmt.Sprintf("%08x", i*2654435761%(1<<32)), Span: annotate.Span{Start: 10 * i, End: 10*i + 4}, Label: "LOC"})
		}
		set, middle := annotate.NewSet(list...), list[n/2]
		next := set.Without(middle)
		near := annotate.Span{Start: middle.Span.Start, End: middle.Span.Start + 70}
		var buf [64]annotate.Annotation
		for _, c := range []struct {
			name string
			run  func()
		}{
			{"with", func() { next.With(middle) }},
			{"without", func() { set.Without(middle) }},
			{"byID", func() { set.ByID(middle.ID) }},
			{"between", func() { set.Between(buf[:0], near) }},
			{"changed", func() { annotate.Changed(set, next) }},
			{"count", func() { set.Count("LOC") }},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.run()
				}
			})
		}
		if n <= 10_000 {
			b.Run(fmt.Sprintf("new/%d", n), func(b *testing.B) {
				for b.Loop() {
					annotate.NewSet(list...)
				}
			})
		}
	}
}
