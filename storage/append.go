package storage

import (
	"errors"
	"fmt"

	"rubricator/annotate"
)

// Append stores transactions: each is applied to the stored current work and joins the journal, in one durable commit.
// All are stored or none. One that does not fit the work fails with annotate.ErrStale; one that the journal has
// already, after a commit whose end was not seen, counts as stored.
func (p *Project) Append(txs ...annotate.Transaction) error {
	refused, err := p.appendBatches([][]annotate.Transaction{txs})
	if err = errors.Join(append(refused, err)...); err != nil {
		return fmt.Errorf("append to %q: %w", p.path, err)
	}
	return nil
}

// errNothing ends a database transaction that has nothing to commit.
var errNothing = errors.New("nothing to commit")

// appendBatches stores several batches in one durable commit. Each stands for itself: refused has an error for each
// that does not fit, and the others are stored. With err nothing is stored and all may be tried again.
func (p *Project) appendBatches(batches [][]annotate.Transaction) (refused []error, err error) {
	err = p.change(func(st *stage) error {
		refused = make([]error, len(batches))
		for i, batch := range batches {
			if err := st.apply(batch); err != nil {
				if !isRefusal(err) {
					return err
				}
				refused[i] = err
			}
		}
		if len(st.events) == 0 {
			return errNothing
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		err = nil
	}
	return refused, err
}

// isRefusal reports whether an error lies in the transaction itself, so that trying again cannot help.
func isRefusal(err error) bool {
	for _, refusal := range []error{annotate.ErrStale, annotate.ErrSpan, annotate.ErrQuote, ErrNoDocument, ErrRecord} {
		if errors.Is(err, refusal) {
			return true
		}
	}
	return false
}
