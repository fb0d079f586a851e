package storage_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// Run with -update after a new format has got its number; the files of older formats stay as they are.
var update = flag.Bool("update", false, "write the golden project of the newest format anew")

const goldenFormat = "testdata/format2.rubric"

// golden is what every golden project holds: two documents, two annotators, every kind of edit, an undo.
func golden(t *testing.T) *storage.Project {
	t.Helper()
	p := storagetest.New(t)
	n := marked(t, "harbour", "ada", "[PER Mira Okoro] left [LOC Oslo] on Monday.")
	n.Document.Meta = map[string]string{"date": "2024-05-03"}
	n.Language = &storage.Language{Code: "en", Confidence: 0.75, Known: true}
	n.Suggestions = []annotate.Suggestion{{Span: annotate.Span{Start: 24, End: 30}, Label: "DATE", Score: 0.5, Suggester: "calendar", Reason: "a day"}}
	storagetest.Add(t, p, n, storagetest.Text(t, "مرفأ", "غادرت ميرا المرفأ. 👩‍🔬"))
	s := load(t, p, "harbour", "bob")
	for i, e := range []annotate.Edit{
		put("own", "ORG", 0, 4, "Mira"),
		annotate.Decide{After: &annotate.Decision{Span: annotate.Span{Start: 24, End: 30}, Label: "DATE", Quote: "Monday", Verdict: annotate.Rejected}},
		annotate.Mark{Zone: annotate.Span{Start: 16, End: 20}},
		annotate.Assign{Field: annotate.FieldNote, After: "look again"},
	} {
		tx := s.Transaction(at(i), annotate.OriginUser, "step", annotate.Span{}, e)
		next, err := s.Apply(tx)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Append(tx); err != nil {
			t.Fatal(err)
		}
		s = next
	}
	_, txs, err := s.Undo(at(9))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Append(txs...); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestGoldenProjects opens a project of every format that was released and compares it with one made now.
func TestGoldenProjects(t *testing.T) {
	now := golden(t)
	if *update {
		if err := now.Backup(t.Context(), goldenFormat); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob("testdata/format*.rubric")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		kept, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), filepath.Base(file))
		if err := os.WriteFile(path, kept, 0o600); err != nil {
			t.Fatal(err)
		}
		then, err := storage.Open(path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		compareGolden(t, now, then)
		if err := then.Close(); err != nil {
			t.Fatal(err)
		}
		storagetest.Check(t, path)
	}
}

func compareGolden(t *testing.T, now, then *storage.Project) {
	t.Helper()
	sameDocuments(t, now, then, func(h storage.Header) storage.Header { h.Added = time.Time{}; return h })
	for id, word := range map[string]string{"harbour": "undo", "مرفأ": ""} {
		a, errA := now.Works(id)
		b, errB := then.Works(id)
		if errA != nil || errB != nil || len(a) != len(b) || !a["bob"].Equal(b["bob"]) || !a["ada"].Equal(b["ada"]) {
			t.Errorf("works on %s: %v, %v; %v, %v", id, a, errA, b, errB)
		}
		docA, errA := now.Document(id)
		docB, errB := then.Document(id)
		if errA != nil || errB != nil || docA.Text.String() != docB.Text.String() || docA.Meta["date"] != docB.Meta["date"] {
			t.Errorf("document %s: %v, %v", id, errA, errB)
		}
		history, err := then.History(id)
		if n := len(history); err != nil || word != "" && (n != 6 || string(history[n-1].Origin) != word) {
			t.Errorf("history of %s: %v, %v", id, history, err)
		}
	}
}
