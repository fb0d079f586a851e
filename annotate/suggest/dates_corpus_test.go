package suggest

import (
	"context"
	"os"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest/corpus"
)

// Of the dates in our own sentences the rules find so many, and so many of what they propose are dates. -v prints the
// figures by language.
func TestDatesOfOurSentences(t *testing.T) {
	sentences, err := corpus.Read(os.DirFS("corpus"))
	if err != nil {
		t.Fatal(err)
	}
	scores := map[string]score{}
	for _, s := range sentences {
		doc, err := annotate.NewDocument("d", "", s.Text)
		if err != nil {
			t.Fatal(err)
		}
		gold := map[annotate.Span]bool{}
		for _, span := range s.Spans {
			if span.Label == "DATE" {
				gold[span.Span] = true
			}
		}
		list, err := Dates{}.Suggest(context.Background(), Input{Document: doc, Language: s.Language, Schema: annotate.News()})
		if err != nil {
			t.Fatal(err)
		}
		add(scores, s.Language, score{gold: len(gold)})
		for _, x := range list {
			if x.Score >= DefaultThreshold {
				add(scores, s.Language, score{said: 1})
			}
			if x.Score >= DefaultThreshold && gold[x.Span] {
				add(scores, s.Language, score{right: 1})
			}
		}
	}
	for language, s := range scores {
		t.Logf("%-3s %s", language, s)
		if _, _, f1 := s.figures(); f1 < 78 {
			t.Errorf("language %q: F1 %.1f, want 78 or more", language, f1)
		}
	}
	if _, _, f1 := scores["all"].figures(); f1 < 91 {
		t.Errorf("F1 %.1f, want 91 or more", f1)
	}
}
