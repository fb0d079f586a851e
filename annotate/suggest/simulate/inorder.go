package simulate

import (
	"context"

	"rubricator/annotate"
)

// inOrder counts the actions of an annotator who goes through an article from its beginning, and to whom the engine suggests anew after each
// sentence, as it does in the window. What is shown in a sentence is what is shown when he comes to it. What stands behind him at the end can
// only be wrong, as all that is right is annotated by then: he goes back to reject it, until nothing is left. The engine learns as he
// goes, unless it is frozen, and is made to forget it: the article is yet to be taught.
func (s Simulation) inOrder(ctx context.Context, a Article, shown []annotate.Suggestion) (actions int, err error) {
	r := reader{Simulation: s, article: a, work: annotate.Work{Zones: a.Zones}, shown: shown}
	for _, end := range sentenceEnds(a.Document.Text.String()) {
		if end = r.whole(end); end > r.place {
			if err := r.sentence(ctx, end); err != nil {
				return 0, err
			}
		}
	}
	for len(r.shown) > 0 {
		if err := r.answer(ctx, r.shown, annotate.Set{}); err != nil {
			return 0, err
		}
	}
	if r.work.Status != annotate.New {
		err = r.observe(ctx, annotate.Work{Zones: a.Zones})
	}
	return r.actions, err
}

// reader is where an annotator is who goes through an article in order.
type reader struct {
	Simulation
	article Article
	place   int // what begins before it is annotated
	work    annotate.Work
	shown   []annotate.Suggestion // open ones
	actions int
}

// whole is the end of the sentence that ends at a place, or a place further on as long as an annotation or a suggestion reaches beyond it: what
// overlaps is answered together.
func (r *reader) whole(end int) int {
	for {
		further := end
		part := annotate.Span{Start: r.place, End: end}
		for _, g := range r.article.Gold.Between(nil, part) {
			further = max(further, g.Span.End)
		}
		for _, g := range r.shown {
			if g.Span.Overlaps(part) {
				further = max(further, g.Span.End)
			}
		}
		if further == end {
			return end
		}
		end = further
	}
}

// sentence answers what begins between the place and an end, and what reaches into that from behind, which has come up since.
func (r *reader) sentence(ctx context.Context, end int) error {
	part := annotate.Span{Start: r.place, End: end}
	r.place = end
	var here []annotate.Suggestion
	for _, g := range r.shown {
		if g.Span.Overlaps(part) {
			here = append(here, g)
		}
	}
	gold := annotate.NewSet(r.article.Gold.Between(nil, part)...)
	if len(here) == 0 && gold.Len() == 0 {
		return nil
	}
	return r.answer(ctx, here, gold)
}

// answer makes the gold of some suggestions in as few actions as there can be, tells the engine, and looks what is shown then.
func (r *reader) answer(ctx context.Context, here []annotate.Suggestion, gold annotate.Set) (err error) {
	r.actions += Actions(here, gold)
	after := r.work
	edits := []annotate.Edit{annotate.AssignTo(after, annotate.FieldStatus, string(annotate.InProgress))}
	for _, x := range answersTo(Article{Document: r.article.Document, Gold: gold}, here) {
		edits = append(edits, x.edits...)
	}
	for _, edit := range edits {
		if after, _, err = edit.Apply(after); err != nil {
			return err
		}
	}
	if err := r.observe(ctx, after); err != nil {
		return err
	}
	r.shown, err = r.Simulation.shown(ctx, r.article, after)
	return err
}

// observe tells the engine, and waits until it has learnt.
func (r *reader) observe(ctx context.Context, after annotate.Work) error {
	before := r.work
	r.work = after
	if r.Frozen {
		return nil
	}
	r.Engine.Observe(r.article.Document, r.article.Language, before, after)
	return r.Engine.Settle(ctx, r.Labels.Schema())
}
