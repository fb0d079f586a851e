package storage_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"rubricator/storage"
)

func TestBackupsAreFoundByTheirNames(t *testing.T) {
	folder, chosen := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "articles.rubric")
	place := func(dir, name string, bytes int) {
		t.Helper()
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, bytes), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	beside, away := filepath.Join(folder, "articles backups"), storage.BackupFolder(path, chosen)
	if list, err := storage.Backups(path, chosen); len(list) != 0 || err != nil {
		t.Errorf("before the first one: %v, %v", list, err)
	}
	place(beside, "articles.backup-20261123-094512.rubric", 5)
	place(beside, "articles.backup-20261101-000000.rubric", 7)
	place(away, "articles.backup-20261110-120000.rubric", 6)
	for _, other := range []string{"articles.backup-20261123-094512 copy.rubric", "articles.backup-20261123-094512.rubric.tmp", "articles.rubric",
		"other.backup-20261123-094512.rubric", "articles.backup-20261323-094512.rubric", "articles.backup-20261123-94512.rubric", "note.txt"} {
		place(beside, other, 1)
	}
	if err := os.Mkdir(filepath.Join(beside, "articles.backup-20261124-000000.rubric"), 0o700); err != nil {
		t.Fatal(err)
	}
	at := func(month time.Month, day, hour, minute, second int) time.Time {
		return time.Date(2026, month, day, hour, minute, second, 0, time.Local)
	}
	want := []storage.Backup{
		{Path: filepath.Join(beside, "articles.backup-20261123-094512.rubric"), Time: at(11, 23, 9, 45, 12), Bytes: 5},
		{Path: filepath.Join(away, "articles.backup-20261110-120000.rubric"), Time: at(11, 10, 12, 0, 0), Bytes: 6},
		{Path: filepath.Join(beside, "articles.backup-20261101-000000.rubric"), Time: at(11, 1, 0, 0, 0), Bytes: 7},
	}
	got, err := storage.Backups(path, chosen)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%v, %v", got, err)
	}
	for i := range want {
		if got[i].Path != want[i].Path || !got[i].Time.Equal(want[i].Time) || got[i].Bytes != want[i].Bytes {
			t.Errorf("backup %d is %+v, want %+v", i, got[i], want[i])
		}
	}
	if got, err := storage.Backups(path, ""); len(got) != 2 || err != nil {
		t.Errorf("without the folder of choice: %v, %v", got, err)
	}
	if one, other := storage.BackupFolder(path, chosen), storage.BackupFolder(filepath.Join(t.TempDir(), "articles.rubric"), chosen); one == other {
		t.Errorf("two projects of one name share %s", one)
	}
}
