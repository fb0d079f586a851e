package storage_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rubricator/storage"
)

const pageSize = 4096

// damages are ways in which disks, cables and other programs spoil a file.
var damages = []struct {
	name  string
	times int
	do    func(r *rand.Rand, b []byte) []byte
}{
	{"cut", 60, func(r *rand.Rand, b []byte) []byte { return b[:r.IntN(len(b))] }},
	{"cut at a page", 40, func(r *rand.Rand, b []byte) []byte { return b[:r.IntN(len(b)/pageSize)*pageSize] }},
	{"bit", 200, func(r *rand.Rand, b []byte) []byte { b[r.IntN(len(b))] ^= 1 << r.IntN(8); return b }},
	{"bit in a page's head", 200, func(r *rand.Rand, b []byte) []byte {
		b[r.IntN(len(b)/pageSize)*pageSize+r.IntN(48)] ^= 1 << r.IntN(8)
		return b
	}},
	{"bit in a header page", 100, func(r *rand.Rand, b []byte) []byte { b[r.IntN(2)*pageSize+r.IntN(96)] ^= 1 << r.IntN(8); return b }},
	{"page of zeros", 100, func(r *rand.Rand, b []byte) []byte { clear(page(r, b)); return b }},
	{"page of noise", 100, func(r *rand.Rand, b []byte) []byte {
		p := page(r, b)
		for i := range p {
			p[i] = byte(r.Uint32())
		}
		return b
	}},
	{"page of another", 100, func(r *rand.Rand, b []byte) []byte { copy(page(r, b), page(r, b)); return b }},
}

func page(r *rand.Rand, b []byte) []byte {
	at := r.IntN(len(b)/pageSize) * pageSize
	return b[at : at+pageSize]
}

// TestDamagedFiles spoils copies of a project in many ways. None may end the process or hang; what is read is right or
// an error; and where something could not be read, the check says so.
func TestDamagedFiles(t *testing.T) {
	whole, want := wholeFile(t)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(d.times), uint64(len(d.name))))
			seen := 0
			for range d.times {
				path := filepath.Join(t.TempDir(), "damaged.rubric")
				if err := os.WriteFile(path, d.do(r, append([]byte(nil), whole...)), 0o600); err != nil {
					t.Fatal(err)
				}
				if damageSeen(t, path, want) {
					seen++
				}
			}
			t.Logf("%d of %d were seen, the others did no harm", seen, d.times)
			if seen == 0 {
				t.Error("no damage was seen at all")
			}
		})
	}
}

// wholeFile is a project file without free room at its end, and its texts by document.
func wholeFile(t *testing.T) ([]byte, map[string]string) {
	t.Helper()
	p, docs := worked(t, 8, 120, 80)
	path := filepath.Join(t.TempDir(), "whole.rubric")
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, doc := range docs {
		want[doc.ID] = doc.Text.String()
	}
	return whole, want
}

// damageSeen opens, reads and checks a spoilt file.
func damageSeen(t *testing.T, path string, want map[string]string) bool {
	t.Helper()
	p, err := storage.Open(path, storage.Options{Timeout: 50 * time.Millisecond})
	if err != nil {
		if !errors.Is(err, storage.ErrDamaged) && !errors.Is(err, storage.ErrNotProject) && !errors.Is(err, storage.ErrNewer) {
			t.Errorf("open: %v", err)
		}
		return true
	}
	defer p.Close()
	unread := readAll(t, p, want)
	faults, err := p.Check(t.Context(), nil)
	if err != nil {
		t.Errorf("check: %v", err)
	}
	if unread > 0 && len(faults) == 0 {
		t.Errorf("%d things cannot be read and the check is clean", unread)
	}
	return unread > 0 || len(faults) > 0
}

// readAll reads all documents and works and returns how many could not be read.
func readAll(t *testing.T, p *storage.Project, want map[string]string) (unread int) {
	t.Helper()
	harmless := func(err error) bool {
		if err != nil && !errors.Is(err, storage.ErrDamaged) && !errors.Is(err, storage.ErrNoDocument) {
			t.Errorf("read: %v", err)
		}
		if err != nil {
			unread++
		}
		return err == nil
	}
	_, err := p.Headers("ada")
	harmless(err)
	_, err = p.Tail("ada", 100)
	harmless(err)
	for id, text := range want {
		doc, err := p.Document(id)
		if harmless(err) && doc.Text.String() != text {
			t.Errorf("%s is silently wrong", id)
		}
		work, err := p.Work(id, "ada")
		if harmless(err) && doc.ID != "" {
			if err := work.Check(doc.Text); err != nil {
				t.Errorf("work on %s is silently wrong: %v", id, err)
			}
		}
	}
	return unread
}

// TestDamagedLargeFiles spoils files that were closed in order and that count as too large to be verified at each
// opening, so that the database itself meets the damage. What is read is right or an error, and a change too.
func TestDamagedLargeFiles(t *testing.T) {
	whole, want := wholeFile(t)
	clean := filepath.Join(t.TempDir(), "clean.rubric")
	if err := os.WriteFile(clean, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := opened(t, clean).Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(clean)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(d.times), 77))
			unread, refused := 0, 0
			for range d.times / 2 {
				path := filepath.Join(t.TempDir(), "large.rubric")
				if err := os.WriteFile(path, d.do(r, append([]byte(nil), whole...)), 0o600); err != nil {
					t.Fatal(err)
				}
				p, err := storage.OpenAsLarge(path)
				if err != nil {
					refused++
					continue
				}
				unread += min(1, readAll(t, p, want))
				_ = p.SetSetting("open", "x")
				_ = p.Close()
			}
			t.Logf("%d of %d were not opened, in %d more something could not be read", refused, d.times/2, unread)
		})
	}
}
