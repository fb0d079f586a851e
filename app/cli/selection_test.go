package cli

import (
	"os"
	"strings"
	"testing"
)

func TestExportTakesWhatIsAskedFor(t *testing.T) {
	inFolder(t, "r.jsonl", `{"id":"a","lang":"en","text":"Mira met Leo. They left Oslo.","spans":[{"start":0,"end":4,"label":"PER"},{"start":24,"end":28,"label":"LOC"}]}
{"id":"b","lang":"ar","text":"وصلت ليلى أمس","spans":[{"start":5,"end":9,"label":"PER"}]}
`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	said := must(t, "export", "p.rubric", "--format", "spacy", "--out", "x.jsonl", "--status", "all", "--labels", "PER=PERSON,LOC=", "--lang", "en", "--per", "sentence")
	data, err := os.ReadFile("x.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	if strings.Count(got, "\n") != 2 || !strings.Contains(got, `"a#2"`) || !strings.Contains(got, "PERSON") || strings.Contains(got, "LOC") || strings.Contains(got, "ليلى") {
		t.Errorf("export\n%s", got)
	}
	for _, w := range []string{"none of en: 1 document", "label LOC is dropped: 1 span", "1 document in 2 records, 1 span, 1 span left out (LOC), 0 changed, 1 renamed"} {
		if !strings.Contains(said, w) {
			t.Errorf("%q does not say %q", said, w)
		}
	}
	dry := must(t, "export", "p.rubric", "--format", "spacy", "--status", "all", "--labels", "PER=PERSON,LOC=", "--lang", "en", "--dry-run")
	if !strings.Contains(dry, "in short: 1 span left out (LOC), 1 renamed\n") || !strings.Contains(dry, "it would be 1 document, 1 span, 1 span left out (LOC), 0 changed, 1 renamed\n") {
		t.Errorf("before it is written:\n%s", dry)
	}
	refuses(t, exitFailed, strings.Fields("export p.rubric --format spacy --out y.jsonl --status all --labels PRE=X"), `"PRE"`, "PER, ORG, LOC")
}

// Without --per the format decides: GLiNER cuts long texts in silence, so it is given windows.
func TestExportLeavesRecordsToTheFormat(t *testing.T) {
	inFolder(t, "r.jsonl", `{"id":"a","text":"`+strings.Repeat("They left Oslo. ", 100)+`","spans":[{"start":10,"end":14,"label":"LOC"}]}`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	for flags, want := range map[string]string{"gliner": "1 document in 2 records", "gliner --per article": "1 document, 1 span", "spacy": "1 document, 1 span", "tsv --scheme bioes": "1 document, 1 span"} {
		if said := must(t, append([]string{"export", "p.rubric", "--status", "all", "--out", "x", "--format"}, strings.Fields(flags)...)...); !strings.Contains(said, want) {
			t.Errorf("%s: %q does not say %q", flags, said, want)
		}
	}
}
