package project

import (
	"path/filepath"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
)

// TestBackupsInAFolderOfChoice finds them where the settings put them, when the project is to be recovered.
func TestBackupsInAFolderOfChoice(t *testing.T) {
	path, folder := filepath.Join(t.TempDir(), "a.rubric"), t.TempDir()
	if err := Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path, "ada", false)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, made, err := p.Store().KeepBackup(t.Context(), storage.BackupRule{Folder: folder, Keeping: storage.UsualKeeping}); err != nil || !made {
		t.Fatal(made, err)
	}
	if HasBackups(path, "") || !HasBackups(path, folder) {
		t.Errorf("beside it: %v, in the folder: %v", HasBackups(path, ""), HasBackups(path, folder))
	}
}
