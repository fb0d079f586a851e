package suggest

import (
	"context"
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// A label that the starter never saw is suggested from its first example on: in the article and in the next, also where the starter is off.
func TestALabelOfOnesOwnFromTheFirstExample(t *testing.T) {
	schema := annotate.News()
	schema.Labels = append(slices.Clone(schema.Labels), annotate.Label{Name: "VESSEL"})
	for _, off := range []bool{false, true} {
		e := New()
		e.Configure(Settings{NoStarter: off})
		doc, set := annotatetest.Parse(t, "The ferry [VESSEL Silver Gannet] left the harbour.\nLater the Silver Gannet came back.")
		doc.ID = "one"
		w := annotate.Work{Annotations: set}
		in := Input{Document: doc, Language: "en", Schema: schema, Work: w}
		if _, err := e.Suggest(context.Background(), in); err != nil {
			t.Fatal(err)
		}
		e.Observe(doc, "en", annotate.Work{}, w)
		next := unmarked(t, "en", "Two days on the Silver Gannet was seen.")
		next.Schema = schema
		for _, in := range []Input{in, next} {
			list, err := e.Suggest(context.Background(), in)
			if err != nil || !slices.ContainsFunc(list, func(s annotate.Suggestion) bool {
				return s.Label == "VESSEL" && in.Document.Text.Slice(s.Span) == "Silver Gannet" && s.Score >= DefaultThreshold
			}) {
				t.Errorf("starter off %v: %q gives %+v, %v", off, in.Document.Text, list, err)
			}
		}
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
		e.SetThreshold(DefaultThreshold)
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
