package project

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"rubricator/annotate"
	"rubricator/app/state"
	"rubricator/storage"
)

// Step is a step over many documents that is made, undone or redone document by document, in any order. What it has done
// when it ends is whole, and one step for undo. It belongs to one goroutine at a time.
type Step struct {
	left func() int
	has  func(id string) bool
	do   func(ctx context.Context, ids []string, n int) (StepPiece, error) // the IDs, or the next n
	out  func() int
}

// StepPiece is what one commit of a Step did.
type StepPiece struct {
	Documents    int
	Labels       int
	Passed       []storage.Passed
	Transactions []annotate.Transaction
}

// Left is how many documents are still to be looked at.
func (s *Step) Left() int { return s.left() }

// Has reports whether a document is still to be looked at.
func (s *Step) Has(id string) bool { return s.has(id) }

// Do goes on with the next n documents, in one commit.
func (s *Step) Do(ctx context.Context, n int) (StepPiece, error) { return s.do(ctx, nil, n) }

// In does a document before its turn.
func (s *Step) In(ctx context.Context, id string) (StepPiece, error) {
	return s.do(ctx, []string{id}, 0)
}

// LeftOut is how many labels and suggestions the step left as they were.
func (s *Step) LeftOut() int { return s.out() }

// Bulk does something in documents, by ID, as one step.
func (p *Project) Bulk(b state.Bulk, group, words string, ids []string) *Step {
	var left atomic.Int64
	c := p.changeOf(b, &left)
	c.Group, c.Words = group, words
	todo, waiting := ids, make(map[string]bool, len(ids))
	for _, id := range ids {
		waiting[id] = true
	}
	do := func(ctx context.Context, ids []string, n int) (StepPiece, error) {
		rest := todo
		for len(ids) < n && len(rest) > 0 {
			if waiting[rest[0]] {
				ids = append(ids, rest[0])
			}
			rest = rest[1:]
		}
		done, err := p.store.Change(ctx, c, ids, nil)
		if err != nil {
			return StepPiece{}, err
		}
		for _, id := range ids {
			delete(waiting, id)
		}
		todo = rest
		return pieceOf(done.Documents, done.Passed, done.Transactions), nil
	}
	return &Step{
		left: func() int { return len(waiting) },
		has:  func(id string) bool { return waiting[id] },
		do:   do,
		out:  func() int { return int(left.Load()) },
	}
}

// Repeat takes back a step of the Project's annotator that only the journal holds, or does it again.
func (p *Project) Repeat(group string, redo bool) (*Step, error) {
	r, err := p.store.Repeating(storage.Repeat{Annotator: p.annotator, Group: group, Redo: redo})
	if err != nil {
		return nil, err
	}
	return &Step{
		left: r.Left,
		has:  r.Has,
		do: func(_ context.Context, ids []string, n int) (StepPiece, error) {
			if len(ids) > 0 {
				done, err := r.In(ids[0])
				return pieceOf(done.Documents, done.Passed, done.Transactions), err
			}
			done, err := r.Do(n)
			return pieceOf(done.Documents, done.Passed, done.Transactions), err
		},
		out: func() int { return 0 },
	}, nil
}

func pieceOf(documents int, passed []storage.Passed, txs []annotate.Transaction) StepPiece {
	piece := StepPiece{Documents: documents, Passed: passed, Transactions: txs}
	for _, tx := range txs {
		labels, _ := state.Given(tx.Edits)
		piece.Labels += labels
	}
	return piece
}

// changeOf is what the store needs to know of a Bulk. left counts the labels that it leaves as they are.
func (p *Project) changeOf(b state.Bulk, left *atomic.Int64) storage.Change {
	schema := p.store.Schema()
	c := storage.Change{Annotator: p.annotator, Text: b.NeedsText()}
	if b.Kind == state.BulkAccept {
		c.Origin = annotate.OriginSuggestion
	}
	c.Edits = func(ctx context.Context, of storage.Subject) ([]annotate.Edit, error) {
		var list []annotate.Suggestion
		if b.NeedsText() {
			list, _ = p.Suggest(ctx, of.Document, of.Work, of.Header.Language.Code, of.Stored) // what one suggester fails at, others still know
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		edits, out := b.Edits(schema, p.annotator, of.Document, of.Work, list)
		left.Add(int64(out))
		return edits, nil
	}
	return c
}

// CountBulk counts what a Bulk would do in documents. Of accepting it counts what there is from b.Score on; tell is given
// what would be done from each score on. It is called now and then, from one goroutine at a time, and at the end.
func (p *Project) CountBulk(ctx context.Context, b state.Bulk, ids []string, tell func(state.BulkCount, *state.BulkScores)) error {
	var left atomic.Int64
	var lock sync.Mutex
	var sum state.BulkCount
	var at state.BulkScores // by the score itself
	c := p.changeOf(b, &left)
	for from := 0; from < len(ids); from += countedAtOnce {
		to := min(from+countedAtOnce, len(ids))
		err := p.store.Survey(ctx, c, ids[from:to], func(_ storage.Subject, edits []annotate.Edit) {
			lock.Lock()
			defer lock.Unlock()
			labels, scores := state.Given(edits)
			sum.Articles++
			sum.Labels += labels
			for i, score := range scores {
				place := hundredth(score)
				if at[place].Labels++; i == 0 {
					at[place].Articles++
				}
			}
		})
		if err != nil {
			return err
		}
		sum.Looked, sum.Left = to, int(left.Load())
		tell(sum, fromEach(at))
	}
	return nil
}

// countedAtOnce is how many documents are counted before somebody is told.
const countedAtOnce = 200

func hundredth(score float64) int { return min(max(int(math.Floor(score*100+1e-6)), 0), 100) }

// fromEach sums up what there is from each score on.
func fromEach(s state.BulkScores) *state.BulkScores {
	for i := len(s) - 2; i >= 0; i-- {
		s[i].Articles += s[i+1].Articles
		s[i].Labels += s[i+1].Labels
	}
	return &s
}
