package project

import (
	"context"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/state"
	"rubricator/storage"
)

// Occurrences gives to yield every place where a phrase stands, in one document or, with only "", in all of them in
// order, until it returns false. A hit whose place is taken, by an annotation on the same characters, by a longer one with
// the wanted label or by one beside which the schema allows no other, carries that annotation's label. Zones are passed over.
func (p *Project) Occurrences(ctx context.Context, phrase, label, only string, yield func(state.Hit) bool) error {
	headers, err := p.lookedThrough(only)
	if err != nil {
		return err
	}
	for _, h := range headers {
		if err := ctx.Err(); err != nil {
			return err
		}
		hits, err := p.hits(ctx, h, phrase, label)
		if err != nil {
			return err
		}
		for _, hit := range hits {
			if !yield(hit) {
				return nil
			}
		}
	}
	return nil
}

func (p *Project) lookedThrough(only string) ([]storage.Header, error) {
	if only == "" {
		return p.store.Headers(p.annotator)
	}
	h, err := p.store.Header(only, p.annotator)
	return []storage.Header{h}, err
}

func (p *Project) hits(ctx context.Context, h storage.Header, phrase, label string) ([]state.Hit, error) {
	doc, err := p.store.Document(h.ID)
	if err != nil {
		return nil, err
	}
	spans := p.engine.Load().Occurrences(doc.Text, h.Language.Code, phrase, suggest.OccurrenceOptions{Prefixed: true})
	if len(spans) == 0 {
		return nil, nil
	}
	work, err := p.store.Work(h.ID, p.annotator)
	if err != nil {
		return nil, err
	}
	open, err := p.likely(ctx, h, doc, work)
	if err != nil {
		return nil, err
	}
	rule := p.store.Schema().Overlap
	var hits []state.Hit
	for _, span := range spans {
		if slices.ContainsFunc(work.Zones, span.Overlaps) {
			continue
		}
		hit := state.NewHit(doc, h.Title, work, span, state.LabelAt(work, rule, span, label))
		hit.Doubt = state.Inside(doc.Text, work, open.Between(nil, span), span)
		hits = append(hits, hit)
	}
	return hits, nil
}

// likely are the suggestions for a document that people see unless they ask for fewer or more.
func (p *Project) likely(ctx context.Context, h storage.Header, doc annotate.Document, work annotate.Work) (annotate.Suggestions, error) {
	stored, err := p.store.Suggestions(h.ID)
	if err != nil {
		return annotate.Suggestions{}, err
	}
	list, _ := p.Suggest(ctx, doc, work, h.Language.Code, stored) // what one suggester fails at, others still know
	if err := ctx.Err(); err != nil {
		return annotate.Suggestions{}, err
	}
	return annotate.NewSuggestions(slices.DeleteFunc(list, func(g annotate.Suggestion) bool { return g.Score < suggest.DefaultThreshold })...), nil
}
