package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
)

func TestHFGolden(t *testing.T) {
	list := nasty(t)
	list[1].Split, list[2].Split = "test", "validation"
	files, rep := trainingOf(t, "hf", list...)
	var names []string
	for name, body := range files {
		names = append(names, name)
		golden(t, "hf/"+name, body)
	}
	slices.Sort(names)
	if s := strings.Join(names, " "); s != "README.md SHA256SUMS alignment.tsv croissant.json data/test.jsonl data/train.jsonl data/validation.jsonl labels.json manifest.json provenance.tsv schema.json" {
		t.Errorf("files %s", s)
	}
	if rep.Records != 6 || len(rep.Lost) != 5 || rep.Cut != 3 {
		t.Errorf("report %+v", rep)
	}
}

func TestHFExample(t *testing.T) {
	files, _ := trainingOf(t, "hf", mira(t))
	want := `{"id":"doc-0001","text":"Mira Okonkwo 🚒 left قرية for North Bay University Hospital on 3 May.","lang":"en",` +
		`"tokens":["Mira","Okonkwo","🚒","left","قرية","for","North","Bay","University","Hospital","on","3","May","."],` +
		`"ner_tags":["B-PERSON","I-PERSON","O","O","B-PLACE","O","B-ORG","I-ORG","I-ORG","I-ORG","O","B-DATE","I-DATE","O"],` +
		`"spans":[{"start":0,"end":12,"label":"PERSON","text":"Mira Okonkwo"},{"start":20,"end":24,"label":"PLACE","text":"قرية"},` +
		`{"start":29,"end":58,"label":"ORG","text":"North Bay University Hospital"},{"start":29,"end":38,"label":"PLACE","text":"North Bay"},` +
		`{"start":62,"end":67,"label":"DATE","text":"3 May"}]}` + "\n"
	if got := files["data/train.jsonl"]; got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	if !strings.Contains(files["alignment.tsv"], "doc-0001\ts4\t29\t38\tPLACE\tNorth Bay\tnested\t\t") {
		t.Errorf("the nested span has no row: %s", files["alignment.tsv"])
	}
}

func TestSumsAndManifestCoverTheFiles(t *testing.T) {
	files, rep := trainingOf(t, "hf", nasty(t)...)
	var m manifest
	if err := json.Unmarshal([]byte(files["manifest.json"]), &m); err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Files {
		if hexSumOf(files[f.Path]) != f.SHA256 || int64(len(files[f.Path])) != f.Bytes {
			t.Errorf("manifest: %+v", f)
		}
	}
	for name, body := range files {
		if has := strings.Contains(files["SHA256SUMS"], hexSumOf(body)+"  "+name+"\n"); has != (name != "SHA256SUMS") {
			t.Errorf("SHA256SUMS and %s: %v", name, has)
		}
	}
	if len(m.Files) != len(files)-2 || m.Counts["train"].Docs != rep.Records || m.Counts["train"].Spans != rep.Spans || m.Reports.SubtokenSplit != rep.Cut {
		t.Errorf("manifest %+v, report %+v", m, rep)
	}
	if m.Created != "" || strings.Contains(files["manifest.json"], "null") {
		t.Errorf("created %q", m.Created)
	}
}

func TestTimeStandsInTheManifestAlone(t *testing.T) {
	opts := options("hf", filepath.Join(t.TempDir(), "x"))
	opts.Created = time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)
	for _, f := range export(t, opts, mira(t)).Files {
		if has := strings.Contains(read(t, f.Path), `"created": "2026-05-03T12:00:00Z"`); has != (filepath.Base(f.Path) == "manifest.json") {
			t.Errorf("%s holds the time: %v", f.Path, has)
		}
	}
}

// The numbers of the classes do not depend on which labels occur.
func TestClassesComeFromTheSchemaToo(t *testing.T) {
	files, rep := trainingOf(t, "hf", record(t, "a", "Oslo at NO", [2]string{"PLACE", "Oslo"}, [2]string{"Nø", "NO"}))
	for _, want := range []string{`'0': "O"`, `'1': "B-DATE"`, `'3': "B-Nø"`, `'10': "I-PLACE"`} {
		if !strings.Contains(files["README.md"], want) {
			t.Errorf("%s is not in the card", want)
		}
	}
	if len(rep.Notes) != 1 || !strings.Contains(rep.Notes[0], `"Nø"`) {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestFolderThatIsNoExportIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "photos")
	if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(`{"name":"mine"}`), 0o644)); err != nil {
		t.Fatal(err)
	}
	_, err := Write(t.Context(), options("hf", dir), source(mira(t)))
	if err == nil || !strings.Contains(err.Error(), "name a new or an empty folder") {
		t.Errorf("error %v", err)
	}
	only(t, dir, "manifest.json")
	only(t, filepath.Dir(dir), "photos")
	file := filepath.Join(dir, "manifest.json")
	if _, err := Write(t.Context(), options("hf", file), source(mira(t))); err == nil || !strings.Contains(err.Error(), "is a file and this format writes a folder") {
		t.Errorf("error %v", err)
	}
}

func TestFolderIsReplacedWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "demo")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	list := nasty(t)
	list[1].Split = "test"
	export(t, options("hf", out), list...)
	export(t, options("hf", out), mira(t))
	only(t, filepath.Join(out, "data"), "train.jsonl")
	only(t, filepath.Dir(out), "demo")
}

// Where the system cannot exchange two folders in one step, both renames leave the same.
func TestSwapWithoutExchange(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	for _, p := range []string{a, b} {
		if err := errors.Join(os.Mkdir(p, 0o755), os.WriteFile(filepath.Join(p, "f"), []byte(p), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := swapByRenames(a, b); err != nil || read(t, filepath.Join(b, "f")) != a {
		t.Errorf("error %v", err)
	}
	only(t, dir, "b")
	if err := swapByRenames(filepath.Join(dir, "gone"), b); err == nil || read(t, filepath.Join(b, "f")) != a {
		t.Errorf("a failed swap must leave what stood there: %v", err)
	}
}

func TestUnknownSplitIsRefused(t *testing.T) {
	r := mira(t)
	r.Split = "dev"
	_, err := Write(t.Context(), options("hf", filepath.Join(t.TempDir(), "x")), source(r))
	if err == nil || !strings.Contains(err.Error(), `split "dev" is none of [train validation test]`) {
		t.Errorf("error %v", err)
	}
}

func TestHFCheckSeesEveryChange(t *testing.T) {
	h := opened(t, "hf")
	l := h.unit(mira(t)).lesson
	line, err := h.write(nil, h.unit(mira(t)))
	if err != nil {
		t.Fatal(err)
	}
	flat, _ := h.flat(l.spans)
	if err := checkHF(line, l, flat); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{`"Okonkwo",`, ""}, {`"B-PLACE"`, `"O"`}, {`"I-PERSON"`, `"B-PERSON"`}, {`"B-DATE"`, `"I-DATE"`}, {`"I-ORG","O"`, `"O","O"`}, {`"May","."`, `".","May"`},
		{`"start":29,"end":38`, `"start":29,"end":37`}, {`"text":"3 May"`, `"text":"4 May"`}, {`,{"start":62,"end":67,"label":"DATE","text":"3 May"}`, ""}, {"Mira Okonkwo 🚒", "Mira Okonkwo 🚑"}} {
		bad := strings.Replace(string(line), change[0], change[1], 1)
		if bad == string(line) {
			t.Fatalf("%q is not in %s", change[0], line)
		}
		if checkHF([]byte(bad), l, flat) == nil {
			t.Errorf("%q for %q passed the check", change[1], change[0])
		}
	}
}

// Random texts of many scripts with nested, crossing and cutting spans: the checks inside the writers find no fault,
// and each span is written or reported.
func TestTrainingFormatsKeepEverySpan(t *testing.T) {
	scraps := []string{"Oslo", " ", "  ", "\n", "وسامي", "北京市", "👩‍🚀", "e\u0301", "\u200f", "\u200b", "\u2028", "\u00a0", "\u202f", "\u00ad", "\u0600", "\u0301", "\"", "\\", "3.5", "can't", ".", "नेपाल", "ไทย", "\u200d", "\x1f"}
	for seed := range uint64(1500) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		text := "x"
		for range rnd.IntN(30) {
			text += scraps[rnd.IntN(len(scraps))]
		}
		r := record(t, "a", text)
		n := r.Document.Text.Len()
		var list []annotate.Annotation
		for i := range rnd.IntN(8) {
			start := rnd.IntN(n)
			sp := annotate.Span{Start: start, End: start + 1 + rnd.IntN(n-start)}
			list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Label: []string{"PERSON", "ORG"}[rnd.IntN(2)], Span: sp, Quote: r.Document.Text.Slice(sp)})
		}
		r.Work.Annotations = annotate.NewSet(list...)
		for range rnd.IntN(3) {
			start := 1 + rnd.IntN(n)
			r.Work.Zones = append(r.Work.Zones, annotate.Span{Start: start, End: start + rnd.IntN(n-start+1)})
		}
		r.Work.Zones = slices.DeleteFunc(r.Work.Zones, annotate.Span.Empty)
		for _, format := range learntFormats() {
			o := opened(t, format)
			if _, err := o.record(nil, o.writer, r); err != nil {
				t.Fatalf("seed %d, %s: %v\n%q", seed, format, err, text)
			}
			rep := o.report
			if rep.Spans+len(rep.Lost)+o.actions["duplicate"] != len(list) {
				t.Fatalf("seed %d, %s: %d spans, report %+v", seed, format, len(list), rep)
			}
		}
	}
}

func BenchmarkTraining(b *testing.B) {
	r := record(b, "a", strings.Repeat("The council of Oslo met “again” on Tuesday, said Mira Okonkwo.\n", 200), [2]string{"PLACE", "Oslo"}, [2]string{"PERSON", "Mira Okonkwo"})
	for _, format := range []string{"spacy", "hf", "conll", "tsv"} {
		b.Run(format, func(b *testing.B) {
			w := opened(b, format)
			line, err := w.write(nil, w.unit(r))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				line, _ = w.write(line[:0], w.unit(r))
			}
		})
	}
}
