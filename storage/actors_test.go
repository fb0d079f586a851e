package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// lastActor opens a project in an installation, makes a step, and says who made it and as which number.
func lastActor(t *testing.T, path string, in *storage.Installation, crash bool) storage.Stamp {
	t.Helper()
	p, err := storage.Open(path, storage.Options{Installation: in})
	if err != nil {
		t.Fatal(err)
	}
	work, err := p.Work("a", "ada")
	if err != nil {
		t.Fatal(err)
	}
	n := work.Annotations.Len()
	if err := p.Append(tx("a", put(annotate.NewID(), "PER", n, n+1, "Mira left Oslo"[n:n+1]))); err != nil {
		t.Fatal(err)
	}
	var last storage.Stamp
	if err := p.Journal(last, func(at storage.Stamp, _ annotate.Transaction) error { last = at; return nil }); err != nil {
		t.Fatal(err)
	}
	end := p.Close
	if crash {
		end = p.Abandon
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	return last
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhoGoesOnAndWhoBeginsAnew follows one file over installations, crashes, copies and a restored backup: the actor goes
// on only where the file is the very one that it left, so no number is ever given twice.
func TestWhoGoesOnAndWhoBeginsAnew(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	desk, laptop := storage.OpenInstallation(t.TempDir()), storage.OpenInstallation(t.TempDir())
	first := lastActor(t, path, desk, false)
	if again := lastActor(t, path, desk, false); again.Actor != first.Actor || again.Seq != first.Seq+1 {
		t.Errorf("the same file again: %v after %v", again, first)
	}
	if again := lastActor(t, path, desk, true); again.Actor != first.Actor {
		t.Errorf("a third time: %v", again)
	}
	if again := lastActor(t, path, desk, false); again.Actor != first.Actor || again.Seq != first.Seq+3 {
		t.Errorf("after a crash: %v", again)
	}
	backup := filepath.Join(t.TempDir(), "backup.rubric")
	copyFile(t, path, backup)
	other := lastActor(t, path, laptop, false)
	if other.Actor == first.Actor {
		t.Error("another installation writes as the first")
	}
	if back := lastActor(t, path, desk, false); back.Actor != first.Actor || back.Compare(other) <= 0 {
		t.Errorf("the first goes on as %v, after %v", back, other)
	}
	if copied := lastActor(t, backup, desk, false); copied.Actor == first.Actor {
		t.Error("a copy at another path goes on as the first")
	}
	copyFile(t, backup, path) // the same path and file, but older than was left
	if restored := lastActor(t, path, desk, false); restored.Actor == first.Actor {
		t.Error("a restored backup goes on as the first")
	}
	if nobody := lastActor(t, path, nil, false); nobody.Actor == first.Actor {
		t.Error("without a memory somebody goes on")
	}
}

func TestInstallationWithoutAFolder(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := storage.OpenInstallation(filepath.Join(file, "below"))
	if one, other := lastActor(t, path, in, false), lastActor(t, path, in, false); one.Actor == other.Actor || other.Seq != 1 {
		t.Errorf("%v, then %v", one, other)
	}
}
