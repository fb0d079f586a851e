package project

import (
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/state"
)

// TestAlike: marks are annotations, but for the label GUESS, which are suggestions of LOC.
func TestAlike(t *testing.T) {
	p := begin(t)
	for _, c := range []struct {
		why, marked string
		seek        state.Seek
		want        int
	}{
		{"unlabelled", "[LOC Esk] rose, Esk fell, Eskdale slept, “Esk” woke.", state.Seek{Phrase: "Esk", Label: "LOC"}, 2},
		{"folded as find folds", "[ORG People's Party] and People’s Party", state.Seek{Phrase: "People's Party", Label: "ORG"}, 1},
		{"with an Arabic prefix", "[LOC إيران] وإيران وايران", state.Seek{Phrase: "إيران", Label: "LOC"}, 2},
		{"suggested the same", "[LOC Esk] and [GUESS Esk]", state.Seek{Phrase: "Esk", Label: "LOC"}, 1},
		{"labelled otherwise by a person", "[LOC Esk] and [ORG Esk]", state.Seek{Phrase: "Esk", Label: "LOC"}, 0},
		{"relabelled", "[LOC Esk], [ORG Esk] and [PER Esk]", state.Seek{Phrase: "Esk", Label: "LOC", Before: "ORG"}, 1},
		{"inside a longer name", "[LOC Esk] and [ORG Esk Fund], the Esk", state.Seek{Phrase: "Esk", Label: "LOC"}, 1},
		{"still suggested", "Esk, [GUESS Esk] and [LOC Esk]", state.Seek{Phrase: "Esk", Label: "LOC", Remove: true}, 1},
		{"nothing sought", "[LOC Esk] Esk", state.Seek{}, 0},
	} {
		doc, set := annotatetest.Parse(t, c.marked)
		var work annotate.Work
		var open []annotate.Suggestion
		for a := range set.Values() {
			if a.Label == "GUESS" {
				open = append(open, annotate.Suggestion{Span: a.Span, Label: "LOC", Score: 0.3})
				continue
			}
			work.Annotations = work.Annotations.With(a)
		}
		language := "en"
		if c.why == "with an Arabic prefix" {
			language = "ar"
		}
		if got := p.Alike(doc, work, language, open, c.seek); len(got) != c.want {
			t.Errorf("%s: %s has %d places more, want %d: %v", c.why, c.marked, len(got), c.want, got)
		}
	}
}

func TestCountIsWhatTheListShows(t *testing.T) {
	p := two(t)
	list := []annotate.Suggestion{{Score: 0.9}, {Score: 0.5}, {Score: 0.3}, {Score: 0.1}}
	if c := p.CountOf(list); c.Suggestions != 2 || c.Corrections < 0.899 || c.Corrections > 0.901 {
		t.Errorf("counted %+v, want 2 with 0.9 corrections", c)
	}
	take(t, p, ImportOptions{Lang: "en"}, files(t, "c.txt", "He left Iran on 3 May 2024."))
	if c, err := p.Count(t.Context(), "c"); err != nil || c.Suggestions != 2 {
		t.Errorf("counted %+v, %v", c, err)
	}
	if _, err := p.Count(t.Context(), "gone"); err == nil {
		t.Error("an article that is not there is counted")
	}
}
