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

// saidRecord is a random document in which each string has its labels at all of its places.
func saidRecord(t testing.TB, rnd *rand.Rand, id string) export.Record {
	t.Helper()
	words := []string{"Oslo", "Rome", "🚒", "قرية", "é", "\"q\"", "a\\b", "North Bay", "Bay"}
	labels := map[string]string{}
	for _, w := range words {
		labels[w] = pick(rnd, "", "place", "person name")
	}
	var parts []string
	for range 1 + rnd.IntN(20) {
		parts = append(parts, pick(rnd, words[:8]...))
	}
	doc, err := annotate.NewDocument(id, "", strings.Join(parts, " , "))
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
	return export.Record{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(list...)}}
}

// Where each string has its labels at all of its places, the strings alone give back every span.
func TestStringsRoundTrip(t *testing.T) {
	for _, format := range []string{"universalner", "gliner2"} {
		for seed := range uint64(300) {
			r := saidRecord(t, rand.New(rand.NewPCG(seed, 11)), fmt.Sprint("d", seed))
			o := export.Options{Format: format, Per: export.PerArticle}
			rep, err := export.Survey(t.Context(), o, sourceOf([]export.Record{r}))
			if err != nil || len(rep.Changed)+len(rep.Lost) > 0 {
				t.Fatalf("%s, seed %d: %v %+v", format, seed, err, rep)
			}
			line, err := export.Preview(o, r)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := readOne(t, format, line, ingest.ReadOptions{}, r); format == "universalner" && got.Document.ID != r.Document.ID {
				t.Fatalf("seed %d: id %q", seed, got.Document.ID)
			}
		}
	}
}

// What the strings say otherwise than the spans is in the report, and only what is comes back otherwise.
func TestStringsThatSaySomethingElseAreReported(t *testing.T) {
	for _, format := range []string{"universalner", "gliner2"} {
		told := 0
		for seed := range uint64(400) {
			rnd := rand.New(rand.NewPCG(seed, 13))
			r := saidRecord(t, rnd, fmt.Sprint("d", seed))
			list := slices.DeleteFunc(r.Work.Annotations.All(), func(annotate.Annotation) bool { return rnd.IntN(4) == 0 })
			r.Work.Annotations = annotate.NewSet(list...)
			o := export.Options{Format: format, Per: export.PerArticle}
			rep, err := export.Survey(t.Context(), o, sourceOf([]export.Record{r}))
			if err != nil {
				t.Fatal(err)
			}
			line, err := export.Preview(o, r)
			if err != nil {
				t.Fatal(err)
			}
			recs, _ := readBack(t, format, line, ingest.ReadOptions{})
			if same := slices.Equal(keysOf(recs[0].Work.Annotations), keysOf(r.Work.Annotations)); same != (len(rep.Changed) == 0) {
				t.Fatalf("%s, seed %d: the same is %v, and the report %+v\n%s", format, seed, same, rep.Changed, line)
			}
			told += len(rep.Changed)
		}
		if told < 100 {
			t.Errorf("%s: only %d", format, told)
		}
	}
}

// Labels that are written as people say them come back by their own names, from a single file and from a folder of splits.
func TestLabelsComeBackByTheirNames(t *testing.T) {
	schema := annotate.News()
	schema.Labels[0].Title = "Person or group"
	known := schema.Labels[0].Name
	doc, err := annotate.NewDocument("d", "", "Mira met Sarel.")
	if err != nil {
		t.Fatal(err)
	}
	r := export.Record{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(
		annotate.Annotation{ID: "1", Span: annotate.Span{Start: 0, End: 4}, Label: known, Quote: "Mira"},
		annotate.Annotation{ID: "2", Span: annotate.Span{Start: 9, End: 14}, Label: "WORK_OF_ART", Quote: "Sarel"})}}
	for _, format := range []string{"gliner", "gliner2", "universalner"} {
		for _, split := range []bool{false, true} {
			o := export.Options{Format: format, Out: filepath.Join(t.TempDir(), "set.json"), Split: split, Schema: schema}
			if _, err := export.Write(t.Context(), o, sourceOf([]export.Record{r})); err != nil {
				t.Fatal(err)
			}
			var labels []string
			err := ingest.Walk{Paths: []string{filepath.Dir(o.Out)}}.Inputs(t.Context(), func(in ingest.Input) error {
				look, err := in.Look(ingest.Choice{})
				for _, rec := range look.Records {
					for a := range rec.Work.Annotations.Values() {
						labels = append(labels, a.Label)
					}
				}
				return err
			})
			if want := []string{known, "WORK_OF_ART"}; err != nil || !slices.Equal(labels, want) {
				t.Errorf("%s, split %v: labels %q, want %q; %v", format, split, labels, want, err)
			}
		}
	}
}

// Strings with their number from the left give back every span, and the index beside them every id.
func TestChatRoundTrip(t *testing.T) {
	for _, shape := range export.ChatShapes {
		var list []export.Record
		for seed := range uint64(300) {
			list = append(list, toolRecord(t, rand.New(rand.NewPCG(seed, 14)), fmt.Sprintf("%03d/%s", seed, pick(rand.New(rand.NewPCG(seed, 15)), "a", "b\tc", "d\"e\\n"))))
		}
		out := filepath.Join(t.TempDir(), "chat.jsonl")
		rep, err := export.Write(t.Context(), export.Options{Format: "chat", Chat: shape, Out: out}, sourceOf(list))
		if err != nil || len(rep.Lost)+len(rep.Changed) > 0 || rep.Spans < 100 {
			t.Fatal(err, rep.Spans, rep.Lost, rep.Changed)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		got, remarks := readBack(t, "chat", string(data), ingest.ReadOptions{Name: "chat.jsonl", Beside: besides(filepath.Dir(out))})
		if len(got) != len(list) || len(remarks) > 0 {
			t.Fatalf("%s: %d of %d records, %q", shape, len(got), len(list), remarks)
		}
		for i, r := range got {
			if r.Document.ID != list[i].Document.ID || r.Document.Text.String() != list[i].Document.Text.String() || !slices.Equal(keysOf(r.Work.Annotations), keysOf(list[i].Work.Annotations)) {
				t.Fatalf("%s, record %d: read %+v\nwant %+v", shape, i, r, list[i])
			}
		}
	}
}
