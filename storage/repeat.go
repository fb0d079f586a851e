package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"rubricator/annotate"
)

// Repeat names a step of an annotator that is to be taken back, or done again.
type Repeat struct {
	Annotator string
	Group     string // of the step
	Redo      bool
}

// Repeating is the undo or redo of one step, read from the journal. It may be done document by document in any order;
// what was not done when it ends can be done by the next one.
//
// In each document the step is taken back as a whole or not at all. Where somebody has changed since what it changed, it
// is passed over: an empty transaction says so in the journal, and the step counts as taken back there too.
type Repeating struct {
	project   *Project
	group     string // of what this appends
	of        Repeat
	documents []string              // to be done, newest first for an undo
	at        map[string][][12]byte // journal keys of the step's transactions in those still to be done, oldest first
}

// Repeated says what a Repeating did.
type Repeated struct {
	Documents    int                    // in which the step was taken back, or done again
	Passed       []Passed               // in which it does not fit any more
	Transactions []annotate.Transaction // of the last commit; empty ones where it does not fit
}

// Passed is a document that a step over many left as it was, and why.
type Passed struct {
	ID  string
	Why error
}

// Repeating looks up where a step was made and not taken back since (or, for Redo, taken back since the annotator's last
// new step).
func (p *Project) Repeating(of Repeat) (*Repeating, error) {
	r := &Repeating{project: p, group: annotate.NewID(), of: of, at: map[string][][12]byte{}}
	err := p.view(func(s store) error {
		events, err := s.eventsOf(of)
		if err == nil {
			r.find(events)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look up a step in %q: %w", p.path, err)
	}
	return r, nil
}

// eventsOf are those that decide where a step is done, newest first: its own, what took it back or did it again, and one
// for each row of other steps of its annotator.
func (s store) eventsOf(of Repeat) (list []stepEvent, err error) {
	began := timeOf(of.Group).Add(-time.Minute).UnixMilli() // transactions are stamped before their group has its ID
	err = s.stepsBackwards(func(e stepEvent) error {
		if e.millis < began {
			return errEnough
		}
		switch {
		case e.Group == of.Group || e.Of == of.Group:
		case e.annotator != of.Annotator || repeats(e.Origin) || e.Origin == annotate.OriginImport:
			return nil
		case len(list) > 0 && list[len(list)-1].document == "":
			return nil
		default:
			e.document = "" // it only tells that there was another step
		}
		e.payload, e.Words, e.ID = "", "", ""
		e.document, e.Group, e.Of = strings.Clone(e.document), strings.Clone(e.Group), strings.Clone(e.Of)
		list = append(list, e)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// timeOf is when an ID was made; the beginning of time where it does not say.
func timeOf(id string) time.Time {
	u, err := uuid.Parse(id)
	if err != nil || u.Version() != 7 {
		return time.Unix(0, 0)
	}
	return time.Unix(u.Time().UnixTime())
}

// find folds the events of a step to the documents in which it is to be repeated.
func (r *Repeating) find(newestFirst []stepEvent) {
	undone := map[string]int{} // by document, how many rows of other steps came before it was taken back
	others, taking, void := 0, "", ""
	for _, e := range slices.Backward(newestFirst) {
		switch {
		case e.document == "":
			others, void = others+1, taking
		case e.Origin == annotate.OriginUndo:
			if taking = e.Group; taking == void {
				undone[e.document] = -1
			} else {
				undone[e.document] = others
			}
		case e.Origin == annotate.OriginRedo:
			delete(undone, e.document)
		default:
			if r.at[e.document] == nil {
				r.documents = append(r.documents, e.document)
			}
			r.at[e.document] = append(r.at[e.document], e.key)
		}
	}
	r.documents = slices.DeleteFunc(r.documents, func(id string) bool {
		when, is := undone[id]
		if is == r.of.Redo && (!is || when == others) {
			return false
		}
		delete(r.at, id)
		return true
	})
	if !r.of.Redo {
		slices.Reverse(r.documents)
	}
}

// Left is in how many documents the step is still to be repeated.
func (r *Repeating) Left() int { return len(r.at) }

// Has reports whether the step is still to be repeated in a document.
func (r *Repeating) Has(id string) bool { return r.at[id] != nil }

// Do repeats the step in the next n documents, in one durable commit.
func (r *Repeating) Do(n int) (Repeated, error) {
	var ids []string
	for len(r.documents) > len(ids) && len(ids) < n {
		if id := r.documents[len(ids)]; r.Has(id) {
			ids = append(ids, id)
		} else {
			r.documents = slices.Delete(r.documents, len(ids), len(ids)+1)
		}
	}
	done, err := r.In(ids...)
	if err == nil {
		r.documents = r.documents[len(ids):]
	}
	return done, err
}

// In repeats the step in some of its documents before their turn, in one durable commit.
func (r *Repeating) In(ids ...string) (done Repeated, err error) {
	if len(ids) == 0 {
		return done, nil
	}
	err = r.project.update(func(s store) error {
		done = Repeated{}
		st := newStage(s, r.project.options.Installation)
		for _, id := range ids {
			if err := r.repeat(st, id, &done); err != nil {
				return err
			}
		}
		return st.write()
	})
	if err != nil {
		return Repeated{}, fmt.Errorf("repeat a step in %q: %w", r.project.path, err)
	}
	for _, id := range ids {
		delete(r.at, id)
	}
	return done, nil
}

// repeat stages the step in one document.
func (r *Repeating) repeat(st *stage, id string, done *Repeated) error {
	txs, err := r.transactions(st.store, id)
	if err != nil {
		return err
	}
	err = st.apply(txs)
	if err == nil {
		done.Documents++
		done.Transactions = append(done.Transactions, txs...)
		return nil
	}
	if !isRefusal(err) {
		return err
	}
	done.Passed = append(done.Passed, Passed{id, err})
	for i := range txs {
		txs[i].Edits = nil
	}
	if err := st.apply(txs); err != nil {
		if errors.Is(err, ErrNoDocument) {
			return nil
		}
		return err
	}
	done.Transactions = append(done.Transactions, txs...)
	return nil
}

// transactions repeat the step in one document.
func (r *Repeating) transactions(s store, id string) ([]annotate.Transaction, error) {
	var txs []annotate.Transaction
	for _, key := range r.at[id] {
		payload, ok, err := s.get(journal, key[:])
		if err == nil && !ok {
			err = damaged("transaction %x is gone", key)
		}
		if err != nil {
			return nil, err
		}
		ev, err := decodeEvent(payload)
		if err != nil {
			return nil, damaged("transaction %x: %w", key, err)
		}
		tx := ev.tx
		if !r.of.Redo {
			tx = tx.Inverse()
		}
		tx.ID, tx.Group, tx.Of, tx.Time = annotate.NewID(), r.group, r.of.Group, time.Now()
		if tx.Origin = annotate.OriginUndo; r.of.Redo {
			tx.Origin = annotate.OriginRedo
		}
		txs = append(txs, tx)
	}
	if !r.of.Redo {
		slices.Reverse(txs)
	}
	return txs, nil
}

// Repeat takes a step back, or does it again, in commits of at most commitDocuments documents. progress, which may be
// nil, is told after each. When ctx ends, what was done stays, and the next Repeat does the rest.
func (p *Project) Repeat(ctx context.Context, of Repeat, progress func(done, total int)) (Repeated, error) {
	return p.repeatBy(ctx, commitDocuments, of, progress)
}

func (p *Project) repeatBy(ctx context.Context, size int, of Repeat, progress func(done, total int)) (all Repeated, err error) {
	r, err := p.Repeating(of)
	if err != nil {
		return all, err
	}
	for total := r.Left(); r.Left() > 0; {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		done, err := r.Do(size)
		if err != nil {
			return all, err
		}
		all = Repeated{all.Documents + done.Documents, append(all.Passed, done.Passed...), done.Transactions}
		if progress != nil {
			progress(total-r.Left(), total)
		}
	}
	return all, nil
}

// commitDocuments is how many documents a step over many changes in one commit, for which a label has to wait.
const commitDocuments = 500
