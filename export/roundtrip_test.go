package export_test

import (
	"bytes"
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

// write exports canonical records and gives the bytes.
func write(t testing.TB, recs []export.Record) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	rep, err := export.Write(t.Context(), export.Options{Format: "rubricator", Out: out}, func(yield func(export.Record, error) bool) {
		for _, r := range recs {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Lost) > 0 || rep.Records != len(recs) {
		t.Fatalf("of %d records %d are written; lost %+v", len(recs), rep.Records, rep.Lost)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// lines are the records as write writes them, made in memory.
func lines(t testing.TB, recs []export.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, r := range recs {
		line, err := export.Preview(export.Options{Format: "rubricator"}, r)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(line + "\n")
	}
	return b.Bytes()
}

// reread imports canonical bytes as records.
func reread(t testing.TB, data []byte) (recs []export.Record, remarks []string) {
	t.Helper()
	opts := ingest.ReadOptions{Report: func(r ingest.Remark) { remarks = append(remarks, r.String()) }}
	for rec, err := range ingest.ReadCanonical(bytes.NewReader(data), opts) {
		if err != nil {
			t.Fatal(err)
		}
		recs = append(recs, export.Record{Document: rec.Document, Language: rec.Language, Direction: rec.Direction, Work: rec.Work,
			Annotator: rec.Annotator, Group: rec.Group, Split: rec.Split})
	}
	return recs, remarks
}

func TestImportedProjectExportsTheSameBytes(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var recs []export.Record
		for i := range 1 + rnd.IntN(4) {
			recs = append(recs, randomRecord(t, rnd, fmt.Sprintf("doc-%d", i)))
		}
		first := lines(t, recs)
		if seed < 10 && !bytes.Equal(first, write(t, recs)) {
			t.Fatalf("seed %d: the file is not its previews", seed)
		}
		back, remarks := reread(t, first)
		if len(remarks) > 0 {
			t.Fatalf("seed %d: remarks %q", seed, remarks)
		}
		for i, r := range back {
			if !r.Work.Equal(recs[i].Work) || r.Document.Source != recs[i].Document.Source {
				t.Fatalf("seed %d: read %+v, want %+v", seed, r.Work, recs[i].Work)
			}
		}
		if second := lines(t, back); !bytes.Equal(first, second) {
			t.Fatalf("seed %d: written again as\n%s\nwas\n%s", seed, second, first)
		}
	}
}

var scraps = []string{"Oslo", "Mira Okonkwo", " ", "  ", "\n", "\n\n", "\t", "قرية", "وسامي", "شَمْس", "שלום", "नेपाल", "กรุงเทพ", "北京市", "🚒", "👩‍🚀", "🏳️‍🌈", "e\u0301",
	"\u200f", "\u200b", "\u2028", "\u2029", "\u0085", "\u00a0", "\"", "\\", "\\u0041", "<b>&", "\x0b", "\x0c", "\x1f", "\x7f", "\ufffd", "\ufeff", "\U0010ffff", "¢", "“q”", "3 May", ".", ","}

func randomText(rnd *rand.Rand, most int) string {
	var b strings.Builder
	for range rnd.IntN(most) {
		b.WriteString(scraps[rnd.IntN(len(scraps))])
	}
	return b.String()
}

func pick[T any](rnd *rand.Rand, from ...T) T { return from[rnd.IntN(len(from))] }

func randomRecord(t testing.TB, rnd *rand.Rand, id string) export.Record {
	t.Helper()
	doc, err := annotate.NewDocument(id, randomText(rnd, 3), "x"+randomText(rnd, 60))
	if err != nil {
		t.Fatal(err)
	}
	if rnd.IntN(2) == 0 {
		doc.Meta = map[string]string{"url": randomText(rnd, 4), randomText(rnd, 3): "v", "Z": "", "a": "1"}
		doc.Source = annotate.Source{Name: randomText(rnd, 3), Encoding: "utf-8", SHA256: doc.Text.SHA256()}
	}
	r := export.Record{Document: doc, Language: pick(rnd, "", "en", "ar"), Direction: pick(rnd, "ltr", "rtl"), Annotator: randomText(rnd, 3),
		Group: randomText(rnd, 2), Split: pick(rnd, "", "train", "test")}
	r.Work = randomWork(rnd, doc.Text)
	return r
}

func randomSpan(rnd *rand.Rand, n int) annotate.Span {
	start := rnd.IntN(n)
	return annotate.Span{Start: start, End: start + 1 + rnd.IntN(n-start)}
}

func randomWork(rnd *rand.Rand, text annotate.Text) annotate.Work {
	w := annotate.Work{Status: pick(rnd, annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored), Note: randomText(rnd, 5),
		Language: pick(rnd, "", "fr"), Direction: pick(rnd, "", "rtl")}
	var list []annotate.Annotation
	for i := range rnd.IntN(12) {
		sp := randomSpan(rnd, text.Len())
		list = append(list, annotate.Annotation{ID: fmt.Sprintf("s%d", i), Span: sp, Label: pick(rnd, "PER", "LOC", "a b", "ORG|X"), Annotator: randomText(rnd, 2),
			Origin: pick(rnd, annotate.OriginUser, annotate.OriginSuggestion, annotate.OriginImport, annotate.OriginAdjudication), Suggester: randomText(rnd, 2),
			Score: pick(rnd, 0, 1, 0.1, 1e-9, 1.0/3, rnd.Float64()), Quote: text.Slice(sp), Entity: randomText(rnd, 2), Note: randomText(rnd, 4)})
	}
	w.Annotations = annotate.NewSet(list...)
	for range rnd.IntN(5) {
		sp := randomSpan(rnd, text.Len())
		d := annotate.Decision{Span: sp, Label: "PER", Verdict: pick(rnd, annotate.Accepted, annotate.Rejected, annotate.Corrected, annotate.Skipped),
			Suggester: "memory", Score: rnd.Float64(), Quote: text.Slice(sp), Annotation: pick(rnd, "", "s1")}
		w, _, _ = annotate.Answer(w, d).Apply(w)
	}
	for range rnd.IntN(3) {
		zone := randomSpan(rnd, text.Len())
		if next, _, err := (annotate.Mark{Zone: zone}).Apply(w); err == nil && !slices.ContainsFunc(w.Zones, zone.Overlaps) {
			w = next
		}
	}
	for range rnd.IntN(2) * rnd.IntN(4) {
		sp := randomSpan(rnd, text.Len())
		p := annotate.Pass{Kind: pick(rnd, "conflict", "edge", "a \"kind\""), Span: pick(rnd, sp, annotate.Span{}, annotate.Span{Start: sp.End, End: sp.End}), Label: pick(rnd, "", "PER", "ORG|X")}
		if next, _, err := (annotate.Wave{Pass: p}).Apply(w); err == nil {
			w = next
		}
	}
	return w
}

// Whatever the reader accepts is written and read again as the same bytes, and nothing makes it panic.
func FuzzCanonicalReader(f *testing.F) {
	rnd := rand.New(rand.NewPCG(7, 7))
	for i := range 4 {
		f.Add(write(f, []export.Record{randomRecord(f, rnd, fmt.Sprint(i))}))
	}
	for _, s := range []string{"{\"text\":\"a\\r\\nb\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"X\"}]}", "[1]", "{\"text\":\"\\ud83d\\ude92\",\"meta\":{\"a\":{\"b\":[NaN]}}}",
		"{\"text\":\"ab\",\"passed\":[{\"start\":0,\"end\":0,\"kind\":\"empty\"},{\"start\":1,\"end\":2,\"kind\":\"edge\",\"label\":\"A\"},{\"kind\":1},[]]}",
		"{\"text\":\"a\",\"id\":-0,\"zones\":[{\"start\":0,\"end\":1},{}],\"pinned\":[\"lang\",1],\"decisions\":[{\"start\":0,\"end\":1,\"label\":\"A\",\"verdict\":\"skipped\"}]}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		recs, _ := reread(t, data)
		first := lines(t, recs)
		back, remarks := reread(t, first)
		if len(remarks) > 0 || len(back) != len(recs) {
			t.Fatalf("%d of %d records came back; %q\n%s", len(back), len(recs), remarks, first)
		}
		if second := lines(t, back); !bytes.Equal(first, second) {
			t.Fatalf("written as\n%s\nthen as\n%s", first, second)
		}
	})
}

func BenchmarkReadCanonical(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	doc, err := annotate.NewDocument("a", "", strings.Repeat("The council of Oslo met “again” on Tuesday, said Mira Okonkwo.\n", 200))
	if err != nil {
		b.Fatal(err)
	}
	var list []annotate.Annotation
	for range 200 {
		start := rnd.IntN(doc.Text.Len() - 20)
		sp := annotate.Span{Start: start, End: start + 12}
		list = append(list, annotate.Annotation{ID: annotate.NewID(), Span: sp, Label: "PER", Quote: doc.Text.Slice(sp), Annotator: "ada", Origin: annotate.OriginUser})
	}
	data := bytes.Repeat(write(b, []export.Record{{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(list...)}}}), 20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		reread(b, data)
	}
}
