package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// scanned are the texts and faults of a scan, by place, and the pieces in the order in which they ended.
type scanned struct {
	mu     sync.Mutex
	texts  map[int]string
	faults map[int]error
	ends   int
}

func (s *scanned) reader() storage.Reader {
	last := -1
	return storage.Reader{
		Text: func(i int, text []byte) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if i <= last {
				panic("a goroutine goes back")
			}
			last = i
			s.texts[i] = string(text)
		},
		Fault: func(i int, err error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.faults[i] = err
		},
		Piece: func(first, end int) bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.ends += end - first
			return true
		},
	}
}

func scan(t *testing.T, p *storage.Project, ids []string) *scanned {
	t.Helper()
	s := &scanned{texts: map[int]string{}, faults: map[int]error{}}
	if err := p.Scan(t.Context(), len(ids), func(i int) string { return ids[i] }, s.reader); err != nil {
		t.Fatal(err)
	}
	if s.ends != len(ids) {
		t.Errorf("pieces of %d documents ended, there are %d", s.ends, len(ids))
	}
	return s
}

func TestScanReadsAllTextsInAnyOrder(t *testing.T) {
	p := storagetest.New(t)
	docs := articles(t, 700)
	storagetest.Add(t, p, docs...)
	var ids []string
	for _, d := range slices.Backward(docs) {
		ids = append(ids, d.Document.ID)
	}
	s := scan(t, p, ids)
	for i, id := range ids {
		if want := docs[len(docs)-1-i].Document.Text.String(); s.texts[i] != want {
			t.Fatalf("the text of %s is %.60q, want %.60q", id, s.texts[i], want)
		}
	}
	if s := scan(t, p, nil); len(s.texts) != 0 {
		t.Errorf("texts of no documents: %v", s.texts)
	}
	if s := scan(t, p, []string{"report-3", "nobody", "report-1"}); len(s.texts) != 2 || !errors.Is(s.faults[1], storage.ErrNoDocument) {
		t.Errorf("beside a document that is not there: %d texts, %v", len(s.texts), s.faults)
	}
}

// A text with another checksum is said, and those around it are read.
func TestScanPassesOverDamagedTexts(t *testing.T) {
	path := filled(t, 100)
	p := opened(t, path)
	const words = "Qx7 zw9 kj4 vb2"
	doc, err := annotate.NewDocument("short", "A title", words) // too short to be packed: it stands in the file as it is
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Add(t, p, storage.NewDocument{Document: doc})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(words)) {
		t.Fatal("the text is not in the file")
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(b, []byte(words), []byte(strings.ToUpper(words))), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err = storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ids := []string{"report-1", "short", "report-2"}
	s := scan(t, p, ids)
	if len(s.texts) != 2 || len(s.faults) != 1 || !errors.Is(s.faults[1], storage.ErrDamaged) || !strings.Contains(s.faults[1].Error(), "short") {
		t.Errorf("%d texts, faults %v", len(s.texts), s.faults)
	}
}

func TestScanCanBeInterrupted(t *testing.T) {
	p := storagetest.New(t)
	docs := articles(t, 2000)
	storagetest.Add(t, p, docs...)
	id := func(i int) string { return docs[i].Document.ID }
	ctx, cancel := context.WithCancel(t.Context())
	reader := func() storage.Reader {
		return storage.Reader{Text: func(i int, _ []byte) { cancel() }, Fault: func(int, error) {}, Piece: func(int, int) bool { return true }}
	}
	if err := p.Scan(ctx, len(docs), id, reader); !errors.Is(err, context.Canceled) {
		t.Errorf("after an interruption: %v", err)
	}
	read := 0
	var mu sync.Mutex
	enough := func() storage.Reader {
		return storage.Reader{Text: func(int, []byte) {}, Fault: func(int, error) {}, Piece: func(first, end int) bool {
			mu.Lock()
			defer mu.Unlock()
			read += end - first
			return false
		}}
	}
	if err := p.Scan(t.Context(), len(docs), id, enough); err != nil || read >= len(docs) {
		t.Errorf("a reader that has enough gets %d of %d, %v", read, len(docs), err)
	}
	p.Close()
	if err := p.Scan(t.Context(), len(docs), id, enough); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("in a closed file: %v", err)
	}
}

// A reader may write: nothing is locked while it works.
func TestScanLeavesTheFileFree(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, articles(t, 100)...)
	reader := func() storage.Reader {
		return storage.Reader{Text: func(i int, _ []byte) {
			if err := p.SetSetting(fmt.Sprint("read-", i), "yes"); err != nil {
				t.Error(err)
			}
		}, Fault: func(_ int, err error) { t.Error(err) }, Piece: func(int, int) bool { return true }}
	}
	if err := p.Scan(t.Context(), 100, func(i int) string { return fmt.Sprint("report-", i) }, reader); err != nil {
		t.Error(err)
	}
}

// BenchmarkScan reads all texts of a project, with nothing to look for, and with a word that is nowhere.
func BenchmarkScan(b *testing.B) {
	const n = 10_000
	p := opened(b, filled(b, n))
	id := func(i int) string { return fmt.Sprint("report-", i) }
	for _, word := range []string{"", "okonkwo"} {
		b.Run("for="+word, func(b *testing.B) {
			q := find.New(word, find.Options{})
			for b.Loop() {
				err := p.Scan(b.Context(), n, id, func() storage.Reader {
					s := q.Searcher()
					return storage.Reader{Text: func(_ int, text []byte) { s.Search(text, 1) }, Fault: func(int, error) {}, Piece: func(int, int) bool { return true }}
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(3000 * n)
		})
	}
}
