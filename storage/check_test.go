package storage_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// tampered is a copy of a small project that one thing was done to.
func tampered(t *testing.T, change func(p *storage.Project) error) (*storage.Project, []storage.Fault) {
	t.Helper()
	p := storagetest.New(t)
	storagetest.Add(t, p, marked(t, "a", "ada", "[PER Mira] left [LOC Oslo]."), marked(t, "b", "bob", "[LOC Bergen] rains."))
	path := t.TempDir() + "/copy.rubric"
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	q, err := storage.Open(path, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	if err := change(q); err != nil {
		t.Fatal(err)
	}
	faults, err := q.Check(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return q, faults
}

// tampering is what can be wrong behind right checksums, and whether the journal can mend it.
var tampering = []struct {
	name    string
	change  func(p *storage.Project) error
	says    string
	mending bool
}{
	{"work is another", func(p *storage.Project) error {
		return p.Put("s", storage.WorkKey(1, 1), storage.EncodeWork(annotate.Work{Note: "slipped in"}))
	}, "not what its journal comes to", true},
	{"work is gone", func(p *storage.Project) error { return p.Delete("s", storage.WorkKey(1, 1)) }, "not what its journal comes to", true},
	{"work of nobody", func(p *storage.Project) error {
		return p.Put("s", storage.WorkKey(9, 1), storage.EncodeWork(annotate.Work{}))
	}, "there are 2 annotators", false},
	{"work without journal", func(p *storage.Project) error {
		return p.Put("s", storage.WorkKey(2, 1), storage.EncodeWork(annotate.Work{}))
	}, "does not know layer 2", true},
	{"work is no work", func(p *storage.Project) error { return p.Put("s", storage.WorkKey(1, 1), []byte("x")) }, "version", true},
	{"history lost an entry", func(p *storage.Project) error { return p.Delete("ed", p.HistoryKeys(1)[0]) }, "1 entries, the journal asks for 2", true},
	{"history leads nowhere", func(p *storage.Project) error {
		k := p.HistoryKeys(1)[0]
		k[len(k)-1] = 99
		return p.Put("ed", k, []byte{0, 1})
	}, "event 99 of actor", true},
	{"history leads elsewhere", func(p *storage.Project) error {
		return p.Put("ed", append(storage.Key64(1), p.HistoryKeys(2)[0][8:]...), []byte{0, 1})
	}, "which is on another text", true},
	{"a transaction is gone", func(p *storage.Project) error { return p.Delete("e", storage.EventKey(2, 2)) }, "is gone", false},
	{"a transaction is none", func(p *storage.Project) error { return p.Put("e", storage.EventKey(2, 3), []byte{2}) }, "event 3 of actor", false},
	{"an import is gone", func(p *storage.Project) error { return p.Delete("e", storage.EventKey(2, 1)) }, "its import is gone", false},
	{"numbers have a gap", func(p *storage.Project) error {
		return errors.Join(p.Delete("e", storage.EventKey(2, 2)), p.Delete("ed", p.HistoryKeys(1)[0]))
	}, "it follows number 1", false},
	{"an actor is gone", func(p *storage.Project) error { return p.Put("m", []byte("actorIDs"), []byte("only one is left")) }, "there are 1 actors", false},
	{"text is another", func(p *storage.Project) error {
		return p.Put("p", storage.Key64(1), storage.EncodePack([]string{"Nina left Oslo.", "Bergen rains."}))
	}, "another hash", false},
	{"id leads elsewhere", func(p *storage.Project) error { return p.Put("u", []byte("a"), storage.Key64(2)) }, "index u leads to document 2", false},
	{"id leads nowhere", func(p *storage.Project) error { return p.Put("u", []byte("c"), storage.Key64(7)) }, "3 entries for 2", false},
	{"header is gone", func(p *storage.Project) error { return p.Delete("d", storage.Key64(2)) }, "2 entries for 1", false},
	{"header is none", func(p *storage.Project) error { return p.Put("d", storage.Key64(2), []byte{1, 2}) }, "header of document 2", false},
	{"suggestions uncounted", func(p *storage.Project) error { return p.Put("g", storage.Key64(1), []byte{1, 0}) }, "", true},
	{"schema is gone", func(p *storage.Project) error { return p.Put("m", []byte("annotators"), []byte("[")) }, "annotators", false},
}

func TestCheckFinds(t *testing.T) {
	for _, c := range tampering {
		t.Run(c.name, func(t *testing.T) {
			p, faults := tampered(t, c.change)
			var all []string
			for _, f := range faults {
				all = append(all, f.String())
			}
			if said := strings.Join(all, "\n"); c.says != "" && !strings.Contains(said, c.says) {
				t.Errorf("faults: %q, want %q among them", said, c.says)
			}
			err := p.Rebuild()
			if err != nil && (c.mending || !errors.Is(err, storage.ErrDamaged)) {
				t.Errorf("rebuild: %v", err)
			}
			after, err := p.Check(t.Context(), nil)
			if err != nil || c.mending && len(after) > 0 {
				t.Errorf("after rebuild: %v, %v", after, err)
			}
			if c.mending && shown(t, p, "a", "ada") != "[PER Mira] left [LOC Oslo]." {
				t.Errorf("rebuilt as %s", shown(t, p, "a", "ada"))
			}
		})
	}
}

func TestRebuildChangesNothingThatIsRight(t *testing.T) {
	p, docs := worked(t, 6, 20, 60)
	before := map[string]annotate.Work{}
	for _, doc := range docs {
		before[doc.ID], _ = p.Work(doc.ID, "ada")
	}
	if err := p.Rebuild(); err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		if w, err := p.Work(doc.ID, "ada"); !w.Equal(before[doc.ID]) || err != nil {
			t.Errorf("%s: %+v, %v", doc.ID, w, err)
		}
	}
}

func TestCheckCanBeCancelled(t *testing.T) {
	p, _ := worked(t, 7, 20, 5)
	ctx, cancel := context.WithCancel(t.Context())
	var last int
	_, err := p.Check(ctx, func(done, total int) {
		last = done
		if total != 20 {
			t.Errorf("of %d documents", total)
		}
		if done == 7 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || last != 7 {
		t.Errorf("ended at %d with %v", last, err)
	}
}
