package project

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/export/splits"
)

// placesOf is the group and split of each record of a canonical export with splits.
func placesOf(t *testing.T, p *Project, o splits.Options) map[string]string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	report, err := p.Export(t.Context(), ExportOptions{Format: FormatRubricator, Out: out, Split: &SplitOptions{Options: o}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for _, f := range report.Files {
		if filepath.Ext(f.Path) != ".jsonl" {
			continue
		}
		data, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			var r struct{ ID, Group, Split string }
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatal(err)
			}
			at[r.ID] = r.Group + " " + r.Split
		}
	}
	return at
}

const wire = `The harbour was closed on Monday after a storm, officials said, and ferries waited for hours while crews looked at the piers`

// The key of a group is that of its oldest document, finished or not: what is finished later moves nothing.
func TestGroupsAreThoseOfAllDocuments(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "old.txt", wire+" again."))
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a-copy.txt", wire+"."))
	say(t, p, "a-copy", "ada", wire+".")
	o := splits.Options{Shares: splits.Shares{40, 30, 30}, Seed: 3}
	before := placesOf(t, p, o)
	want := "old " + splits.Of(3, "old", o.Shares)
	if len(before) != 1 || before["a-copy"] != want {
		t.Errorf("places %v, want a-copy at %s", before, want)
	}
	say(t, p, "old", "ada", wire+" again.")
	if after := placesOf(t, p, o); len(after) != 2 || after["a-copy"] != want || after["old"] != want {
		t.Errorf("after the older one was finished: %v, want both at %s", after, want)
	}
}

// Groups and splits that came in with records are kept.
func TestImportedGroupsAndSplitsStay(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{}, filepath.Join(files(t, "r.jsonl", `{"id":"a","text":"One.","status":"finished","group":"g","split":"test"}
{"id":"b","text":"Two.","status":"finished","group":"g"}
{"id":"c","text":"Three.","status":"finished","split":"validation"}
`), "r.jsonl"))
	at := placesOf(t, p, splits.Options{Shares: splits.Shares{100, 0, 0}})
	if at["a"] != "g test" || at["b"] != "g test" || at["c"] != "c validation" {
		t.Errorf("places %v", at)
	}
	if doc, err := p.Store().Document("b"); err != nil || doc.Meta[metaGroup] != "g" || doc.Meta[metaSplit] != "" {
		t.Errorf("the export changed the project: %v %v", doc.Meta, err)
	}
}

func TestStratifyWeighsWhatIsExported(t *testing.T) {
	p := two(t)
	say(t, p, "a", "ada", strings.Replace(first, "zelda quux", "[PER zelda quux]", 1))
	plan, err := p.plan(t.Context(), ExportOptions{Format: FormatRubricator, Split: &SplitOptions{Options: splits.Options{Shares: splits.Shares{0, 0, 100}, Stratify: true}}},
		choice{annotator: "ada"}, nil)
	if err != nil || plan.Documents() != 2 {
		t.Fatalf("%v", err)
	}
	chosen, err := p.choose(ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := p.record(t.Context(), chosen.headers[0], "ada")
	if err != nil {
		t.Fatal(err)
	}
	o := ExportOptions{Labels: map[string]string{"PER": "HUMAN"}}
	if w := o.options().Weight(rec); len(w) != 1 || w[splits.Kind("HUMAN", "en")] != 1 {
		t.Errorf("weight %v", w)
	}
	o.Languages = []string{"fr"}
	if w := o.options().Weight(rec); w != nil {
		t.Errorf("what is not exported weighs %v", w)
	}
}

// TestWhatIsKeptOfASplitFollowsTheProject: asked again a split is the same, also by what is asked otherwise and once
// documents were added, as in a project that is opened anew.
func TestWhatIsKeptOfASplitFollowsTheProject(t *testing.T) {
	p := begin(t)
	add := func(from, to int) {
		var list strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintf(&list, `{"id":"d%02d","text":"Story %d of %s.","meta":{"publisher":"p%d"},"lang":"en"}`+"\n", i, i%7, strings.Repeat("w", i%7+1), i%3)
		}
		take(t, p, ImportOptions{}, filepath.Join(files(t, "r.jsonl", list.String()), "r.jsonl"))
	}
	split := func(p *Project, by splits.By) string {
		o := ExportOptions{Format: FormatRubricator, All: true, Split: &SplitOptions{Options: splits.Options{Shares: splits.Shares{60, 20, 20}, By: by, Seed: 3}}}
		s, err := p.Survey(t.Context(), o, nil)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(s.Splits, s.Notes)
	}
	for _, to := range []int{10, 25} {
		add(to-10, to)
		for _, by := range []splits.By{splits.ByGroup, splits.BySource, splits.ByGroup, splits.BySource} {
			fresh := Project{store: p.store, annotator: p.annotator, detector: p.detector}
			if got, want := split(p, by), split(&fresh, by); got != want {
				t.Errorf("%d documents by %s: %s, want %s", to, by, got, want)
			}
		}
	}
}
