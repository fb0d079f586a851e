package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// labelled are finished records of two annotators with some of every mistake that hangs on other places, and one that is not finished.
var labelled = strings.Join([]string{
	`{"id":"a","lang":"en","text":"Oslo and Oslo, said Mira.","status":"finished","annotator":"bob","spans":[{"start":0,"end":4,"label":"LOC"},{"start":9,"end":13,"label":"LOC"},{"start":20,"end":24,"label":"PER"}]}`,
	`{"id":"b","lang":"en","text":"Mira left OSLO for Oslo.","status":"finished","annotator":"bob","spans":[{"start":0,"end":5,"label":"PER"},{"start":10,"end":14,"label":"ORG"}]}`,
	`{"id":"c","lang":"en","text":"Oslo waits.","annotator":"bob","spans":[{"start":0,"end":4,"label":"EVENT"}]}`, ""}, "\n")

func TestCheckData(t *testing.T) {
	inFolder(t, "in.jsonl", labelled)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "in.jsonl")
	want := []string{
		`b:0-5 edge "Mira " it ends with white space`,
		`b:10-14 conflict "OSLO" ORG here, LOC in 2 of 3 places`,
		`a:0-4 few "Oslo" LOC: 2 examples, and spaCy asks for more than 50`,
	}
	got := must(t, "check", "p.rubric", "--data")
	for _, line := range want {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("%q is not in\n%s", line, got)
		}
	}
	if !strings.Contains(got, "\nconflict: 1\nedge: 1\nfew: 3\nunused: 3\n8 findings in 2 documents\n") {
		t.Errorf("counts in\n%s", got)
	}
	if got := must(t, "check", "--kind", "conflict,edge", "--data", "p.rubric", "--status", "all"); strings.Count(got, "\n") != 6 || !strings.Contains(got, `c:0-4 conflict "Oslo" EVENT here, LOC in 2 of 4 places`) {
		t.Errorf("of two kinds\n%s", got)
	}
	if got := must(t, "check", "p.rubric"); got != "p.rubric: no faults\n" {
		t.Errorf("check of the file says %q", got)
	}
}

func TestCheckDataAsJSON(t *testing.T) {
	inFolder(t, "in.jsonl", labelled)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "in.jsonl")
	got := run("check", "p.rubric", "--data", "--json", "--kind", "conflict")
	want := `{"kind":"conflict","id":"b","start":10,"end":14,"label":"ORG","text":"OSLO","why":"ORG here, LOC in 2 of 3 places","mend":{"start":10,"end":14,"label":"LOC"}}` + "\n"
	if got.stdout != want || got.stderr != "conflict: 1\n1 finding in 2 documents\n" || got.status != exitDone {
		t.Errorf("%+v", got)
	}
	var kinds []string
	for line := range strings.Lines(must(t, "check", "p.rubric", "--data", "--json")) {
		var f findingLine
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		kinds = append(kinds, f.Kind)
		if f.Kind == "unused" && (f.ID != "" || f.Mend != nil) {
			t.Errorf("%+v", f)
		}
	}
	if !slices.Equal(kinds, []string{"edge", "conflict", "few", "few", "few", "unused", "unused", "unused"}) {
		t.Errorf("kinds %v", kinds)
	}
}

func TestCheckDataStatus(t *testing.T) {
	inFolder(t, "in.jsonl", labelled, "other.jsonl", strings.ReplaceAll(labelled, "bob", "eva"))
	must(t, "new", "p.rubric")
	if got := run("check", "p.rubric", "--data", "--strict"); got.status != exitDone || !strings.Contains(got.stderr, "--status all") {
		t.Errorf("of nothing: %+v", got)
	}
	must(t, "import", "p.rubric", "in.jsonl")
	if got := run("check", "p.rubric", "--data", "--strict"); got.status != exitFailed || !strings.Contains(got.stdout, "findings in 2 documents") || got.stderr != "" {
		t.Errorf("--strict with findings: %+v", got)
	}
	if got := run("check", "p.rubric", "--data", "--strict", "--kind", "empty"); got.status != exitDone {
		t.Errorf("--strict without: %+v", got)
	}
	must(t, "import", "p.rubric", "other.jsonl")
	refuses(t, exitFailed, []string{"check", "p.rubric", "--data"}, `"bob", "eva"`)
	if got := must(t, "check", "p.rubric", "--data", "--annotator", "eva"); !strings.Contains(got, "findings in 2 documents") {
		t.Errorf("of one of two: %q", got)
	}
	refuses(t, exitFailed, []string{"check", "p.rubric", "--data", "--annotator", "zoe"}, `"zoe" has said nothing`)
	refuses(t, exitUsage, []string{"check", "p.rubric", "--strict"}, "--strict goes with --data")
	refuses(t, exitUsage, []string{"check", "p.rubric", "--data", "--kind", "typo"}, `"typo" is no kind`, "conflict,boundary")
}
