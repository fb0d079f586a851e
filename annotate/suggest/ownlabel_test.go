package suggest

import (
	"context"
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// A label of the user's own is shown in full from the first example on: in the same article and in another. The name is on no list.
func TestOwnLabelFromTheFirstExample(t *testing.T) {
	for _, off := range []bool{false, true} {
		e := New()
		e.Configure(Settings{NoStarter: off})
		schema := annotate.News().With("VESSEL")
		doc, set := annotatetest.Parse(t, "The tanker [VESSEL Quorrin] sank. The crew of the Quorrin was saved.")
		w := annotate.Work{Annotations: set}
		e.Observe(doc, "en", annotate.Work{}, w)
		here := Input{Document: doc, Language: "en", Schema: schema, Work: w}
		if got, want := inFull(t, e, here), "The tanker Quorrin sank. The crew of the [VESSEL Quorrin] was saved."; got != want {
			t.Errorf("starter off: %v: %s, want %s", off, got, want)
		}
		there := unmarked(t, "en", "People saw the Quorrin again.")
		there.Schema = schema
		if got, want := inFull(t, e, there), "People saw the [VESSEL Quorrin] again."; got != want {
			t.Errorf("starter off: %v: %s, want %s", off, got, want)
		}
	}
}

// What the label map says goes for the starter, and a new map is taken at once.
func TestLabelMapOfTheStarter(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "President Joe Biden left Iran.")
	in.Schema = schemaOf("PERSON", "GPE")
	if got, want := proposed(t, e, in), "President [PERSON Joe Biden] left [GPE Iran]."; got != want {
		t.Errorf("by name %s, want %s", got, want)
	}
	e.Configure(Settings{Labels: map[string]string{"PER": "PERSON", "LOC": ""}})
	if got, want := proposed(t, e, in), "President [PERSON Joe Biden] left Iran."; got != want {
		t.Errorf("without LOC %s, want %s", got, want)
	}
	in.Schema = schemaOf("PERSON", "MISC")
	e.Configure(Settings{Labels: map[string]string{"PER": "PERSON", "LOC": "MISC", "NORP": "MISC"}})
	if got, want := proposed(t, e, in), "President [PERSON Joe Biden] left [MISC Iran]."; got != want {
		t.Errorf("two labels onto MISC %s, want %s", got, want)
	}
}

// Another schema, or another map of labels, is another model; all that was learnt is learnt again for it.
func TestLabelsAreMapped(t *testing.T) {
	for _, tt := range []struct {
		labels []string
		chosen map[string]string
		want   string
	}{
		{[]string{"PERSON", "GPE"}, nil, "[PERSON Joe Biden] is in [GPE Iran]."},
		{[]string{"HUMAN", "SPOT"}, map[string]string{"PER": "HUMAN", "LOC": "SPOT"}, "[HUMAN Joe Biden] is in [SPOT Iran]."},
		{[]string{"HUMAN", "SPOT"}, map[string]string{"PER": "HUMAN"}, "[HUMAN Joe Biden] is in Iran."},
		{[]string{"PER", "LOC"}, map[string]string{}, "Joe Biden is in Iran."},
	} {
		e := New()
		e.Configure(Settings{Labels: tt.chosen})
		in := unmarked(t, "en", tt.want)
		in.Schema = annotate.Schema{Overlap: annotate.OverlapAny}
		for _, name := range tt.labels {
			in.Schema.Labels = append(in.Schema.Labels, annotate.Label{Name: name})
		}
		if got := proposed(t, e, in); got != tt.want {
			t.Errorf("labels %v, map %v: got %s, want %s", tt.labels, tt.chosen, got, tt.want)
		}
	}
}

// Nothing is suggested in a zone, nor again what was rejected there.
func TestRejectedAndZonesStayEmpty(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "Joe Biden left Iran. Iran waited. Haifa burns.")
	in.Work.Zones = []annotate.Span{{Start: 34, End: 46}}
	d := annotate.Decision{Span: annotate.Span{Start: 15, End: 19}, Label: "LOC", Verdict: annotate.Rejected, Quote: "Iran"}
	in.Work.Decisions = annotate.NewDecisions(d)
	e.Observe(in.Document, in.Language, annotate.Work{}, in.Work)
	if got, want := proposed(t, e, in), "[PER Joe Biden] left Iran. Iran waited. Haifa burns."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// inFull is the text with what is suggested from the threshold on.
func inFull(t *testing.T, e *Engine, in Input) string {
	t.Helper()
	list, err := e.Suggest(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	list = slices.DeleteFunc(list, func(s annotate.Suggestion) bool { return s.Score < DefaultThreshold })
	return format(in.Document.Text, list)
}
