package annotate

import (
	"slices"
	"time"
)

// MaxSteps is how many steps a History can take back. MaxHeld is how many transactions of one it holds: of a larger step
// it knows the head alone, and whoever has the journal takes it back.
const (
	MaxSteps = 1000
	MaxHeld  = 64
)

// History is the undo and redo of one annotator over all articles. It is a value, and a fold of the journal: recording
// the stored transactions in order gives it back after a restart. A step costs the same however many there were.
//
// A small step is taken back as a whole. A large one is taken back article by article; when that ends early, what is left
// of it is still to be undone, and what was taken back is to be done again. A new step that is made while a large one is
// being taken back leaves nothing of that to be done again.
type History struct {
	undo, redo list[*step] // newest last
	taking     string      // group that took something back last
	void       string      // one that goes on although a new step was made: nothing that it takes back is to be done again
}

// Step is the head of a step.
type Step struct {
	Group  string
	Words  string
	Origin Origin
	Large  bool // its transactions are in the journal alone
	Parts  int  // transactions that are to be taken back, or done again
}

// step is what one press of undo takes back: one transaction, or those of one group.
type step struct {
	Step
	txs list[*Transaction] // of a small one
}

func (*step) span() Span        { return Span{} }
func (*Transaction) span() Span { return Span{} }

// Event is what the journal says of a step apart from the edits: so much of it was done, taken back or done again.
type Event struct {
	ID, Group, Of string // of a Transaction
	Words         string
	Origin        Origin
	Parts         int // transactions, or documents that came with an import
}

// Record follows a transaction that was applied: a new step, or the undo or redo of one.
func (h History) Record(tx Transaction) History {
	if tx.Origin == OriginImport { // no step of the annotator's by itself
		return h
	}
	return h.follow(Event{tx.ID, tx.Group, tx.Of, tx.Words, tx.Origin, 1}, &tx)
}

// Follow is Record for what belongs to a large step, or to one that only the journal holds.
func (h History) Follow(e Event) History { return h.follow(e, nil) }

func (h History) follow(e Event, tx *Transaction) History {
	switch e.Origin {
	case OriginUndo:
		return h.back(e)
	case OriginRedo:
		return h.again(e)
	}
	return h.made(e, tx)
}

// made puts a step, with what there is of it already, before all others.
func (h History) made(e Event, tx *Transaction) History {
	next := &step{Step: Step{Group: e.Group, Words: e.Words, Origin: e.Origin}}
	if i := place(h.undo, e.Group); i >= 0 && e.Group != e.ID {
		*next, h.undo = *h.undo.at(i), h.undo.remove(i)
	} else {
		h.redo, h.void = list[*step]{}, h.taking
	}
	next.Parts += e.Parts
	if tx == nil || next.Parts > MaxHeld {
		next.Large, next.txs = true, list[*Transaction]{}
	} else if !next.Large {
		next.txs = next.txs.insert(next.txs.len(), tx)
	}
	if h.undo.len() >= MaxSteps {
		h.undo = h.undo.remove(0)
	}
	h.undo = h.undo.insert(h.undo.len(), next)
	return h
}

// back follows what takes a step back.
func (h History) back(e Event) History {
	i := place(h.undo, e.Of)
	switch {
	case i < 0:
		if !endsWith(h.redo, e.Of) {
			h.redo = list[*step]{} // a step from before this history began: what was to be redone stood on it
		}
	case h.undo.at(i).Large:
		left, gone := h.undo.at(i).parted(e.Parts)
		h.undo = exchanged(h.undo, i, left)
		if e.Group != h.void {
			h.redo = joinedLast(h.redo, gone)
		}
	default:
		h.undo, h.redo = move(h.undo, h.redo, e.Of)
	}
	h.taking = e.Group
	return h
}

// again follows what does a step again.
func (h History) again(e Event) History {
	i := place(h.redo, e.Of)
	switch {
	case i < 0: // of a small step the first transaction moved it; of a large one the rest follows, whatever came between
		if j := place(h.undo, e.Of); j >= 0 && h.undo.at(j).Large {
			more := h.undo.at(j).Step
			more.Parts = e.Parts
			h.undo = joinedLast(h.undo, &step{Step: more})
		}
	case h.redo.at(i).Large:
		left, done := h.redo.at(i).parted(e.Parts)
		h.redo, h.undo = exchanged(h.redo, i, left), joinedLast(h.undo, done)
	default:
		h.redo, h.undo = move(h.redo, h.undo, e.Of)
	}
	return h
}

