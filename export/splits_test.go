package export

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/export/splits"
)

// planned are n records of which every tenth, from the third, is in test and every tenth, from the fourth, in validation.
func planned(t testing.TB, n int) (list []Record, plan *splits.Plan) {
	t.Helper()
	var docs []splits.Document
	var rows []splits.Row
	for i := range n {
		id := fmt.Sprintf("d%03d", i)
		r := record(t, id, fmt.Sprintf("Mira went to Town%d on 3 May.", i), [2]string{"PERSON", "Mira"}, [2]string{"PLACE", fmt.Sprint("Town", i)})
		split := splits.Train
		switch i % 10 {
		case 3:
			split = splits.Test
			r.Language = "ar"
		case 4:
			split = splits.Validation
		}
		list, docs, rows = append(list, r), append(docs, splits.Document{ID: id}), append(rows, splits.Row{Group: id, Split: split, Pinned: true, Document: id})
	}
	return list, splits.Make(docs, splits.Options{Shares: splits.Shares{80, 10, 10}, Seed: 7}, rows)
}

// Every format writes the plan's splits into a folder, with the rows for the next export and the report for people.
func TestPlanInEveryFormat(t *testing.T) {
	for _, name := range formatNames() {
		if name == "schema" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			list, plan := planned(t, 20)
			out := filepath.Join(t.TempDir(), "out")
			o := options(name, out)
			o.Plan = plan
			rep := export(t, o, list...)
			if rep.Documents != 20 || len(rep.Lost) != 0 {
				t.Errorf("%s, lost %v", rep, rep.Lost)
			}
			all := tree(t, out)
			for _, w := range []string{splits.File, splitsReport, "d003\ttest\t1\td003\n", "d004\tvalidation\t1\td004\n"} {
				if !strings.Contains(all, w) {
					t.Errorf("the folder does not hold %q", w)
				}
			}
			var m manifest
			if err := json.Unmarshal([]byte(read(t, filepath.Join(out, markFile))), &m); err != nil {
				t.Fatal(err)
			}
			if s := m.Split; s == nil || *s != (splitInfo{"hash-v1", "7", splits.Shares{80, 10, 10}, splits.ByGroup, 20}) || m.Counts["test"].Docs != 2 || m.Counts["train"].Docs != 16 {
				t.Errorf("manifest %+v, %+v", m.Split, m.Counts["test"])
			}
			o.Out = filepath.Join(t.TempDir(), "out")
			export(t, o, list...)
			if again := tree(t, o.Out); again != all {
				t.Error("the same plan gives other bytes")
			}
		})
	}
}

func TestReportOfTheSplits(t *testing.T) {
	list, plan := planned(t, 20)
	list[13] = record(t, "d013", "Mira met Mira and nobody else.", [2]string{"PERSON", "Mira"}, [2]string{"EVENT", "nobody"})
	out := filepath.Join(t.TempDir(), "out")
	o := options("spacy", out)
	o.Plan = plan
	notes := strings.Join(export(t, o, list...).Notes, "\n")
	md := read(t, filepath.Join(out, splitsReport))
	for _, w := range []string{"split train: 16 documents in 16 groups, 128 tokens, 32 spans", "split test: 2 documents in 2 groups, 15 tokens, 4 spans",
		"the label EVENT is in test and not in train", "what test marks is marked in train too, the same characters: 2 of 4 spans (50.0 %), 1 of 3 different strings (33.3 %)",
		"nearly the same texts in different splits: 0 pairs; the same text in several: 0", "no test split to measure with: it has 2 groups and 4 spans, and needs 20 and 100"} {
		if !strings.Contains(notes, w) || !strings.Contains(md, w) {
			t.Errorf("%q is not in the notes or not in the report:\n%s\n%s", w, notes, md)
		}
	}
	for _, w := range []string{"| test | ar | 1 | 8 | 2 |", "| test | en | 1 | 7 | 2 |", "| PERSON | en | 16 | 2 | 1 |", "| EVENT | en | 0 | 0 | 1 |"} {
		if !strings.Contains(md, w) {
			t.Errorf("the report lacks %q:\n%s", w, md)
		}
	}
}

