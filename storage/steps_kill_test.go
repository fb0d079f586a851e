//go:build unix

package storage_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// largeStepsUntilKilled makes large steps, takes them back and does them again, and says so after each commit.
func largeStepsUntilKilled(path string) error {
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		return err
	}
	headers, err := p.Headers("")
	if err != nil {
		return err
	}
	ids := make([]string, len(headers))
	for i, h := range headers {
		ids[i] = h.ID
	}
	say := func(int, int) { fmt.Println("commit") }
	r := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	for {
		history, err := p.Steps("ada")
		if err != nil {
			return err
		}
		redo := r.IntN(3) == 0
		if next := history.Next(redo); next.Large && r.IntN(3) > 0 {
			_, err = p.RepeatBy(context.Background(), 10, storage.Repeat{Annotator: "ada", Group: next.Group, Redo: redo}, say)
		} else {
			c := storage.Change{Annotator: "ada", Group: annotate.NewID(), Words: "many", Edits: noteMore}
			_, err = p.ChangeBy(context.Background(), 10, c, ids, say)
		}
		if err != nil {
			return err
		}
	}
}

func noteMore(_ context.Context, of storage.Subject) ([]annotate.Edit, error) {
	return []annotate.Edit{annotate.AssignTo(of.Work, annotate.FieldNote, of.Work.Note+"+")}, nil
}

// TestLargeStepsKilled kills a program in the middle of large steps and of their undo and redo. What is left is whole, and
// all of it can be taken back, to the first state, and be done again.
func TestLargeStepsKilled(t *testing.T) {
	p := storagetest.New(t)
	var docs []storage.NewDocument
	for i := range 100 {
		docs = append(docs, storagetest.Text(t, fmt.Sprint("d", i), fmt.Sprint("Ada met Bob ", i)))
	}
	storagetest.Add(t, p, docs...)
	path := filepath.Join(t.TempDir(), "killed.rubric")
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	for range 6 {
		c := start(t, "steps", path)
		for range 1 + r.IntN(40) {
			c.line(t)
		}
		time.Sleep(time.Duration(r.IntN(2000)) * time.Microsecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait()
		storagetest.Check(t, path)
		backAndForth(t, path)
	}
}

// backAndForth takes all back and does all again.
func backAndForth(t *testing.T, path string) {
	t.Helper()
	p, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	full := worksOf(t, p)
	for {
		h, err := p.Steps("ada")
		if err != nil {
			t.Fatal(err)
		}
		next := h.Next(false)
		if next.Group == "" {
			break
		}
		repeatWhole(t, p, h, false)
	}
	for id, w := range worksOf(t, p) {
		if !w.Equal(annotate.Work{}) {
			t.Fatalf("document %s after undoing everything: %+v", id, w)
		}
	}
	for {
		h, err := p.Steps("ada")
		if err != nil {
			t.Fatal(err)
		}
		if h.Next(true).Group == "" {
			break
		}
		repeatWhole(t, p, h, true)
	}
	// What the killed program had taken back is done again too, so the works say at least as much.
	for id, w := range worksOf(t, p) {
		if len(w.Note) < len(full[id].Note) {
			t.Fatalf("document %s after doing everything again: %q, was %q", id, w.Note, full[id].Note)
		}
	}
}

// repeatWhole takes the last step back, or does the last undone one again, however large it is.
func repeatWhole(t *testing.T, p *storage.Project, h annotate.History, redo bool) {
	t.Helper()
	next := h.Next(redo)
	if next.Large {
		done, err := p.Repeat(context.Background(), storage.Repeat{Annotator: "ada", Group: next.Group, Redo: redo}, nil)
		if err != nil || done.Documents != next.Parts || len(done.Passed) > 0 {
			t.Fatalf("%d of %d documents, %d passed over: %v", done.Documents, next.Parts, len(done.Passed), err)
		}
		return
	}
	way := h.Undo
	if redo {
		way = h.Redo
	}
	txs, err := way(time.Now())
	if err == nil {
		err = p.Append(txs...)
	}
	if err != nil {
		t.Fatal(err)
	}
}
