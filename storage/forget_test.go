package storage_test

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestForgetHistory keeps all that stands and none of how it came.
func TestForgetHistory(t *testing.T) {
	p, docs := worked(t, 8, 30, 60)
	n := marked(t, "with all", "bob", "[PER Mira] left [LOC Oslo].")
	n.Document.Meta = map[string]string{"date": "2024-05-03"}
	n.Language = &storage.Language{Code: "en", Confidence: 0.75, Known: true}
	n.Suggestions = []annotate.Suggestion{{Span: annotate.Span{Start: 5, End: 9}, Label: "DATE", Score: 0.5, Suggester: "calendar", Reason: "a day"}}
	storagetest.Add(t, p, n, storagetest.Text(t, "hidden", "A secret text."))
	secret := storagetest.Text(t, "hidden", "A secret text.")
	if _, err := p.Hide("one", "hidden"); err != nil {
		t.Fatal(err)
	}
	if err := p.SetSetting("open", "with all"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "before.rubric")
	if err := p.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	before := opened(t, path)
	last := 0
	if err := p.ForgetHistory(t.Context(), func(done, total int) { last = done; _ = total }); err != nil {
		t.Fatal(err)
	}
	sameAs(t, before, p)
	if last != 31 {
		t.Errorf("told %d documents", last)
	}
	_, txs := stamps(t, p)
	_, had := stamps(t, before)
	for _, tx := range txs {
		if tx.Origin != annotate.OriginImport {
			t.Errorf("%+v is left", tx)
		}
	}
	if len(txs) >= len(had) || len(txs) == 0 {
		t.Errorf("%d steps, had %d", len(txs), len(had))
	}
	if since, err := p.HistorySince(); err != nil || time.Since(since) > time.Hour {
		t.Errorf("since %v, %v", since, err)
	}
	if since, err := before.HistorySince(); err != nil || !since.IsZero() {
		t.Errorf("before: since %v, %v", since, err)
	}
	hash := secret.Document.Text.SHA256()
	if p.Has("t", hash[:16]) {
		t.Error("the text of a hidden document is still there")
	}
	if value, err := p.Setting("open"); value != "with all" || err != nil {
		t.Errorf("setting %q, %v", value, err)
	}
	s := load(t, p, docs[0].ID, "ada")
	if err := p.Append(step(rand.New(rand.NewPCG(1, 1)), s, 1)); err != nil {
		t.Errorf("a step after it: %v", err)
	}
}

// TestForgottenHistoryIsNotMerged refuses to bring back what was forgotten, in any direction and over a third file, and
// lets copies of the new file merge.
func TestForgottenHistoryIsNotMerged(t *testing.T) {
	copyOf := func(p *storage.Project) *storage.Project {
		path := filepath.Join(t.TempDir(), "copy.rubric")
		if err := p.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		return opened(t, path)
	}
	forget := func(p *storage.Project) {
		if err := p.ForgetHistory(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	merge := func(p, q *storage.Project) error { _, err := p.Merge(t.Context(), q, nil); return err }
	p, _ := worked(t, 9, 5, 10)
	old, third, stranger := copyOf(p), storagetest.New(t), storagetest.New(t)
	storagetest.Add(t, third, storagetest.Text(t, "third", "A third one."))
	if err := merge(third, old); err != nil {
		t.Fatal(err)
	}
	forget(p)
	for name, err := range map[string]error{"old into new": merge(p, old), "new into old": merge(old, p), "over a third": merge(third, p), "a third into new": merge(p, third)} {
		if !errors.Is(err, storage.ErrForgotten) {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := copyOf(old)
	forget(again)
	if err := merge(p, again); !errors.Is(err, storage.ErrForgotten) {
		t.Errorf("both forgot: %v", err)
	}
	new1, new2 := copyOf(p), copyOf(p)
	if err := errors.Join(merge(new1, new2), merge(stranger, new1), merge(new2, stranger)); err != nil {
		t.Errorf("copies of the new file: %v", err)
	}
	if err := merge(stranger, old); !errors.Is(err, storage.ErrForgotten) {
		t.Errorf("the old file into one that knows the new: %v", err)
	}
}
