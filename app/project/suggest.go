package project

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// Suggest lists what is left to answer in a document, sorted: what the engine proposes and what is stored with the
// document. Of two that cannot stand together the surer stays. Where a suggester failed, the list holds what the others
// say and the error says which one.
func (p *Project) Suggest(ctx context.Context, doc annotate.Document, work annotate.Work, language string, stored []annotate.Suggestion) ([]annotate.Suggestion, error) {
	schema := p.store.Schema()
	list, err := p.engine.Load().Suggest(ctx, suggest.Input{Document: doc, Language: language, Schema: schema, Work: work})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if len(stored) == 0 {
		return list, err
	}
	return join(list, fitting(work, schema, stored), schema.Overlap), err
}

// fitting are the stored suggestions that are still to be answered and may stand where they do.
func fitting(work annotate.Work, schema annotate.Schema, stored []annotate.Suggestion) []annotate.Suggestion {
	var near []annotate.Annotation
	return slices.DeleteFunc(work.Open(stored), func(s annotate.Suggestion) bool {
		if _, ok := schema.Label(s.Label); !ok || slices.ContainsFunc(work.Zones, s.Span.Overlaps) {
			return true
		}
		near = work.Annotations.Between(near[:0], s.Span)
		return schema.Overlap.Allows(s.Span, near) != nil
	})
}

// join makes one list of two without conflicts in it.
func join(list, more []annotate.Suggestion, rule annotate.Overlap) []annotate.Suggestion {
	all := slices.Concat(list, more)
	slices.SortStableFunc(all, func(a, b annotate.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), a.Key().Compare(b.Key()))
	})
	var kept annotate.Set // of what stays, as annotations, to find neighbours fast
	var near []annotate.Annotation
	stays := make([]annotate.Suggestion, 0, len(all))
	for i, s := range all {
		near = kept.Between(near[:0], s.Span)
		if rule.Allows(s.Span, near) != nil || slices.ContainsFunc(near, func(a annotate.Annotation) bool {
			return a.Span == s.Span || a.Span.Crosses(s.Span) || a.Label == s.Label
		}) {
			continue
		}
		kept = kept.With(annotate.Annotation{ID: strconv.Itoa(i), Span: s.Span, Label: s.Label})
		stays = append(stays, s)
	}
	slices.SortFunc(stays, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	return stays
}
