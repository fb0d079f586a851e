package project

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/state"
	"rubricator/storage"
)

// Search looks through the articles of a list on all cores, those that the list shows first, and tells what it finds in
// that order: as soon as there is a hit, then a few times a second, and at the end. The first state.MaxFound hits are listed
// with the labels that the annotator has given, the others are counted. A text that is damaged is counted and passed over.
func (p *Project) Search(ctx context.Context, q state.SearchQuery, list state.List, tell func([]state.FoundDoc, state.Scanned)) error {
	prepared, err := q.Prepared()
	if err != nil || prepared.Empty() {
		return err
	}
	s := &projectSearch{project: p, query: prepared, in: q.In, rows: list.Rows, order: orderOf(list, q.Listed), tell: tell}
	s.told.Total = len(s.order)
	if q.In == state.InTitles {
		err = s.titles(ctx)
	} else {
		s.inOrder.give = s.give
		err = p.store.Scan(ctx, len(s.order), func(i int) string { return s.rows.At(s.order[i]).ID }, s.reader)
	}
	if err == nil {
		s.now(true)
	}
	return err
}

// orderOf are the articles that are shown, and then, unless only these are wanted, the others. Only the first come as they
// are shown, the rest in the order of import, in which texts lie together in the file.
func orderOf(list state.List, shown bool) []int {
	first := list.Visible[:min(len(list.Visible), asShown)]
	const here, told = 1, 2
	is := make([]byte, list.Rows.Len())
	for _, i := range list.Visible {
		is[i] = here
	}
	for _, i := range first {
		is[i] = told
	}
	order := append(make([]int, 0, list.Rows.Len()), first...)
	for _, want := range []byte{here, 0} {
		for i := range is {
			if is[i] == want && (want == here || !shown) {
				order = append(order, i)
			}
		}
	}
	return order
}

const asShown = 256 // articles

// projectSearch is one search. What follows told is only changed in the order of the articles, by one goroutine at a time.
type projectSearch struct {
	project *Project
	query   *find.Query
	in      state.SearchIn
	rows    state.Rows
	order   []int
	inOrder ordered[foundPiece]

	tell func([]state.FoundDoc, state.Scanned)
	told state.Scanned
	docs []state.FoundDoc // not told yet
	last time.Time
}

// foundPiece is what was found in some articles.
type foundPiece struct {
	docs    []state.FoundDoc
	hits    int
	in      int
	damaged int
	damage  string
}

const (
	tellEvery = 80 * time.Millisecond
	atATime   = 1024 // titles
)

// reader looks through the articles of one goroutine.
func (s *projectSearch) reader() storage.Reader {
	r := &pieceReader{s: s, searcher: s.query.Searcher()}
	return storage.Reader{
		Text: r.text,
		Fault: func(i int, err error) {
			r.text(i, nil)
			if r.piece.damaged++; r.piece.damage == "" {
				r.piece.damage = err.Error()
			}
		},
		Piece: func(first, end int) bool {
			done := r.piece
			r.piece = foundPiece{}
			return s.inOrder.put(first, end, done)
		},
	}
}

// give takes the next piece in order.
func (s *projectSearch) give(_, end int, p foundPiece) bool {
	s.told.Done = end
	s.told.Hits += p.hits
	s.told.In += p.in
	if s.told.Damaged += p.damaged; s.told.Damage == "" {
		s.told.Damage = p.damage
	}
	for _, d := range p.docs {
		left := state.MaxFound - s.told.Listed
		if left == 0 {
			s.inOrder.full.Store(true)
			break
		}
		s.docs = append(s.docs, shortened(d, left))
		s.told.Listed += len(s.docs[len(s.docs)-1].Hits)
	}
	s.now(false)
	return true
}

// shortened keeps so many hits of an article.
func shortened(d state.FoundDoc, most int) state.FoundDoc {
	if len(d.Hits) <= most {
		return d
	}
	inTitle := len(d.Hits) - len(d.Spans)
	d.Hits, d.Spans = d.Hits[:most:most], d.Spans[:max(0, most-inTitle)]
	return d
}

// now tells what was found, unless it did so a moment ago. The first hit is told at once.
func (s *projectSearch) now(end bool) {
	first := s.told.Listed > 0 && s.told.Listed == hitsIn(s.docs)
	if !end && !first && time.Since(s.last) < tellEvery {
		return
	}
	s.tell(s.docs, s.told)
	s.docs, s.last = nil, time.Now()
}

func hitsIn(docs []state.FoundDoc) (n int) {
	for _, d := range docs {
		n += len(d.Hits)
	}
	return n
}

// titles looks through the titles alone: they are in the list, and no text is read.
func (s *projectSearch) titles(ctx context.Context) error {
	r := &pieceReader{s: s, searcher: s.query.Searcher()}
	for i := range s.order {
		r.text(i, nil)
		if (i+1)%atATime == 0 || i+1 == len(s.order) {
			if err := ctx.Err(); err != nil {
				return err
			}
			s.give(0, i+1, r.piece)
			r.piece = foundPiece{}
		}
	}
	return nil
}

