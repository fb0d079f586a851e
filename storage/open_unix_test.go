//go:build unix

package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"rubricator/storage"
)

func TestPipesAndLinks(t *testing.T) {
	folder := t.TempDir()
	pipe, link := filepath.Join(folder, "pipe.rubric"), filepath.Join(folder, "link.rubric")
	if err := errors.Join(unix.Mkfifo(pipe, 0o600), os.Symlink(filepath.Join(folder, "gone.rubric"), link)); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(pipe, storage.Options{}); !errors.Is(err, storage.ErrNotProject) || !strings.Contains(err.Error(), "pipe") {
		t.Errorf("a pipe: %v", err)
	}
	if _, err := storage.Open(link, storage.Options{}); !errors.Is(err, storage.ErrMissing) || !strings.Contains(err.Error(), "gone.rubric") {
		t.Errorf("a link to nothing: %v", err)
	}
	if _, err := os.Lstat(filepath.Join(folder, "gone.rubric")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was made where the link leads")
	}
}

// TestWhoHasIt asks who holds a locked file.
func TestWhoHasIt(t *testing.T) {
	path := largeFile(t)
	c := start(t, "hold", path)
	if got := c.line(t); got != "open" {
		t.Fatal(got)
	}
	_, err := storage.Open(path, storage.Options{Timeout: 1})
	var locked *storage.Locked
	if host, _ := os.Hostname(); !errors.As(err, &locked) || locked.Process != c.Process.Pid || locked.Host != host || locked.Readable || locked.Since.IsZero() {
		t.Errorf("locked for writing: %+v, %v", locked, err)
	}
	c.input.Close()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	reader, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := storage.Open(path, storage.Options{Timeout: 1}); !errors.As(err, &locked) || !locked.Readable || locked.Process != 0 {
		t.Errorf("locked for reading: %+v, %v", locked, err)
	}
}
