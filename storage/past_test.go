package storage_test

import (
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/storage/storagetest"
)

// TestPastIsTheHistoryBackwards reads the history of a document in pieces of every size.
func TestPastIsTheHistoryBackwards(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "one", "Mira Holt left Oslo."), storagetest.Text(t, "two", "Nothing was done here."))
	before := ""
	for _, note := range []string{"a", "b", "c", "d", "e"} {
		tx := annotate.Transaction{ID: annotate.NewID(), Document: "one", Annotator: "ann", Origin: annotate.OriginUser,
			Edits: []annotate.Edit{annotate.Assign{Field: annotate.FieldNote, Before: before, After: note}}}
		tx.Group, before = tx.ID, note
		if err := p.Append(tx); err != nil {
			t.Fatal(err)
		}
	}
	want, err := p.History("one")
	if err != nil || len(want) != 5 {
		t.Fatalf("%d steps, %v", len(want), err)
	}
	slices.Reverse(want)
	for n := 1; n < 8; n++ {
		past, got := p.Past("one"), []annotate.Transaction(nil)
		for {
			piece, err := past.Next(n)
			if err != nil {
				t.Fatal(err)
			}
			if len(piece) == 0 {
				break
			}
			got = append(got, piece...)
		}
		if len(got) != 6 || got[5].Origin != annotate.OriginImport || len(got[5].Edits) != 0 {
			t.Fatalf("in pieces of %d there are %d events, the oldest of them %+v", n, len(got), got[len(got)-1])
		}
		for i, tx := range want {
			if got[i].ID != tx.ID || got[i].Document != "one" {
				t.Errorf("in pieces of %d, event %d is %+v, want %+v", n, i, got[i], tx)
			}
		}
	}
}
