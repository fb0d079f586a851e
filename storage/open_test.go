package storage_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestWhatIsNoProject opens what stands where a project should. Nothing may hang, and nothing may be made there.
func TestWhatIsNoProject(t *testing.T) {
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(in(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("empty", "")
	write("short", "rubric")
	write("text", strings.Repeat("Mira left Oslo. ", 4096))
	for _, c := range []struct {
		name, says string
		want       error
	}{
		{"nothing", "make one", storage.ErrMissing},
		{"", "folder", storage.ErrNotProject},
		{"empty", "empty", storage.ErrNotProject},
		{"short", "too short", storage.ErrNotProject},
		{"text", "not a database", storage.ErrNotProject},
	} {
		for _, readOnly := range []bool{false, true} {
			p, err := storage.Open(in(c.name), storage.Options{ReadOnly: readOnly})
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q, reading %v: %v", c.name, readOnly, err)
			}
			if p != nil {
				p.Close()
			}
		}
	}
	if _, err := os.Lstat(in("nothing")); !errors.Is(err, os.ErrNotExist) {
		t.Error("a file was made where none was")
	}
}

// largeFile is a closed project of more than 8 MiB.
func largeFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "large.rubric")
	p, err := storage.Create(path, storagetest.New(t).Schema())
	if err != nil {
		t.Fatal(err)
	}
	r := rnd(9)
	for i := range 24 {
		text := make([]byte, 500_000)
		for j := range text {
			text[j] = byte('!' + r.IntN(90))
		}
		storagetest.Add(t, p, storagetest.Text(t, "a"+string(rune('a'+i)), string(text)))
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() < 8<<20 {
		t.Fatal(info, err)
	}
	return path
}

// spoil changes a byte in the middle of some texts.
func spoil(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 9 {
		b[(i+1)*(len(b)/10/4096)*4096+2000] ^= 1
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestProbe(t *testing.T) {
	path := largeFile(t)
	p := opened(t, path)
	told := 0
	faults, err := p.Probe(t.Context(), func(done, total int) { told++ })
	if err != nil || len(faults) > 0 || told == 0 {
		t.Errorf("of a whole file: %v, %v, told %d times", faults, err, told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Probe(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path)
	p = opened(t, path) // no leaf of a large file is looked at
	defer p.Close()
	if faults, err := p.Probe(t.Context(), nil); err != nil || len(faults) == 0 || !strings.Contains(faults[0].String(), "bucket p") {
		t.Errorf("of a damaged file: %v, %v", faults, err)
	}
}

// TestProbeWhileWorkGoesOn changes pages under the look: what was in order before and after is no fault.
func TestProbeWhileWorkGoesOn(t *testing.T) {
	p := opened(t, largeFile(t))
	defer p.Close()
	done := make(chan error)
	go func() {
		var err error
		for i := 0; i < 200 && err == nil; i++ {
			err = p.SetSetting("k", strings.Repeat("x", i*97%3000))
		}
		done <- err
	}()
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			running = false
		default:
			if faults, err := p.Probe(t.Context(), nil); err != nil || len(faults) > 0 {
				t.Fatal(faults, err)
			}
		}
	}
}

// TestOpeningIsCancelled ends the look at a large file that was not closed in order.
func TestOpeningIsCancelled(t *testing.T) {
	path := largeFile(t)
	if err := opened(t, path).Abandon(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := storage.OpenContext(ctx, path, storage.Options{}, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	p, err := storage.OpenContext(t.Context(), path, storage.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

// TestOtherInstallationsFileIsLookedAt opens a file that another installation closed in order: all of it is looked at.
func TestOtherInstallationsFileIsLookedAt(t *testing.T) {
	path := largeFile(t)
	here, there := storage.OpenInstallation(t.TempDir()), storage.OpenInstallation(t.TempDir())
	for _, c := range []struct {
		installation *storage.Installation
		looks        bool
	}{{nil, false}, {here, true}, {here, false}, {there, true}} {
		told := 0
		p, err := storage.OpenContext(t.Context(), path, storage.Options{Installation: c.installation}, func(int, int) { told++ })
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if (told > 2) != c.looks {
			t.Errorf("by %v: told %d times, want a look: %v", c.installation, told, c.looks)
		}
	}
}

// TestCutWhileOpen truncates a file under an open project. Reading is an error, not the end of the program.
func TestCutWhileOpen(t *testing.T) {
	path := largeFile(t)
	p := opened(t, path)
	if err := os.Truncate(path, 64<<10); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for i := range 24 {
		if _, err := p.Document("a" + string(rune('a'+i))); errors.Is(err, storage.ErrDamaged) {
			failed++
		} else if err != nil {
			t.Error(err)
		}
	}
	if failed < 20 {
		t.Errorf("%d of 24 articles could not be read", failed)
	}
	if faults, err := p.Probe(t.Context(), nil); err != nil || len(faults) == 0 {
		t.Errorf("the look finds %v, %v", faults, err)
	}
	_ = p.Abandon()
}

func TestHazards(t *testing.T) {
	home := t.TempDir()
	for folder, want := range map[string]string{
		"Dropbox": "Dropbox", "Dropbox (Personal)": "Dropbox", "OneDrive - Harbour News/work": "OneDrive", "Google Drive/My Drive": "Google Drive",
		"Library/CloudStorage/GoogleDrive-mira@example.org": "Google Drive", "Library/Mobile Documents/com~apple~CloudDocs": "iCloud",
		"Nextcloud": "Nextcloud", "marked/.stfolder": "Syncthing", "boxes": "", "my dropbox notes": "", "work": "",
	} {
		at := filepath.Join(home, folder)
		if err := os.MkdirAll(at, 0o700); err != nil {
			t.Fatal(err)
		}
		h, ok := storage.HazardOf(filepath.Join(strings.TrimSuffix(at, "/.stfolder"), "sub", "p.rubric"))
		if want == "" && ok || want != "" && !strings.Contains(h.Place, want) {
			t.Errorf("%q: %v", folder, h)
		}
	}
	if h, _ := storage.HazardOf(filepath.Join(home, "Dropbox", "p.rubric")); !strings.Contains(h.String(), "work on a copy") {
		t.Errorf("it does not say what to do: %s", h)
	}
}

func rnd(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, seed)) }