// place finds the step of a group; -1 when there is none. The newest are looked at first.
func place(steps list[*step], group string) int {
	i := steps.len() - 1
	for i >= 0 && steps.at(i).Group != group {
		i--
	}
	return i
}

// parted is a large step without some of its parts, nil when none is left, and those parts.
func (s *step) parted(parts int) (left, gone *step) {
	gone = &step{Step: s.Step}
	gone.Parts = min(parts, s.Parts)
	if gone.Parts == s.Parts {
		return nil, gone
	}
	left = &step{Step: s.Step}
	left.Parts -= gone.Parts
	return left, gone
}

// exchanged has another step in the place of one, or none.
func exchanged(steps list[*step], i int, with *step) list[*step] {
	steps = steps.remove(i)
	if with != nil {
		steps = steps.insert(i, with)
	}
	return steps
}

// joinedLast puts a step behind all others, together with what there is of it already.
func joinedLast(steps list[*step], more *step) list[*step] {
	if i := place(steps, more.Group); i >= 0 {
		more.Parts += steps.at(i).Parts
		steps = steps.remove(i)
	}
	return steps.insert(steps.len(), more)
}

// newest is the last step, or an empty one.
func newest(steps list[*step]) *step {
	if steps.len() == 0 {
		return &step{}
	}
	return steps.at(steps.len() - 1)
}

func endsWith(steps list[*step], group string) bool {
	return steps.len() > 0 && newest(steps).Group == group
}

// Forget leaves out the step of a group, which can neither be taken back nor done again: something else has changed what
// it stood on.
func (h History) Forget(group string) History {
	h.undo, h.redo = without(h.undo, group), without(h.redo, group)
	return h
}

func without(steps list[*step], group string) list[*step] {
	for i := steps.len() - 1; i >= 0; i-- {
		if steps.at(i).Group == group {
			steps = steps.remove(i)
		}
	}
	return steps
}

// Next is the step that the next undo (or redo) concerns; one without a group when there is none.
func (h History) Next(redo bool) Step {
	if redo {
		return newest(h.redo).Step
	}
	return newest(h.undo).Step
}

// Steps are those that can be taken back (or done again), oldest first.
func (h History) Steps(redo bool) []Step {
	from := h.undo
	if redo {
		from = h.redo
	}
	steps := make([]Step, 0, from.len())
	from.each(func(s *step) bool { steps = append(steps, s.Step); return true })
	return steps
}

// move takes the step of that group from the end of one branch to the end of the other. Of a step over many documents
// the first transaction moves it all, so the rest find nothing to do.
func move(from, to list[*step], group string) (left, right list[*step]) {
	if !endsWith(from, group) {
		return from, to
	}
	return from.remove(from.len() - 1), to.insert(to.len(), newest(from))
}

// Undo returns the transactions that take the last step back, ErrNothingToUndo, or ErrLarge where the journal has them
// alone. They count once they are recorded.
func (h History) Undo(now time.Time) ([]Transaction, error) {
	switch {
	case h.undo.len() == 0:
		return nil, ErrNothingToUndo
	case newest(h.undo).Large:
		return nil, ErrLarge
	}
	back := newest(h.undo).repeat(OriginUndo, now)
	slices.Reverse(back)
	for i := range back {
		back[i] = back[i].Inverse()
	}
	return back, nil
}

// Redo returns the transactions that do the last undone step again, ErrNothingToRedo, or ErrLarge.
func (h History) Redo(now time.Time) ([]Transaction, error) {
	switch {
	case h.redo.len() == 0:
		return nil, ErrNothingToRedo
	case newest(h.redo).Large:
		return nil, ErrLarge
	}
	return newest(h.redo).repeat(OriginRedo, now), nil
}

func (s *step) repeat(origin Origin, now time.Time) []Transaction {
	group := NewID()
	again := make([]Transaction, 0, s.txs.len())
	s.txs.each(func(done *Transaction) bool {
		tx := *done
		tx.ID, tx.Group, tx.Of, tx.Origin, tx.Time = NewID(), group, s.Group, origin, now
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
func (h History) UndoWords() string { return newest(h.undo).Words }
func (h History) RedoWords() string { return newest(h.redo).Words }
