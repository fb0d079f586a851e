package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"rubricator/annotate"
	"rubricator/annotate/suggest/simulate"
)

// noises are what scraping does to articles.
var noises = []struct {
	name  string
	spoil func(simulate.Article, *links, *rand.Rand) []change
}{
	{"as they are", func(simulate.Article, *links, *rand.Rand) []change { return nil }},
	{"glued words: one space in fifty gone, one in three behind a full stop", glue},
	{"lost line breaks: each is a space", joinLines},
	{"capitals: the first line, one in five of the rest", shout},
	{"link lists: four beginnings of other lines in one place", addLinks},
}

// noise runs the stream on spoilt articles. Those held out give the links, each once, so that nothing is met again.
func noise(ctx context.Context, s *study) (string, error) {
	t := table{{"noise", "frozen", "learning, articles 1-10", "11-50", "51-"}}
	own, others := s.split()
	for _, n := range noises {
		spoilt := *s
		pool := linksOf(others)
		spoilt.articles, spoilt.known, spoilt.inOrder = nil, map[string][]simulate.Result{}, false
		for i, a := range own {
			b, err := rewrite(a, n.spoil(a, pool, rand.New(rand.NewPCG(uint64(i), 1))))
			if err != nil {
				return "", err
			}
			spoilt.articles = append(spoilt.articles, b)
		}
		row, err := spoilt.noiseRow(ctx)
		if err != nil {
			return "", err
		}
		t.row(append([]string{n.name}, row...)...)
	}
	return fmt.Sprintf("%d articles, %d orders.\n\n%s", len(own), s.orders, t), nil
}

func (s *study) noiseRow(ctx context.Context) (row []string, err error) {
	results, err := s.inOrders(ctx, warm)
	if err != nil {
		return nil, err
	}
	zero, err := frozen.run(ctx, s.labels, s.articles)
	row = append(row, fmt.Sprintf("%.1f", f1(zero)))
	for _, part := range [][2]int{{1, 10}, {11, 50}, {51, 0}} {
		row = append(row, spreadOf(results[0], func(r simulate.Result) float64 { return f1(r.Part(part[0], part[1])) }).String())
	}
	return row, err
}

// change puts text in the place of a part of an article; the spans of the text are in its own code points.
type change struct {
	at    annotate.Span
	text  string
	spans []annotate.Annotation
}

// rewrite makes the changes, which are sorted and apart, and moves the gold along. What would cross the edge of a span is
// left as it is, and so is what would stand inside one and has spans.
func rewrite(a simulate.Article, changes []change) (simulate.Article, error) {
	gold := a.Gold.All()
	changes = slices.DeleteFunc(changes, func(c change) bool {
		return slices.ContainsFunc(gold, func(g annotate.Annotation) bool {
			return g.Span.Crosses(c.at) || c.at.Contains(g.Span) && c.at.Len() != len([]rune(c.text)) || len(c.spans) > 0 && g.Span.Start < c.at.Start && c.at.Start < g.Span.End
		})
	})
	runes := []rune(a.Document.Text.String())
	var out []rune
	var moved []annotate.Annotation
	last := 0
	for _, c := range changes {
		out = append(out, runes[last:c.at.Start]...)
		for _, x := range c.spans {
			x.Span = annotate.Span{Start: x.Span.Start + len(out), End: x.Span.End + len(out)}
			moved = append(moved, x)
		}
		out, last = append(out, []rune(c.text)...), c.at.End
	}
	out = append(out, runes[last:]...)
	for _, g := range gold {
		g.Span = annotate.Span{Start: g.Span.Start + shift(changes, g.Span.Start, false), End: g.Span.End + shift(changes, g.Span.End, true)}
		moved = append(moved, g)
	}
	doc, err := annotate.NewDocument(a.Document.ID, a.Document.Title, string(out))
	if err != nil {
		return a, err
	}
	for i := range moved {
		moved[i].ID, moved[i].Quote = annotate.NewID(), doc.Text.Slice(moved[i].Span)
	}
	a.Document, a.Gold = doc, annotate.NewSet(moved...)
	return a, nil
}

