package present_test

import (
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	. "rubricator/app/present"
	"rubricator/app/state"
)

func TestCardsTellOfAllThatTouchesARange(t *testing.T) {
	s := article(t, "The [ORG University of [LOC Tamir]] met [PER Mira Okonkwo] and Haifa.")
	all := s.Session.Work.Annotations.All()
	inner := all[1]
	inner.Suggester, inner.Score, inner.Annotator, inner.Entity, inner.Note = "memory", 0.82, "mira", "Q7", strings.Repeat("long ", 200)
	s.Session.Work.Annotations = s.Session.Work.Annotations.With(inner)
	end := s.Session.Document.Text.Len() - 1
	haifa := annotate.Suggestion{Span: annotate.Span{Start: end - 5, End: end}, Label: "LOC", Score: 0.7, Suggester: "places", Reason: "known place: Haifa"}
	s.Session.Suggestions = annotate.NewSuggestions(haifa)

	cards := OfArticle(s).Card(inner.Span.Start, inner.Span.Start+1)
	if len(cards) != 2 || cards[0].ID != (state.Focus{Annotation: inner.ID}) || cards[0].Title != "Tamir" || cards[1].Title != "University of Tamir" {
		t.Fatalf("cards are %+v", cards)
	}
	if c := cards[0]; c.Label != "Place" || c.Color == "" || c.Kind != MarkAnnotation ||
		!slices.Equal(c.Lines[:3], []string{"by mira", "from a suggestion by the labels of this project · 0.82", "entity Q7"}) || !strings.HasPrefix(c.Lines[3], "note: long ") || len(c.Lines[3]) > 500 {
		t.Errorf("the card of the place is %+v", c)
	}
	s.Focus = cards[0].ID
	if c, _ := OfFocus(s); !slices.Contains(c.Facts, Fact{"Entity", "Q7", true}) {
		t.Errorf("the side panel says %+v, and not which entity it is", c.Facts)
	}
	cards = OfArticle(s).Card(haifa.Span.Start, haifa.Span.End)
	if len(cards) != 1 || cards[0].ID != (state.Focus{Suggestion: haifa.Key()}) || cards[0].Kind != MarkSuggestion ||
		!slices.Equal(cards[0].Lines, []string{"suggested by the list of places · known place: Haifa", "0.70, right about 7 times in 10"}) {
		t.Errorf("the card of the suggestion is %+v", cards)
	}
	if cards = OfArticle(s).Card(0, 3); len(cards) != 0 {
		t.Errorf("where nothing is there are cards: %+v", cards)
	}
}

// TestCardSaysWhyASuggestionIsThere in words for people: who suggests it, why, how sure it is, and why it is fainter.
func TestCardSaysWhyASuggestionIsThere(t *testing.T) {
	s := article(t, "to Qatar")
	at := annotate.Span{Start: 3, End: 8}
	for _, c := range []struct {
		score             float64
		suggester, reason string
		want              []Fact
		lines             []string
	}{
		{0.87, "memory", "confirmed 3 times as LOC", []Fact{{"Suggested", "Place · 0.87", false}, {"Right", "about 9 times in 10", false}, {"Because", "confirmed 3 times as LOC", false}, {"From", "the labels of this project", false}},
			[]string{"suggested by the labels of this project · confirmed 3 times as LOC", "0.87, right about 9 times in 10"}},
		{0.34, "places", "list of places: Qatar", []Fact{{"Suggested", "Place · 0.34, fainter as it is under 0.50", false}, {"Right", "about 3 times in 10", false}, {"Because", "list of places: Qatar", false}},
			[]string{"suggested by the list of places: Qatar", "0.34, right about 3 times in 10, fainter as it is under 0.50"}},
		{0.9, "أداة أخرى", "قائمة 3", []Fact{{"Suggested", "Place · 0.90", false}, {"Because", "قائمة 3", true}, {"From", "أداة أخرى", true}}, []string{"suggested by أداة أخرى · قائمة 3", "0.90"}},
		{1, "tagger", "", []Fact{{"Suggested", "Place · 1.00", false}, {"From", "tagger", true}}, []string{"suggested by tagger", "1.00"}},
		{0.9, "dates", "", []Fact{{"Suggested", "Place · 0.90", false}, {"Right", "about 9 times in 10", false}, {"From", "the rules for dates", false}}, []string{"suggested by the rules for dates", "0.90, right about 9 times in 10"}},
		{1, "places", "list of states and regions: Qatar", []Fact{{"Suggested", "Place · 0.99", false}, {"Right", "more than 9 times in 10", false}, {"Because", "list of states and regions: Qatar", false}, {"From", "the list of places", false}},
			[]string{"suggested by the list of places · list of states and regions: Qatar", "0.99, right more than 9 times in 10"}},
		{suggest.Floor, "starter", "the starter reads the sentence so", []Fact{{"Suggested", "Place · 0.20, fainter as it is under 0.50", false}, {"Right", "about 2 times in 10", false}, {"Because", "the starter reads the sentence so", false}},
			[]string{"suggested as the starter reads the sentence so", "0.20, right about 2 times in 10, fainter as it is under 0.50"}},
	} {
		s.Threshold = 0.5
		s.Session.Suggestions = annotate.NewSuggestions(annotate.Suggestion{Span: at, Label: "LOC", Score: c.score, Suggester: c.suggester, Reason: c.reason})
		s.Focus = state.Focus{Suggestion: annotate.DecisionKey{Span: at, Label: "LOC"}}
		card, ok := OfFocus(s)
		if !ok || card.Faint != (c.score < s.Threshold) || !slices.Equal(card.Facts[:len(card.Facts)-1], c.want) || !slices.Equal(card.Lines, c.lines) {
			t.Errorf("%s: the card says %+v and %q, want %+v and %q", c.suggester, card.Facts, card.Lines, c.want, c.lines)
		}
	}
}

