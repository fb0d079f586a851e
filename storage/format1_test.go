package storage_test

import (
	"path/filepath"
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// oldFile is a copy of a file of format 1: 13 documents, some 60 steps by two annotators, on two machines in turn.
func oldFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.rubric")
	copyFile(t, "testdata/actors-format1.rubric", path)
	return path
}

// stamps are all transactions in order, with their places.
func stamps(t *testing.T, p *storage.Project) (list []storage.Stamp, txs []annotate.Transaction) {
	t.Helper()
	err := p.Journal(storage.Stamp{}, func(at storage.Stamp, tx annotate.Transaction) error {
		list, txs = append(list, at), append(txs, tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list, txs
}

// TestMigrationGoesOnAfterAKill ends the migration of one file after every number of commits. Meanwhile the file is
// refused for reading; in the end it is the same as one that was migrated in one go, in another place.
func TestMigrationGoesOnAfterAKill(t *testing.T) {
	whole := opened(t, oldFile(t))
	want, wantTxs := stamps(t, whole)
	if len(want) < 60 || want[0].Actor == want[len(want)-1].Actor {
		t.Fatalf("%d steps: the file shows nothing", len(want))
	}
	for entries := range 9 {
		path, killed := oldFile(t), 0
		for commits := 0; ; commits++ {
			p, err := storage.OpenUntil(path, commits%3, entries+2)
			if err == nil {
				if err := p.Close(); err != nil {
					t.Fatal(err)
				}
				break
			}
			if killed++; killed > 200 {
				t.Fatalf("it never ends: %v", err)
			}
			if q, err := storage.Open(path, storage.Options{ReadOnly: true}); err == nil {
				t.Fatal(q.Close(), "half migrated, and open for reading")
			}
		}
		p := opened(t, path)
		got, gotTxs := stamps(t, p)
		if !slices.Equal(got, want) || len(gotTxs) != len(wantTxs) {
			t.Errorf("%d entries at a time: other stamps", entries+2)
		}
		for i := range gotTxs {
			if gotTxs[i].ID != wantTxs[i].ID || gotTxs[i].Document != wantTxs[i].Document {
				t.Fatalf("step %d is %+v, want %+v", i, gotTxs[i], wantTxs[i])
			}
		}
		sameAs(t, whole, p)
		if _, ok := p.Schema().Label("EXTRA"); !ok {
			t.Error("a label is lost")
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		storagetest.Check(t, path)
		copyFile(t, path+".format1.bak", path) // the backup is from before the first commit
		again := opened(t, path)
		sameAs(t, whole, again)
	}
}

func TestMigrationTellsHowFarItIs(t *testing.T) {
	var done, total []int
	p, err := storage.Open(oldFile(t), storage.Options{Migrating: func(d, n int) { done, total = append(done, d), append(total, n) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len(done); n != 2 || done[1] != total[1] || !slices.IsSorted(done) {
		t.Errorf("%v of %v", done, total)
	}
}
