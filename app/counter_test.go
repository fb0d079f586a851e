package app

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/app/tally"
)

// counting is a counter on a project, with all that it told.
func counting(t testing.TB, n int) (*counter, *[]map[string]state.Count) {
	t.Helper()
	p, _ := many(t, n)
	t.Cleanup(func() { p.Close() })
	var told []map[string]state.Count
	counts := tally.Open(filepath.Join(t.TempDir(), "c.json"), "one", "ann")
	c := newCounter(p, counts, func(found map[string]state.Count) { told = append(told, found) })
	return c, &told
}

// run counts until nothing is left, and returns the articles in the order in which they were counted.
func (c *counter) run(t testing.TB) (ids []string) {
	t.Helper()
	for c.turn() != nil {
		was := c.looks
		c.next(t.Context())
		if c.looks == was {
			continue
		}
		for id, look := range c.when {
			if look == c.looks {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func TestAfterACorrectionOnlyNearArticlesAreCounted(t *testing.T) {
	c, told := counting(t, 30)
	if c.turn() != nil {
		t.Error("there is something to count before anybody said so")
	}
	c.opened("a005", state.Count{Suggestions: 3}, c.settings())
	c.nearby([]string{"a006", "a007", "a005"})
	c.corrected()
	if got := fmt.Sprint(c.run(t)); got != "[a006 a007]" {
		t.Errorf("counted %s", got)
	}
	if len(*told) != 1 || (*told)[0]["a006"].Suggestions != 1 { // Iran
		t.Errorf("told %+v", *told)
	}
	if n, known := c.counts.Of("a005"); !known || n.Suggestions != 3 {
		t.Error("the open article's count is not kept")
	}
}

func TestAllAreCountedInTurn(t *testing.T) {
	c, told := counting(t, 80)
	c.nearby([]string{"a050", "a049"})
	c.keep("a000", state.Count{}) // from an earlier day
	c.countAll(state.CountAll{})
	first := c.run(t)
	if len(first) != 79 || first[0] != "a050" || first[1] != "a049" || first[2] != "a001" {
		t.Fatalf("counted %d: %v", len(first), first)
	}
	if n := len(*told); n < 2 || n > 4 {
		t.Errorf("told in %d pieces", n)
	}
	c.corrected()
	c.run(t)
	c.countAll(state.CountAll{Known: true})
	again := c.run(t)
	if len(again) != 80 || again[2] != "a000" || again[3] != "a001" || again[0] != "a050" {
		t.Errorf("counted again %d: %v", len(again), again)
	}
}

// However many articles there are, one that is finished makes a thousand counted at most; only who sorts by the counts
// has all of them.
func TestCountingIsBounded(t *testing.T) {
	if got := cut(make([]string, 5000), 4000, state.CountAll{Known: true}); len(got) != mostAgain {
		t.Errorf("%d are counted after one is finished", len(got))
	}
	if got := cut(make([]string, 5000), 4000, state.CountAll{Known: true, Every: true}); len(got) != 5000 {
		t.Errorf("%d are counted where the list is sorted by them", len(got))
	}
	if got := cut(make([]string, 50_000), 4000, state.CountAll{Known: true, Every: true}); len(got) != 4000+mostAgain {
		t.Errorf("%d are counted of 50,000 with 4,000 unknown", len(got))
	}
}

func TestFinishedArticlesAreNotCounted(t *testing.T) {
	c, _ := counting(t, 3)
	tx := annotate.Session{Document: annotate.Document{ID: "a001"}, Annotator: "ann"}.Transaction(time.Now(), annotate.OriginUser, "finish", annotate.Span{},
		annotate.AssignTo(annotate.Work{}, annotate.FieldStatus, string(annotate.Finished)))
	if err := c.project.Store().Append(tx); err != nil {
		t.Fatal(err)
	}
	c.countAll(state.CountAll{})
	if got := fmt.Sprint(c.run(t)); got != "[a000 a002]" {
		t.Errorf("counted %s", got)
	}
}

func TestAnArticleKeepsItsTurn(t *testing.T) {
	c, told := counting(t, 3)
	c.countAll(state.CountAll{})
	c.next(t.Context()) // makes the queue
	ended, stop := context.WithCancel(t.Context())
	stop()
	c.next(ended)
	if len(c.when) != 0 || len(*told) != 0 {
		t.Errorf("counted %v although something came in between", c.when)
	}
	if got := fmt.Sprint(c.run(t)); got != "[a000 a001 a002]" {
		t.Errorf("then %s", got)
	}
}

func TestCountsOfOtherSettingsAreForgotten(t *testing.T) {
	c, told := counting(t, 3)
	gen := c.settings()
	c.taken("a000", state.Count{Suggestions: 7}, gen)
	c.forget()
	c.taken("a001", state.Count{Suggestions: 7}, gen)
	c.opened("a002", state.Count{Suggestions: 7}, gen)
	c.report(true)
	for _, id := range []string{"a000", "a001", "a002"} {
		if _, known := c.counts.Of(id); known || len(*told) > 0 {
			t.Errorf("%s is known still; told %v", id, *told)
		}
	}
}

// However many count while the settings change, no count from before is left.
func TestCountsBesideAChange(t *testing.T) {
	c, _ := counting(t, 3)
	for range 200 {
		gen := c.settings()
		var all sync.WaitGroup
		for i, count := range []func(string, state.Count, int){c.taken, c.opened} {
			all.Go(func() { count(fmt.Sprint("a00", i), state.Count{Suggestions: 7}, gen) })
		}
		all.Go(c.forget)
		all.Wait()
		for i := range 2 {
			if _, known := c.counts.Of(fmt.Sprint("a00", i)); known {
				t.Fatalf("a count from before the change is left for article %d", i)
			}
		}
	}
}

// BenchmarkCount is what counting in one short article takes, beside the window.
func BenchmarkCount(b *testing.B) {
	c, _ := counting(b, 50)
	for i := 0; b.Loop(); i++ {
		if _, err := c.project.Count(b.Context(), fmt.Sprintf("a%03d", i%50)); err != nil {
			b.Fatal(err)
		}
	}
}
