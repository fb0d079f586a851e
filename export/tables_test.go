package export_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/export"
)

// spannedRecord has words, marks and white space of every kind, and spans that may cut words.
func spannedRecord(t testing.TB, rnd *rand.Rand, id string) export.Record {
	t.Helper()
	doc, err := annotate.NewDocument(id, "", "x "+randomText(rnd, 40)+" y")
	if err != nil {
		t.Fatal(err)
	}
	var list []annotate.Annotation
	for i := range rnd.IntN(8) {
		start := rnd.IntN(doc.Text.Len())
		sp := annotate.Span{Start: start, End: min(doc.Text.Len(), start+1+rnd.IntN(6))}
		if joins(doc.Text, sp.Start) || joins(doc.Text, sp.End) {
			continue
		}
		list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: sp, Label: pick(rnd, "PER", "LOC", "A_B"), Annotator: "ada", Quote: doc.Text.Slice(sp)})
	}
	return export.Record{Document: doc, Annotator: "ada", Work: annotate.Work{Annotations: annotate.NewSet(list...)}}
}

// joins reports whether what stands at a place belongs to the character before it.
func joins(text annotate.Text, at int) bool {
	r := []rune(text.Slice(annotate.Span{Start: at, End: min(at+1, text.Len())}))
	return len(r) > 0 && unicode.In(r[0], unicode.M, unicode.Cf)
}

var tableSchema = annotate.Schema{Labels: []annotate.Label{{Name: "PER"}, {Name: "LOC"}, {Name: "A_B"}}}

// writtenAs exports records that make one file of blocks, or a single one, and gives its bytes.
func writtenAs(t testing.TB, opts export.Options, recs ...export.Record) (data string, rep export.Report) {
	t.Helper()
	opts.Schema = tableSchema
	rep, err := export.Survey(t.Context(), opts, sourceOf(recs))
	for _, r := range recs {
		one, failed := export.Preview(opts, r)
		if failed != nil && len(rep.Lost) == 0 {
			err = failed
		}
		data += one + "\n"
	}
	if err != nil {
		t.Fatal(err)
	}
	return data, rep
}

func sourceOf(recs []export.Record) export.Source {
	return func(yield func(export.Record, error) bool) {
		for _, r := range recs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// readAs imports what writtenAs made.
func readAs(t testing.TB, format, data string) (recs []export.Record, remarks []string) {
	t.Helper()
	f, _ := ingest.Lookup(format)
	list, remarks := readBack(t, format, data, ingest.ReadOptions{Name: "data" + f.Endings[0]})
	for _, rec := range list {
		recs = append(recs, export.Record{Document: rec.Document, Work: rec.Work})
	}
	return recs, remarks
}

// What a table says of its tokens and tags survives a way through our reader: the second export is the first but for
// where sentences end, as their text is rebuilt.
func TestTablesComeBack(t *testing.T) {
	for seed := range uint64(150) {
		rnd := rand.New(rand.NewPCG(seed, 21))
		r := spannedRecord(t, rnd, "doc")
		for _, opts := range []export.Options{{Format: "conll"}, {Format: "tsv"}, {Format: "tsv", Scheme: export.BIOES}} {
			first, rep := writtenAs(t, opts, r)
			if rep.Records == 0 {
				continue
			}
			back, remarks := readAs(t, opts.Format, first)
			if len(back) != 1 || len(remarks) != 1 {
				t.Fatalf("seed %d, %s: %d documents, %q\n%s", seed, opts.Format, len(back), remarks, first)
			}
			if n := len(back[0].Work.Annotations.All()); n != rep.Spans {
				t.Fatalf("seed %d, %s: %d of %d spans\n%s", seed, opts.Format, n, rep.Spans, first)
			}
			second, _ := writtenAs(t, opts, back...)
			if a, b := withoutBlanks(first), withoutBlanks(second); a != b {
				t.Fatalf("seed %d, %s: written as\n%s\nthen as\n%s", seed, opts.Format, a, b)
			}
		}
	}
}

// withoutBlanks has no blank lines and no invisible characters: one at an end of a token moves with the space beside it.
func withoutBlanks(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line != "\n" {
			lines = append(lines, line)
		}
	}
	return visible(strings.Join(lines, ""))
}

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Cc) && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, s)
}

