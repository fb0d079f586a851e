package storage_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// TestPacks reads texts of all lengths, some longer than a pack, in any order, before and after a restart.
func TestPacks(t *testing.T) {
	p := storagetest.New(t)
	r := rand.New(rand.NewPCG(4, 4))
	texts := map[string]string{}
	for range 12 {
		var list []storage.NewDocument
		for range 1 + r.IntN(40) {
			id := fmt.Sprint("d", len(texts))
			texts[id] = id + strings.Repeat(" Überall 👩‍🔬 مرفأ", 1+r.IntN(1<<r.IntN(13)))
			list = append(list, storagetest.Text(t, id, texts[id]))
		}
		storagetest.Add(t, p, list...)
	}
	for range 2 {
		for id, want := range texts {
			doc, err := p.Document(id)
			if err != nil || doc.Text.String() != want {
				t.Fatalf("%s: %d bytes, want %d; %v", id, len(doc.Text.String()), len(want), err)
			}
		}
		p = storagetest.Reopen(t, p)
	}
}

// TestPackOfAnAddThatFailed gives a number out twice: the second text is read, not the first, which never came to be.
func TestPackOfAnAddThatFailed(t *testing.T) {
	p := storagetest.New(t)
	if err := p.AddAndFail(storagetest.Text(t, "a", "never stored")); err == nil {
		t.Fatal("the change did not fail")
	}
	storagetest.Add(t, p, storagetest.Text(t, "a", "stored"))
	doc, err := p.Document("a")
	if err != nil || doc.Text.String() != "stored" {
		t.Errorf("%q, %v", doc.Text.String(), err)
	}
}
