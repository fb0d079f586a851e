package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

func backedUp(t *testing.T, p *storage.Project, rule storage.BackupRule, made bool) storage.Backup {
	t.Helper()
	b, got, err := p.KeepBackup(t.Context(), rule)
	if err != nil || got != made {
		t.Fatalf("made %v, want %v: %v", got, made, err)
	}
	return b
}

func usual() storage.BackupRule { return storage.BackupRule{Keeping: storage.UsualKeeping} }

func TestABackupIsMadeWhereSomethingHasChanged(t *testing.T) {
	p, docs := worked(t, 1, 5, 10)
	first := backedUp(t, p, usual(), true)
	storagetest.Check(t, first.Path)
	if again := backedUp(t, p, usual(), false); again.Path != first.Path {
		t.Errorf("%+v has all of it, not %+v", first, again)
	}
	path := p.Path()
	p = storagetest.Reopen(t, p)
	backedUp(t, p, usual(), false)
	if err := p.Append(tx(docs[0].ID, put("new", "PER", 0, 1, docs[0].Text.Slice(annotate.Span{Start: 0, End: 1})))); err != nil {
		t.Fatal(err)
	}
	if !p.Unsaved("") {
		t.Error("the label counts as no change")
	}
	second := backedUp(t, p, usual(), true)
	b, err := storage.Open(second.Path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	sameAs(t, p, b)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Abandon(); err != nil {
		t.Fatal(err)
	}
	p = opened(t, path)
	backedUp(t, p, usual(), true) // after a crash nobody knows
	if list, err := storage.Backups(path, ""); len(list) != 3 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	if err := os.Remove(backedUp(t, p, usual(), false).Path); err != nil {
		t.Fatal(err)
	}
	backedUp(t, p, usual(), true) // one that is gone holds nothing
}

func TestABackupInAFolderOfChoice(t *testing.T) {
	p, _ := worked(t, 2, 2, 2)
	folder := filepath.Join(t.TempDir(), "not there yet")
	rule := storage.BackupRule{Folder: folder, Keeping: storage.UsualKeeping}
	b := backedUp(t, p, rule, true)
	if !strings.HasPrefix(b.Path, folder) {
		t.Errorf("it is at %q", b.Path)
	}
	backedUp(t, p, rule, false)
	backedUp(t, p, usual(), true) // who wants one beside the project gets one
}

func TestOldBackupsGo(t *testing.T) {
	p, docs := worked(t, 3, 2, 2)
	folder := storage.BackupFolder(p.Path(), "")
	name := func(at time.Time) string {
		return filepath.Join(folder, "test.backup-"+at.Local().Format("20060102-150405")+".rubric")
	}
	first := backedUp(t, p, usual(), true)
	whole, err := os.ReadFile(first.Path)
	if err != nil {
		t.Fatal(err)
	}
	var old []string
	for i := range 6 { // long ago, so that only the newest stay
		old = append(old, name(first.Time.AddDate(0, -2, i)))
		if err := os.WriteFile(old[i], whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other, foreign, note := storagetest.New(t), name(first.Time.AddDate(-2, 0, 0)), filepath.Join(folder, "note.txt")
	if err := other.Backup(t.Context(), foreign); err != nil {
		t.Fatal(err)
	}
	damaged, begun, fresh := name(first.Time.AddDate(-3, 0, 0)), name(first.Time.AddDate(-1, 0, 0))+".tmp", name(first.Time.AddDate(-1, 0, 1))+".tmp"
	for _, path := range []string{note, damaged, begun, fresh} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(begun, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := p.Append(tx(docs[0].ID, put("new", "PER", 0, 1, docs[0].Text.Slice(annotate.Span{Start: 0, End: 1})))); err != nil {
		t.Fatal(err)
	}
	second := backedUp(t, p, usual(), true)
	for path, stays := range map[string]bool{first.Path: true, second.Path: true, old[5]: true, old[4]: false, old[0]: false,
		foreign: true, damaged: true, note: true, begun: false, fresh: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestABackupThatIsCancelledLeavesNothing(t *testing.T) {
	p, _ := worked(t, 4, 200, 2)
	ctx, cancel := context.WithCancel(t.Context())
	rule := usual()
	rule.Progress = func(int64, int64) { cancel() }
	if _, _, err := p.KeepBackup(ctx, rule); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if list, _ := os.ReadDir(storage.BackupFolder(p.Path(), "")); len(list) > 0 {
		t.Errorf("something was left behind: %v", list)
	}
	backedUp(t, p, usual(), true)
}

// TestTheCopyHasWhatWasKept: steps that the project could not store are in a copy that is saved elsewhere.
func TestTheCopyHasWhatWasKept(t *testing.T) {
	p, _ := worked(t, 5, 1, 1)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	path := filepath.Join(t.TempDir(), "copy.rubric")
	refused, err := p.Copy(t.Context(), path, storage.Copying{Kept: [][]annotate.Transaction{
		{tx("a", put("1", "PER", 0, 4, "Mira"))}, {tx("a", annotate.Remove(annotate.Annotation{ID: "2"}))}, {tx("a", put("3", "LOC", 10, 14, "Oslo"))},
	}})
	if err != nil || len(refused) != 1 || !errors.Is(refused[0], annotate.ErrStale) {
		t.Fatalf("%v, %v", refused, err)
	}
	storagetest.Check(t, path)
	c, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if w, err := c.Work("a", "ada"); err != nil || w.Annotations.Len() != 2 {
		t.Errorf("%d annotations, %v", w.Annotations.Len(), err)
	}
	if w, err := p.Work("a", "ada"); err != nil || w.Annotations.Len() != 0 {
		t.Errorf("%d annotations in the project itself, %v", w.Annotations.Len(), err)
	}
}

// TestAFileThatIsMovedTakesNoMoreSteps: the system would let us write to a file that nobody finds again.
func TestAFileThatIsMovedTakesNoMoreSteps(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", strings.Repeat("x", 20)))
	path, away, copied := p.Path(), p.Path()+".away", p.Path()+".copy"
	append1 := func(i int) error { return p.Append(tx("a", put(fmt.Sprint(i), "PER", i, i+1, "x"))) }
	if err := errors.Join(append1(1), os.Rename(path, away)); err != nil {
		t.Fatal(err)
	}
	if err := append1(2); !errors.Is(err, storage.ErrMoved) {
		t.Errorf("moved: %v", err)
	}
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := append1(2); !errors.Is(err, storage.ErrMoved) {
		t.Errorf("replaced: %v", err)
	}
	if _, err := p.Copy(t.Context(), copied, storage.Copying{}); err != nil {
		t.Error(err)
	}
	storagetest.Check(t, copied)
	if err := errors.Join(os.Remove(path), os.Rename(away, path), append1(2)); err != nil {
		t.Errorf("put back: %v", err)
	}
}

func TestRestore(t *testing.T) {
	p, docs := worked(t, 6, 20, 20)
	b := backedUp(t, p, usual(), true)
	path, beside := p.Path(), filepath.Join(t.TempDir(), "restored.rubric")
	if err := p.Append(tx(docs[0].ID, put("later", "PER", 0, 1, docs[0].Text.Slice(annotate.Span{Start: 0, End: 1})))); err != nil {
		t.Fatal(err)
	}
	was, errWas := storage.ReadBackup(b.Path)
	now, errNow := p.Stats()
	if errWas != nil || errNow != nil || now.Transactions != was.Transactions+1 || was.Documents != 20 {
		t.Errorf("%+v, %v; %+v, %v", was, errWas, now, errNow)
	}
	if err := storage.Restore(t.Context(), b.Path, beside, nil); err != nil {
		t.Fatal(err)
	}
	storagetest.Check(t, beside)
	if err := storage.Restore(t.Context(), b.Path, beside, nil); !errors.Is(err, storage.ErrExists) {
		t.Errorf("over another file: %v", err)
	}
	refuse := errors.New("not now")
	if err := storage.RestoreOver(t.Context(), b.Path, path, nil, func() error { return refuse }); !errors.Is(err, refuse) {
		t.Errorf("got %v", err)
	}
	if err := storage.RestoreOver(t.Context(), b.Path, path, nil, p.Close); err != nil {
		t.Fatal(err)
	}
	again, err := storage.ReadBackup(path)
	if err != nil || again.Transactions != was.Transactions {
		t.Errorf("%+v, %v", again, err)
	}
	if list, err := os.ReadDir(filepath.Dir(path)); err != nil || len(list) != 2 {
		t.Errorf("something was left behind: %v, %v", list, err)
	}
}

func TestADamagedBackupIsNotRestored(t *testing.T) {
	p, docs := worked(t, 7, 3, 3)
	b := backedUp(t, p, usual(), true)
	whole, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	id := []byte(docs[0].ID)
	whole = bytes.ReplaceAll(whole, id, append([]byte("?"), id[1:]...)) // in values too, which only their checksums guard
	if err := os.WriteFile(b.Path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "restored.rubric")
	if err := storage.Restore(t.Context(), b.Path, path, nil); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("got %v", err)
	}
	if list, _ := os.ReadDir(filepath.Dir(path)); len(list) > 0 {
		t.Errorf("something was left behind: %v", list)
	}
}

func TestShrinkIsCancelled(t *testing.T) {
	p, docs := worked(t, 8, 2000, 2)
	path := p.Path()
	ctx, cancel := context.WithCancel(t.Context())
	if err := p.Shrink(ctx, func(done, total int64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := p.Append(tx(docs[0].ID, put("after", "PER", 0, 1, docs[0].Text.Slice(annotate.Span{Start: 0, End: 1})))); err != nil {
		t.Error(err)
	}
	told := int64(0)
	if err := p.Shrink(t.Context(), func(done, total int64) {
		if done <= told || done > total {
			t.Errorf("%d of %d after %d", done, total, told)
		}
		told = done
	}); err != nil || told == 0 {
		t.Errorf("%d told, %v", told, err)
	}
	if _, err := os.Stat(path + ".tmp"); err == nil {
		t.Error("the temporary file is still there")
	}
}
