package export_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/export"
)

// Texts, ids, spans, notes of one line and references come back from a folder of brat, by either file of a document.
func TestBratRoundTrip(t *testing.T) {
	out := filepath.Join(t.TempDir(), "brat")
	var list []export.Record
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 12))
		r := toolRecord(t, rnd, fmt.Sprintf("%s/%03d", pick(rnd, "doc", "وسامي", "a:b"), seed))
		for _, a := range r.Work.Annotations.All() {
			a.Note, a.Entity = pick(rnd, "", "a note"), pick(rnd, "", "DB:1:2")
			r.Work.Annotations = r.Work.Annotations.With(a)
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b export.Record) int { return strings.Compare(a.Document.ID, b.Document.ID) })
	rep, err := export.Write(t.Context(), export.Options{Format: "brat", Out: out}, sourceOf(list))
	if err != nil || len(rep.Lost) > 0 {
		t.Fatal(err, rep.Lost)
	}
	spans := 0
	for _, ending := range []string{ingest.BratText, ingest.BratAnnotations} {
		names, _ := filepath.Glob(filepath.Join(out, "*"+ending))
		if len(names) != len(list) {
			t.Fatalf("%d files", len(names))
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			recs, remarks := readBack(t, "brat", string(data), ingest.ReadOptions{Name: filepath.Base(name), Beside: besides(out)})
			for _, got := range recs {
				i := slices.IndexFunc(list, func(r export.Record) bool { return r.Document.ID == got.Document.ID })
				if i < 0 || len(remarks) > 0 || got.Document.Text.String() != list[i].Document.Text.String() || !slices.Equal(saidOf(got.Work), saidOf(list[i].Work)) {
					t.Fatalf("%s: read %+v\n%q", name, got, remarks)
				}
				spans += got.Work.Annotations.Len()
			}
		}
	}
	if spans != 2*rep.Spans || spans < 200 {
		t.Errorf("%d spans of twice %d", spans, rep.Spans)
	}
}

// saidOf is what brat keeps of annotations.
func saidOf(w annotate.Work) (list []string) {
	for a := range w.Annotations.Values() {
		list = append(list, fmt.Sprint(a.Span, strings.ReplaceAll(a.Label, " ", "_"), a.Quote, a.Note, a.Entity))
	}
	slices.Sort(list)
	return list
}
