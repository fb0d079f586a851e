package present_test

import (
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/app/command"
	. "rubricator/app/present"
	"rubricator/app/state"
)

// BenchmarkPresent is what working out the window's contents costs after a step, in an article of 1 MB with as many
// labels as open suggestions: the marks of a screenful of lines, the side panel, the status line.
func BenchmarkPresent(b *testing.B) {
	keys, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{10, 100, 1000, 10_000} {
		s := crowded(b, n)
		parts := map[string]func(){
			"marks": func() {
				a := OfArticle(s)
				var buf [64]Mark
				for line := range 40 {
					a.Marks(buf[:0], 500_000+70*line, 500_000+70*line+70)
				}
			},
			"side":   func() { Labels(s, keys); OfFocus(s); Hints(s, keys) },
			"status": func() { OfStatus(s, keys) },
		}
		for name, part := range parts {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					part()
				}
			})
		}
	}
}

func crowded(b *testing.B, n int) state.State {
	doc, err := annotate.NewDocument("a", "", strings.Repeat("Oslo grows ", 95_000))
	if err != nil {
		b.Fatal(err)
	}
	var labels []annotate.Annotation
	var open []annotate.Suggestion
	for i := range n {
		at := 11 * (i * 95_000 / n)
		labels = append(labels, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: at, End: at + 4}, Label: "LOC", Quote: "Oslo"})
		open = append(open, annotate.Suggestion{Span: annotate.Span{Start: at + 5, End: at + 10}, Label: "ORG", Score: 0.9, Suggester: "test"})
	}
	s := state.Start()
	s, _ = state.Update(s, state.ProjectOpened{Project: state.Project{Path: "p", Schema: annotate.News(), Annotator: "ann"}, Rows: []state.Row{{ID: "a"}}})
	s, _ = state.Update(s, state.Loaded{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(labels...), Status: annotate.InProgress}})
	s, _ = state.Update(s, state.Suggested{Document: "a", Gen: s.Gen, Suggestions: open})
	s.Focus = state.Focus{Annotation: fmt.Sprint(n / 2)}
	return s
}
