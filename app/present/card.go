package present

import (
	"cmp"
	"fmt"
	"slices"

	"rubricator/annotate"
	"rubricator/app/state"
)

// Card is what is known of one annotation or suggestion: the side panel shows that of the thing in focus, the article
// view those under the pointer.
type Card struct {
	ID    state.Focus
	Title string // the quote; of a long span its beginning
	Label string // the label's title
	Color string // the label's "#rrggbb"
	Kind  MarkKind
	Faint bool     // a suggestion that is not shown in full
	Facts []Fact   // name and value, for the side panel
	Lines []string // sentences, for the article view; words of people and of the text may be in them, in any script
}

// Fact is a line of a card. User says that the value is text of the article or of a person, in any script.
type Fact struct {
	Name, Value string
	User        bool
}

// longestQuote is how much of a span or note a card shows, in code points.
const longestQuote = 400

// OfFocus is the card of the thing in focus; false when nothing is.
func OfFocus(s state.State) (Card, bool) {
	if a, ok := s.FocusedAnnotation(); ok {
		return annotationCard(s, a), true
	}
	if g, ok := s.FocusedSuggestion(); ok {
		return suggestionCard(s, g), true
	}
	return Card{}, false
}

// cardsOf are the cards of all that touches a part of the open article, the innermost first.
func cardsOf(s state.State, part annotate.Span) []Card {
	type spanned struct {
		annotate.Span
		Card
	}
	var all []spanned
	for _, a := range s.Session.Work.Annotations.Between(nil, part) {
		all = append(all, spanned{a.Span, annotationCard(s, a)})
	}
	for _, g := range s.FaintBetween(s.OpenBetween(nil, part.Start, part.End), part.Start, part.End) {
		all = append(all, spanned{g.Span, suggestionCard(s, g)})
	}
	slices.SortStableFunc(all, func(a, b spanned) int {
		return cmp.Or(cmp.Compare(a.Len(), b.Len()), a.Compare(b.Span))
	})
	cards := make([]Card, len(all))
	for i := range all {
		cards[i] = all[i].Card
	}
	return cards
}

func suggestionCard(s state.State, g annotate.Suggestion) Card {
	c := cardOf(s, g.Span, g.Label)
	c.ID, c.Kind, c.Faint = state.Focus{Suggestion: g.Key()}, MarkSuggestion, g.Score < s.Threshold
	_, ours := sources[g.Suggester]
	suggested, line := fmt.Sprintf("%s · %.2f", c.Label, g.Score), "suggested by "+suggestedBy(g.Suggester, g.Score)
	if c.Faint {
		under := fmt.Sprintf(", fainter as it is under %.2f", s.Threshold)
		suggested, line = suggested+under, line+under
	}
	c.Facts = []Fact{{"Suggested", suggested, false}}
	if g.Reason != "" {
		c.Facts = append(c.Facts, Fact{"Because", g.Reason, !ours})
		line += " · " + g.Reason
	}
	c.Facts = append(c.Facts, Fact{"From", SourceWords(g.Suggester), !ours}, Fact{"Characters", characters(g.Span), false})
	c.Lines = []string{line}
	return c
}

// sources are what people call the suggesters of the program.
var sources = map[string]string{
	"memory":  "the labels of this project",
	"places":  "the list of places",
	"dates":   "the rules for dates",
	"names":   "the list of names",
	"amounts": "the rules for amounts",
	"starter": "the starter",
	"learnt":  "what was learnt in this project",
	"onnx":    "the model of this project",
}

// SourceWords names a suggester for people. One that the program does not know, as of an import, keeps its own name.
func SourceWords(suggester string) string { return cmp.Or(sources[suggester], suggester) }

func annotationCard(s state.State, a annotate.Annotation) Card {
	c := cardOf(s, a.Span, a.Label)
	c.ID = state.Focus{Annotation: a.ID}
	c.Facts = []Fact{{"Label", c.Label, false}, {"By", a.Annotator, true}}
	if a.Annotator != "" {
		c.Lines = append(c.Lines, "by "+a.Annotator)
	}
	if a.Suggester != "" {
		c.Facts = append(c.Facts, Fact{"Origin", "a suggestion by " + suggestedBy(a.Suggester, a.Score), false})
		c.Lines = append(c.Lines, "from a suggestion by "+suggestedBy(a.Suggester, a.Score))
	}
	c.Facts = append(c.Facts, Fact{"Characters", characters(a.Span), false})
	if a.Entity != "" {
		c.Facts = append(c.Facts, Fact{"Entity", a.Entity, true})
		c.Lines = append(c.Lines, "entity "+a.Entity)
	}
	if a.Note != "" {
		c.Facts = append(c.Facts, Fact{"Note", a.Note, true})
		c.Lines = append(c.Lines, "note: "+beginning(a.Note))
	}
	return c
}

func cardOf(s state.State, sp annotate.Span, label string) Card {
	l, _ := s.Project.Schema.Label(label)
	quote := s.Session.Document.Text.Slice(annotate.Span{Start: sp.Start, End: min(sp.End, sp.Start+longestQuote)})
	return Card{Title: quote, Label: cmp.Or(l.Title, label), Color: l.Color}
}

// beginning is as much of a text as a card shows.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n++; n > longestQuote {
			return text[:i] + "…"
		}
	}
	return text
}

func suggestedBy(suggester string, score float64) string {
	return fmt.Sprintf("%s · %.2f", SourceWords(suggester), score)
}

func characters(sp annotate.Span) string {
	return fmt.Sprintf("%s – %s", Number(sp.Start), Number(sp.End))
}
