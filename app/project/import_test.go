package project

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
)

const english = "Mira Okonkwo left Oslo for the North Bay University Hospital on 3 May, said the mayor of the city."
const arabic = "غادرت ميرا أوكونكو أوسلو يوم الثلاثاء متوجهة إلى مستشفى الجامعة في الخليج الشمالي، كما قالت رئيسة البلدية."

func TestImportTakesArticlesAndSaysWhatItCannot(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.txt", english, "deep/a.txt", arabic, "blank.txt", " \n", "photo.png", "\x89PNG\r\n", "zip.txt", "PK\x03\x04\x00\x00\x00\x00\x08")
	sum, lines := take(t, p, ImportOptions{DetectNow: true}, dir, filepath.Join(dir, "none.txt"))
	if want := (Summary{New: 2, Refused: 4}); fmt.Sprint(sum) != fmt.Sprint(want) {
		t.Errorf("summary %v, want %v", sum, want)
	}
	if got := ids(t, p); got != "a:en a-2:ar" {
		t.Errorf("documents %s", got)
	}
	all := strings.Join(lines, "\n")
	for _, word := range []string{"blank.txt", "photo.png", "zip.txt", "none.txt"} {
		if strings.Count(all, word) != 1 {
			t.Errorf("%q is not said once in\n%s", word, all)
		}
	}
}

func TestSameTextIsOneDocument(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.txt", english, "b.txt", english)
	first, _ := take(t, p, ImportOptions{}, dir)
	again, _ := take(t, p, ImportOptions{}, dir)
	if first.New != 1 || first.Same != 1 || again.New != 0 || again.Same != 2 || !again.Took() {
		t.Errorf("first %v, again %v", first, again)
	}
	record := fmt.Sprintf(`{"text":%q,"spans":[{"start":0,"end":12,"label":"PER"}]}`, english)
	for range 2 {
		sum, _ := take(t, p, ImportOptions{Annotator: "bob"}, filepath.Join(files(t, "r.jsonl", record), "r.jsonl"))
		if sum.Same != 1 || sum.New != 0 {
			t.Errorf("record of a known text: %v", sum)
		}
	}
	if got := ids(t, p); got != "a:" {
		t.Errorf("documents %s", got)
	}
	if got := marks(t, p, "a", "bob"); !strings.HasPrefix(got, "[PER Mira Okonkwo] left") {
		t.Errorf("bob's work is %s", got)
	}
	if got := marks(t, p, "a", "ada"); strings.Contains(got, "[") {
		t.Errorf("ada's work is %s", got)
	}
}

func TestRecordsReplaceWhatTheirAnnotatorHad(t *testing.T) {
	p := begin(t)
	record := func(spans string) string {
		return filepath.Join(files(t, "r.jsonl", fmt.Sprintf(`{"id":"r","text":%q,"spans":[%s]}`, english, spans)), "r.jsonl")
	}
	take(t, p, ImportOptions{}, record(`{"start":0,"end":12,"label":"PER"},{"start":18,"end":22,"label":"LOC"}`))
	if sum, _ := take(t, p, ImportOptions{}, record(`{"start":18,"end":22,"label":"ORG"}`)); sum.Annotations != 1 {
		t.Errorf("summary %v", sum)
	}
	if got := marks(t, p, "r", "ada"); !strings.HasPrefix(got, "Mira Okonkwo left [ORG Oslo] for") {
		t.Errorf("work is %s", got)
	}
	take(t, p, ImportOptions{}, record(``))
	if got := marks(t, p, "r", "ada"); strings.Contains(got, "[") {
		t.Errorf("after no spans the work is %s", got)
	}
}

func TestEmptyRecordsMakeNoAnnotator(t *testing.T) {
	p := begin(t)
	path := filepath.Join(files(t, "r.jsonl", `{"text":"One.","spans":[]}`+"\n"+`{"text":"One.","spans":[]}`), "r.jsonl")
	take(t, p, ImportOptions{}, path)
	take(t, p, ImportOptions{}, path)
	if names, err := p.Store().Annotators(); len(names) > 0 || err != nil {
		t.Errorf("annotators %q %v", names, err)
	}
}

