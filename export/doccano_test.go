package export

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"rubricator/annotate"
)

func TestDoccanoGolden(t *testing.T) {
	files, rep := trainingOf(t, "doccano", nasty(t)...)
	golden(t, "doccano/data.jsonl", files["data.jsonl"])
	want := []string{"spans overlap in 2 texts", "offsets count UTF-16 units, which are not code points in 1 text"}
	for _, w := range want {
		if !strings.Contains(strings.Join(rep.Notes, "\n"), w) {
			t.Errorf("%q is not in the notes %q", w, rep.Notes)
		}
	}
}

// doccanoIn gives the labels of a line in a unit.
func doccanoIn(t *testing.T, unit string, r Record) (label [][3]any, rep Report) {
	t.Helper()
	o := options("doccano", "")
	o.Unit = unit
	mem := &memoryStage{}
	f, err := o.chosen()
	if err != nil {
		t.Fatal(err)
	}
	run := newRun(o, f, mem)
	if err := run.all(t.Context(), f.open(run), source(r)); err != nil {
		t.Fatal(err)
	}
	var line struct{ Label [][3]any }
	if err := json.Unmarshal([]byte(mem.text(run.main)), &line); err != nil {
		t.Fatal(err)
	}
	return line.Label, run.report
}

func TestDoccanoUnits(t *testing.T) {
	r := record(t, "a", "👩‍🚀 e\u0301 Oslo 🚒", [2]string{"PERSON", "👩‍🚀"}, [2]string{"ORG", "\u0301"}, [2]string{"PLACE", "Oslo"})
	for unit, want := range map[string]string{"": "0 5 PERSON] [7 8 ORG] [9 13 PLACE", UTF16: "0 5 PERSON] [7 8 ORG] [9 13 PLACE",
		CodePoints: "0 3 PERSON] [5 6 ORG] [7 11 PLACE", Graphemes: "0 1 PERSON] [4 8 PLACE"} {
		label, rep := doccanoIn(t, unit, r)
		if got := strings.Trim(fmt.Sprint(label), "[]"); got != want {
			t.Errorf("%s: %s, want %s", unit, got, want)
		}
		if lost := len(rep.Lost); lost != 3-len(label) {
			t.Errorf("%s: %d lost, %d written", unit, lost, len(label))
		}
	}
	if _, err := Preview(Options{Format: "spacy", Unit: UTF16}, r); err == nil || !strings.Contains(err.Error(), "format spacy counts offsets in code points, not in UTF-16 units") {
		t.Errorf("error %v", err)
	}
}

// In JavaScript's strings, which doccano's page slices, every label covers its quote; the longer stands first.
func TestDoccanoCountsAsJavaScript(t *testing.T) {
	for _, r := range nasty(t)[:6] {
		label, _ := doccanoIn(t, "", r)
		o := opened(t, "doccano")
		u := o.unit(r)
		units := utf16.Encode([]rune(u.text.String()))
		for i, l := range label {
			start, end := int(l[0].(float64)), int(l[1].(float64))
			if got := string(utf16.Decode(units[start:end])); got != u.spans[i].quote {
				t.Errorf("%s: [%d,%d) covers %q, want %q", r.Document.ID, start, end, got, u.spans[i].quote)
			}
			if i > 0 && label[i-1][0] == l[0] && label[i-1][1].(float64) < l[1].(float64) {
				t.Errorf("%s: the shorter of two stands first: %v", r.Document.ID, label)
			}
		}
	}
}

func TestDoccanoWarns(t *testing.T) {
	r := record(t, "a", "Oslo", [2]string{strings.Repeat("L", 101), "Oslo"})
	r.Work.Status = annotate.Ignored
	_, rep := trainingOf(t, "doccano", r)
	if s := strings.Join(rep.Notes, "\n"); !strings.Contains(s, "has over 100 characters") || !strings.Contains(s, "no mark for what is set aside: 1 document") {
		t.Errorf("notes %q", rep.Notes)
	}
}

func TestDoccanoCheckSeesEveryChange(t *testing.T) {
	for _, unit := range []string{UTF16, CodePoints, Graphemes} {
		o := opened(t, "doccano")
		o.opts.Unit = unit
		u := o.unit(mira(t))
		line, err := o.write(nil, u)
		if err != nil {
			t.Fatal(err)
		}
		changes(t, line, func(line []byte) error { return checkDoccano(line, u.text.String(), unit, u.spans) }, [2]string{"🚒", "🚑"}, [2]string{`[0,12,`, `[0,13,`}, [2]string{`[0,12,`, `[12,0,`},
			[2]string{`,"DATE"`, `,"DATA"`}, [2]string{`,"PLACE"],[`, `,"PLACE",[`}, [2]string{`"PERSON"],`, `"PERSON"],[0,12,"PERSON"],`})
		if unit == UTF16 {
			changes(t, line, func(line []byte) error { return checkDoccano(line, u.text.String(), unit, u.spans) }, [2]string{`[21,25,`, `[20,24,`}, [2]string{`,[63,68,"DATE"]`, ``})
		}
	}
}
