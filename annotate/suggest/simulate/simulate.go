// Package simulate measures suggestions with a simulated annotator, who takes one article after the other: the engine
// suggests, what it shows is scored against the gold, the annotator corrects it, the engine learns. No article is
// learnt from before it is scored.
//
// Start with Gold.Read, LabelsByName or ParseLabels, and Simulation.Run. All offsets are code points, all spans count only
// when both edges and the label are exact.
package simulate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// Engine is what is measured; *suggest.Engine is one.
type Engine interface {
	Suggest(ctx context.Context, in suggest.Input) ([]annotate.Suggestion, error)
	Observe(doc annotate.Document, language string, before, after annotate.Work)
	Settle(ctx context.Context, schema annotate.Schema) error
}

// Article is a document with the annotations that are right.
type Article struct {
	Document annotate.Document
	Language string // ISO 639-1, or "und"
	Gold     annotate.Set
	Zones    []annotate.Span // parts that are not the article; the engine knows them from the start
}

// Simulation is one engine with the labels that are asked of it.
type Simulation struct {
	Engine  Engine
	Labels  Labels             // gold annotations and suggestions with other labels are left out
	Frozen  bool               // the engine is shown no answers
	InOrder bool               // ActionsInOrder are counted too; no other figure changes
	Each    func(Scored) error // called after each article, if set; an error ends the run
}

// Run takes the articles in the order given. The error is that of a suggester, of Each, or of ctx.
func (s Simulation) Run(ctx context.Context, articles []Article) (Result, error) {
	if err := s.wake(ctx); err != nil {
		return nil, err
	}
	result := make(Result, 0, len(articles))
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a = s.Labels.apply(a)
		shown, scored, err := s.suggest(ctx, a)
		if err == nil && s.InOrder {
			scored.ActionsInOrder, err = s.inOrder(ctx, a, shown)
		}
		if err != nil {
			return nil, fmt.Errorf("article %q: %w", a.Document.ID, err)
		}
		result = append(result, scored)
		if s.Each != nil {
			if err := s.Each(scored); err != nil {
				return nil, err
			}
		}
		if !s.Frozen {
			start := cpuTime()
			steps, err := teach(s.Engine, a, shown)
			if err == nil {
				err = s.Engine.Settle(ctx, s.Labels.Schema())
			}
			if err != nil {
				return nil, fmt.Errorf("article %q: %w", a.Document.ID, err)
			}
			last := &result[len(result)-1]
			last.Steps, last.Learning = steps, cpuTime()-start
		}
	}
	return result, nil
}

// wake has the engine load what it loads at its first use, which is no part of its speed.
func (s Simulation) wake(ctx context.Context) error {
	doc, err := annotate.NewDocument("wake", "", "A word.")
	if err == nil {
		_, err = s.Engine.Suggest(ctx, suggest.Input{Document: doc, Language: "und", Schema: s.Labels.Schema()})
	}
	return err
}

// suggest returns what is shown for an article when it is opened, and its score.
func (s Simulation) suggest(ctx context.Context, a Article) ([]annotate.Suggestion, Scored, error) {
	start := cpuTime()
	shown, err := s.shown(ctx, a, annotate.Work{Zones: a.Zones})
	cost := cpuTime() - start
	if err != nil {
		return nil, Scored{}, err
	}
	return shown, score(a, shown, cost), nil
}

// shown is what is shown in full once the annotator has done this much.
func (s Simulation) shown(ctx context.Context, a Article, work annotate.Work) ([]annotate.Suggestion, error) {
	list, err := s.Engine.Suggest(ctx, suggest.Input{Document: a.Document, Language: a.Language, Schema: s.Labels.Schema(), Work: work})
	if err != nil {
		return nil, err
	}
	work.Zones = nil // the engine's affair
	return slices.DeleteFunc(work.Open(list), func(g annotate.Suggestion) bool {
		return g.Score < suggest.DefaultThreshold || !s.Labels.target(g.Label)
	}), nil
}

func score(a Article, shown []annotate.Suggestion, cost time.Duration) Scored {
	scored := Scored{ID: a.Document.ID, ByLabel: map[string]Counts{}, Tokens: suggest.CountTokens(a.Document.Text.String(), a.Language), CPU: cost}
	right := map[annotate.DecisionKey]bool{}
	for g := range a.Gold.Values() {
		right[key(g)] = true
		scored.count(g.Label, Counts{Gold: 1})
	}
	for _, g := range shown {
		c := Counts{Suggested: 1}
		if right[g.Key()] {
			c.Correct = 1
		}
		scored.count(g.Label, c)
		scored.Shown = append(scored.Shown, Shown{g.Score, c.Correct == 1})
	}
	scored.Actions = Actions(shown, a.Gold)
	return scored
}

// Shuffled returns the articles in another order, the same for the same seed.
func Shuffled(articles []Article, seed int64) []Article {
	articles = slices.Clone(articles)
	rand.New(rand.NewPCG(uint64(seed), 0)).Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
	return articles
}
