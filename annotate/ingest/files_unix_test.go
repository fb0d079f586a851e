//go:build unix

package ingest

import (
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// Nobody writes to the pipe, so reading it would never end.
func TestFilesDoesNotReadPipes(t *testing.T) {
	root := folder(t, map[string]string{"a.txt": "A"})
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	items := make(chan []Item, 1)
	go func() { items <- collect(t, root) }()
	select {
	case got := <-items:
		if want := []string{"a.txt: ok", "pipe.txt: cannot be read"}; !slices.Equal(said(root, got), want) {
			t.Errorf("got %q, want %q", said(root, got), want)
		}
	case <-time.After(10 * time.Second):
		t.Error("still reading")
	}
}
