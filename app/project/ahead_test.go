package project

import (
	"context"
	"errors"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/export"
	"rubricator/storage"
)

// filled is a project of n made-up articles, all of them finished.
func filled(t *testing.T, n int) *Project {
	p := begin(t)
	var list []storage.NewDocument
	for i := range n {
		doc, set := annotatetest.NewsArticle(t, i)
		list = append(list, storage.NewDocument{Document: doc, Annotator: "ada", Work: &annotate.Work{Annotations: set, Status: annotate.Finished}})
	}
	if _, err := p.store.AddDocuments(t.Context(), list); err != nil {
		t.Fatal(err)
	}
	return p
}

// What is read ahead comes in the order of the list and is what would have been read one by one; who takes no more, or ends the
// context, waits for nothing that is not under way.
func TestRecordsAreReadAheadInOrder(t *testing.T) {
	p := filled(t, 5*stretchRecords+3)
	chosen, err := p.choose(ExportOptions{Format: FormatRubricator})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for rec, err := range p.records(t.Context(), chosen) {
		want, wrong := p.record(t.Context(), chosen.headers[n], "ada")
		if err != nil || wrong != nil || rec.Document.ID != want.Document.ID || rec.Document.Text.String() != want.Document.Text.String() || !rec.Work.Equal(want.Work) {
			t.Fatalf("record %d is %q, %v; want %q", n, rec.Document.ID, err, want.Document.ID)
		}
		n++
	}
	if n != len(chosen.headers) || n == 0 {
		t.Errorf("%d records of %d", n, len(chosen.headers))
	}
	for range p.records(t.Context(), chosen) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	taken := 0
	for _, err = range p.records(ctx, chosen) {
		cancel()
		taken++
	}
	if !errors.Is(err, context.Canceled) || taken == len(chosen.headers)+1 {
		t.Errorf("cancelled: %d records, %v", taken, err)
	}
}

// A document that cannot be read ends the export with those before it given.
func TestRecordsEndWithAnError(t *testing.T) {
	p := filled(t, 3*stretchRecords)
	chosen, err := p.choose(ExportOptions{Format: FormatRubricator})
	if err != nil {
		t.Fatal(err)
	}
	chosen.headers[stretchRecords+5].ID = "gone"
	var list []export.Record
	for rec, e := range p.records(t.Context(), chosen) {
		if err = e; err == nil {
			list = append(list, rec)
		}
	}
	if !errors.Is(err, storage.ErrNoDocument) || len(list) != stretchRecords+5 {
		t.Errorf("%d records, %v", len(list), err)
	}
}
