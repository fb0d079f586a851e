package present_test

import (
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/find"
	. "rubricator/app/present"
	"rubricator/app/state"
)

// searched is an article in which something was looked for by keys.
func searched(t *testing.T, marked, query string, o find.Options) state.State {
	t.Helper()
	s := article(t, marked)
	s, _ = state.Update(s, state.OpenFind{})
	s, _ = state.Update(s, state.SetFind{Query: query, Options: o})
	return s
}

func TestWordsOfTheFindBar(t *testing.T) {
	s := searched(t, "Oslo and Oslo and oslo", "oslo", find.Options{})
	back, _ := state.Update(s, state.FindNext{Back: true})
	reopened, _ := state.Update(s, state.CloseFind{})
	reopened, _ = state.Update(reopened, state.Escape{})
	reopened, _ = state.Update(reopened, state.OpenFind{})
	closed, _ := state.Update(s, state.CloseFind{})
	for _, tt := range []struct {
		s    state.State
		want FindBar
	}{
		{s, FindBar{Open: true, Query: "oslo", Words: "1 of 3", Hits: true}},
		{back, FindBar{Open: true, Query: "oslo", Words: "3 of 3 · wrapped to the end", Hits: true}},
		{reopened, FindBar{Open: true, Query: "oslo", Words: "3 hits", Hits: true}},
		{closed, FindBar{Query: "oslo"}},
		{searched(t, "Oslo", " ", find.Options{}), FindBar{Open: true, Query: " "}},
		{searched(t, "Oslo", "bergen", find.Options{}), FindBar{Open: true, Query: "bergen", Words: "no hit in this article", None: true}},
	} {
		if got := OfFind(tt.s); got != tt.want {
			t.Errorf("%+v, want %+v", got, tt.want)
		}
	}
}

func TestHitsOfALine(t *testing.T) {
	s := searched(t, strings.Repeat("[LOC Oslo] grows. ", 5000)+"The end.", "oslo grows", find.Options{})
	s, _ = state.Update(s, state.FindNext{})
	a := OfArticle(s)
	got := ""
	for _, m := range a.Marks(nil, 20, 42) {
		if m.Kind == MarkHit {
			got += fmt.Sprintf("%d-%d %v ", m.Start, m.End, m.Focus)
		} else if m.Lane != 0 {
			t.Errorf("a hit takes a lane from %+v", m)
		}
	}
	if want := hitsOf(s, 20, 42); got != want || !strings.Contains(got, "true") {
		t.Errorf("hits are %q, want %q", got, want)
	}
	if n := testing.AllocsPerRun(20, func() { a.Marks(make([]Mark, 0, 16), 60_000, 60_080) }); n > 20 {
		t.Errorf("the marks of a line take %v allocations", n)
	}
	closed, _ := state.Update(s, state.CloseFind{})
	for _, m := range OfArticle(closed).Marks(nil, 0, 100) {
		if m.Kind == MarkHit {
			t.Fatal("a hit is marked after the bar was closed")
		}
	}
}

// hitsOf are the hits on a line, found one by one.
func hitsOf(s state.State, start, end int) string {
	got := ""
	for i, h := range s.HitsShown() {
		if h.Overlaps(annotate.Span{Start: start, End: end}) {
			got += fmt.Sprintf("%d-%d %v ", h.Start, h.End, i == 1)
		}
	}
	return got
}

// BenchmarkHitsOfALine asks for a line in the middle of so many hits.
func BenchmarkHitsOfALine(b *testing.B) {
	for _, n := range []int{100, 10_000, 1_000_000} {
		doc, err := annotate.NewDocument("d", "", strings.Repeat("Oslo grows. ", n))
		if err != nil {
			b.Fatal(err)
		}
		s := state.Start()
		s.Session.Document = doc
		s, _ = state.Update(s, state.OpenFind{})
		s, effects := state.Update(s, state.SetFind{Query: "oslo"})
		for _, e := range effects {
			if e, ok := e.(state.FindBeside); ok {
				s, _ = state.Update(s, state.Searched{Hits: find.Find(e.Text, e.Query, e.Options), Gen: e.Gen})
			}
		}
		a := OfArticle(s)
		dst := make([]Mark, 0, 64)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if len(a.Marks(dst[:0], 6*n, 6*n+80)) < 6 {
					b.Fatal("hits are missing")
				}
			}
		})
	}
}
