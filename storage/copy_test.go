package storage_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// worked is a project with random documents and steps.
func worked(t *testing.T, seed uint64, documents, steps int) (*storage.Project, []annotate.Document) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 9))
	p := storagetest.New(t)
	docs := addRandom(t, p, r, documents)
	for i := range steps {
		doc := docs[r.IntN(len(docs))]
		work, err := p.Work(doc.ID, "ada")
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Append(step(r, annotate.Session{Document: doc, Work: work, Annotator: "ada"}, i)); err != nil {
			t.Fatal(err)
		}
	}
	return p, docs
}

// sameAs compares two projects document by document.
func sameAs(t *testing.T, a, b *storage.Project) {
	t.Helper()
	sameDocuments(t, a, b, func(h storage.Header) storage.Header { return h })
}

func sameDocuments(t *testing.T, a, b *storage.Project, but func(storage.Header) storage.Header) {
	t.Helper()
	listA, errA := a.Headers("ada")
	listB, errB := b.Headers("ada")
	if errA != nil || errB != nil || len(listA) != len(listB) {
		t.Fatalf("%d documents, %v; %d documents, %v", len(listA), errA, len(listB), errB)
	}
	for i, h := range listA {
		if but(h) != but(listB[i]) {
			t.Errorf("headers %+v, %+v", h, listB[i])
		}
		workA, errA := a.Work(h.ID, "ada")
		workB, errB := b.Work(h.ID, "ada")
		if errA != nil || errB != nil || !workA.Equal(workB) {
			t.Errorf("works on %s differ: %v, %v", h.ID, errA, errB)
		}
	}
}

func TestBackupWhileWorkGoesOn(t *testing.T) {
	p, docs := worked(t, 1, 50, 30)
	path := filepath.Join(t.TempDir(), "backup.rubric")
	if err := os.WriteFile(path, []byte("an older backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	group.Go(func() {
		for i := range 20 {
			if err := p.Append(tx(docs[0].ID, annotate.Mark{Zone: annotate.Span{Start: i, End: i + 1}, Off: false})); err != nil && !errors.Is(err, annotate.ErrStale) {
				t.Error(err)
			}
		}
	})
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	storagetest.Check(t, path)
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	b, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	sameAs(t, p, b)
}

func TestBackupRefuses(t *testing.T) {
	p, _ := worked(t, 2, 3, 3)
	folder := t.TempDir()
	link := filepath.Join(folder, "link")
	if err := os.Symlink(p.Path(), link); err != nil {
		t.Log("no symlinks here:", err)
		link = p.Path()
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for path, err := range map[string]error{
		p.Path():                         p.Backup(t.Context(), p.Path()),
		link:                             p.Backup(t.Context(), link),
		filepath.Join(folder, "no", "b"): p.Backup(t.Context(), filepath.Join(folder, "no", "b")),
		filepath.Join(folder, "c"):       p.Backup(cancelled, filepath.Join(folder, "c")),
	} {
		if err == nil || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("back up to %s: %v", path, err)
		}
	}
	if list, _ := os.ReadDir(folder); len(list) > 1 {
		t.Errorf("something was left behind: %v", list)
	}
}

func TestCompact(t *testing.T) {
	p, docs := worked(t, 3, 300, 200)
	folder := t.TempDir()
	path := filepath.Join(folder, "small.rubric")
	if err := p.Compact(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, path)
	small, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	sameAs(t, p, small)
	if err := small.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := p.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Compact(t.Context(), p.Path()); err != nil {
		t.Fatal(err)
	}
	after, err := p.Stats()
	if err != nil || after.FreeBytes >= before.FreeBytes || after.Documents != before.Documents || after.Transactions != before.Transactions {
		t.Errorf("from %+v to %+v, %v", before, after, err)
	}
	for i := range 20 { // it goes on where it was
		if err := p.Append(tx(docs[0].ID, put(fmt.Sprint("after ", i), "PER", 0, 1, "0"))); err != nil {
			t.Fatal(err)
		}
	}
	storagetest.Add(t, p, storagetest.Text(t, "one more", "Oslo"))
	p = storagetest.Reopen(t, p)
	if h, err := p.Header("one more", ""); h.Number != 301 || err != nil {
		t.Errorf("the new document is number %d, %v", h.Number, err)
	}
}

func TestCancelledCompactLeavesTheProject(t *testing.T) {
	p, _ := worked(t, 4, 5, 5)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Compact(ctx, p.Path()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(p.Path() + ".tmp"); err == nil {
		t.Error("the temporary file is still there")
	}
	if _, err := p.Headers(""); err != nil {
		t.Error(err)
	}
}

func TestMigrationAfterABackup(t *testing.T) {
	p, _ := worked(t, 5, 4, 4)
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	mark := func(put func(string, []byte, []byte) error) error { return put("c", []byte("migrated"), []byte("yes")) }
	if _, err := storage.OpenWithSteps(path, storage.Options{ReadOnly: true}, "mark", mark); !errors.Is(err, storage.ErrReadOnly) {
		t.Errorf("read-only: %v", err)
	}
	failed := errors.New("cannot")
	_, err := storage.OpenWithSteps(path, storage.Options{}, "mark it", func(func(string, []byte, []byte) error) error { return failed })
	if !errors.Is(err, failed) || !strings.Contains(err.Error(), "mark it") || !strings.Contains(err.Error(), ".format2.bak") {
		t.Errorf("a step that fails: %v", err)
	}
	storagetest.Check(t, path) // still of the old format
	q, err := storage.OpenWithSteps(path, storage.Options{}, "mark", mark)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := q.Setting("migrated"); v != "yes" || err != nil {
		t.Errorf("setting %q, %v", v, err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(path, storage.Options{}); !errors.Is(err, storage.ErrNewer) {
		t.Errorf("the old program opens it: %v", err)
	}
	storagetest.Check(t, path+".format2.bak")
	if err := os.Rename(path+".format2.bak", path); err != nil { // for the check at the end
		t.Fatal(err)
	}
}
