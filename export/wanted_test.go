package export

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func labelMap(t testing.TB, s string) LabelMap {
	t.Helper()
	m, err := ParseLabelMap(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLabelMapRefusesWhatItCannotDo(t *testing.T) {
	for s, words := range map[string]string{"PER": `"PER" maps no label`, "=A": `"=A" maps no label`, "A=B,A=C": `"A" is mapped twice`, "A=B,": `"" maps no label`} {
		if _, err := ParseLabelMap(s); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v does not say %s", s, err, words)
		}
	}
	for s, words := range map[string]string{"PRE=A": `"PRE" to be mapped is not in the schema: it has PERSON, PLACE, ORG, DATE`,
		"PERSON=,PLACE=,ORG=,DATE=": "no labels", "PERSON=a\tb": "control character"} {
		o := options("spacy", "x")
		o.Labels = labelMap(t, s)
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v does not say %s", s, err, words)
		}
	}
}

// Renamed, merged, dropped and swapped: the schema follows, and keeps what was said about a label that keeps its name.
func TestLabelMapMapsTheSchema(t *testing.T) {
	s := schemaOf("PER", "GPE", "LOC", "DATE")
	s.Labels[0].Title, s.Labels[2].Guideline = "Person", "A place."
	for to, want := range map[string]string{
		"PER=PERSON,GPE=LOC,DATE=": "PERSON(Person) LOC(LOC: A place.)",
		"GPE=PLACE,LOC=PLACE":      "PER(Person) PLACE(PLACE) DATE(DATE)",
		"PER=LOC,LOC=PER":          "LOC(Person) GPE(GPE) PER(PER: A place.) DATE(DATE)",
		"":                         "PER(Person) GPE(GPE) LOC(LOC: A place.) DATE(DATE)",
	} {
		var got []string
		for _, l := range labelMap(t, to).schema(s).Labels {
			title := l.Title
			if l.Guideline != "" {
				title += ": " + l.Guideline
			}
			got = append(got, l.Name+"("+title+")")
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", to, g, want)
		}
	}
}

// Every format writes the labels that are asked for, and what is dropped is a note, no loss.
func TestLabelMapInEveryFormat(t *testing.T) {
	for _, name := range formatNames() {
		if name == "schema" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			out, look := place(t, name)
			o := options(name, out)
			o.Labels = labelMap(t, "PERSON=HUMAN,ORG=PLACE,DATE=")
			rep := export(t, o, shared(t)...)
			if got := look(); strings.Contains(got, "PERSON") || strings.Contains(got, `"ORG"`) || !strings.Contains(got, "HUMAN") {
				t.Errorf("the old labels are there, or the new ones are not:\n%s", got)
			}
			if !slices.Contains(rep.Notes, "left out, as the label DATE is dropped: 1 span") {
				t.Errorf("notes %q", rep.Notes)
			}
			for _, l := range rep.Lost {
				if l.Label == "DATE" {
					t.Errorf("a dropped label is a loss: %s", l)
				}
			}
		})
	}
}

func TestDecisionsFollowTheirSpans(t *testing.T) {
	r := mira(t)
	r.Work.Decisions = annotate.NewDecisions(
		annotate.Decision{Span: annotate.Span{Start: 0, End: 4}, Label: "PERSON", Verdict: annotate.Rejected},
		annotate.Decision{Span: annotate.Span{Start: 62, End: 67}, Label: "ORG", Verdict: annotate.Corrected, Annotation: "s5"},
		annotate.Decision{Span: annotate.Span{Start: 13, End: 14}, Label: "DATE", Verdict: annotate.Rejected})
	r.Work.Passed = []annotate.Pass{{Kind: "empty"}, {Kind: "edge", Label: "DATE"}, {Kind: "edge", Label: "PERSON"}}
	n := Report{Dropped: map[string]int{}}
	w := labelMap(t, "PERSON=HUMAN,DATE=").work(r.Work, &n)
	if want := []annotate.Pass{{Kind: "edge", Label: "HUMAN"}, {Kind: "empty"}}; !slices.Equal(w.Passed, want) {
		t.Errorf("let stand %+v, want %+v", w.Passed, want)
	}
	if got := w.Decisions.All(); len(got) != 1 || got[0].Label != "HUMAN" {
		t.Errorf("answers %+v, want the one about a HUMAN alone", got)
	}
	if r.Work.Annotations.Len() != 5 || r.Work.Decisions.Len() != 3 {
		t.Error("the stored work was changed")
	}
}

