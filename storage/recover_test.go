package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

const pageSize = 4096

// newestHeader is the page of the header with the higher number of a whole file.
func newestHeader(b []byte) int {
	if binary.LittleEndian.Uint64(b[16+48:]) > binary.LittleEndian.Uint64(b[pageSize+16+48:]) {
		return 0
	}
	return 1
}

// inUse is a whole file without the room behind its pages.
func inUse(b []byte) []byte {
	return bytes.Clone(b[:pageSize*int(binary.LittleEndian.Uint64(b[newestHeader(b)*pageSize+16+40:]))])
}

// lossy is a closed project of three documents with labels of two annotators, that something was taken out of, so that no
// trace of it is left in the file.
func lossy(t *testing.T, take func(p *storage.Project) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "harbour.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Add(t, p, marked(t, "a", "ada", "[PER Mira] left [LOC Oslo]."), marked(t, "b", "bob", "[LOC Bergen] rains."))
	storagetest.Add(t, p, storagetest.Text(t, "c", "Sarel waits\nin Haifa."))
	for _, next := range []annotate.Transaction{tx("a", annotate.Assign{Field: annotate.FieldStatus, After: string(annotate.Finished)}), tx("c", put("1", "PER", 0, 5, "Sarel"))} {
		if err := p.Append(next); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(take(p), p.Compact(t.Context(), path), p.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// recovered takes an offer for a file and opens what comes of it, which is checked when the test ends.
func recovered(t *testing.T, path string, want storage.Way) (*storage.Project, storage.Recovered) {
	t.Helper()
	d, err := storage.Diagnose(t.Context(), path, nil, nil)
	i := slices.IndexFunc(d.Offers, func(o storage.Offer) bool { return o.Way == want })
	if err != nil || len(d.Faults) == 0 || i < 0 {
		t.Fatalf("%+v, %v; want an offer by %s", d, err, want)
	}
	before, errBefore := os.ReadFile(path)
	to := filepath.Join(t.TempDir(), "recovered.rubric")
	done, err := storage.Recover(t.Context(), path, d.Offers[i], to, func(string, int, int) {})
	after, errAfter := os.ReadFile(path)
	if err := errors.Join(err, errBefore, errAfter); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the damaged file was changed")
	}
	storagetest.Check(t, to)
	return opened(t, to), done
}

const (
	worksOfA = "[PER Mira] left [LOC Oslo]."
	worksOfC = "[PER Sarel] waits\nin Haifa."
)

// remains compares labels of the documents with what they were.
func remains(t *testing.T, p *storage.Project, ids ...string) {
	t.Helper()
	want := map[string][2]string{"a": {"ada", worksOfA}, "b": {"bob", "[LOC Bergen] rains."}, "c": {"ada", worksOfC}}
	list, err := p.Headers("ada")
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, h := range list {
		have = append(have, h.ID)
	}
	if !slices.Equal(have, ids) {
		t.Errorf("it has %q, want %q", have, ids)
	}
	for _, id := range ids {
		if got := shown(t, p, id, want[id][0]); got != want[id][1] {
			t.Errorf("%s: %q, want %q", id, got, want[id][1])
		}
	}
	if work, err := p.Work("a", "ada"); slices.Contains(ids, "a") && (err != nil || work.Status != annotate.Finished) {
		t.Errorf("a has the status %q, %v", work.Status, err)
	}
}

func loses(t *testing.T, done storage.Recovered, words ...string) {
	t.Helper()
	all := strings.Join(done.Losses, "\n")
	for _, w := range words {
		if !strings.Contains(all, w) {
			t.Errorf("it says that this is lost: %q; want %q in it", all, w)
		}
	}
	if len(words) == 0 && all != "" {
		t.Errorf("it says that this is lost: %q", all)
	}
}

// each takes every pair with a key of one of the buckets.
func each(bucket string, keys ...[]byte) func(*storage.Project) error {
	return func(p *storage.Project) (err error) {
		for _, k := range keys {
			if p.Has(bucket, k) {
				err = errors.Join(err, p.Delete(bucket, k))
			}
		}
		return err
	}
}

func TestSalvageWithoutAText(t *testing.T) {
	p, done := recovered(t, lossy(t, each("p", storage.Key64(1))), storage.FromSalvage)
	loses(t, done, `document "a": its text cannot be read`, `document "b"`, `by "ada"`)
	remains(t, p, "c")
}

func TestSalvageWithoutAHeader(t *testing.T) {
	p, done := recovered(t, lossy(t, each("d", storage.Key64(3))), storage.FromSalvage)
	loses(t, done, "title and source of 1 document")
	remains(t, p, "a", "b", "c")
	if h, err := p.Header("c", ""); err != nil || h.Title != "Sarel waits" {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestSalvageWithoutHeadersOfOnePack finds texts between others.
func TestSalvageWithoutHeadersOfOnePack(t *testing.T) {
	for _, gone := range [][]uint64{{1}, {2}, {1, 2}, {1, 2, 3}} {
		var keys [][]byte
		for _, n := range gone {
			keys = append(keys, storage.Key64(n))
		}
		p, done := recovered(t, lossy(t, each("d", keys...)), storage.FromSalvage)
		loses(t, done, "title and source of")
		remains(t, p, "a", "b", "c")
	}
}

func TestSalvageWithoutWorks(t *testing.T) {
	p, done := recovered(t, lossy(t, each("s", storage.WorkKey(1, 1), storage.WorkKey(2, 2), storage.WorkKey(1, 3))), storage.FromSalvage)
	loses(t, done)
	remains(t, p, "a", "b", "c")
}

// TestSalvageWithoutSteps takes the journal away, imports too: labels and the order of the documents stay.
func TestSalvageWithoutSteps(t *testing.T) {
	p, done := recovered(t, lossy(t, func(p *storage.Project) (err error) {
		for actor := range uint32(4) {
			for seq := range uint64(20) {
				if k := storage.EventKey(actor, seq); p.Has("e", k) && seq != 3 {
					err = errors.Join(err, p.Delete("e", k))
				}
			}
		}
		return err
	}), storage.FromSalvage)
	loses(t, done, "of the journal", "which are kept as they were last stored")
	remains(t, p, "a", "b", "c")
	list, err := p.History("a")
	if err != nil || len(list) == 0 || list[len(list)-1].Words != "recovered from a damaged file" || list[len(list)-1].Annotator != "ada" {
		t.Errorf("%+v, %v", list, err)
	}
	if err := p.Append(tx("c", annotate.Assign{Field: annotate.FieldNote, After: "it goes on"})); err != nil {
		t.Error(err)
	}
}

// TestSalvageWithoutItsOwnData takes what says what the project is.
func TestSalvageWithoutItsOwnData(t *testing.T) {
	for name, words := range map[string][]string{
		"format": {"which project it was"}, "schema": {"the list of labels"}, "annotators": nil, "actorIDs": nil, "clean": nil,
	} {
		path := lossy(t, each("m", []byte(name)))
		to := filepath.Join(t.TempDir(), "recovered.rubric")
		done, err := storage.Recover(t.Context(), path, storage.Offer{Way: storage.FromSalvage}, to, nil)
		if err != nil {
			t.Errorf("without %s: %v", name, err)
			continue
		}
		if len(words) > 0 {
			loses(t, done, words...)
		}
		storagetest.Check(t, to)
		remains(t, opened(t, to), "a", "b", "c")
	}
}

// TestBackupIsOffered empties a project, as some programs do that were to copy it.
func TestBackupIsOffered(t *testing.T) {
	path := lossy(t, func(*storage.Project) error { return nil })
	bad, good := filepath.Join(t.TempDir(), "bad"), filepath.Join(t.TempDir(), "good")
	b, err := os.ReadFile(path)
	if err = errors.Join(err, os.WriteFile(bad, b[:3*pageSize], 0o600), os.WriteFile(good, b, 0o600), os.Truncate(path, 0)); err != nil {
		t.Fatal(err)
	}
	list := []storage.Backup{{Path: bad, Time: time.Now()}, {Path: filepath.Join(t.TempDir(), "gone"), Time: time.Now()}, {Path: good, Time: time.Now().Add(-time.Hour)}}
	d, err := storage.Diagnose(t.Context(), path, list, nil)
	if err != nil || len(d.Offers) != 1 || d.Offers[0].Backup.Path != good || !strings.Contains(d.Offers[0].Words(), "restore the backup of") {
		t.Fatalf("%+v, %v", d, err)
	}
	to := filepath.Join(t.TempDir(), "recovered.rubric")
	if _, err := storage.Recover(t.Context(), path, d.Offers[0], to, nil); err != nil {
		t.Fatal(err)
	}
	remains(t, opened(t, to), "a", "b", "c")
}

func TestRecoveryIsCancelled(t *testing.T) {
	path := lossy(t, each("s", storage.WorkKey(1, 1)))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := storage.Diagnose(ctx, path, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("diagnosing: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	folder := t.TempDir()
	to := filepath.Join(folder, "recovered.rubric")
	if _, err := storage.Recover(ctx, path, storage.Offer{Way: storage.FromSalvage}, to, func(string, int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("recovering: %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
}

func TestRecoveryLeavesWhatStandsThere(t *testing.T) {
	path := lossy(t, each("s", storage.WorkKey(1, 1)))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Recover(t.Context(), path, storage.Offer{Way: storage.FromSalvage}, path, nil); !errors.Is(err, storage.ErrExists) {
		t.Errorf("onto itself: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the damaged file was changed")
	}
	p := opened(t, path)
	defer p.Close()
	if _, err := storage.Diagnose(t.Context(), path, nil, nil); !errors.Is(err, storage.ErrLocked) {
		t.Errorf("of an open project: %v", err)
	}
}

// FuzzDiagnose spoils a project in three places, diagnoses it and takes the best offer: it must end, must not panic, and what
// is recovered is whole.
func FuzzDiagnose(f *testing.F) {
	folder := f.TempDir()
	path := filepath.Join(folder, "base.rubric")
	p, err := storage.Create(path, annotate.News())
	if err != nil {
		f.Fatal(err)
	}
	addRandom(f, p, rnd(3), 6)
	if err := p.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	whole = inUse(whole)
	r := rnd(4)
	for range 60 {
		f.Add(uint32(r.IntN(len(whole))), byte(r.Uint32()), uint32(r.IntN(len(whole))), byte(r.Uint32()), uint32(r.IntN(len(whole))), byte(r.Uint32()))
	}
	f.Fuzz(func(t *testing.T, at1 uint32, v1 byte, at2 uint32, v2 byte, at3 uint32, v3 byte) {
		b := bytes.Clone(whole)
		b[int(at1)%len(b)], b[int(at2)%len(b)], b[int(at3)%len(b)] = v1, v2, v3
		path, to := filepath.Join(t.TempDir(), "spoilt.rubric"), filepath.Join(t.TempDir(), "recovered.rubric")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := storage.Diagnose(t.Context(), path, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, offer := range d.Offers {
			if _, err := storage.Recover(t.Context(), path, offer, to, nil); err != nil {
				t.Fatal(offer.Way, err)
			}
			if err := os.Remove(to); err != nil {
				t.Fatal(err)
			}
		}
	})
}