func TestImportAddsLabelsAndSaysSo(t *testing.T) {
	p := begin(t)
	record := `{"text":"Tea in Oslo","spans":[{"start":0,"end":3,"label":"DRINK"},{"start":7,"end":11,"label":"LOC"}]}`
	sum, lines := take(t, p, ImportOptions{}, filepath.Join(files(t, "r.jsonl", record), "r.jsonl"))
	if fmt.Sprint(sum.Labels) != "[DRINK]" || len(lines) != 1 || !strings.Contains(lines[0], `"DRINK"`) {
		t.Errorf("labels %v, lines %q", sum.Labels, lines)
	}
	if _, ok := p.Store().Schema().Label("DRINK"); !ok {
		t.Error("the schema has no DRINK")
	}
}

func TestRecordsThatCannotBeTakenAreSaid(t *testing.T) {
	p := begin(t)
	path := filepath.Join(files(t, "r.jsonl", `{"text":"One in Oslo."}`+"\n"+`{"text":`+"\n"+
		`{"text":"Two.","spans":[{"start":0,"end":90,"label":"PER"}]}`+"\n"+`{"id":"three"}`), "r.jsonl")
	sum, lines := take(t, p, ImportOptions{}, path)
	if sum.New != 2 || sum.Refused != 2 {
		t.Errorf("summary %v\n%s", sum, strings.Join(lines, "\n"))
	}
	for i, words := range []string{"line 2", "line 3", "line 4"} {
		if !strings.Contains(strings.Join(lines, "\n"), words) {
			t.Errorf("%d: nothing about %s in %q", i, words, lines)
		}
	}
}

func TestNoRecordsAtAll(t *testing.T) {
	p := begin(t)
	sum, lines := take(t, p, ImportOptions{Format: FormatRubricator}, filepath.Join(files(t, "r.jsonl", "\n"), "r.jsonl"), "missing.jsonl")
	if sum.Took() || sum.Refused != 2 {
		t.Errorf("summary %v %q", sum, lines)
	}
}

func TestFormats(t *testing.T) {
	dir := files(t, "a.txt", english, "b.jsonl", `{"text":"Tea in Oslo"}`, "c", `{"text":"Tea in Bergen"}`)
	for _, c := range []struct {
		format, path  string
		taken, refuse int
	}{
		{FormatAuto, "", 2, 1}, {FormatText, "", 1, 2}, {FormatRubricator, "", 1, 2},
		{FormatAuto, "c", 1, 0}, {FormatRubricator, "c", 1, 0}, {FormatText, "b.jsonl", 0, 1},
	} {
		sum, lines := take(t, begin(t), ImportOptions{Format: c.format}, filepath.Join(dir, c.path))
		if sum.New != c.taken || sum.Refused != c.refuse {
			t.Errorf("%s of %q: %v %q", c.format, c.path, sum, lines)
		}
	}
	if _, err := begin(t).Import(t.Context(), []string{dir}, ImportOptions{Format: "excel"}, nil, nil); err == nil || !strings.Contains(err.Error(), `"excel"`) {
		t.Errorf("unknown format: %v", err)
	}
}

func TestAsSuggestions(t *testing.T) {
	p := begin(t)
	record := fmt.Sprintf(`{"id":"r","text":%q,"status":"finished","spans":[{"start":0,"end":12,"label":"PER"},{"start":18,"end":22,"label":"LOC","score":0.6,"suggester":"model"}]}`, english)
	sum, _ := take(t, p, ImportOptions{AsSuggestions: true}, filepath.Join(files(t, "r.jsonl", record), "r.jsonl"))
	list, err := p.Store().Suggestions("r")
	if err != nil || sum.Suggestions != 2 || sum.Annotations != 0 {
		t.Fatalf("summary %v, %v", sum, err)
	}
	if fmt.Sprint(list) != "[{{0 12} PER 0.8 import imported from r.jsonl} {{18 22} LOC 0.6 model imported from r.jsonl}]" {
		t.Errorf("stored %v", list)
	}
	if names, _ := p.Store().Annotators(); len(names) > 0 {
		t.Errorf("annotators %q", names)
	}
}

