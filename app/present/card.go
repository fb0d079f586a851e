package present

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

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
	Lead  int      // so many of them count for more than what the last keys do
	Lines []string // sentences, for the article view; words of people and of the text may be in them, in any script
}

// Fact is a line of a card. User says that the value is text of the article or of a person, in any script.
type Fact struct {
	Name, Value string
	User        bool
}

// longestQuote is how much of a span or note a card shows, in code points.
const longestQuote = 400

// shortQuote is how much of a span stands in a sentence of a card, in code points.
const shortQuote = 40

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
	score, chance := ScoreText(g.Suggester, g.Score), chanceOf(g.Suggester, g.Score)
	sure := score
	if chance != "" {
		sure += ", right " + chance
	}
	if c.Faint {
		under := fmt.Sprintf(", fainter as it is under %.2f", s.Threshold)
		score, sure = score+under, sure+under
	}
	c.Facts = []Fact{{"Suggested", c.Label + " · " + score, false}}
	if chance != "" {
		c.Facts = append(c.Facts, Fact{"Right", chance, false})
	}
	if g.Reason != "" {
		c.Facts = append(c.Facts, Fact{"Because", g.Reason, !ours})
	}
	line, named := suggestedAs(g)
	if !named {
		c.Facts = append(c.Facts, Fact{"From", SourceWords(g.Suggester), !ours})
	}
	c.Facts = append(c.Facts, Fact{"Characters", characters(g.Span), false})
	c.Lines = []string{line, sure}
	return c
}

// suggestedAs says who suggests and why. A source that the reason begins with is named once.
func suggestedAs(g annotate.Suggestion) (line string, named bool) {
	from := SourceWords(g.Suggester)
	switch {
	case g.Reason == "":
		return "suggested by " + from, false
	case strings.HasPrefix(g.Reason, from):
		return "suggested as " + g.Reason, true
	case strings.HasPrefix(g.Reason, strings.TrimPrefix(from, "the ")):
		return "suggested by the " + g.Reason, true
	}
	return "suggested by " + from + " · " + g.Reason, false
}

// ScoreText is a score with two digits. One of our suggesters is never 1.00: none of them is certain.
func ScoreText(suggester string, score float64) string {
	if _, ours := sources[suggester]; ours {
		score = min(score, 0.99)
	}
	return fmt.Sprintf("%.2f", score)
}

// chanceOf says how often suggestions with such a score are right. What the score of another tool means is not known.
func chanceOf(suggester string, score float64) string {
	times := int(math.Round(10 * score)) // never 1: nothing under suggest.Floor is shown
	switch _, ours := sources[suggester]; {
	case !ours:
		return ""
	case times > 9:
		return "more than 9 times in 10"
	}
	return fmt.Sprintf("about %d times in 10", times)
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
		origin := originOf(s, a)
		c.Facts = append(c.Facts, Fact{"Origin", origin, false})
		c.Lines = append(c.Lines, "from "+origin)
	}
	c.Facts = append(c.Facts, Fact{"Characters", characters(a.Span), false})
	if a.Entity != "" {
		c.Facts = append(c.Facts, Fact{"Entity", a.Entity, true})
		c.Lines = append(c.Lines, "entity "+a.Entity)
	}
	if a.Note != "" {
		c.Facts = append(c.Facts, Fact{"Note", a.Note, true})
		c.Lines = append(c.Lines, "note: "+Beginning(a.Note, longestQuote))
	}
	return c
}

func cardOf(s state.State, sp annotate.Span, label string) Card {
	l, _ := s.Project.Schema.Label(label)
	quote := s.Session.Document.Text.Slice(annotate.Span{Start: sp.Start, End: min(sp.End, sp.Start+longestQuote)})
	return Card{Title: quote, Label: cmp.Or(l.Title, label), Color: l.Color}
}

// Beginning is the first so many code points of a text.
func Beginning(text string, most int) string {
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}

// originOf says which suggestion an annotation came from. Its score was for the label and the words that were suggested, so
// those are named where they are others by now.
func originOf(s state.State, a annotate.Annotation) string {
	words := "a suggestion"
	for _, d := range s.Session.Work.Decisions.Of(a.ID) {
		if d.Suggester != a.Suggester {
			continue
		}
		if d.Span != a.Span {
			words += " for “" + Beginning(d.Quote, shortQuote) + "”"
		}
		if d.Label != a.Label {
			words += " as " + cardOf(s, d.Span, d.Label).Label
		}
		break
	}
	return words + " by " + SourceWords(a.Suggester) + " · " + ScoreText(a.Suggester, a.Score)
}

func characters(sp annotate.Span) string {
	return fmt.Sprintf("%s – %s", Number(sp.Start), Number(sp.End))
}
