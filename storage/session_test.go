package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// desk is one annotator with all documents: what a window holds in memory.
type desk struct {
	annotator string
	works     map[string]annotate.Work
	history   annotate.History
}

func (d *desk) session(doc annotate.Document) annotate.Session {
	return annotate.Session{Document: doc, Work: d.works[doc.ID], History: d.history, Annotator: d.annotator}
}

// follow takes over what a session came to; an undo may have changed works of other documents.
func (d *desk) follow(t *testing.T, p *storage.Project, next annotate.Session, txs []annotate.Transaction) {
	t.Helper()
	for _, tx := range txs {
		work, _, err := tx.Apply(d.works[tx.Document])
		if err != nil {
			t.Fatal(err)
		}
		d.works[tx.Document] = work
	}
	d.history = next.History
	if err := p.Append(txs...); err != nil {
		t.Fatal(err)
	}
}

// TestRandomSessions has annotators work, undo, redo and restart at random, and compares at each restart what memory,
// the stored works, a replay of the journal and the folded history say.
func TestRandomSessions(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { randomSessions(t, seed) })
	}
}

func randomSessions(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	p := storagetest.New(t)
	docs := addRandom(t, p, r, 1+r.IntN(6))
	desks := []*desk{}
	for i := range 1 + r.IntN(3) {
		desks = append(desks, &desk{annotator: fmt.Sprintf("annotator %d", i), works: map[string]annotate.Work{}})
	}
	for i := range 120 {
		d := desks[r.IntN(len(desks))]
		move(t, p, r, d, docs, i)
		if r.IntN(30) == 0 {
			p = storagetest.Reopen(t, p)
			compare(t, p, docs, desks)
		}
	}
	compare(t, p, docs, desks)
}

func move(t *testing.T, p *storage.Project, r *rand.Rand, d *desk, docs []annotate.Document, i int) {
	t.Helper()
	s := d.session(docs[r.IntN(len(docs))])
	var txs []annotate.Transaction
	var err error
	switch k := r.IntN(10); {
	case k < 2:
		txs, err = s.History.Undo(at(i))
	case k == 2:
		txs, err = s.History.Redo(at(i))
	case k == 3:
		group := annotate.NewID()
		for _, doc := range docs {
			tx := step(r, d.session(doc), i)
			tx.Group = group
			txs = append(txs, tx)
		}
	default:
		txs = []annotate.Transaction{step(r, s, i)}
	}
	if errors.Is(err, annotate.ErrNothingToUndo) || errors.Is(err, annotate.ErrNothingToRedo) {
		return
	}
	next := s
	for _, tx := range txs {
		next.History = next.History.Record(tx)
	}
	d.follow(t, p, next, txs)
}

func compare(t *testing.T, p *storage.Project, docs []annotate.Document, desks []*desk) {
	t.Helper()
	replayed := replay(t, p)
	for _, d := range desks {
		for _, doc := range docs {
			stored, err := p.Work(doc.ID, d.annotator)
			if err != nil {
				t.Fatal(err)
			}
			if !stored.Equal(d.works[doc.ID]) {
				t.Fatalf("%s on %s: stored\n%+v, in memory\n%+v", d.annotator, doc.ID, stored, d.works[doc.ID])
			}
			if !stored.Equal(replayed[d.annotator+"\n"+doc.ID]) {
				t.Fatalf("%s on %s: the journal comes to something else", d.annotator, doc.ID)
			}
		}
		compareHistory(t, p, d)
	}
}

func replay(t *testing.T, p *storage.Project) map[string]annotate.Work {
	t.Helper()
	works := map[string]annotate.Work{}
	err := p.Journal(storage.Stamp{}, func(_ storage.Stamp, tx annotate.Transaction) error {
		work, _, err := tx.Apply(works[tx.Annotator+"\n"+tx.Document])
		works[tx.Annotator+"\n"+tx.Document] = work
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return works
}

// compareHistory folds the stored steps and walks both histories back to their start.
func compareHistory(t *testing.T, p *storage.Project, d *desk) {
	t.Helper()
	tail, err := p.Tail(d.annotator, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	var folded annotate.History
	for _, tx := range tail {
		folded = folded.Record(tx)
	}
	kept := d.history
	for {
		if folded.UndoWords() != kept.UndoWords() || folded.RedoWords() != kept.RedoWords() {
			t.Fatalf("folded history says %q, %q; memory %q, %q", folded.UndoWords(), folded.RedoWords(), kept.UndoWords(), kept.RedoWords())
		}
		a, errA := folded.Undo(at(0))
		b, errB := kept.Undo(at(0))
		if errA != nil || errB != nil {
			if errA == nil || errB == nil {
				t.Fatalf("folded history ends with %v, memory with %v", errA, errB)
			}
			return
		}
		folded, kept = folded.Record(a[0]), kept.Record(b[0])
	}
}

// TestUndoAfterRestart opens an article by the stored state alone and takes everything back, then does it again.
func TestUndoAfterRestart(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	p := storagetest.New(t)
	doc := addRandom(t, p, r, 1)[0]
	s := annotate.Session{Document: doc, Annotator: "ada"}
	for i := range 20 {
		tx := step(r, s, i)
		next, err := s.Apply(tx)
		if err != nil {
			t.Fatal(err)
		}
		s = next
		if err := p.Append(tx); err != nil {
			t.Fatal(err)
		}
	}
	want := s.Work
	p = storagetest.Reopen(t, p)
	s = load(t, p, doc.ID, "ada")
	s = walk(t, p, s, annotate.Session.Undo, annotate.ErrNothingToUndo)
	if !s.Work.Equal(annotate.Work{}) {
		t.Fatalf("after undoing everything: %+v", s.Work)
	}
	p = storagetest.Reopen(t, p)
	s = load(t, p, doc.ID, "ada")
	s = walk(t, p, s, annotate.Session.Redo, annotate.ErrNothingToRedo)
	if !s.Work.Equal(want) {
		t.Fatalf("after redoing everything: %+v, want %+v", s.Work, want)
	}
}

func load(t *testing.T, p *storage.Project, id, annotator string) annotate.Session {
	t.Helper()
	doc, err := p.Document(id)
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Work(id, annotator)
	if err != nil {
		t.Fatal(err)
	}
	tail, err := p.Tail(annotator, annotate.MaxSteps)
	if err != nil {
		t.Fatal(err)
	}
	s := annotate.Session{Document: doc, Work: work, Annotator: annotator}
	for _, tx := range tail {
		s.History = s.History.Record(tx)
	}
	return s
}

// walk goes one way through the history to its end, storing each step.
func walk(t *testing.T, p *storage.Project, s annotate.Session, way way, end error) annotate.Session {
	t.Helper()
	for i := 0; ; i++ {
		next, txs, err := way(s, at(1000+i))
		if errors.Is(err, end) {
			return s
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Append(txs...); err != nil {
			t.Fatal(err)
		}
		s = next
	}
}

type way = func(annotate.Session, time.Time) (annotate.Session, []annotate.Transaction, error)
