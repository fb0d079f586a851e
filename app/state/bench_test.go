package state_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// BenchmarkStep is what a key costs before anything is painted, in an article with as many labels as open suggestions.
func BenchmarkStep(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10_000} {
		s := crowded(b, n)
		for _, m := range []Msg{Walk{}, Accept{}, Delete{}, GiveLabel{Key: 2}, Undo{}} {
			b.Run(fmt.Sprintf("%T/%d", m, n), func(b *testing.B) {
				for b.Loop() {
					Update(s, m)
				}
			})
		}
	}
}

func crowded(b *testing.B, n int) State {
	doc, err := annotate.NewDocument("a", "", strings.Repeat("Oslo grows ", n))
	if err != nil {
		b.Fatal(err)
	}
	var labels []annotate.Annotation
	var open []annotate.Suggestion
	for i := range n {
		at := 11 * i
		labels = append(labels, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: at, End: at + 4}, Label: "LOC", Quote: "Oslo"})
		open = append(open, annotate.Suggestion{Span: annotate.Span{Start: at + 5, End: at + 10}, Label: "ORG", Score: 0.9, Suggester: "test"})
	}
	s := Start()
	s.Now = time.Unix(1, 0)
	s, _ = Update(s, ProjectOpened{Project: Project{Path: "p", Schema: annotate.News(), Annotator: "ann"}, Rows: []Row{{ID: "a"}}})
	s, _ = Update(s, Loaded{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(labels...), Status: annotate.InProgress}})
	s, _ = Update(s, Suggested{Document: "a", Gen: s.Gen, Suggestions: open})
	s, _ = Update(s, SetNote{"so that there is a step to undo"})
	s.Focus = Focus{Suggestion: open[n/2].Key()}
	return s
}