// pieceReader looks through one article after another.
type pieceReader struct {
	s        *projectSearch
	searcher *find.Searcher
	title    []byte
	piece    foundPiece
}

func (r *pieceReader) text(i int, text []byte) {
	row := r.s.rows.At(r.s.order[i])
	d := state.FoundDoc{ID: row.ID, Title: row.Title}
	most := state.MaxFound
	if r.s.inOrder.full.Load() {
		most = 0
	}
	n := 0
	if r.s.in != state.InTexts {
		n = r.inTitle(&d, row, text, most)
	}
	if len(text) > 0 {
		hits, more := r.searcher.Search(text, most)
		if n += more; len(hits) > 0 {
			r.s.project.inText(&d, row, string(text), hits)
		}
	}
	if n == 0 {
		return
	}
	r.piece.hits += n
	r.piece.in++
	if len(d.Hits) > 0 {
		r.piece.docs = append(r.piece.docs, d)
	}
}

// inTitle adds the hits in the title, where that is not the beginning of the text too.
func (r *pieceReader) inTitle(d *state.FoundDoc, row state.Row, text []byte, most int) int {
	r.title = append(r.title[:0], row.Title...)
	if len(text) >= len(r.title) && string(text[:len(r.title)]) == row.Title {
		return 0
	}
	hits, n := r.searcher.Search(r.title, most)
	for _, h := range hits {
		d.Hits = append(d.Hits, state.Hit{Document: row.ID, Title: row.Title, InTitle: true, Span: h.Span, Status: row.Status,
			Before: row.Title[:h.From], Quote: row.Title[h.From:h.To], After: row.Title[h.To:]})
	}
	return n
}

// inText adds the hits in the text, with what stands around and the labels there. A work that cannot be read has none.
func (p *Project) inText(d *state.FoundDoc, row state.Row, text string, hits []find.Hit) {
	frozen, err := annotate.NewText(text)
	if err != nil {
		return
	}
	work, _ := p.store.Work(row.ID, p.annotator)
	doc := annotate.Document{ID: row.ID, Text: frozen}
	for _, h := range hits {
		on, in := state.LabelsThere(work, h.Span)
		hit := state.NewHit(doc, row.Title, work, h.Span, on)
		hit.In, hit.Quote = in, strings.Clone(hit.Quote)
		d.Hits, d.Spans = append(d.Hits, hit), append(d.Spans, h.Span)
	}
}

// HitsOf looks at places that were found for a label: what takes them, and what speaks against it. Places in zones are
// passed over.
func (p *Project) HitsOf(ctx context.Context, docs []state.FoundDoc, label string) ([]state.Hit, error) {
	var all []state.Hit
	id := func(i int) string { return docs[i].ID }
	err := p.each(ctx, len(docs), id, func(i int, _ []byte) ([]state.Hit, error) {
		h, err := p.store.Header(docs[i].ID, p.annotator)
		if err != nil {
			return nil, err
		}
		return p.hitsAt(ctx, h, label, true, func(annotate.Document) []annotate.Span { return docs[i].Spans })
	}, func(hits []state.Hit) bool {
		all = append(all, hits...)
		return true
	})
	return all, err
}

// each reads texts on all cores and gives what look makes of them to yield, in order, until that returns false. A text that
// is damaged ends it.
func (p *Project) each(ctx context.Context, n int, id func(int) string, look func(i int, text []byte) ([]state.Hit, error), yield func([]state.Hit) bool) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var list ordered[[]state.Hit]
	list.give = func(_, _ int, hits []state.Hit) bool { return yield(hits) }
	err := p.store.Scan(ctx, n, id, func() storage.Reader {
		var hits []state.Hit
		return storage.Reader{
			Text: func(i int, text []byte) {
				if found, err := look(i, text); err != nil {
					cancel(err)
				} else {
					hits = append(hits, found...)
				}
			},
			Fault: func(_ int, err error) { cancel(err) },
			Piece: func(first, end int) bool {
				done := hits
				hits = nil
				return list.put(first, end, done)
			},
		}
	})
	if err != nil {
		return cmp.Or(context.Cause(ctx), err)
	}
	return nil
}

// ordered gives what many goroutines bring in the order of the pieces it comes of.
type ordered[T any] struct {
	give func(first, end int, of T) bool
	full atomic.Bool // nobody needs to list what it finds any more

	mu      sync.Mutex
	next    int
	waiting map[int]waitingPiece[T]
	over    bool
}

type waitingPiece[T any] struct {
	end int
	of  T
}

// put brings a piece. It is false once give was.
func (o *ordered[T]) put(first, end int, of T) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.waiting == nil {
		o.waiting = map[int]waitingPiece[T]{}
	}
	o.waiting[first] = waitingPiece[T]{end, of}
	for {
		p, there := o.waiting[o.next]
		if !there || o.over {
			return !o.over
		}
		delete(o.waiting, o.next)
		o.over = !o.give(o.next, p.end, p.of)
		o.next = p.end
	}
}
