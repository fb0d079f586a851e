package present_test

import (
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
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
		!slices.Equal(c.Lines[:3], []string{"by mira", "from a suggestion by memory · 0.82", "entity Q7"}) || !strings.HasPrefix(c.Lines[3], "note: long ") || len(c.Lines[3]) > 500 {
		t.Errorf("the card of the place is %+v", c)
	}
	s.Focus = cards[0].ID
	if c, _ := OfFocus(s); !slices.Contains(c.Facts, Fact{"Entity", "Q7", true}) {
		t.Errorf("the side panel says %+v, and not which entity it is", c.Facts)
	}
	cards = OfArticle(s).Card(haifa.Span.Start, haifa.Span.End)
	if len(cards) != 1 || cards[0].ID != (state.Focus{Suggestion: haifa.Key()}) || cards[0].Kind != MarkSuggestion ||
		!slices.Equal(cards[0].Lines, []string{"suggested by places · 0.70 · known place: Haifa"}) {
		t.Errorf("the card of the suggestion is %+v", cards)
	}
	if cards = OfArticle(s).Card(0, 3); len(cards) != 0 {
		t.Errorf("where nothing is there are cards: %+v", cards)
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
