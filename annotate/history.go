package annotate

import (
	"slices"
	"time"
)

// MaxSteps is how many steps a History can take back.
const MaxSteps = 1000

// History is the undo and redo of one annotator over all articles. It is a value, and a fold of the journal: recording
// the stored transactions in order gives it back after a restart.
type History struct {
	undo, redo []Step // newest last
}

// Step is what one press of undo takes back: one transaction, or those of one group.
type Step struct {
	Group        string
	Words        string
	Transactions []Transaction
}

// Record follows a transaction that was applied: a new step, or the undo or redo of one.
func (h History) Record(tx Transaction) History {
	switch tx.Origin {
	case OriginUndo:
		if !endsWith(h.undo, tx.Of) && !endsWith(h.redo, tx.Of) {
			h.redo = nil // a step from before this history began: what was to be redone stood on it
		}
		h.undo, h.redo = move(h.undo, h.redo, tx.Of)
	case OriginRedo:
		h.redo, h.undo = move(h.redo, h.undo, tx.Of)
	case OriginImport: // not a step of the annotator's
	default:
		h.undo, h.redo = push(h.undo, tx), nil
	}
	return h
}

// Forget leaves out the step of a group, which can neither be taken back nor done again: something else has changed what
// it stood on.
func (h History) Forget(group string) History {
	other := func(s Step) bool { return s.Group == group }
	h.undo = slices.DeleteFunc(slices.Clone(h.undo), other)
	h.redo = slices.DeleteFunc(slices.Clone(h.redo), other)
	return h
}

// Last is the group of the step that the next undo (or redo) concerns; "" when there is none.
func (h History) Last(redo bool) string {
	steps := h.undo
	if redo {
		steps = h.redo
	}
	if len(steps) == 0 {
		return ""
	}
	return steps[len(steps)-1].Group
}

// move takes the step of that group from the end of one branch to the end of the other. Of a step over many documents
// the first transaction moves it all, so the rest find nothing to do.
func move(from, to []Step, group string) (left, right []Step) {
	if !endsWith(from, group) {
		return from, to
	}
	n := len(from)
	return from[: n-1 : n-1], append(slices.Clip(to), from[n-1])
}

func endsWith(steps []Step, group string) bool {
	n := len(steps)
	return n > 0 && steps[n-1].Group == group
}

func push(steps []Step, tx Transaction) []Step {
	n := len(steps)
	if endsWith(steps, tx.Group) {
		last := steps[n-1]
		last.Transactions = append(slices.Clip(last.Transactions), tx)
		return append(steps[:n-1:n-1], last)
	}
	if n >= MaxSteps {
		steps = steps[n-MaxSteps+1:]
	}
	return append(slices.Clip(steps), Step{Group: tx.Group, Words: tx.Words, Transactions: []Transaction{tx}})
}

// Undo returns the transactions that take the last step back, or ErrNothingToUndo. They count once they are recorded.
func (h History) Undo(now time.Time) ([]Transaction, error) {
	if len(h.undo) == 0 {
		return nil, ErrNothingToUndo
	}
	step := h.undo[len(h.undo)-1]
	back := repeat(step, OriginUndo, now)
	slices.Reverse(back)
	for i := range back {
		back[i] = back[i].Inverse()
	}
	return back, nil
}

// Redo returns the transactions that do the last undone step again, or ErrNothingToRedo.
func (h History) Redo(now time.Time) ([]Transaction, error) {
	if len(h.redo) == 0 {
		return nil, ErrNothingToRedo
	}
	return repeat(h.redo[len(h.redo)-1], OriginRedo, now), nil
}

func repeat(step Step, origin Origin, now time.Time) []Transaction {
	group := NewID()
	list := make([]Transaction, len(step.Transactions))
	for i, tx := range step.Transactions {
		tx.ID, tx.Group, tx.Of, tx.Origin, tx.Time = NewID(), group, step.Group, origin, now
		list[i] = tx
	}
	return list
}

// UndoWords and RedoWords name the steps that the next undo and redo concern; "" when there is none.
func (h History) UndoWords() string { return words(h.undo) }
func (h History) RedoWords() string { return words(h.redo) }

func words(steps []Step) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[len(steps)-1].Words
}
