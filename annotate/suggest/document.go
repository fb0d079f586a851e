package suggest

import (
	"context"
	"errors"
	"fmt"
	"rubricator/annotate/suggest/lexis"
	"slices"
	"sync"

	"rubricator/annotate"
)

// article is a document made ready for the model.
type article struct {
	doc      annotate.Document
	lang     string
	view     *view
	cells    *cells
	features features
	before   *before
	said     []annotate.Suggestion // what lists and rules say, under the starter's labels
	others   []annotate.Suggestion // what other suggesters say, under the project's labels
	failed   error
}

// ready is an article, made ready now or before.
func (e *Engine) ready(ctx context.Context, in Input) (*article, error) {
	others, failed := e.ask(ctx, in)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	a, err := e.made(ctx, in, others)
	if err != nil {
		return nil, err
	}
	e.recent.keep(a)
	return a.with(failed), nil
}

// made is an article with what other suggesters say.
func (e *Engine) made(ctx context.Context, in Input, others []annotate.Suggestion) (*article, error) {
	if a := e.recent.find(in.Document, in.Language, others); a != nil {
		return a, nil
	}
	return e.newArticle(ctx, in, others)
}

// ask asks the suggesters that are neither the memory nor a part of the starter. When one fails the list holds what the others say, and the
// error names it.
func (e *Engine) ask(ctx context.Context, in Input) (all []annotate.Suggestion, failed error) {
	for _, s := range e.speakers() {
		list, err := s.Suggest(ctx, in)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("suggester %q on document %q: %w", s.Name(), in.Document.ID, err))
		}
		all = appendScored(all, list)
	}
	return all, failed
}

// atHand is what those say at once: a Slow one says what it has at hand.
func (e *Engine) atHand(ctx context.Context, in Input) (all []annotate.Suggestion) {
	for _, s := range e.speakers() {
		if slow, ok := s.(Slow); ok {
			all = appendScored(all, slow.AtHand(in))
			continue
		}
		list, _ := s.Suggest(ctx, in) // what failed is said where somebody looks
		all = appendScored(all, list)
	}
	return all
}

// speakers are those that are asked: with the starter off the rules that the program brings are not.
func (e *Engine) speakers() []Suggester {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.settings.NoStarter {
		return e.others
	}
	return slices.DeleteFunc(slices.Clone(e.others), func(s Suggester) bool { _, brought := s.(Amounts); return brought })
}

// appendScored appends what has a score from 0 to 1: one that is no number would silence its whole sentence.
func appendScored(all, list []annotate.Suggestion) []annotate.Suggestion {
	for _, s := range list {
		if s.Score >= 0 && s.Score <= 1 {
			all = append(all, s)
		}
	}
	return all
}

func (e *Engine) newArticle(ctx context.Context, in Input, others []annotate.Suggestion) (*article, error) {
	v, err := newView(ctx, in.Document.Text.String(), in.Language)
	if err != nil {
		return nil, err
	}
	a := &article{doc: in.Document, lang: in.Language, view: v, cells: newCells(v), others: others, before: &before{}}
	hints := make([][]uint64, len(a.cells.list))
	if e.lists {
		if hints, a.said, err = hintsFor(ctx, in, a.cells); err != nil {
			return nil, err
		}
	}
	for _, s := range others {
		addHint(hints, a.cells, s, lexis.Hash(s.Suggester))
	}
	a.cells.join(a.said)
	a.cells.noteDates(a.said)
	a.cells.join(others)
	a.features = a.cells.features(hints)
	return a, nil
}

// before are the scores that an article's cells have before anything was learnt: they stay the same with the frozen part of a field, so they are
// worked out once.
type before struct {
	mu     sync.Mutex
	frozen *frozen
	scores []float32 // [cells][tags]; replaced, never changed
}

// scores are those of the cells from first to last.
func (a *article) scores(z *frozen, first, last int) []float32 {
	b, k := a.before, z.tags().Count()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.frozen != z {
		b.frozen, b.scores = z, make([]float32, k*len(a.cells.list))
		base := z.room()
		for i := range a.cells.list {
			z.start(b.scores[i*k:(i+1)*k], base, a.features.of(i))
		}
	}
	return b.scores[first*k : last*k]
}

// with is the article with what failed this time.
func (a *article) with(failed error) *article {
	b := *a
	b.failed = failed
	return &b
}

// recent keeps the articles that were made ready last.
type recent struct {
	mu   sync.Mutex
	list []*article
}

// keptArticles is how many are kept, and keptCells how many cells they have together, at some 600 bytes each. The last one is kept however long it is.
const keptArticles, keptCells = 4, 1 << 16

func (r *recent) find(doc annotate.Document, lang string, others []annotate.Suggestion) *article {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.list {
		if a.doc.ID == doc.ID && a.lang == lang && a.doc.Text.String() == doc.Text.String() && slices.Equal(a.others, others) {
			return a
		}
	}
	return nil
}

// keep puts an article first.
func (r *recent) keep(a *article) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append([]*article{a}, slices.DeleteFunc(r.list, func(b *article) bool { return b.before == a.before })...)
	r.shorten()
}

// shorten drops those that were used the longest ago.
func (r *recent) shorten() {
	cells := 0
	for i, a := range r.list {
		if cells += len(a.cells.list); i > 0 && (i == keptArticles || cells > keptCells) {
			clear(r.list[i:])
			r.list = r.list[:i]
			return
		}
	}
}
