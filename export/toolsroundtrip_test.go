package export_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/export"
)

// spanKey is what every format keeps of a span.
type spanKey struct {
	span         annotate.Span
	label, quote string
}

func keysOf(set annotate.Set) (list []spanKey) {
	for a := range set.Values() {
		list = append(list, spanKey{a.Span, a.Label, a.Quote})
	}
	slices.SortFunc(list, func(a, b spanKey) int { return cmp.Or(a.span.Compare(b.span), cmp.Compare(a.label, b.label)) })
	return list
}

// toolRecord is a random document whose spans no format has to change: they have letters at both ends, and none is there
// twice.
func toolRecord(t testing.TB, rnd *rand.Rand, id string) export.Record {
	t.Helper()
	doc, err := annotate.NewDocument(id, "", "x"+randomText(rnd, 50))
	if err != nil {
		t.Fatal(err)
	}
	r := export.Record{Document: doc, Language: pick(rnd, "", "en", "ar"), Direction: "ltr", Annotator: "eva"}
	seen := map[spanKey]bool{}
	var list []annotate.Annotation
	for i := range rnd.IntN(10) {
		sp := randomSpan(rnd, doc.Text.Len())
		k := spanKey{sp, pick(rnd, "PER", "LOC", "a b"), doc.Text.Slice(sp)}
		runes := []rune(k.quote)
		if seen[k] || !isPlain(runes[0]) || !isPlain(runes[len(runes)-1]) {
			continue
		}
		seen[k] = true
		list = append(list, annotate.Annotation{ID: fmt.Sprint("s", i), Span: sp, Label: k.label, Quote: k.quote, Annotator: "eva"})
	}
	r.Work = annotate.Work{Annotations: annotate.NewSet(list...), Status: pick(rnd, annotate.Finished, annotate.Ignored)}
	return r
}

// isPlain reports whether a span may begin and end with a character.
func isPlain(r rune) bool {
	return strings.ContainsRune("OslMiraوساميקंनेกรุงтBayT北京市🚒é3.,", r)
}

// readBack reads what an export wrote.
func readBack(t testing.TB, format, data string, opts ingest.ReadOptions) (recs []ingest.Record, remarks []string) {
	t.Helper()
	f, ok := ingest.Lookup(format)
	if !ok {
		t.Fatalf("%s is not read", format)
	}
	opts.Report = func(m ingest.Remark) { remarks = append(remarks, m.String()) }
	for rec, err := range f.Read(strings.NewReader(data), opts) {
		if err != nil {
			t.Fatalf("%s: %v\n%s", format, err, data)
		}
		recs = append(recs, rec)
	}
	return recs, remarks
}

// readOne reads what an export wrote of one record, whose text and spans come back.
func readOne(t testing.TB, format, data string, opts ingest.ReadOptions, want export.Record) (got ingest.Record, remarks []string) {
	t.Helper()
	recs, remarks := readBack(t, format, data, opts)
	if len(recs) != 1 || recs[0].Document.Text.String() != want.Document.Text.String() || !slices.Equal(keysOf(recs[0].Work.Annotations), keysOf(want.Work.Annotations)) {
		t.Fatalf("%s: %q, read %+v\nwant %+v\n%s", format, remarks, recs, want, data)
	}
	return recs[0], remarks
}

// besides gives a reader the files that stand in a folder.
func besides(folder string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return fs.ReadFile(os.DirFS(folder), name) }
}

// What our exports say of text, id, language and spans comes back; where a format holds status and annotator, they too.
func TestToolsRoundTrip(t *testing.T) {
	for _, c := range []struct {
		format, unit         string
		read                 ingest.Unit
		lang, status, person bool
	}{{format: "label-studio", lang: true, status: true, person: true}, {format: "prodigy", lang: true, status: true, person: true},
		{format: "doccano", lang: true, read: ingest.UTF16}, {format: "doccano", lang: true, unit: export.CodePoints, read: ingest.CodePoints},
		{format: "doccano", lang: true, unit: export.Graphemes, read: ingest.Graphemes}, {format: "spacy"}, {format: "cas", lang: true}, {format: "hf", lang: true}, {format: "argilla", lang: true, status: true, person: true}} {
		spans := 0
		for seed := range uint64(600) {
			rnd := rand.New(rand.NewPCG(seed, 9))
			r := toolRecord(t, rnd, fmt.Sprintf("doc %d", seed))
			o := export.Options{Format: c.format, Unit: c.unit}
			rep, err := export.Survey(t.Context(), o, func(yield func(export.Record, error) bool) { yield(r, nil) })
			if err != nil || slices.ContainsFunc(rep.Changed, func(l export.Loss) bool { return !strings.Contains(l.Reason, "it stands in spans") }) {
				t.Fatalf("%s, seed %d: %v %+v", c.format, seed, err, rep)
			}
			for _, l := range rep.Lost { // inside a cluster
				r.Work.Annotations = annotate.NewSet(slices.DeleteFunc(r.Work.Annotations.All(), func(a annotate.Annotation) bool { return a.ID == l.Span })...)
			}
			line, err := export.Preview(o, r)
			if err != nil {
				t.Fatal(err)
			}
			got, remarks := readOne(t, c.format, line, ingest.ReadOptions{Name: "x", Unit: c.read}, r)
			if got.Document.ID != r.Document.ID || c.lang && got.Language != r.Language || c.status && got.Work.Status != r.Work.Status || c.person && got.Annotator != "eva" ||
				len(remarks) > 0 && !strings.Contains(remarks[0], "set aside") {
				t.Fatalf("%s, seed %d: read %+v, %q\nwant %+v", c.format, seed, got, remarks, r)
			}
			spans += got.Work.Annotations.Len()
		}
		if spans < 200 {
			t.Errorf("%s: only %d spans", c.format, spans)
		}
	}
}

// A file is found to be in the format that wrote it.
func TestToolsAreDetected(t *testing.T) {
	for _, format := range []string{"rubricator", "label-studio", "prodigy", "doccano", "cas", "universalner", "chat", "gliner", "gliner2", "spacy", "hf", "argilla"} {
		for seed := range uint64(30) {
			r := toolRecord(t, rand.New(rand.NewPCG(seed, 10)), "d")
			line, err := export.Preview(export.Options{Format: format}, r)
			if err != nil {
				t.Fatal(err)
			}
			if f, err := ingest.Detect("x.json", []byte(line)); err != nil || f.Name != format {
				t.Errorf("%s is taken for %q: %v\n%s", format, f.Name, err, line)
			}
		}
	}
}
