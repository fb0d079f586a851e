package storage_test

import (
	"errors"
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

func listed(t *testing.T, p *storage.Project) (list []string) {
	t.Helper()
	headers, err := p.Headers("ada")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		list = append(list, h.ID)
	}
	return list
}

// TestHiddenDocuments removes what an import brought, all but what somebody has worked on, and brings it back.
func TestHiddenDocuments(t *testing.T) {
	p := storagetest.New(t)
	a, b, c := storagetest.Text(t, "a", "Mira left Oslo"), storagetest.Text(t, "b", "Bergen"), storagetest.Text(t, "c", "Tromsø")
	a.Group, b.Group, c.Group = "one", "one", "one"
	storagetest.Add(t, p, a, b, c)
	if err := p.Append(tx("b", put("1", "LOC", 0, 6, "Bergen"))); err != nil {
		t.Fatal(err)
	}
	gone, err := p.Hide("one", "a", "b", "c")
	if err != nil || !slices.Equal(gone, []string{"a", "c"}) {
		t.Fatalf("%v went, %v", gone, err)
	}
	if list := listed(t, p); !slices.Equal(list, []string{"b"}) {
		t.Errorf("listed %v", list)
	}
	stats, errStats := p.Stats()
	undetected, errUndetected := p.Undetected()
	if errStats != nil || errUndetected != nil || stats.Documents != 1 || len(undetected) != 1 {
		t.Errorf("%+v, %v, %v, %v", stats, undetected, errStats, errUndetected)
	}
	for _, id := range []string{"a", "\x00a"} {
		if _, err := p.Document(id); !errors.Is(err, storage.ErrNoDocument) {
			t.Errorf("document %q: %v", id, err)
		}
		if err := p.Append(tx(id, put("1", "PER", 0, 4, "Mira"))); !errors.Is(err, storage.ErrNoDocument) {
			t.Errorf("a step on %q: %v", id, err)
		}
	}
	p = storagetest.Reopen(t, p)
	added := storagetest.Add(t, p, storagetest.Text(t, "a", "Another text takes the name"), a)
	if added[0].ID != "a" || added[1].ID != "a-2" || !added[1].Returned || added[1].Duplicate {
		t.Errorf("%+v", added)
	}
	back, err := p.BringBack("one", a.Document.Text.SHA256(), c.Document.Text.SHA256())
	if err != nil || !slices.Equal(back, []string{"c"}) {
		t.Errorf("%v came back, %v", back, err)
	}
	if list := listed(t, p); !slices.Equal(list, []string{"a-2", "b", "c", "a"}) {
		t.Errorf("listed %v", list)
	}
	if doc, err := p.Document("a-2"); err != nil || doc.Text.String() != "Mira left Oslo" {
		t.Errorf("%+v, %v", doc, err)
	}
}

// TestHiddenDocumentsKeepTheirSteps reads the journal of a document that is hidden: its steps are there, under a name that
// leads nowhere, and on its return under its own.
func TestHiddenDocumentsKeepTheirSteps(t *testing.T) {
	p := storagetest.New(t)
	n := marked(t, "a", "ada", "[PER Mira] left.")
	n.Group = "one"
	storagetest.Add(t, p, n)
	if gone, err := p.Hide("one", "a"); len(gone) > 0 || err != nil {
		t.Fatalf("%v went with its annotations, %v", gone, err)
	}
	_, txs := stamps(t, p)
	back := txs[0].Inverse()
	back.ID, back.Group, back.Of, back.Origin = annotate.NewID(), annotate.NewID(), "one", annotate.OriginUndo
	if err := p.Append(back); err != nil {
		t.Fatal(err)
	}
	if gone, err := p.Hide("one", "a"); len(gone) != 1 || err != nil {
		t.Fatalf("%v went, %v", gone, err)
	}
	if _, txs := stamps(t, p); len(txs) != 2 || txs[0].Document == "a" {
		t.Errorf("%+v", txs)
	}
	if err := p.Rebuild(); err != nil || len(listed(t, p)) > 0 {
		t.Errorf("after rebuild %v, %v", listed(t, p), err)
	}
	storagetest.Add(t, p, n)
	if got := shown(t, p, "a", "ada"); got != "[PER Mira] left." {
		t.Errorf("got %s", got)
	}
	if _, txs := stamps(t, p); len(txs) != 3 || txs[0].Document != "a" {
		t.Errorf("%+v", txs)
	}
}
