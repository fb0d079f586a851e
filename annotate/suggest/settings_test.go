package suggest

import (
	"context"
	"math"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

func schemaOf(names ...string) (s annotate.Schema) {
	for _, name := range names {
		s = s.With(name)
	}
	return s
}

func TestLabelsAreProposedByName(t *testing.T) {
	for _, c := range []struct {
		schema annotate.Schema
		base   []string
		want   map[string]string
	}{
		{annotate.News(), StarterLabels(), map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "DATE": "DATE", "EVENT": "EVENT", "NORP": "NORP"}},
		{schemaOf("Person", "LOC", "GPE", "misc"), StarterLabels(), map[string]string{"PER": "Person", "ORG": "", "LOC": "GPE", "DATE": "", "EVENT": "misc", "NORP": "misc"}},
		{annotate.News(), []string{"PERSON", "GPE", "MONEY"}, map[string]string{"PERSON": "PER", "GPE": "LOC", "MONEY": ""}},
		{schemaOf("money"), []string{"MONEY"}, map[string]string{"MONEY": "money"}},
	} {
		got := ProposeLabels(c.base, c.schema)
		for base, want := range c.want {
			if got[base] != want {
				t.Errorf("%s goes to %q, want %q", base, got[base], want)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("proposed %v, want %v", got, c.want)
		}
	}
}

func TestLabelsThatTheSchemaLacksCountAsNone(t *testing.T) {
	s := Settings{Labels: map[string]string{"PER": "GONE", "ORG": "LOC", "MADE UP": "PER"}}
	got := s.LabelsFor(annotate.News())
	if len(got) != len(StarterLabels()) || got["PER"] != "" || got["ORG"] != "LOC" || got["DATE"] != "" {
		t.Errorf("the labels are %v", got)
	}
}

func TestExpectedCorrections(t *testing.T) {
	list := []annotate.Suggestion{{Score: 0.9}, {Score: 0.5}, {Score: 0.3}}
	if got := ExpectedCorrections(list, 0.5); math.Abs(got-0.9) > 1e-9 {
		t.Errorf("%v corrections are expected, want 0.1 + 0.5 + 0.3", got)
	}
	if got := ExpectedCorrections(nil, 0.5); got != 0 {
		t.Errorf("%v corrections are expected of no suggestions", got)
	}
}

func TestConfigureTurnsTheStarterOffAndOn(t *testing.T) {
	e := New()
	doc, w := worked(t, "[PER Zelda Quux] left Iran.")
	e.Observe(doc, "en", annotate.Work{}, w)
	in := unmarked(t, "en", "Zelda Quux left Iran on 3 May 2024.")
	e.Configure(Settings{NoStarter: true})
	if got, want := proposed(t, e, in), "[PER Zelda Quux] left Iran on 3 May 2024."; got != want {
		t.Errorf("without the starter %s, want %s", got, want)
	}
	e.Configure(Settings{})
	if got, want := proposed(t, e, in), "[PER Zelda Quux] left [LOC Iran] on [DATE 3 May 2024]."; got != want {
		t.Errorf("with the starter again %s, want %s", got, want)
	}
}

// With the starter off nothing that the program brings speaks, in its own name or through a rule; what the project taught does, and is named as that.
func TestWithoutTheStarterOnlyTheProjectSpeaks(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "Iran paid $5 million to Joe Biden and Iraq on 3 May 2024.")
	in.Schema = annotate.News().With("MONEY")
	const all = "[LOC Iran] paid [MONEY $5 million] to [PER Joe Biden] and [LOC Iraq] on [DATE 3 May 2024]."
	if got := proposed(t, e, in); got != all {
		t.Errorf("with the starter %s, want %s", got, all)
	}
	e.Configure(Settings{NoStarter: true})
	if got := proposed(t, e, in); got != in.Document.Text.String() {
		t.Errorf("without the starter %s", got)
	}
	for i := range 4 {
		doc, w := worked(t, "[LOC Iran] paid [MONEY $5 million] to [LOC Syria] and [LOC Jordan].")
		doc.ID, w.Status = string(rune('a'+i)), annotate.Finished
		e.Observe(doc, "en", annotate.Work{}, w)
	}
	list, err := e.Suggest(t.Context(), in)
	if err != nil || len(list) < 2 {
		t.Fatalf("after four articles %+v, %v", list, err)
	}
	for _, s := range list {
		if s.Suggester != memoryName && s.Suggester != learntName {
			t.Errorf("%q speaks: %+v", s.Suggester, s)
		}
	}
	t.Log(format(in.Document.Text, list))
	e.Configure(Settings{})
	if got := proposed(t, e, in); got != all {
		t.Errorf("with the starter again %s, want %s", got, all)
	}
}

func TestConfigureMapsTheStartersLabels(t *testing.T) {
	e := New()
	chosen := map[string]string{"LOC": "EVENT"}
	e.Configure(Settings{Labels: chosen})
	chosen["LOC"] = "PER" // is the caller's own
	if got, want := proposed(t, e, unmarked(t, "en", "He left Iran on 3 May 2024.")), "He left [EVENT Iran] on 3 May 2024."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestConfigureSetsWhatIsReturned(t *testing.T) {
	doc, _ := annotatetest.Parse(t, "one two three")
	at := func(start, end int, score float64) annotate.Suggestion {
		return annotate.Suggestion{Span: annotate.Span{Start: start, End: end}, Label: "PER", Score: score, Suggester: "given"}
	}
	e := New(given{at(0, 3, 0.15), at(4, 7, 0.25), at(8, 13, 0.9)})
	for _, c := range []struct {
		threshold float64
		want      int
	}{{0, 2}, {0.8, 2}, {0.1, 3}} {
		e.Configure(Settings{Threshold: c.threshold})
		list, err := e.Suggest(t.Context(), Input{Document: doc, Language: "en", Schema: annotate.News()})
		if err != nil || len(list) != c.want {
			t.Errorf("with threshold %v there are %d suggestions, %v; want %d", c.threshold, len(list), err, c.want)
		}
	}
}

// given always says the same.
type given []annotate.Suggestion

func (given) Name() string { return "given" }

func (g given) Suggest(context.Context, Input) ([]annotate.Suggestion, error) { return g, nil }
