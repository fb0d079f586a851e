package project

import (
	"context"
	"slices"

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
		hits, err := p.hits(h, phrase, label)
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

func (p *Project) hits(h storage.Header, phrase, label string) ([]state.Hit, error) {
	doc, err := p.store.Document(h.ID)
	if err != nil {
		return nil, err
	}
	spans := p.engine.Occurrences(doc.Text, h.Language.Code, phrase, suggest.OccurrenceOptions{Prefixed: true})
	if len(spans) == 0 {
		return nil, nil
	}
	work, err := p.store.Work(h.ID, p.annotator)
	if err != nil {
		return nil, err
	}
	rule := p.store.Schema().Overlap
	var hits []state.Hit
	for _, span := range spans {
		if slices.ContainsFunc(work.Zones, span.Overlaps) {
			continue
		}
		hits = append(hits, state.NewHit(doc, h.Title, work, span, state.LabelAt(work, rule, span, label)))
	}
	return hits, nil
}