// shift is how far an edge of a span moves. What is put in at the end of a span comes behind it.
func shift(changes []change, edge int, end bool) (by int) {
	for _, c := range changes {
		if c.at.End > edge || end && c.at.Empty() && c.at.Start == edge {
			break
		}
		by += len([]rune(c.text)) - c.at.Len()
	}
	return by
}

func glue(a simulate.Article, _ *links, r *rand.Rand) (changes []change) {
	text := []rune(a.Document.Text.String())
	for i := 1; i+1 < len(text); i++ {
		if text[i] != ' ' || !unicode.IsLetter(text[i+1]) {
			continue
		}
		if stop := text[i-1] == '.' || text[i-1] == ':'; stop && r.IntN(3) == 0 || unicode.IsLetter(text[i-1]) && r.IntN(50) == 0 {
			changes = append(changes, change{at: annotate.Span{Start: i, End: i + 1}})
		}
	}
	return changes
}

func joinLines(a simulate.Article, _ *links, _ *rand.Rand) (changes []change) {
	text := []rune(a.Document.Text.String())
	for i := 0; i < len(text); i++ {
		if j := i; text[i] == '\n' {
			for j < len(text) && unicode.IsSpace(text[j]) {
				j++
			}
			changes = append(changes, change{at: annotate.Span{Start: i, End: j}, text: " "})
			i = j - 1
		}
	}
	return changes
}

// lines are the spans of the lines that are not blank, without their ends.
func lines(text annotate.Text) (list []annotate.Span) {
	start := 0
	for line := range strings.Lines(text.String()) {
		n := len([]rune(line))
		if body := strings.TrimRight(line, "\n"); strings.TrimSpace(body) != "" {
			list = append(list, annotate.Span{Start: start, End: start + len([]rune(body))})
		}
		start += n
	}
	return list
}

func shout(a simulate.Article, _ *links, r *rand.Rand) (changes []change) {
	for i, line := range lines(a.Document.Text) {
		if i == 0 || r.IntN(5) == 0 {
			changes = append(changes, change{at: line, text: strings.Map(unicode.ToUpper, a.Document.Text.Slice(line))})
		}
	}
	return changes
}

// links are lines for link lists.
type links struct{ left []change }

// longestLink is how much of a line a link shows, in code points.
const longestLink = 90

// linksOf are the beginnings of all lines of these articles, in a random order, with their spans.
func linksOf(articles []simulate.Article) *links {
	var all links
	for _, a := range articles {
		for _, line := range lines(a.Document.Text) {
			all.left = append(all.left, linkOf(a, line))
		}
	}
	rand.New(rand.NewPCG(2, 3)).Shuffle(len(all.left), func(i, j int) { all.left[i], all.left[j] = all.left[j], all.left[i] })
	return &all
}

func linkOf(a simulate.Article, line annotate.Span) change {
	if line.Len() > longestLink {
		shown := []rune(a.Document.Text.Slice(line))[:longestLink]
		line.End = line.Start + cmp.Or(lastSpace(shown), longestLink)
	}
	c := change{text: a.Document.Text.Slice(line) + "\n"}
	for _, g := range a.Gold.Between(nil, line) {
		if line.Contains(g.Span) {
			g.Span = annotate.Span{Start: g.Span.Start - line.Start, End: g.Span.End - line.Start}
			c.spans = append(c.spans, g)
		}
	}
	return c
}

// lastSpace is its place, or 0.
func lastSpace(text []rune) int {
	for i := len(text) - 1; i > 0; i-- {
		if text[i] == ' ' {
			return i
		}
	}
	return 0
}

// addLinks takes four of the links before some line.
func addLinks(a simulate.Article, pool *links, r *rand.Rand) []change {
	places := lines(a.Document.Text)
	at := places[r.IntN(len(places))].Start
	c := change{at: annotate.Span{Start: at, End: at}}
	n := min(4, len(pool.left))
	for _, l := range pool.left[:n] {
		before := len([]rune(c.text))
		for _, g := range l.spans {
			g.Span = annotate.Span{Start: g.Span.Start + before, End: g.Span.End + before}
			c.spans = append(c.spans, g)
		}
		c.text += l.text
	}
	pool.left = pool.left[n:]
	return []change{c}
}
