package project

import (
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate/ingest"
)

// TestImportReadsEachInputAsChosen reads one table by a column of its own, one file of records as suggestions of another
// unit, one as a plain text, and leaves one out.
func TestImportReadsEachInputAsChosen(t *testing.T) {
	p := begin(t)
	dir := files(t,
		"a.csv", "no;haber;text\n1;"+english+";short\n",
		"b.jsonl", `{"id":"d","text":"😀 Mira met Sarel","label":[[2,6,"PER"]]}`+"\n",
		"c.log", arabic,
		"d.txt", "Left out.")
	at := func(name string) string { return filepath.Join(dir, name) }
	sum, lines := take(t, p, ImportOptions{Choices: map[string]Choice{
		at("a.csv"):   {Choice: ingest.Choice{Format: "csv", Columns: map[string]string{"text": "haber", "id": "no", "title": ""}}},
		at("b.jsonl"): {Choice: ingest.Choice{Format: "doccano", Unit: ingest.CodePoints}},
		at("c.log"):   {Choice: ingest.Choice{Format: FormatText}},
		at("d.txt"):   {Skip: true},
	}}, dir)
	if sum.New != 3 || sum.Refused != 0 || sum.Annotations != 1 {
		t.Errorf("summary %v\n%s", sum, strings.Join(lines, "\n"))
	}
	if got := ids(t, p); got != "1: d: c:" {
		t.Errorf("documents %s", got)
	}
	if got := marks(t, p, "d", p.annotator); !strings.HasPrefix(got, "😀 [PER Mira] met") {
		t.Errorf("the chosen unit gives %s", got)
	}
}

// TestImportOfWhatASurveyFound imports every file as the survey says, and gets what the survey promised.
func TestImportOfWhatASurveyFound(t *testing.T) {
	dir := files(t, "a.csv", "x;y\n1;"+english+"\n2;"+arabic+"\n", "b.jsonl", `{"content":"Some words","n":1}`+"\n"+`{"content":3}`+"\n", "c.txt", "Words.")
	sources, err := ingest.Survey(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := ImportOptions{Choices: map[string]Choice{}}
	want := Summary{}
	for _, s := range sources {
		n, exact := s.Records()
		if !exact {
			t.Errorf("%s: %d records, not exactly", s.File, n)
		}
		want.New += n
		want.Refused += s.Look.Refused
		for _, path := range s.Paths {
			o.Choices[path] = Choice{Choice: s.Look.Choice}
		}
	}
	sum, lines := take(t, begin(t), o, dir)
	if sum.New != want.New || sum.Refused != want.Refused || sum.New != 4 {
		t.Errorf("imported %v, the survey said %v\n%s", sum, want, strings.Join(lines, "\n"))
	}
}
