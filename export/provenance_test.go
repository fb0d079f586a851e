package export

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

// provenanced has a span of every way to come to be, and one that no format for learning can hold.
func provenanced(t *testing.T) Record {
	t.Helper()
	r := mira(t)
	list := r.Work.Annotations.All()
	var changed []annotate.Annotation
	for _, a := range list {
		switch a.ID {
		case "s1": // accepted
			a.Origin, a.Suggester, a.Score = annotate.OriginSuggestion, "model", 0.9
		case "s2": // corrected
			a.Origin = annotate.OriginSuggestion
		case "s3": // accepted, then another label
			a.Origin = annotate.OriginSuggestion
		case "s4":
			a.Origin, a.Annotator = annotate.OriginImport, "gold"
		}
		changed = append(changed, a)
	}
	changed = append(changed, annotate.Annotation{ID: "blank", Span: annotate.Span{Start: 12, End: 13}, Label: "ORG", Quote: " ", Annotator: "ada", Origin: annotate.OriginUser})
	r.Work.Annotations = annotate.NewSet(changed...)
	r.Work.Decisions = annotate.NewDecisions(
		annotate.Decision{Span: annotate.Span{Start: 0, End: 12}, Label: "PERSON", Verdict: annotate.Accepted, Suggester: "model", Score: 0.9, Quote: "Mira Okonkwo", Annotation: "s1"},
		annotate.Decision{Span: annotate.Span{Start: 20, End: 22}, Label: "PLACE", Verdict: annotate.Corrected, Suggester: "memory", Score: 0.5, Quote: "قر", Annotation: "s2"},
		annotate.Decision{Span: annotate.Span{Start: 29, End: 58}, Label: "PLACE", Verdict: annotate.Accepted, Suggester: "model", Score: 0.25, Quote: "North Bay University Hospital", Annotation: "s3"})
	return r
}

func TestProvenanceSaysHowEachSpanCame(t *testing.T) {
	o := options("hf", filepath.Join(t.TempDir(), "set"))
	export(t, o, provenanced(t))
	want := provenanceHeader +
		"doc-0001\ts1\t0\t12\tPERSON\tMira Okonkwo\tada\tsuggestion\tmodel\t0.9\taccepted\t0\t12\tPERSON\n" +
		"doc-0001\ts2\t20\t24\tPLACE\tقرية\tada\tsuggestion\tmemory\t0.5\tcorrected\t20\t22\tPLACE\n" +
		"doc-0001\ts3\t29\t58\tORG\tNorth Bay University Hospital\tada\tsuggestion\tmodel\t0.25\tcorrected\t29\t58\tPLACE\n" +
		"doc-0001\ts4\t29\t38\tPLACE\tNorth Bay\tgold\timport\t\t\timported\t\t\t\n" +
		"doc-0001\ts5\t62\t67\tDATE\t3 May\tada\tuser\t\t\tby hand\t\t\t\n"
	if got := read(t, filepath.Join(o.Out, provenanceFile)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	var m manifest
	if err := json.Unmarshal([]byte(read(t, filepath.Join(o.Out, markFile))), &m); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(jsonOf(t, m.Provenance)), ""); got != `{"origin":{"import":1,"suggestion":3,"user":1},"decision":{"accepted":1,"byhand":1,"corrected":2,"imported":1}}` {
		t.Errorf("counts %s", got)
	}
	if !strings.Contains(read(t, filepath.Join(o.Out, sumsFile)), "  provenance.tsv\n") {
		t.Error("it is not summed up")
	}
}

// Offsets are those of the stored text, whatever is cut out of it and into how many parts.
func TestProvenanceCountsInTheStoredText(t *testing.T) {
	for _, f := range Formats() {
		if f.shape == nothing {
			continue
		}
		o := options(f.Name, filepath.Join(t.TempDir(), "set"))
		o.Split = true
		list := shared(t)
		rep := export(t, o, list...)
		rows := strings.Split(strings.TrimSuffix(read(t, filepath.Join(o.Out, provenanceFile)), "\n"), "\n")[1:]
		if len(rows) != 10-len(rep.Lost) {
			t.Errorf("%s: %d rows, %d lost: %q", f.Name, len(rows), len(rep.Lost), rows)
		}
		for _, row := range rows {
			cells := strings.Split(row, "\t")
			for _, r := range list {
				a, _ := r.Work.Annotations.ByID(cells[1])
				if r.Document.ID == cells[0] && (jsonOf(t, a.Span.Start) != cells[2]+"\n" || jsonOf(t, a.Span.End) != cells[3]+"\n" || a.Quote != cells[5]) {
					t.Errorf("%s: row %q of %+v", f.Name, row, a)
				}
			}
		}
	}
}

func TestProvenanceOfAFileIsThereWhenAsked(t *testing.T) {
	o := options("spacy", filepath.Join(t.TempDir(), "a.jsonl"))
	export(t, o, mira(t))
	only(t, filepath.Dir(o.Out), "a.jsonl", "a.jsonl.manifest.json", "alignment.tsv", "make_docbin.py")
	o.Provenance = true
	export(t, o)
	only(t, filepath.Dir(o.Out), "a.jsonl", "a.jsonl.manifest.json", "a.jsonl.provenance.tsv", "alignment.tsv", "make_docbin.py")
	if got := read(t, o.Out+".provenance.tsv"); got != provenanceHeader {
		t.Errorf("without spans: %q", got)
	}
}

// What stands beside a file of another export of it goes with it: but nothing that somebody else made, changed or needs.
func TestExtrasThatAreNoLongerWrittenGo(t *testing.T) {
	o := options("spacy", filepath.Join(t.TempDir(), "a.jsonl"))
	o.Provenance = true
	dir := filepath.Dir(o.Out)
	write := func(name, data string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	export(t, o, mira(t))
	write("a.jsonl.labeling.xml", "mine")
	o.Provenance = false
	export(t, o, mira(t))
	only(t, dir, "a.jsonl", "a.jsonl.labeling.xml", "a.jsonl.manifest.json", "alignment.tsv", "make_docbin.py")

	other := options("spacy", filepath.Join(dir, "b.jsonl"))
	export(t, other, mira(t)) // needs the script too
	write("alignment.tsv", "changed")
	o.Format = "rubricator"
	export(t, o, mira(t))
	only(t, dir, "a.jsonl", "a.jsonl.labeling.xml", "a.jsonl.manifest.json", "alignment.tsv", "b.jsonl", "b.jsonl.manifest.json", "make_docbin.py")
	other.Format = "schema"
	export(t, other)
	only(t, dir, "a.jsonl", "a.jsonl.labeling.xml", "a.jsonl.manifest.json", "alignment.tsv", "b.jsonl")

	before := tree(t, dir)
	o.Provenance = true
	if _, err := Write(t.Context(), o, func(yield func(Record, error) bool) { yield(Record{}, errors.New("damaged")) }); err == nil || tree(t, dir) != before {
		t.Errorf("an export that failed took something: %v", err)
	}
	write("a.jsonl.manifest.json", `{"manifest":"rubricator-manifest/1","layout":"file","files":[{"path":"../keep","sha256":"`+sumOf(o.Out)+`"},{"path":"gone"}]}`)
	keep := filepath.Join(filepath.Dir(dir), "keep")
	if err := os.WriteFile(keep, []byte(read(t, o.Out)), 0o644); err != nil {
		t.Fatal(err)
	}
	export(t, o, mira(t))
	if read(t, keep) == "" {
		t.Error("a file of another folder went")
	}
}
