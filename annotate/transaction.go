package annotate

import (
	"fmt"
	"slices"
	"time"
)

// Transaction is one step on one document: what is stored, shown and undone as a whole.
type Transaction struct {
	ID        string
	Document  string // ID
	Annotator string
	Time      time.Time
	Origin    Origin
	Group     string // ID shared by the transactions of one step over many documents; a single one's own ID
	Of        string // for Undo and Redo: the Group that is taken back or done again
	Edits     []Edit
	Select    Span   // what to select when the step is undone
	Words     string // for the Undo menu, e.g. "label Oslo as Place"
}

// Apply makes all edits or none. It returns the next work and the edits that take the step back, in the order to
// apply them.
func (tx Transaction) Apply(w Work) (Work, []Edit, error) {
	next, back := w, make([]Edit, 0, len(tx.Edits))
	for i, e := range tx.Edits {
		after, inverse, err := e.Apply(next)
		if err != nil {
			return w, nil, fmt.Errorf("edit %d of %q: %w", i+1, tx.Words, err)
		}
		next, back = after, append(back, inverse)
	}
	slices.Reverse(back)
	return next, back, nil
}

// Touches is the smallest span that shows all changes; empty when none shows in the text.
func (tx Transaction) Touches() Span {
	var all Span
	for _, e := range tx.Edits {
		switch s := e.Touches(); {
		case s.Empty():
		case all.Empty():
			all = s
		default:
			all = Span{min(all.Start, s.Start), max(all.End, s.End)}
		}
	}
	return all
}

// Inverse is the transaction with the edits that take tx back; edits carry both sides, so no work is needed to find them.
func (tx Transaction) Inverse() Transaction {
	back := make([]Edit, 0, len(tx.Edits))
	for _, e := range slices.Backward(tx.Edits) {
		switch e := e.(type) {
		case Put:
			back = append(back, Put{e.After, e.Before})
		case Decide:
			back = append(back, Decide{e.After, e.Before})
		case Mark:
			back = append(back, Mark{e.Zone, !e.Off})
		case Wave:
			back = append(back, Wave{e.Pass, !e.Off})
		case Assign:
			back = append(back, Assign{e.Field, e.After, e.Before})
		}
	}
	tx.Edits = back
	return tx
}