// TestCardSaysWhatWasSuggested where people have changed it: the score is of what was suggested, not of what stands there now.
func TestCardSaysWhatWasSuggested(t *testing.T) {
	for _, c := range []struct {
		marked string // one annotation: what it is by now
		want   string
	}{
		{"in [PER Marsa Noor] now", "a suggestion by the starter · 0.98"},
		{"in [LOC Marsa Noor] now", "a suggestion as Person by the starter · 0.98"},
		{"in Marsa [PER Noor] now", "a suggestion for “Marsa Noor” by the starter · 0.98"},
		{"in Marsa [LOC Noor] now", "a suggestion for “Marsa Noor” as Person by the starter · 0.98"},
	} {
		s := article(t, c.marked)
		a := s.Session.Work.Annotations.At(0)
		a.Suggester, a.Score = "starter", 0.98
		s.Session.Work.Annotations = s.Session.Work.Annotations.With(a)
		s.Session.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: annotate.Span{Start: 3, End: 13}, Label: "PER", Quote: "Marsa Noor",
			Suggester: "starter", Score: 0.98, Annotation: a.ID})
		s.Focus = state.Focus{Annotation: a.ID}
		card, _ := OfFocus(s)
		if !slices.Contains(card.Facts, Fact{"Origin", c.want, false}) || !slices.Contains(card.Lines, "from "+c.want) {
			t.Errorf("%s: the card says %+v and %q, want %q", c.marked, card.Facts, card.Lines, c.want)
		}
	}
}

func TestCardOfTheFocusHasTheWordsOfTheOthers(t *testing.T) {
	s := article(t, "at [LOC North Bay]")
	s.Focus = state.Focus{Annotation: "s1"}
	focused, ok := OfFocus(s)
	cards := OfArticle(s).Card(3, 4)
	if !ok || len(cards) != 1 || focused.ID != cards[0].ID || focused.Title != cards[0].Title || !slices.Equal(focused.Facts, cards[0].Facts) {
		t.Errorf("in focus %+v, under the pointer %+v", focused, cards)
	}
}

func TestMarksAndCardsHaveOneIdentity(t *testing.T) {
	s := article(t, "at [LOC North Bay] and Esk")
	s.Session.Suggestions = annotate.NewSuggestions(annotate.Suggestion{Span: annotate.Span{Start: 17, End: 20}, Label: "LOC", Score: 0.9})
	a := OfArticle(s)
	var marks, cards []state.Focus
	for _, m := range a.Marks(nil, 0, 20) {
		marks = append(marks, m.ID)
	}
	for _, at := range []int{3, 17} {
		for _, c := range a.Card(at, at+1) {
			cards = append(cards, c.ID)
		}
	}
	if len(marks) != 2 || !slices.Equal(marks, cards) {
		t.Errorf("marks %+v, cards %+v", marks, cards)
	}
}
