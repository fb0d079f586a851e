package project

import (
	"context"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/state"
)

// Alike lists where else in a document the words of a correction stand as EveryOccurrence finds them: where their label was
// taken away or refused, the places at which it is still suggested; else those that have no label yet, or the one that
// the words had before. What stands inside a longer name is left out. open are the suggestions for the document.
func (p *Project) Alike(doc annotate.Document, work annotate.Work, language string, open []annotate.Suggestion, seek state.Seek) (spans []annotate.Span) {
	if seek.Phrase == "" {
		return nil
	}
	rule, needed := p.store.Schema().Overlap, p.Settings().Needed()
	offered := annotate.NewSuggestions(open...)
	surer := annotate.NewSuggestions(slices.DeleteFunc(slices.Clone(open), func(g annotate.Suggestion) bool { return g.Score < needed })...)
	for _, span := range p.engine.Load().Occurrences(doc.Text, language, seek.Phrase, suggest.OccurrenceOptions{Prefixed: true}) {
		if slices.ContainsFunc(work.Zones, span.Overlaps) {
			continue
		}
		if seek.Remove {
			if _, there := offered.ByKey(annotate.DecisionKey{Span: span, Label: seek.Label}); there {
				spans = append(spans, span)
			}
			continue
		}
		label := state.LabelAt(work, rule, span, seek.Label)
		if label != "" && (label != seek.Before || seek.Before == "") || state.Inside(doc.Text, work, surer.Between(nil, span), span) != "" {
			continue
		}
		spans = append(spans, span)
	}
	return spans
}

// Count is what is suggested in a stored document and not answered by the annotator.
func (p *Project) Count(ctx context.Context, id string) (state.Count, error) {
	h, err := p.store.Header(id, p.annotator)
	if err != nil {
		return state.Count{}, err
	}
	doc, err := p.store.Document(id)
	if err != nil {
		return state.Count{}, err
	}
	work, err := p.store.Work(id, p.annotator)
	if err != nil {
		return state.Count{}, err
	}
	stored, err := p.store.Suggestions(id)
	if err != nil {
		return state.Count{}, err
	}
	list, err := p.Suggest(ctx, doc, work, h.Language.Code, stored)
	if ctx.Err() != nil {
		return state.Count{}, ctx.Err()
	}
	return p.CountOf(list), err
}

// CountOf counts suggestions as the list of articles does.
func (p *Project) CountOf(list []annotate.Suggestion) (c state.Count) {
	needed := p.Settings().Needed()
	shown := make([]annotate.Suggestion, 0, len(list))
	for _, g := range list {
		if g.Score >= min(needed, suggest.Floor) {
			shown = append(shown, g)
		}
		if g.Score >= needed {
			c.Suggestions++
		}
	}
	c.Corrections = suggest.ExpectedCorrections(shown, needed)
	return c
}
