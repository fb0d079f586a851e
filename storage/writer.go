package storage

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"rubricator/annotate"
)

// Writer stores steps for a window that must not wait. One goroutine commits; what is enqueued meanwhile goes into the
// next commit together, so a slow disk makes commits larger and not more.
//
// The order of the enqueued steps is never changed. What cannot be stored falls under one of two rules:
//
//   - The step itself does not fit (annotate.ErrStale, a wrong span or quote, no such document). It is reported and
//     dropped, and those behind it go on; one that builds on a dropped one does not fit either and is dropped in turn.
//   - Anything else, such as a full disk. The step is reported as Kept and stays in memory with all behind it, until
//     Retry, which begins with the oldest.
type Writer struct {
	store batchStore
	done  func(Result)

	lock    sync.Mutex
	change  *sync.Cond
	queue   []job // oldest first; those being committed are still in it
	seq     uint64
	failure error // why the oldest could not be stored; nothing is tried until Retry
	closing bool
	ended   chan struct{}
}

// Result says what became of one Enqueue.
type Result struct {
	Seq  uint64
	Err  error // nil when the step is on disk
	Kept bool  // not on disk, and kept in memory until Retry
}

// job is what one Enqueue gave.
type job struct {
	seq uint64
	txs []annotate.Transaction
}

// batchStore is the part of a Project that a Writer needs.
type batchStore interface {
	appendBatches(batches [][]annotate.Transaction) (refused []error, err error)
}

// maxCommit is how many transactions are put together into one commit; one Enqueue may have more.
const maxCommit = 1000

// NewWriter starts a writer. It calls done once for each Enqueue that is stored or dropped and, before that, each time
// that it is kept: in order, from the writer's own goroutine, which may call Enqueue and Retry but not Flush or Close.
func NewWriter(p *Project, done func(Result)) *Writer { return newWriter(p, done) }

func newWriter(store batchStore, done func(Result)) *Writer {
	w := &Writer{store: store, done: done, ended: make(chan struct{})}
	w.change = sync.NewCond(&w.lock)
	go w.run()
	return w
}

// Enqueue hands over a step, all of whose transactions are stored or none, and returns at once with its number. After
// Close the step is not taken: the number is 0.
func (w *Writer) Enqueue(txs []annotate.Transaction) uint64 {
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.closing {
		return 0
	}
	w.seq++
	w.queue = append(w.queue, job{w.seq, txs})
	w.change.Broadcast()
	return w.seq
}

// Waiting is how many steps are not on disk.
func (w *Writer) Waiting() int {
	w.lock.Lock()
	defer w.lock.Unlock()
	return len(w.queue)
}

// Retry tries again what was kept. Without a failure it does nothing.
func (w *Writer) Retry() {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.failure = nil
	w.change.Broadcast()
}

// Flush waits until every step is stored or dropped. It returns early with the failure that keeps one from being
// stored, or when ctx is done.
func (w *Writer) Flush(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		w.lock.Lock()
		defer w.lock.Unlock()
		w.change.Broadcast()
	})
	defer stop()
	w.lock.Lock()
	defer w.lock.Unlock()
	for len(w.queue) > 0 && w.failure == nil && ctx.Err() == nil {
		w.change.Wait()
	}
	if len(w.queue) == 0 {
		return nil
	}
	return errors.Join(w.failure, ctx.Err())
}

// Close stores what waits, what was kept included, and ends the writer. Its error says how many steps are lost.
func (w *Writer) Close() error {
	w.lock.Lock()
	w.closing = true
	w.failure = nil
	w.change.Broadcast()
	w.lock.Unlock()
	<-w.ended
	w.lock.Lock()
	defer w.lock.Unlock()
	if n := len(w.queue); n > 0 {
		return fmt.Errorf("%d steps could not be stored: %w", n, w.failure)
	}
	return nil
}

func (w *Writer) run() {
	defer close(w.ended)
	for {
		jobs := w.next()
		if len(jobs) == 0 {
			return
		}
		w.commit(jobs)
	}
}

// next waits for something to commit. Nothing means that the writer is closing.
func (w *Writer) next() []job {
	w.lock.Lock()
	defer w.lock.Unlock()
	for !w.closing && (len(w.queue) == 0 || w.failure != nil) {
		w.change.Wait()
	}
	if w.failure != nil {
		return nil
	}
	n, transactions := 0, 0
	for n < len(w.queue) && (n == 0 || transactions+len(w.queue[n].txs) <= maxCommit) {
		transactions += len(w.queue[n].txs)
		n++
	}
	return w.queue[:n:n]
}

func (w *Writer) commit(jobs []job) {
	batches := make([][]annotate.Transaction, len(jobs))
	for i, j := range jobs {
		batches[i] = j.txs
	}
	refused, err := w.store.appendBatches(batches)
	for i, j := range jobs {
		result := Result{Seq: j.seq, Err: err, Kept: err != nil}
		if err == nil {
			result.Err = refused[i]
		}
		w.done(result)
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.failure = err; err == nil {
		w.queue = w.queue[len(jobs):]
	}
	w.change.Broadcast()
}
