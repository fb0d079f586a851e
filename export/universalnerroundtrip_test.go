package export_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/export"
)

// Where each string has its labels at all of its places, the strings alone give back every span.
func TestUniversalNERRoundTrip(t *testing.T) {
	words := []string{"Oslo", "Rome", "🚒", "قرية", "é", "\"q\"", "a\\b", "North Bay", "Bay"}
	f, _ := ingest.Lookup("universalner")
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		labels := map[string]string{}
		for _, w := range words {
			labels[w] = pick(rnd, "", "place", "person name")
		}
		var parts []string
		for range 1 + rnd.IntN(20) {
			parts = append(parts, pick(rnd, words[:8]...))
		}
		doc, err := annotate.NewDocument(fmt.Sprint("d", seed), "", strings.Join(parts, " , "))
		if err != nil {
			t.Fatal(err)
		}
		var list []annotate.Annotation
		runes := []rune(doc.Text.String())
		for at := range runes {
			for _, w := range words {
				end := at + len([]rune(w))
				if label := labels[w]; label != "" && end <= len(runes) && string(runes[at:end]) == w {
					list = append(list, annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: at, End: end}, Label: label, Quote: w})
				}
			}
		}
		r := export.Record{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(list...)}}
		line, err := export.Preview(export.Options{Format: "universalner"}, r)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for got, err := range f.Read(strings.NewReader(line), ingest.ReadOptions{}) {
			if n++; err != nil || got.Document.Text.String() != doc.Text.String() || got.Document.ID != doc.ID || !slices.Equal(keysOf(got.Work.Annotations), keysOf(r.Work.Annotations)) {
				t.Fatalf("seed %d: %v, read %+v\nwant %+v\n%s", seed, err, got, r, line)
			}
		}
		if n != 1 {
			t.Fatalf("seed %d: %d records", seed, n)
		}
	}
}
