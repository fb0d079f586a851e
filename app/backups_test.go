package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/state"
	"rubricator/storage"
)

// kept are the backups of the open project.
func (d *desk) backedUp() []storage.Backup {
	d.t.Helper()
	list, err := storage.Backups(d.project.Store().Path(), d.state.Backups.Folder)
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

// look lets the time come at which a backup is thought of.
func (d *desk) look() {
	d.t.Helper()
	d.backups.look()
	d.until("the backup", func() bool { return d.backups.stop == nil })
}

func TestBackupsAreMadeBesideTheWindow(t *testing.T) {
	d := sit(t)
	d.look()
	if n := len(d.backedUp()); n != 1 {
		t.Fatalf("%d backups were made, want 1", n)
	}
	d.look()
	d.keys("Ctrl+Home", "1")
	d.look()
	if n := len(d.backedUp()); n != 2 {
		t.Errorf("%d backups are there after one change, want 2", n)
	}
	d.Dispatch(state.SetBackups{Backups: state.Backups{Off: true, Minutes: 20, Newest: 3}})
	d.keys("2")
	d.backups.look()
	if d.backups.stop != nil {
		t.Error("a backup is made though they are switched off")
	}
}

func TestWhyThereIsNoBackupIsSaidOnce(t *testing.T) {
	d := sit(t)
	folder := filepath.Join(t.TempDir(), "a file")
	write(t, folder, "x")
	d.Dispatch(state.SetBackups{Backups: state.Backups{Minutes: 20, Newest: 3, Folder: folder}})
	d.look()
	if !strings.Contains(d.state.Toast.Text, "no backup was made: ") || !d.state.Toast.Warn {
		t.Errorf("the line says %+v", d.state.Toast)
	}
	d.Dispatch(state.Say{Text: "something else"})
	d.look()
	if d.state.Toast.Text != "something else" {
		t.Errorf("it is said again: %+v", d.state.Toast)
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	d.look()
	if n := len(d.backedUp()); n != 1 {
		t.Errorf("%d backups were made, want 1", n)
	}
}

// typed presses a key where the keyboard is.
func (d *desk) typed(name fyne.KeyName) {
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func TestABackupIsRestoredBeside(t *testing.T) {
	d := sit(t)
	d.look()
	first := d.project.Store().Path()
	d.keys("Ctrl+Home", "1")
	d.Dispatch(state.OpenDialog{Dialog: state.DialogBackups})
	d.typed(fyne.KeyReturn)
	d.until("the restored project", func() bool { return d.project != nil && d.project.Store().Path() != first })
	if got := d.stored("a-english"); got != english {
		t.Errorf("restored is\n%s", got)
	}
	if !strings.Contains(filepath.Base(d.project.Store().Path()), " restored ") {
		t.Errorf("it is %q", d.project.Store().Path())
	}
	d.openProject(first, "ann")
	d.want("a-english", "[PER Harbour]")
}

func TestABackupIsRestoredInPlace(t *testing.T) {
	d := sit(t)
	d.look()
	was := d.backedUp()
	d.keys("Ctrl+Home", "1")
	p := d.project
	d.restoreOver(was[0])
	d.until("the restored project", func() bool { return d.project != nil && d.project != p && d.busy == nil })
	if got := d.stored("a-english"); got != english {
		t.Errorf("restored is\n%s", got)
	}
	now := d.backedUp()
	if len(now) != 2 || !slices.Contains(now, was[0]) {
		t.Fatalf("backups are %v, were %v", now, was)
	}
	if s, err := storage.ReadBackup(now[0].Path); err != nil || s.Annotations != 1 {
		t.Errorf("the newest backup has %+v, %v, and not what was there", s, err)
	}
}

// TestStepsThatCannotBeStored: the file is taken away under the window, which says so, keeps the steps, saves them in a
// copy elsewhere, and stores them by itself when the file is back.
func TestStepsThatCannotBeStored(t *testing.T) {
	d := sit(t)
	path := d.project.Store().Path()
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	d.press("Ctrl+Home")
	d.press("1")
	d.until("the failure", func() bool { return d.state.Saving.Err != nil })
	if got := d.state.Saving; got.Pending != 1 || got.Err.Error() != "the project file was moved, deleted or replaced" {
		t.Errorf("saving is %+v", got)
	}
	d.quit()
	if d.window.Canvas().Overlays().Top() == nil {
		t.Fatal("the window goes without a question")
	}
	d.typed(fyne.KeyEscape)
	copied := filepath.Join(t.TempDir(), "copy")
	d.saveCopy(copied, false)
	d.until("the copy", func() bool { return d.busy == nil })
	if s, err := storage.ReadBackup(copied + ".rubric"); err != nil || s.Annotations != 1 {
		t.Errorf("the copy has %+v, %v", s, err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	d.until("the disk, without a key", func() bool { return d.state.Saving.Pending == 0 })
	d.want("a-english", "[PER Harbour]")
}

func TestTroubleInFewWords(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{{storage.ErrFull, "disk full"}, {errors.New("strange"), "strange"}, {errors.Join(errors.New("write"), storage.ErrLost), "the disk of the project cannot be reached"}} {
		if got := trouble(c.err); got.Error() != c.want {
			t.Errorf("%v is %q, want %q", c.err, got, c.want)
		}
	}
}

func TestASparseFileIsCompactedOnLeaving(t *testing.T) {
	d := sit(t)
	store := d.project.Store()
	for range 3 { // values of pages that are free again afterwards
		if err := store.SetCached("large", strings.Repeat("x", 40<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.DropCached(); err != nil {
		t.Fatal(err)
	}
	path := store.Path()
	before, err := os.Stat(path)
	if err != nil || !store.Sparse() {
		t.Fatalf("the file is not sparse: %v", err)
	}
	left := make(chan int, 1)
	d.exit = func(status int) { left <- status }
	d.quit()
	if d.shrinking == nil {
		t.Fatal("nothing is compacted")
	}
	d.until("the end", func() bool { return d.project == nil })
	after, err := os.Stat(path)
	if err != nil || after.Size() > before.Size()/10 {
		t.Errorf("%d bytes are left of %d, %v", after.Size(), before.Size(), err)
	}
}
