package simulate

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

const goldLines = `{"id":"a","lang":"en","text":"Ada met Bo in Bath.","spans":[{"start":0,"end":3,"label":"PERSON","text":"Ada"},{"start":14,"end":18,"label":"GPE"}]}

{"id":"a","text":"Bo left.","spans":[{"start":0,"end":2,"label":"PERSON"},{"start":0,"end":2,"label":"MISC"}]}
{"text":"Set aside.","status":"ignored"}
`

func TestGold(t *testing.T) {
	var g Gold
	var remarks []string
	if err := g.Read(strings.NewReader(goldLines), "x/gold.jsonl", func(s string) { remarks = append(remarks, s) }); err != nil {
		t.Fatal(err)
	}
	if err := g.Read(strings.NewReader(`{"text":"Oslo.","odd":1,"spans":[{"start":0,"end":9,"label":"LOC"}]}`), "more.jsonl", func(s string) { remarks = append(remarks, s) }); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range g.Articles {
		got = append(got, fmt.Sprintf("%s %s %s", a.Document.ID, a.Language, annotatetest.Format(a.Document.Text, a.Gold)))
	}
	want := "a en [PERSON Ada] met Bo in [GPE Bath].|a-2 und [PERSON [MISC Bo]] left.|more und Oslo."
	if s := strings.Join(got, "|"); s != want && s != strings.Replace(want, "[PERSON [MISC Bo]]", "[MISC [PERSON Bo]]", 1) {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if len(remarks) != 2 || !strings.HasPrefix(remarks[0], `more.jsonl: line 1: "odd" is not read`) || !strings.HasPrefix(remarks[1], "more.jsonl: line 1") {
		t.Errorf("remarks %q", remarks)
	}
	if l := LabelsByName(g.Articles); l.String() != "GPE=LOC,PERSON=PER" {
		t.Errorf("labels by name: %s", l)
	}
}

func TestGoldThatCannotBeTaken(t *testing.T) {
	for name, c := range map[string]struct{ file, words string }{
		"empty":           {"", "gold.jsonl: no article in it"},
		"blank lines":     {"\n \n", "gold.jsonl: no article in it"},
		"no spans":        {`{"id":"7","text":"Oslo.","entities":[]}`, `gold.jsonl: line 1 (document "7"): it has no "spans"`},
		"no JSON":         {`{"text":"Oslo.","spans":[]}` + "\nOslo\n", "gold.jsonl: line 2 left out: not JSON"},
		"a list":          {`[{"text":"Oslo."}]`, "gold.jsonl: line 1 left out: a JSON list"},
		"no text":         {`{"id":"7","spans":[]}`, `gold.jsonl: line 1 (document "7") left out`},
		"a line cut off":  {`{"text":"Oslo.","spans":[{"start":0,`, "gold.jsonl: line 1 left out: not JSON"},
		"another version": {`{"schema":"rubricator/9","text":"Oslo."}`, "newer version"},
	} {
		var g Gold
		if err := g.Read(strings.NewReader(c.file), "gold.jsonl", nil); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v, want %q in it", name, err, c.words)
		}
	}
}

func TestParseLabels(t *testing.T) {
	for in, want := range map[string]string{
		"PERSON=PER":                    "PERSON=PER",
		"PERSON=PER, FAC = LOC,LOC=LOC": "FAC=LOC,LOC=LOC,PERSON=PER",
		"Präsident=Amt,A=B=C":           "A=B=C,Präsident=Amt",
		"PERSON=PER,PERSON=PER":         "PERSON=PER",
		"":                              "!GOLD=OURS", "PERSON": "!\"PERSON\"", "=PER": "!\"=PER\"", "PERSON=": "!\"PERSON=\"", "A=B,": "!\"\"", "A=B,A=C": "!both", "A=B\x01": "!control",
	} {
		labels, err := ParseLabels(in)
		if words, bad := strings.CutPrefix(want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), words) {
				t.Errorf("%q: %v, want %q in the error", in, err, words)
			}
		} else if err != nil || labels.String() != want {
			t.Errorf("%q: %s, %v, want %s", in, labels, err, want)
		}
	}
}

func TestTheSchemaHasTheTargets(t *testing.T) {
	s := Labels{"PERSON": "PER", "FAC": "LOC", "LOC": "LOC", "THING": "PRODUCT"}.Schema()
	var names []string
	for _, l := range s.Labels {
		names = append(names, l.Name)
	}
	if got := strings.Join(names, " "); got != "PER LOC PRODUCT" || s.Check() != nil {
		t.Errorf("labels %s, %v", got, s.Check())
	}
}

func TestLabelsThatMeet(t *testing.T) {
	a := Labels{"FAC": "LOC", "LOC": "LOC"}.apply(goldOf(t, "the [FAC [LOC Tower]] of [MISC London]"))
	if got := annotatetest.Format(a.Document.Text, a.Gold); got != "the [LOC Tower] of London" {
		t.Errorf("got %s", got)
	}
}

// FuzzGold: whatever the file, what is read can be simulated, and no figure leaves its bounds.
func FuzzGold(f *testing.F) {
	f.Add(goldLines)
	f.Add(`{"text":"a\r\nOslo 🚒","spans":[{"start":3,"end":7,"label":"LOC"},{"start":3,"end":7,"label":"LOC"},{"start":0,"end":9,"label":"LOC"}],"zones":[{"start":0,"end":1}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		var g Gold
		if err := g.Read(strings.NewReader(file), "f.jsonl", func(string) {}); err != nil || len(file) > 1<<14 {
			return
		}
		labels := Labels{}
		for _, a := range g.Articles {
			for x := range a.Gold.Values() {
				labels[x.Label] = x.Label
			}
		}
		e := &script{t: t, says: map[string][]annotate.Suggestion{}}
		for _, a := range g.Articles {
			for x := range labels.apply(a).Gold.Values() {
				e.says[a.Document.ID] = append(e.says[a.Document.ID], annotate.Suggestion{Span: x.Span, Label: x.Label, Score: 0.9})
			}
		}
		result, err := Simulation{Engine: e, Labels: labels}.Run(context.Background(), g.Articles)
		if err != nil {
			t.Fatal(err)
		}
		if c := result.Counts(); c.Gold != c.Correct || c.Gold != c.Suggested || result.Actions() != 0 {
			t.Fatalf("the gold itself scores %+v with %d actions", c, result.Actions())
		}
	})
}
