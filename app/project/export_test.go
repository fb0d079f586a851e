package project

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestWhoseWorkIsExported(t *testing.T) {
	p := two(t)
	out := filepath.Join(t.TempDir(), "out.jsonl")
	export := func(annotator string) error {
		_, err := p.Export(t.Context(), ExportOptions{Format: FormatRubricator, Out: out, Annotator: annotator, All: true}, nil)
		return err
	}
	fails := func(annotator string, words ...string) {
		t.Helper()
		err := export(annotator)
		for _, w := range words {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("export for %q: %v does not say %s", annotator, err, w)
			}
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("a failed export wrote %s", out)
		}
	}
	fails("ada", `"ada" has said nothing`, "leave the annotator out")
	if got := write(t, p, ExportOptions{All: true}); strings.Count(got, `"annotator":"","note":"","zones":[],"spans":[]`) != 2 {
		t.Errorf("without any work\n%s", got)
	}
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	if got := write(t, p, ExportOptions{All: true}); !strings.Contains(got, `"annotator":"ada"`) || !strings.Contains(got, `"label":"PER"`) {
		t.Errorf("the only one's work\n%s", got)
	}
	say(t, p, "a", "bob", strings.Replace(first, "envoy", "[ORG envoy]", 1))
	fails("", `"ada", "bob"`)
	fails("eve", `"eve" has said nothing`, `"ada", "bob"`)
	if got := write(t, p, ExportOptions{All: true, Annotator: "bob"}); strings.Contains(got, "PER") || !strings.Contains(got, "ORG") {
		t.Errorf("bob's work\n%s", got)
	}
}

func TestOnlyFinishedDocumentsUnlessAll(t *testing.T) {
	p := two(t)
	say(t, p, "b", "ada", second)
	for _, c := range []struct {
		o    ExportOptions
		want int
	}{
		{ExportOptions{}, 1}, {ExportOptions{All: true}, 2}, {ExportOptions{All: true, Documents: []string{"a"}}, 1},
		{ExportOptions{Documents: []string{"a"}}, 0}, {ExportOptions{All: true, Documents: []string{}}, 0},
	} {
		n, err := p.CountExport(c.o)
		if lines := strings.Count(write(t, p, c.o), "\n"); n != c.want || lines != c.want || err != nil {
			t.Errorf("%+v: count %d, %d lines, %v; want %d", c.o, n, lines, err, c.want)
		}
	}
}

func TestPreviewIsTheFirstLine(t *testing.T) {
	p := two(t)
	if _, err := p.Preview(t.Context(), ExportOptions{Format: FormatRubricator}); err == nil || !strings.Contains(err.Error(), "nothing to export") {
		t.Errorf("preview of nothing: %v", err)
	}
	o := ExportOptions{Format: FormatRubricator, All: true}
	want, _, _ := strings.Cut(write(t, p, o), "\n")
	if got, err := p.Preview(t.Context(), o); got != want || err != nil {
		t.Errorf("preview %q %v, want %q", got, err, want)
	}
}

func TestASearchForTheFirstRecordEndsWithItsContext(t *testing.T) {
	p := two(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, languages := range [][]string{nil, {"ja"}} {
		if text, err := p.Preview(ctx, ExportOptions{Format: FormatRubricator, All: true, Languages: languages}); !errors.Is(err, context.Canceled) {
			t.Errorf("of %q the search gives %q, %v", languages, text, err)
		}
	}
}

func TestSchemaNeedsNoAnnotator(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", first)
	say(t, p, "a", "bob", first)
	got, err := annotate.ReadSchema([]byte(write(t, p, ExportOptions{Format: "schema"})))
	if err != nil || len(got.Labels) != 6 {
		t.Errorf("schema %+v %v", got, err)
	}
	if text, err := p.Preview(t.Context(), ExportOptions{Format: "schema"}); !strings.Contains(text, "NORP") || err != nil {
		t.Errorf("preview %q %v", text, err)
	}
}

func TestRecordsAreSortedByID(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, filepath.Join(files(t, "r.jsonl", `{"id":"b","text":"One."}`+"\n"+`{"id":"B","text":"Two."}`+"\n"+`{"id":"a","text":"Three."}`), "r.jsonl"))
	var order []string
	for line := range strings.Lines(write(t, p, ExportOptions{All: true})) {
		var rec struct{ ID string }
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatal(err)
		}
		order = append(order, rec.ID)
	}
	if strings.Join(order, "") != "Bab" {
		t.Errorf("order %q", order)
	}
}

func TestExportFindsUnknownLanguages(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{}, files(t, "a.txt", arabic))
	if got := write(t, p, ExportOptions{All: true}); !strings.Contains(got, `"lang":"ar","dir":"rtl"`) {
		t.Errorf("exported %s", got)
	}
	if got := ids(t, p); got != "a:" {
		t.Errorf("the export changed the project: %s", got)
	}
}

func TestExportProgress(t *testing.T) {
	p := two(t)
	last := [2]int{}
	o := ExportOptions{Format: FormatRubricator, Out: filepath.Join(t.TempDir(), "x"), All: true}
	report, err := p.Export(t.Context(), o, func(done, total int) { last = [2]int{done, total} })
	if err != nil || last != [2]int{2, 2} || report.Records != 2 {
		t.Errorf("progress %v, report %+v, %v", last, report, err)
	}
}
