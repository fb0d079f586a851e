package annotate

import (
	"slices"
	"time"
)

// MaxSteps is how many steps a History can take back.
const MaxSteps = 1000

// History is the undo and redo of one annotator over all articles. It is a value, and a fold of the journal: recording
// the stored transactions in order gives it back after a restart. A step costs the same however many there were.
type History struct {
	undo, redo list[*step] // newest last
}

// step is what one press of undo takes back: one transaction, or those of one group.
type step struct {
	group string
	words string
	txs   list[*Transaction]
}

func (*step) span() Span        { return Span{} }
func (*Transaction) span() Span { return Span{} }

// Record follows a transaction that was applied: a new step, or the undo or redo of one.
func (h History) Record(tx Transaction) History {
	switch tx.Origin {
	case OriginUndo:
		if !endsWith(h.undo, tx.Of) && !endsWith(h.redo, tx.Of) {
			h.redo = list[*step]{} // a step from before this history began: what was to be redone stood on it
		}
		h.undo, h.redo = move(h.undo, h.redo, tx.Of)
	case OriginRedo:
		h.redo, h.undo = move(h.redo, h.undo, tx.Of)
	case OriginImport: // not a step of the annotator's
	default:
		h.undo, h.redo = push(h.undo, tx), list[*step]{}
	}
	return h
}

// newest is the last step, or an empty one.
func newest(steps list[*step]) *step {
	if steps.len() == 0 {
		return &step{}
	}
	return steps.at(steps.len() - 1)
}

func endsWith(steps list[*step], group string) bool {
	return steps.len() > 0 && newest(steps).group == group
}

// Forget leaves out the step of a group, which can neither be taken back nor done again: something else has changed what
// it stood on.
func (h History) Forget(group string) History {
	return History{without(h.undo, group), without(h.redo, group)}
}

func without(steps list[*step], group string) list[*step] {
	for i := steps.len() - 1; i >= 0; i-- {
		if steps.at(i).group == group {
			steps = steps.remove(i)
		}
	}
	return steps
}

// Last is the group of the step that the next undo (or redo) concerns; "" when there is none.
func (h History) Last(redo bool) string {
	if redo {
		return newest(h.redo).group
	}
	return newest(h.undo).group
}

// move takes the step of that group from the end of one branch to the end of the other. Of a step over many documents
// the first transaction moves it all, so the rest find nothing to do.
func move(from, to list[*step], group string) (left, right list[*step]) {
	if !endsWith(from, group) {
		return from, to
	}
	return from.remove(from.len() - 1), to.insert(to.len(), newest(from))
}

func push(steps list[*step], tx Transaction) list[*step] {
	next := &step{group: tx.Group, words: tx.Words}
	if endsWith(steps, tx.Group) {
		*next, steps = *newest(steps), steps.remove(steps.len()-1)
	}
	next.txs = next.txs.insert(next.txs.len(), &tx)
	if steps.len() >= MaxSteps {
		steps = steps.remove(0)
	}
	return steps.insert(steps.len(), next)
}

// Undo returns the transactions that take the last step back, or ErrNothingToUndo. They count once they are recorded.
func (h History) Undo(now time.Time) ([]Transaction, error) {
	if h.undo.len() == 0 {
		return nil, ErrNothingToUndo
	}
	back := newest(h.undo).repeat(OriginUndo, now)
	slices.Reverse(back)
	for i := range back {
		back[i] = back[i].Inverse()
	}
	return back, nil
}

// Redo returns the transactions that do the last undone step again, or ErrNothingToRedo.
func (h History) Redo(now time.Time) ([]Transaction, error) {
	if h.redo.len() == 0 {
		return nil, ErrNothingToRedo
	}
	return newest(h.redo).repeat(OriginRedo, now), nil
}

func (s *step) repeat(origin Origin, now time.Time) []Transaction {
	group := NewID()
	again := make([]Transaction, 0, s.txs.len())
	s.txs.each(func(done *Transaction) bool {
		tx := *done
		tx.ID, tx.Group, tx.Of, tx.Origin, tx.Time = NewID(), group, s.group, origin, now
		again = append(again, tx)
		return true
	})
	return again
}

// Passed is what the steps that can be taken back let stand, by document ID.
func (h History) Passed() map[string]map[Pass]bool {
	passed := map[string]map[Pass]bool{}
	h.undo.each(func(s *step) bool {
		s.txs.each(func(tx *Transaction) bool {
			for _, e := range tx.Edits {
				if w, is := e.(Wave); is {
					if passed[tx.Document] == nil {
						passed[tx.Document] = map[Pass]bool{}
					}
					passed[tx.Document][w.Pass] = !w.Off
				}
			}
			return true
		})
		return true
	})
	return passed
}

// UndoWords and RedoWords name the steps that the next undo and redo concern; "" when there is none.
func (h History) UndoWords() string { return newest(h.undo).words }
func (h History) RedoWords() string { return newest(h.redo).words }
