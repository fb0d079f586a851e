package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/simulate"
)

// peer is what another program says of the same articles.
type peer struct {
	says    map[string][]annotate.Annotation // by document
	seconds float64                          // CPU time of its recogniser; 0 is not known
}

// peerLabels are spaCy's labels (OntoNotes) as ours.
var peerLabels = map[string]string{"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP", "DATE": "DATE"}

func readPeer(predictions, speed string) (*peer, error) {
	articles, err := readArticles(predictions)
	if err != nil {
		return nil, err
	}
	p := &peer{says: map[string][]annotate.Annotation{}}
	for _, a := range articles {
		p.says[a.Document.ID] = a.Gold.All()
	}
	if speed == "" {
		return p, nil
	}
	b, err := os.ReadFile(speed)
	if err != nil {
		return nil, err
	}
	var told struct{ Seconds float64 }
	if err := json.Unmarshal(b, &told); err != nil {
		return nil, fmt.Errorf("%s: %w", speed, err)
	}
	p.seconds = told.Seconds
	return p, nil
}

// anyDate keeps every date.
func anyDate(string) bool { return true }

var calendarDate = regexp.MustCompile(`\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|` +
	`(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Easter|Christmas)\b|\b1[0-9]{3}(s|\b)|\b20[0-9]{2}(s|\b)|\b[0-9]{1,2}[/.-][0-9]{1,2}\b`)

// plainDates keeps dates that name a day, a month or a year, as the gold does; spaCy also marks "last week", "two years" and
// "37-year-old".
func plainDates(text string) bool { return calendarDate.MatchString(text) }

// score is what the peer's predictions are worth by our scorer. trim takes an article before and an 's behind names
// away, which the gold leaves outside.
func (p *peer) score(ctx context.Context, articles []simulate.Article, labels simulate.Labels, dates func(string) bool, trim bool) (simulate.Result, error) {
	for _, a := range articles {
		if _, ok := p.says[a.Document.ID]; !ok {
			return nil, fmt.Errorf("no predictions for article %q: make them again", a.Document.ID)
		}
	}
	return simulate.Simulation{Engine: replay{p, dates, trim}, Labels: labels, Frozen: true}.Run(ctx, articles)
}

// replay says again what the peer said.
type replay struct {
	*peer
	dates func(string) bool
	trim  bool
}

func (r replay) Observe(annotate.Document, string, annotate.Work, annotate.Work) {}

func (r replay) Settle(ctx context.Context, _ annotate.Schema) error { return ctx.Err() }

func (r replay) Suggest(_ context.Context, in suggest.Input) (list []annotate.Suggestion, err error) {
	for _, a := range r.says[in.Document.ID] {
		label := peerLabels[a.Label]
		if label == "DATE" && !r.dates(a.Quote) {
			continue
		}
		if r.trim {
			a.Span = trimmed(a)
		}
		if s := (annotate.Suggestion{Span: a.Span, Label: label, Score: 1, Suggester: "peer"}); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list, nil
}

func trimmed(a annotate.Annotation) annotate.Span {
	span, quote := a.Span, a.Quote
	for _, article := range []string{"the ", "The ", "THE "} {
		if rest, ok := strings.CutPrefix(quote, article); ok {
			quote = rest
			span.Start += len(article)
		}
	}
	for _, s := range []string{"'s", "’s"} {
		if rest, ok := strings.CutSuffix(quote, s); ok && rest != "" {
			quote = rest
			span.End -= 2
		}
	}
	return span
}

// beside compares with the peer.
func beside(ctx context.Context, s *study) (string, error) {
	if s.peer == nil {
		return "", errors.New("no predictions: name them with -peer")
	}
	targets := s.labels.Targets()
	t := table{append([]string{"on all articles", "F1"}, append(targets, "actions, % of from scratch")...)}
	row := func(name string, r simulate.Result) {
		cells, byLabel := []string{name, fmt.Sprintf("%.1f", f1(r))}, r.ByLabel()
		for _, label := range targets {
			cells = append(cells, fmt.Sprintf("%.1f", byLabel[label].F1()))
		}
		t.row(append(cells, fmt.Sprintf("%.1f", r.ActionsShare()))...)
	}
	for _, v := range peerVariants {
		r, err := s.peer.score(ctx, s.articles, s.labels, v.dates, v.trim)
		if err != nil {
			return "", err
		}
		row(v.name, r)
	}
	zero, err := frozen.run(ctx, s.labels, s.articles)
	if err != nil {
		return "", err
	}
	row("ours, frozen", zero)
	if err := s.afterFive(ctx, row); err != nil {
		return "", err
	}
	text, err := s.unseen(ctx)
	return t.String() + "\n" + text + "\n" + s.speeds(zero), err
}

var peerVariants = []struct {
	name  string
	dates func(string) bool
	trim  bool
}{
	{"spaCy small, as it is", anyDate, false},
	{"without relative dates and durations", plainDates, false},
	{"and without articles before names and ’s behind", plainDates, true},
}

// afterFive is the rest of each order's articles once five are learnt, while learning goes on.
func (s *study) afterFive(ctx context.Context, row func(string, simulate.Result)) error {
	results, err := s.inOrders(ctx, warm)
	if err != nil {
		return err
	}
	var rest simulate.Result
	for _, r := range results[0] {
		rest = append(rest, r.Part(6, 0)...)
	}
	row(fmt.Sprintf("ours, learning, from the sixth article on (%d orders)", s.orders), rest)
	return nil
}

// unseen compares on the articles that are never learnt from.
func (s *study) unseen(ctx context.Context) (string, error) {
	_, test := s.split()
	t := table{{fmt.Sprintf("on the %d held-out articles", len(test)), "F1"}}
	for _, v := range peerVariants {
		r, err := s.peer.score(ctx, test, s.labels, v.dates, v.trim)
		if err != nil {
			return "", err
		}
		t.row(v.name, fmt.Sprintf("%.1f", f1(r)))
	}
	scores := make([][]float64, len(steps))
	for order := range s.orders {
		curve, err := s.curve(ctx, warm, order+1, steps[:3])
		if err != nil {
			return "", err
		}
		for i, f := range curve {
			scores[i] = append(scores[i], f)
		}
	}
	for i, k := range steps[:3] {
		t.row(fmt.Sprintf("ours, %d articles learnt", k), spreadOver(scores[i]).String())
	}
	return t.String(), nil
}

// speeds compares tokens a second on one core, both counted as we cut them.
func (s *study) speeds(ours simulate.Result) string {
	if s.peer.seconds == 0 {
		return ""
	}
	tokens := 0
	for _, r := range ours {
		tokens += r.Tokens
	}
	theirs := float64(tokens) / s.peer.seconds
	return fmt.Sprintf("Speed on one core, in our tokens a second: ours %.0f, spaCy’s tokeniser and recogniser alone %.0f; %.1f times.",
		ours.TokensPerSecond(), theirs, ours.TokensPerSecond()/theirs)
}