// Only what somebody has gone through is measured on.
func TestUnreviewedStaysOutOfTest(t *testing.T) {
	for i, c := range []struct {
		status annotate.Status
		spans  bool
		stays  bool
	}{{annotate.Finished, false, true}, {annotate.New, true, true}, {annotate.New, false, false}, {annotate.InProgress, true, false}, {annotate.Ignored, true, false}} {
		list, plan := planned(t, 4)
		for j := range list {
			list[j].Work.Status = c.status
			if !c.spans {
				list[j].Work.Annotations = annotate.NewSet()
			}
		}
		o := options("spacy", filepath.Join(t.TempDir(), "out"))
		o.Plan = plan
		rep := export(t, o, list...)
		if stays := rep.Documents == 4; stays != c.stays || !stays && (len(rep.Lost) != 1 || rep.Lost[0].Document != "d003") {
			t.Errorf("%d: %s, lost %v", i, rep, rep.Lost)
		}
	}
}

func TestSchemaHasNothingToSplit(t *testing.T) {
	_, plan := planned(t, 1)
	o := options("schema", "x")
	o.Plan = plan
	if err := o.Check(); err == nil || !strings.Contains(err.Error(), "no documents to split") {
		t.Errorf("%v", err)
	}
}

// A split that came in stays, and is said: the seed has no say in it.
func TestSplitsThatCameInAreSaid(t *testing.T) {
	o := options("spacy", filepath.Join(t.TempDir(), "out"))
	o.Plan = splits.Make([]splits.Document{{ID: "doc-0001", Split: "test"}}, splits.Options{Shares: splits.Shares{100, 0, 0}}, nil)
	rep := export(t, o, mira(t))
	if notes := strings.Join(rep.Notes, "\n"); !strings.Contains(notes, "in the split that they came in with, whatever the seed: 1 document") || !strings.Contains(notes, "split test: 1 document") {
		t.Errorf("notes %s", notes)
	}
}

// A group that takes in much of the data is told: a line that a site prints above all its articles makes one.
func TestLargestGroupIsSaid(t *testing.T) {
	list, _ := planned(t, 40)
	var docs []splits.Document
	for i, r := range list {
		d := splits.Document{ID: r.Document.ID}
		if i%2 == 0 {
			d.Links = []string{"title of all"}
		}
		docs = append(docs, d)
	}
	o := options("spacy", filepath.Join(t.TempDir(), "out"))
	o.Plan = splits.Make(docs, splits.Options{Shares: splits.Shares{80, 10, 10}}, nil)
	if notes := strings.Join(export(t, o, list...).Notes, "\n"); !strings.Contains(notes, `the largest group, of the key "d000", has 20 documents`) {
		t.Errorf("notes %s", notes)
	}
}

// A split that should have documents and has none is told first and in one line, not label by label.
func TestAnEmptySplitIsOneLine(t *testing.T) {
	list, plan := planned(t, 3) // the fourth is the first one in test
	o := options("spacy", filepath.Join(t.TempDir(), "out"))
	o.Plan = plan
	rep := export(t, o, list...)
	const words = "test: 0 articles: too few articles (or groups) for this split"
	notes := strings.Join(rep.Notes, "\n")
	if g := rep.Groups("spaCy"); len(g) != 2 || g[1].Words != words || !g[1].Left || g[1].N != 0 {
		t.Errorf("groups %+v", g)
	}
	if fmt.Sprint(rep.Empty) != "[validation test]" || strings.Count(notes, words) != 1 || strings.Count(notes, "test") != 1 {
		t.Errorf("empty %v, notes\n%s", rep.Empty, notes)
	}
}

func TestLabelsThatASplitLacksAreOneLine(t *testing.T) {
	list, plan := planned(t, 4)
	list[3] = record(t, "d003", "Nobody was there.", [2]string{"EVENT", "Nobody"}, [2]string{"ROLE", "there"})
	o := options("spacy", filepath.Join(t.TempDir(), "out"))
	o.Plan = plan
	notes := strings.Join(export(t, o, list...).Notes, "\n")
	for _, w := range []string{"the labels PERSON, PLACE are in train and not in test", "the labels EVENT, ROLE are in test and not in train: no model"} {
		if strings.Count(notes, w) != 1 {
			t.Errorf("%q is not told once:\n%s", w, notes)
		}
	}
}