// What no suggestion can hold is counted, each by what it is.
func TestAsSuggestionsSaysWhatIsLeftOut(t *testing.T) {
	spans := func(more string) string {
		return fmt.Sprintf(`{"id":"r","text":%q,"spans":[{"start":0,"end":12,"label":"PER"}]%s}`, english, more)
	}
	passed := `,"passed":[{"kind":"edge","start":0,"end":12,"label":"PER"},{"kind":"missed","start":18,"end":22,"label":"LOC"}]`
	zones := `,"zones":[{"start":0,"end":4}]`
	const findings, regions = "findings of the check that were waved through left out: 2", "decisions and zones left out: 1"
	for _, c := range []struct {
		more string
		want []string
	}{{"", nil}, {passed, []string{findings}}, {zones, []string{regions}}, {zones + passed, []string{regions, findings}}} {
		sum, lines := take(t, begin(t), ImportOptions{AsSuggestions: true}, filepath.Join(files(t, "r.jsonl", spans(c.more)), "r.jsonl"))
		ok := sum.Suggestions == 1 && len(lines) == len(c.want)
		for i := range min(len(lines), len(c.want)) {
			ok = ok && strings.HasSuffix(lines[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: %v, %q; want %q", c.more, sum, lines, c.want)
		}
	}
}

// An import takes every span, whatever the schema's overlap rule: nested, crossing, on the same characters.
func TestImportKeepsWhatTheRuleForbids(t *testing.T) {
	spans := [][3]any{{0, 12, "PER"}, {0, 4, "ORG"}, {5, 17, "ORG"}, {18, 22, "LOC"}, {18, 22, "ORG"}}
	var list []string
	for _, s := range spans {
		list = append(list, fmt.Sprintf(`{"start":%d,"end":%d,"label":%q}`, s[:]...))
	}
	path := filepath.Join(files(t, "r.jsonl", fmt.Sprintf(`{"id":"r","text":%q,"spans":[%s]}`, english, strings.Join(list, ","))), "r.jsonl")
	for _, rule := range []annotate.Overlap{annotate.OverlapNone, annotate.OverlapStacking, annotate.OverlapAny} {
		p := begin(t)
		schema := annotate.News()
		schema.Overlap = rule
		if err := p.Store().SetSchema(schema); err != nil {
			t.Fatal(err)
		}
		sum, lines := take(t, p, ImportOptions{}, path)
		work, err := p.Store().Work("r", "ada")
		if err != nil || sum.Annotations != len(spans) || work.Annotations.Len() != len(spans) || len(lines) > 0 {
			t.Errorf("%s: %d of %d spans, %v, %v, %q", rule, work.Annotations.Len(), len(spans), sum, err, lines)
		}
	}
}

func TestWhoseAnnotationsTheyAre(t *testing.T) {
	record := `{"text":"Tea in Oslo","annotator":"bob","spans":[{"start":7,"end":11,"label":"LOC"},{"start":0,"end":3,"label":"ORG","annotator":"eve"}]}`
	path := filepath.Join(files(t, "r.jsonl", record), "r.jsonl")
	for named, want := range map[string]string{"": "bob eve bob", "cleo": "cleo eve cleo"} {
		p := begin(t)
		take(t, p, ImportOptions{Annotator: named}, path)
		names, _ := p.Store().Annotators()
		work, _ := p.Store().Work("r", names[0])
		got := names[0]
		for _, a := range work.Annotations.All() {
			got += " " + a.Annotator
		}
		if len(names) != 1 || got != want {
			t.Errorf("--annotator %q gives %s of %v, want %s", named, got, names, want)
		}
	}
}

func TestLangOfAllDocuments(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.txt", english, "b.txt", arabic)
	take(t, p, ImportOptions{DetectNow: true}, filepath.Join(dir, "a.txt"))
	take(t, p, ImportOptions{Lang: "fa", DetectNow: true}, dir)
	if got := ids(t, p); got != "a:fa b:fa" {
		t.Errorf("documents %s", got)
	}
}

func TestProgressCountsInputs(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.txt", english, "b.txt", arabic, "c.txt", " ")
	var calls []string
	_, err := p.Import(t.Context(), []string{dir}, ImportOptions{}, nil, func(done, total int) { calls = append(calls, fmt.Sprint(done, "/", total)) })
	if err != nil || fmt.Sprint(calls) != "[3/3]" {
		t.Errorf("progress %v %v", calls, err)
	}
}

func TestProgressCountsBytesWhereInputsAreUnknown(t *testing.T) {
	p := begin(t)
	record := fmt.Sprintf("{\"text\":%q}\n", english)
	dir := files(t, "a.jsonl", strings.Repeat(record, 3*batchDocuments))
	var calls []string
	o := ImportOptions{Lang: "en", Bytes: func(done, total int64) {
		calls = append(calls, fmt.Sprint(total))
		if done <= 0 || done > total {
			t.Errorf("%d of %d bytes", done, total)
		}
	}}
	progress := func(done, total int) { t.Errorf("%d of %d inputs", done, total) }
	if _, err := p.Import(t.Context(), []string{dir}, o, nil, progress); err != nil || len(calls) < 3 || calls[0] != fmt.Sprint(3*batchDocuments*len(record)) {
		t.Errorf("progress %v %v", calls, err)
	}
}

func TestImportTakesArchives(t *testing.T) {
	p := begin(t)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range [][2]string{{"one.txt", english}, {"two/records.jsonl", fmt.Sprintf(`{"id":"r","text":%q,"spans":[{"start":0,"end":5,"label":"LOC"}]}`, arabic)}, {"three.png", "\x89PNG"}} {
		f, err := w.Create(file[0])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, file[1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sum, lines := take(t, p, ImportOptions{DetectNow: true}, files(t, "set.zip", b.String()))
	if sum.New != 2 || sum.Refused != 1 || sum.Annotations != 1 || !strings.Contains(strings.Join(lines, "\n"), `set.zip/three.png"`) {
		t.Errorf("%v\n%s", sum, strings.Join(lines, "\n"))
	}
	if got := ids(t, p); got != "one:en r:ar" {
		t.Errorf("documents %s", got)
	}
}

func TestImportTakesTablesAndPages(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.csv", fmt.Sprintf("nr,story,kind\n1,%q,news\n2,,news\n", english), "b.html", "<html lang=ar><title>T</title><p>"+arabic, "c.jsonl", fmt.Sprintf(`{"story":%q}`, "Only this record. "+english))
	sum, lines := take(t, p, ImportOptions{Columns: map[string]string{"text": "story"}, DetectNow: true}, dir)
	if sum.New != 3 || sum.Refused != 1 {
		t.Errorf("%v\n%s", sum, strings.Join(lines, "\n"))
	}
	if got := ids(t, p); got != "a:en b:ar c:en" {
		t.Errorf("documents %s", got)
	}
	bare := begin(t)
	if sum, lines := take(t, bare, ImportOptions{Lang: "en"}, filepath.Join(dir, "c.jsonl")); sum.New != 0 || !strings.Contains(strings.Join(lines, "\n"), `"story"`) || !strings.Contains(strings.Join(lines, "\n"), "--columns text=") {
		t.Errorf("%v\n%s", sum, strings.Join(lines, "\n"))
	}
}

// What an export writes is imported again without a word about the papers beside the data.
func TestExportsAreImportedWithTheirPapers(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	for _, o := range []ExportOptions{{Format: "hf"}, {Format: FormatRubricator}, {Format: "spacy"}, {Format: "label-studio"}, {Format: "argilla"}, {Format: "chat"}, {Format: "brat"}} {
		out := t.TempDir()
		o.Out, o.All = filepath.Join(out, "data"), true
		if !slices.Contains([]string{"hf", "argilla", "brat"}, o.Format) {
			o.Out += ".json"
		}
		if _, err := p.Export(t.Context(), o, nil); err != nil {
			t.Fatal(err)
		}
		sum, lines := take(t, begin(t), ImportOptions{Lang: "en"}, out)
		if sum.New != 2 || sum.Refused != 0 || sum.Annotations != 1 {
			t.Errorf("%s: %v\n%s", o.Format, sum, strings.Join(lines, "\n"))
		}
	}
}

func TestEachBadRecordIsALine(t *testing.T) {
	good := fmt.Sprintf(`{"text":%q}`, english)
	bad := map[string]string{
		"is not UTF-8": "{\"text\":\"a\xff\"}", "half of a surrogate pair": `{"text":"\ud83d"}`, `"x" is there twice`: `{"text":"a","x":1,"x":2}`, "not JSON": `{"text":"a"`,
		"[90,99)": `{"text":"out of range","spans":[{"start":90,"end":99,"label":"X"}]}`, "its quote is": `{"text":"Ada met Bob","spans":[{"start":0,"end":3,"label":"X","text":"Bob"}]}`,
		"longer than a record may be": `{"text":"` + strings.Repeat("a", ingest.MaxCanonicalLine) + `"}`, "64": `{"text":"` + strings.Repeat("a", 100<<20) + `"}`,
	}
	for words, record := range bad {
		sum, lines := take(t, begin(t), ImportOptions{Lang: "en"}, filepath.Join(files(t, "r.jsonl", record+"\n"+good+"\n"), "r.jsonl"))
		if all := strings.Join(lines, "\n"); sum.New+sum.Refused != 2 || sum.New == 0 || !strings.Contains(all, words) || len(all) > 2000 {
			t.Errorf("%s: %v\n%.2000s", words, sum, all)
		}
	}
}

// What is said of records that are left out waits for no record that is taken.
func TestRemarksBehindTheLastRecordAreSaid(t *testing.T) {
	p := begin(t)
	dir := files(t, "a.jsonl", fmt.Sprintf("{\"text\":%q}\n{\"text\":\"b\",\"spans\":[{\"start\":0,\"end\":9,\"label\":\"X\"}]}\n{\"text\":\"\",\"spans\":[{\"start\":0,\"end\":9,\"label\":\"X\"}]}\n", english))
	sum, lines := take(t, p, ImportOptions{Lang: "en"}, dir)
	if sum.New != 2 || sum.Refused != 1 || len(lines) < 2 {
		t.Errorf("%v\n%s", sum, strings.Join(lines, "\n"))
	}
}

func TestCancelledImportKeepsWhatItCommitted(t *testing.T) {
	p := begin(t)
	var records strings.Builder
	for i := range 3*batchDocuments + 5 {
		fmt.Fprintf(&records, `{"id":"r%d","text":"Article %d."}`+"\n", i, i)
	}
	path := filepath.Join(files(t, "r.jsonl", records.String()), "r.jsonl")
	ctx, stop := context.WithCancel(t.Context())
	sum, err := p.Import(ctx, []string{path}, ImportOptions{}, nil, func(int, int) { stop() })
	headers, _ := p.Store().Headers("")
	if !errors.Is(err, context.Canceled) || sum.New != batchDocuments || len(headers) != sum.New {
		t.Errorf("%v: summary %v, %d documents stored", err, sum, len(headers))
	}
	if sum, err := p.Import(t.Context(), []string{path}, ImportOptions{}, nil, nil); err != nil || sum.Same != batchDocuments || sum.New != 2*batchDocuments+5 {
		t.Errorf("the import again: %v %v", sum, err)
	}
}

// lossless is a record with everything in it, in the order in which it is written.
func lossless(t *testing.T) string {
	t.Helper()
	doc, err := annotate.NewDocument("ليلى-1", "عنوان", arabic)
	if err != nil {
		t.Fatal(err)
	}
	quote := func(start, end int) string {
		b, _ := json.Marshal(doc.Text.Slice(annotate.Span{Start: start, End: end}))
		return string(b)
	}
	text, _ := json.Marshal(arabic)
	return `{"schema":"rubricator/1","id":"ليلى-1","title":"عنوان","lang":"ar","dir":"ltr","pinned":["dir"],"text":` + string(text) +
		`,"text_sha256":"` + fmt.Sprintf("%x", doc.Text.SHA256()) + `","source":{"name":"https://example.org/1","encoding":"windows-1256","sha256":""}` +
		`,"meta":{"author":"ليلى","date":"2024-05-03"},"status":"ignored","annotator":"bob","note":"مرّتين",` +
		`"zones":[{"start":0,"end":6}],"spans":[` +
		`{"id":"s1","start":7,"end":19,"label":"PER","text":` + quote(7, 19) + `,"annotator":"bob","origin":"suggestion","suggester":"memory","score":0.875,"entity":"Q1","note":"n"},` +
		`{"id":"s2","start":7,"end":11,"label":"PER","text":` + quote(7, 11) + `,"annotator":"eve","origin":"user","suggester":"","score":0,"entity":"","note":""},` +
		`{"id":"s3","start":9,"end":24,"label":"ODD LABEL","text":` + quote(9, 24) + `,"annotator":"bob","origin":"import","suggester":"","score":0,"entity":"","note":""}],` +
		`"decisions":[{"start":25,"end":28,"label":"DATE","text":` + quote(25, 28) + `,"verdict":"rejected","suggester":"dates","score":0.5,"annotation":""}],` +
		`"relations":[],"group":"event:7","split":"test"}` + "\n"
}

func TestImportedRecordsExportTheSameBytes(t *testing.T) {
	want := lossless(t) + strings.Replace(strings.Replace(lossless(t), "ليلى-1", "ليلى-2", 1), "غادرت", "غادرا", 1)
	sum := func(s string) string { // the text was changed
		doc, _ := annotate.NewDocument("x", "", s)
		return fmt.Sprintf("%x", doc.Text.SHA256())
	}
	lines := strings.SplitAfter(want, "\n")
	lines[1] = strings.Replace(lines[1], sum(arabic), sum(strings.Replace(arabic, "غادرت", "غادرا", 1)), 1)
	want = lines[0] + lines[1]
	p := begin(t)
	if _, told := take(t, p, ImportOptions{DetectNow: true}, filepath.Join(files(t, "r.jsonl", want), "r.jsonl")); len(told) != 1 {
		t.Errorf("lines %q", told) // about the label
	}
	if got := write(t, p, ExportOptions{All: true}); got != want {
		t.Errorf("exported\n%s\nwant\n%s", got, want)
	}
}

func TestRoundTripOfAProject(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{}, files(t, "b.txt", english, "a.txt", arabic, "c.txt", "?? 12"))
	if err := p.DetectLanguages(t.Context(), nil, nil); err != nil {
		t.Fatal(err)
	}
	say(t, p, "b", "ada", strings.Replace(english, "Mira Okonkwo", "[PER Mira Okonkwo]", 1))
	one := write(t, p, ExportOptions{All: true})
	again := begin(t)
	take(t, again, ImportOptions{DetectNow: true}, filepath.Join(files(t, "r.jsonl", one), "r.jsonl"))
	if two := write(t, again, ExportOptions{All: true}); two != one {
		t.Errorf("exported\n%s\nwant\n%s", two, one)
	}
	if strings.Count(one, "\n") != 3 || !strings.Contains(one, `"lang":"und"`) {
		t.Errorf("exported\n%s", one)
	}
}

func BenchmarkImport(b *testing.B) {
	dir := b.TempDir()
	words := strings.Fields("the minister said Oslo talks ferry strike port union court storm market river bridge coach season record price")
	const n = 10000
	for i := range n {
		var text strings.Builder
		for j := i; text.Len() < 3000; j += 1 + i%7 {
			text.WriteString(words[j%len(words)])
			text.WriteByte(" \n"[min(1, j%12/11)])
		}
		fmt.Fprintf(&text, "%d", i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("a%05d.txt", i)), []byte(text.String()), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		b.StopTimer()
		p := begin(b)
		b.StartTimer()
		sum, err := p.Import(b.Context(), []string{dir}, ImportOptions{Lang: "en"}, nil, nil)
		if err != nil || sum.New != n {
			b.Fatal(sum, err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "files/s")
}

// A text with annotations of brat under its name is one record; the other files of the folder are as they would be.
func TestImportTakesFoldersOfBrat(t *testing.T) {
	dir := files(t, "a.txt", "Mira left Oslo.", "a.ann", "T1\tPER 0 4\tMira\n", "deep/b.txt", "Rome", "deep/b.ann", "", "c.txt", "Bern", "d.ann", "T1\tLOC 0 4\tBern\n")
	p := begin(t)
	sum, lines := take(t, p, ImportOptions{}, dir)
	if sum.New != 3 || sum.Refused != 1 || sum.Annotations != 1 || marks(t, p, "a", "ada") != "[PER Mira] left Oslo." || ids(t, p) != "a: c: b:" {
		t.Errorf("%+v %s, %q", sum, ids(t, p), lines)
	}
	if all := strings.Join(lines, "\n"); !strings.Contains(all, `"d.txt" is not beside it`) {
		t.Errorf("lines %q", lines)
	}
	for _, file := range []string{"a.txt", "a.ann"} {
		p := begin(t)
		if sum, lines := take(t, p, ImportOptions{}, filepath.Join(dir, file)); sum.New != 1 || sum.Annotations != 1 {
			t.Errorf("%s: %+v, %q", file, sum, lines)
		}
		p = begin(t)
		if sum, lines := take(t, p, ImportOptions{Format: "brat", Annotator: "bob"}, filepath.Join(dir, file)); sum.New != 1 || marks(t, p, "a", "bob") != "[PER Mira] left Oslo." {
			t.Errorf("%s as brat: %+v, %q", file, sum, lines)
		}
	}
	p = begin(t)
	if sum, lines := take(t, p, ImportOptions{Format: FormatText}, dir); sum.New != 3 || sum.Annotations != 0 {
		t.Errorf("as text: %+v, %q", sum, lines)
	}
}

func BenchmarkImportRecords(b *testing.B) {
	var file strings.Builder
	for n := 0; file.Len() < 50<<20; n++ {
		fmt.Fprintf(&file, `{"id":"d%d","lang":"en","text":"%s","spans":[`, n, strings.Repeat(fmt.Sprintf("%d %s ", n, english), 40))
		for i := range 10 {
			fmt.Fprintf(&file, `%s{"start":%d,"end":%d,"label":"PER"}`, ","[:min(i, 1)], i*90, i*90+4)
		}
		file.WriteString("]}\n")
	}
	path := filepath.Join(b.TempDir(), "records.jsonl")
	if err := os.WriteFile(path, []byte(file.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		b.StopTimer()
		p := begin(b)
		b.StartTimer()
		if sum, err := p.Import(b.Context(), []string{path}, ImportOptions{Lang: "en"}, nil, nil); err != nil || sum.New == 0 || sum.Refused > 0 {
			b.Fatal(sum, err)
		}
	}
}
