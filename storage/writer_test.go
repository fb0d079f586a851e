package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"rubricator/annotate"
)

// slowStore is a store whose commits wait until the test lets them go, and fail as it says.
type slowStore struct {
	lock    sync.Mutex
	gate    chan error // one commit for each value, failing with it
	refuse  map[string]error
	commits [][]string // words of the transactions in each
}

func (s *slowStore) appendBatches(batches [][]annotate.Transaction) ([]error, error) {
	if err := <-s.gate; err != nil {
		return nil, err
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	refused := make([]error, len(batches))
	var commit []string
	for i, b := range batches {
		for _, tx := range b {
			if refused[i] = s.refuse[tx.Words]; refused[i] == nil {
				commit = append(commit, tx.Words)
			}
		}
	}
	s.commits = append(s.commits, commit)
	return refused, nil
}

// bench is a writer on a slow store with all that it reported.
type bench struct {
	*Writer
	store   *slowStore
	lock    sync.Mutex
	results []string
}

func newBench() *bench {
	b := &bench{store: &slowStore{gate: make(chan error), refuse: map[string]error{}}}
	b.Writer = newWriter(b.store, func(r Result) {
		b.lock.Lock()
		defer b.lock.Unlock()
		b.results = append(b.results, fmt.Sprintf("%d %v %v", r.Seq, r.Err, r.Kept))
	})
	return b
}

func (b *bench) enqueue(names ...string) {
	for _, name := range names {
		b.Enqueue([]annotate.Transaction{{Words: name}})
	}
}

func (b *bench) expect(t *testing.T, commits string, results ...string) {
	t.Helper()
	synctest.Wait()
	if got := fmt.Sprint(b.store.commits); got != commits {
		t.Errorf("commits %s, want %s", got, commits)
	}
	if !slices.Equal(b.results, results) {
		t.Errorf("results %q, want %q", b.results, results)
	}
}

func TestWriterCoalesces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.enqueue("a")
		synctest.Wait() // the first commit is under way
		b.enqueue("b", "c", "d")
		b.store.gate <- nil
		b.store.gate <- nil
		b.expect(t, "[[a] [b c d]]", "1 <nil> false", "2 <nil> false", "3 <nil> false", "4 <nil> false")
		if err := errors.Join(b.Flush(t.Context()), b.Close()); err != nil {
			t.Error(err)
		}
		if seq := b.Enqueue(nil); seq != 0 {
			t.Errorf("a closed writer takes step %d", seq)
		}
	})
}

func TestWriterKeepsWhatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		full := errors.New("full")
		b.enqueue("a")
		synctest.Wait()
		b.enqueue("b")
		b.store.gate <- full
		b.expect(t, "[]", "1 full true")
		if err := b.Flush(t.Context()); !errors.Is(err, full) {
			t.Errorf("flush: %v", err)
		}
		b.enqueue("c")
		b.expect(t, "[]", "1 full true")
		b.Retry()
		b.store.gate <- full
		b.expect(t, "[]", "1 full true", "1 full true", "2 full true", "3 full true")
		if n := b.Waiting(); n != 3 {
			t.Errorf("%d wait", n)
		}
		b.Retry()
		b.store.gate <- nil
		b.expect(t, "[[a b c]]", "1 full true", "1 full true", "2 full true", "3 full true",
			"1 <nil> false", "2 <nil> false", "3 <nil> false")
		b.enqueue("d")
		b.store.gate <- full
		synctest.Wait()
		go func() { b.store.gate <- full }()
		if err := b.Close(); !errors.Is(err, full) || err.Error() != "1 steps could not be stored: full" {
			t.Errorf("close: %v", err)
		}
	})
}

func TestWriterDropsWhatDoesNotFit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.store.refuse["b"] = annotate.ErrStale
		b.enqueue("a")
		synctest.Wait()
		b.enqueue("b", "c")
		b.store.gate <- nil
		b.store.gate <- nil
		b.expect(t, "[[a] [c]]", "1 <nil> false", "2 edit does not fit the work false", "3 <nil> false")
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestWriterClosesWithWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.enqueue("a")
		synctest.Wait()
		b.enqueue("b")
		go func() {
			b.store.gate <- nil
			b.store.gate <- nil
		}()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		b.expect(t, "[[a] [b]]", "1 <nil> false", "2 <nil> false")
	})
}

func TestWriterFlushEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.enqueue("a")
		ctx, cancel := context.WithCancel(t.Context())
		flushed := make(chan error)
		go func() { flushed <- b.Flush(ctx) }()
		synctest.Wait()
		cancel()
		if err := <-flushed; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		b.store.gate <- nil
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestWriterLimitsACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.enqueue("a")
		synctest.Wait()
		b.Enqueue(make([]annotate.Transaction, maxCommit+500)) // one step is never cut
		b.Enqueue(make([]annotate.Transaction, 1))
		for range 3 {
			b.store.gate <- nil
		}
		synctest.Wait()
		if len(b.store.commits) != 3 || len(b.store.commits[1]) != maxCommit+500 {
			t.Errorf("%d commits", len(b.store.commits))
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
}
