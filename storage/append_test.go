package storage_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

func put(id, label string, start, end int, quote string) annotate.Edit {
	return annotate.Add(annotate.Annotation{ID: id, Label: label, Span: annotate.Span{Start: start, End: end}, Quote: quote})
}

func tx(doc string, edits ...annotate.Edit) annotate.Transaction {
	id := annotate.NewID()
	return annotate.Transaction{ID: id, Group: id, Document: doc, Annotator: "ada", Time: at(0), Origin: annotate.OriginUser, Edits: edits, Words: "label"}
}

func TestAppendAllOrNothing(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"), storagetest.Text(t, "b", "Bergen"))
	first := tx("a", put("1", "PER", 0, 4, "Mira"))
	for _, c := range []struct {
		second annotate.Transaction
		want   error
	}{
		{tx("b", annotate.Remove(annotate.Annotation{ID: "none"})), annotate.ErrStale},
		{tx("a", put("1", "ORG", 5, 9, "left")), annotate.ErrStale}, // the ID is taken by the first
		{tx("c"), storage.ErrNoDocument},
		{tx("b", put("2", "LOC", 0, 7, "Bergen!")), annotate.ErrSpan},
		{tx("b", put("2", "LOC", 0, 6, "Berge")), annotate.ErrQuote},
		{tx("b", put("2", "LOC", 3, 3, "")), annotate.ErrSpan},
		{tx("b", annotate.Mark{Zone: annotate.Span{Start: -1, End: 2}}), annotate.ErrSpan},
		{tx("b", annotate.Wave{Pass: annotate.Pass{Kind: "edge", Span: annotate.Span{Start: 3, End: 7}}}), annotate.ErrSpan},
		{tx("b", annotate.Wave{Pass: annotate.Pass{Kind: "edge", Span: annotate.Span{Start: 3, End: 2}}}), annotate.ErrSpan},
		{tx("b", annotate.Wave{Pass: annotate.Pass{Span: annotate.Span{Start: 3, End: 4}}}), storage.ErrRecord},
		{tx("b", annotate.Wave{Pass: annotate.Pass{Kind: "edge"}, Off: true}), annotate.ErrStale},
		{tx("b", annotate.Assign{Field: annotate.FieldStatus, After: "half"}), storage.ErrRecord},
		{tx("b", annotate.Assign{Field: annotate.FieldDirection, After: "down"}), storage.ErrRecord},
		{tx("b", annotate.Assign{Field: "colour", After: "red"}), annotate.ErrStale},
		{tx("b", &annotate.Mark{Zone: annotate.Span{Start: 0, End: 1}}), storage.ErrRecord},
		{annotate.Transaction{ID: "x", Document: "b"}, storage.ErrRecord},
	} {
		err := p.Append(first, c.second)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.second.Document) {
			t.Errorf("%+v: %v", c.second.Edits, err)
		}
	}
	if w, err := p.Work("a", "ada"); !w.Equal(annotate.Work{}) || err != nil {
		t.Errorf("something was stored: %+v, %v", w, err)
	}
	if err := p.Append(first, tx("a", put("2", "LOC", 10, 14, "Oslo"))); err != nil {
		t.Fatal(err)
	}
	if got := shown(t, p, "a", "ada"); got != "[PER Mira] left [LOC Oslo]" {
		t.Errorf("got %s", got)
	}
}

func TestAppendAgainIsHarmless(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	one, two := tx("a", put("1", "PER", 0, 4, "Mira")), tx("a", put("2", "LOC", 10, 14, "Oslo"))
	if err := errors.Join(p.Append(one), p.Append(one, two), p.Append(one, two), p.Append()); err != nil {
		t.Fatal(err)
	}
	if got := shown(t, p, "a", "ada"); got != "[PER Mira] left [LOC Oslo]" {
		t.Errorf("got %s", got)
	}
	if list, err := p.History("a"); len(list) != 2 || err != nil {
		t.Errorf("history has %d steps, %v", len(list), err)
	}
	other := one
	other.ID = annotate.NewID()
	if err := p.Append(other); !errors.Is(err, annotate.ErrStale) {
		t.Errorf("another step that does the same: %v", err)
	}
}

func TestJournalInOrder(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", strings.Repeat("x", 1000)))
	var want []string
	for i := range 700 {
		step := tx("a", put(annotate.NewID(), "PER", i, i+1, "x"))
		want = append(want, step.ID)
		if i%100 == 99 {
			p = storagetest.Reopen(t, p)
		}
		if err := p.Append(step); err != nil {
			t.Fatal(err)
		}
	}
	var all []storage.Stamp
	for _, from := range []int{0, 1, 2, 256, 257, 699, 700} {
		after := storage.Stamp{}
		if from > 0 {
			after = all[from-1]
		}
		var got []string
		err := p.Journal(after, func(at storage.Stamp, tx annotate.Transaction) error {
			if at.Compare(after) <= 0 {
				t.Fatalf("%v comes after %v", at, after)
			}
			if got = append(got, tx.ID); from == 0 {
				all = append(all, at)
			}
			return nil
		})
		if err != nil || !slices.Equal(got, want[from:]) {
			t.Errorf("from %d: %d steps, %v", from, len(got), err)
		}
	}
	stop, n := errors.New("stop"), 0
	if err := p.Journal(storage.Stamp{}, func(storage.Stamp, annotate.Transaction) error {
		if n++; n == 300 {
			return stop
		}
		return p.SetSetting("a callback", "may write")
	}); err != stop {
		t.Errorf("got %v", err)
	}
}

func TestTailKeepsStepsWhole(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Mira left Oslo"))
	var want []string
	for i := range 12 {
		step := tx("a", put(annotate.NewID(), "PER", i, i+1, "Mira left Oslo"[i:i+1]))
		step.Group = []string{"one", "two", "three", "four"}[i/3]
		other := step
		other.Annotator, other.ID = "bob", annotate.NewID()
		if err := p.Append(step, other); err != nil {
			t.Fatal(err)
		}
		want = append(want, step.ID)
	}
	for n, whole := range map[int]int{100: 12, 12: 12, 11: 9, 10: 9, 9: 9, 8: 6, 3: 3, 2: 0, 0: 0} {
		list, err := p.Tail("ada", n)
		var got []string
		for _, tx := range list {
			got = append(got, tx.ID)
		}
		if err != nil || !slices.Equal(got, want[12-whole:]) {
			t.Errorf("last %d: %d steps, %v", n, len(got), err)
		}
	}
	if list, err := p.Tail("nobody", 10); len(list) != 0 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
}