// quotes are what spans cover, as far as it can be seen.
func quotes(recs []export.Record) (list []string) {
	for _, r := range recs {
		for _, a := range r.Work.Annotations.All() {
			list = append(list, a.Label+" "+visible(a.Quote))
		}
	}
	return list
}

// CoNLL-U gives texts and flat spans back to the letter.
func TestConlluComesBackToTheLetter(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 22))
		recs := []export.Record{spannedRecord(t, rnd, "a 1"), spannedRecord(t, rnd, "b")}
		first, rep := writtenAs(t, export.Options{Format: "conllu"}, recs...)
		back, remarks := readAs(t, "conllu", first)
		if len(back) != 2 || len(remarks) != 1 {
			t.Fatalf("seed %d: %d documents, %q\n%s", seed, len(back), remarks, first)
		}
		spans := 0
		for i, r := range back {
			if got, want := r.Document.Text.String(), recs[i].Document.Text.String(); got != want || r.Document.ID != recs[i].Document.ID {
				t.Fatalf("seed %d: %q\nwant %q\n%s", seed, got, want, first)
			}
			spans += len(r.Work.Annotations.All())
		}
		second, _ := writtenAs(t, export.Options{Format: "conllu"}, back...)
		again, _ := readAs(t, "conllu", second)
		if spans != rep.Spans || !slices.Equal(quotes(again), quotes(back)) || visible(first) != visible(second) && !strings.ContainsAny(first, "\u200f\u200b\ufeff") {
			t.Fatalf("seed %d: %d of %d spans, written as\n%s\nthen as\n%s", seed, spans, rep.Spans, first, second)
		}
	}
}

// Sentences and records of tokens come back with their spans; GLiNER's labels have their names again from the manifest.
func TestTokensComeBack(t *testing.T) {
	for seed := range uint64(100) {
		r := spannedRecord(t, rand.New(rand.NewPCG(seed, 23)), "doc")
		for _, opts := range []export.Options{{Format: "stanza"}, {Format: "stanza", Scheme: export.BIOES}, {Format: "gliner"}} {
			first, rep := writtenAs(t, opts, r)
			if rep.Records == 0 {
				continue
			}
			back, remarks := readAs(t, opts.Format, first)
			n := 0
			for _, b := range back {
				n += len(b.Work.Annotations.All())
			}
			if len(remarks) != 0 || n != rep.Spans || opts.Format == "gliner" && len(back) != rep.Records {
				t.Fatalf("seed %d, %s: %d of %d spans, %q\n%s", seed, opts.Format, n, rep.Spans, remarks, first)
			}
		}
	}
}

func TestGlinerLabelsComeBack(t *testing.T) {
	doc, err := annotate.NewDocument("a", "", "Oslo met Ada.")
	if err != nil {
		t.Fatal(err)
	}
	rec := export.Record{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(
		annotate.Annotation{ID: "1", Span: annotate.Span{Start: 0, End: 4}, Label: "LOC", Quote: "Oslo"}, annotate.Annotation{ID: "2", Span: annotate.Span{Start: 9, End: 12}, Label: "A_B", Quote: "Ada"})}}
	for _, format := range []string{"gliner", "gliner2"} {
		out := filepath.Join(t.TempDir(), "train.json")
		if _, err := export.Write(t.Context(), export.Options{Format: format, Out: out, Schema: tableSchema}, sourceOf([]export.Record{rec})); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		recs, _ := readBack(t, format, string(data), ingest.ReadOptions{Name: "train.json", Beside: besides(filepath.Dir(out))})
		if list := quotes([]export.Record{{Work: recs[0].Work}}); len(recs) != 1 || !slices.Equal(list, []string{"LOC Oslo", "A_B Ada"}) {
			t.Errorf("%s: %q", format, list)
		}
	}
}