func TestOnlyLanguagesAskedFor(t *testing.T) {
	list := shared(t)
	list[2].Language = ""
	for langs, want := range map[string]int{"en": 1, "ar": 1, "en,ar": 2, "und": 1, "fr": 0, "": 3} {
		o := options("spacy", filepath.Join(t.TempDir(), "x.jsonl"))
		var err error
		if o.Languages, err = ParseLanguages(langs); err != nil {
			t.Fatal(err)
		}
		rep := export(t, o, list...)
		if said := strings.Contains(strings.Join(rep.Notes, "\n"), "their language is none of"); rep.Documents != want || said == (want == 3) {
			t.Errorf("%q: %d documents, notes %q; want %d", langs, rep.Documents, rep.Notes, want)
		}
	}
	for _, bad := range []string{"english", "EN", "en,", "e1"} {
		if _, err := ParseLanguages(bad); err == nil {
			t.Errorf("%q is taken for languages", bad)
		}
	}
}

func TestPerIsForFormatsThatCut(t *testing.T) {
	for _, c := range []struct {
		format string
		per    Per
		window int
		words  string
	}{
		{"rubricator", PerSentence, 0, "keeps documents whole"}, {"schema", PerWindow, 0, "keeps documents whole"}, {"spacy", "line", 0, `"line"`},
		{"spacy", PerSentence, 9, "for a record per window"}, {"spacy", PerWindow, -1, "at least 1"}, {"spacy", PerWindow, 9, ""}, {"rubricator", PerArticle, 0, ""},
	} {
		o := options(c.format, "x")
		o.Per, o.Window = c.per, c.window
		if err := o.Check(); (err == nil) != (c.words == "") || err != nil && !strings.Contains(err.Error(), c.words) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// What a label map drops or renames is in the closing count and in the groups, before and after: the spans add up.
func TestLabelMapIsCounted(t *testing.T) {
	all := export(t, options("spacy", filepath.Join(t.TempDir(), "x")), shared(t)...)
	for mapped, want := range map[string][]string{
		"DATE=":                  {"3 documents, 9 spans, 1 span left out (DATE), 0 changed", "1 span left out (DATE)"},
		"DATE=,PERSON=HUMAN":     {"3 documents, 9 spans, 1 span left out (DATE), 0 changed, 3 renamed", "1 span left out (DATE), 3 renamed"},
		"PERSON=HUMAN":           {"3 documents, 10 spans, 0 spans left out, 0 changed, 3 renamed", "3 spans renamed"},
		"PERSON=PERSON,ORG=ORG":  {"3 documents, 10 spans, 0 spans left out, 0 changed"},
		"DATE=,ORG=,PERSON=DATE": {"3 documents, 8 spans, 2 spans left out (DATE, ORG), 0 changed, 3 renamed", "2 spans left out (DATE, ORG), 3 renamed"},
	} {
		o := options("spacy", filepath.Join(t.TempDir(), "x"))
		o.Labels = labelMap(t, mapped)
		rep := export(t, o, shared(t)...)
		got := []string{rep.String()}
		for _, g := range rep.Groups("spaCy") {
			got = append(got, g.Words)
			if g.Left != strings.Contains(g.Words, "left out") {
				t.Errorf("%s: %+v", mapped, g)
			}
		}
		if !slices.Equal(got, want) || rep.Spans+rep.dropped() != all.Spans {
			t.Errorf("%s: %q, want %q; %d of %d spans", mapped, got, want, rep.Spans, all.Spans)
		}
	}
}

func TestDocumentsAndSpansLeftOutAreCountedApart(t *testing.T) {
	r := Report{Documents: 2, Records: 2, Spans: 5, Lost: []Loss{{Document: "a", Action: leftOut}, {Document: "b", Label: "PER", End: 3, Action: leftOut}}}
	if got := r.String(); got != "2 documents, 5 spans, 1 span left out, 1 document left out, 0 changed" {
		t.Error(got)
	}
}
