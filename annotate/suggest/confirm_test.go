package suggest

import (
	"context"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

// To confirm a suggestion never makes the same words less sure elsewhere.
func TestConfirmingNeverLowersAScore(t *testing.T) {
	for _, c := range []struct {
		name, said, text, phrase, label string
		learnt                          []string
	}{
		{"place name", "[LOC Washington] waits.", "In June Washington was calm.", "Washington", "LOC", nil},
		{"place name, confirmed often", "[LOC Washington] waits.", "In June Washington was calm.", "Washington", "LOC", []string{"[LOC Washington] and [LOC Washington]"}},
		{"whole of a known name", "[PER Antony Blenkow] said no.", "Secretary Antony Blenkow spoke.", "Antony Blenkow", "PER", []string{blinken}},
		{"last name", "[PER Antony Blinken] said no.", "Secretary Blinken spoke.", "Blinken", "PER", nil},
		{"date", "on [DATE 3 May 2024] it rained", "The talks of 3 May 2024 failed.", "3 May 2024", "DATE", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := New()
			for _, m := range c.learnt {
				answered(t, e, m)
			}
			in := unmarked(t, "en", c.text)
			before := scoreOf(t, e, in, c.phrase, c.label)
			doc, set := annotatetest.Parse(t, c.said)
			e.Observe(doc, "en", annotate.Work{}, annotate.Work{Annotations: set})
			if after := scoreOf(t, e, in, c.phrase, c.label); before == 0 || after < before {
				t.Errorf("%s goes from %.2f to %.2f when it is confirmed", c.phrase, before, after)
			}
		})
	}
}

// What people said against a phrase still counts for more than what a list says.
func TestARejectionStillLowersAScore(t *testing.T) {
	e := New()
	in := unmarked(t, "en", "In June Washington said no more.")
	before := scoreOf(t, e, in, "Washington", "LOC")
	answered(t, e, "They asked [NO_LOC Washington] again.")
	if after := scoreOf(t, e, in, "Washington", "LOC"); after >= before {
		t.Errorf("Washington goes from %.2f to %.2f when it is rejected once", before, after)
	}
}

func scoreOf(t *testing.T, e *Engine, in Input, phrase, label string) float64 {
	t.Helper()
	list, err := e.Suggest(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.Label == label && in.Document.Text.Slice(s.Span) == phrase {
			return s.Score
		}
	}
	return 0
}
