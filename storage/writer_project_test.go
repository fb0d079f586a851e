package storage_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestWriterOnAProject has a window type faster than the disk, with a stale step in between.
func TestWriterOnAProject(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", strings.Repeat("x", 200)))
	var lock sync.Mutex
	var results []storage.Result
	w := storage.NewWriter(p, func(r storage.Result) {
		lock.Lock()
		defer lock.Unlock()
		results = append(results, r)
	})
	for i := range 200 {
		step := tx("a", put(annotate.NewID(), "PER", i, i+1, "x"))
		if i == 77 {
			step = tx("a", annotate.Remove(annotate.Annotation{ID: "never"}))
		}
		if seq := w.Enqueue([]annotate.Transaction{step}); seq != uint64(i+1) {
			t.Errorf("step %d has number %d", i, seq)
		}
	}
	if err := errors.Join(w.Flush(t.Context()), w.Close()); err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if stale := errors.Is(r.Err, annotate.ErrStale); r.Seq != uint64(i+1) || r.Kept || stale != (i == 77) || r.Err != nil && !stale {
			t.Errorf("result %d is %+v", i, r)
		}
	}
	if h, err := p.Header("a", "ada"); len(results) != 200 || h.MyAnnotations != 199 || err != nil {
		t.Errorf("%d results, %d annotations, %v", len(results), h.MyAnnotations, err)
	}
}
