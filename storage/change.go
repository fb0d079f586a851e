package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"rubricator/annotate"
)

// Change is one step over many documents.
type Change struct {
	Annotator string
	Group     string          // ID of the step
	Origin    annotate.Origin // "" is User
	Words     string          // for the Undo menu
	Text      bool            // Edits needs the text
	Edits     Edits
}

// Edits say what is to be done in one document; nothing leaves it as it is. It is called on all cores, and again where
// the work has changed meanwhile. Its error ends the Change.
type Edits func(context.Context, Subject) ([]annotate.Edit, error)

// Subject is a document of a Change.
type Subject struct {
	Header   Header
	Document annotate.Document // where Text is asked for; else zero
	Work     annotate.Work
	Stored   []annotate.Suggestion // where Text is asked for
}

// Changed says what a Change did.
type Changed struct {
	Documents    int // that were changed
	Edits        int
	Passed       []Passed               // whose edits do not fit
	Transactions []annotate.Transaction // of the last commit
}

// Change makes the step in documents, by ID, in commits of at most commitDocuments. Labels can be stored between two of
// them. progress, which may be nil, is told after each how many documents were looked at. When ctx ends, what was
// committed stays, and is one step for undo.
func (p *Project) Change(ctx context.Context, c Change, ids []string, progress func(done, total int)) (Changed, error) {
	return p.changeBy(ctx, commitDocuments, c, ids, progress)
}

func (p *Project) changeBy(ctx context.Context, size int, c Change, ids []string, progress func(done, total int)) (all Changed, err error) {
	for from := 0; from < len(ids); from += size {
		to := min(from+size, len(ids))
		done, err := p.changeOnce(ctx, c, ids[from:to], mostTries)
		if err != nil {
			return all, fmt.Errorf("change documents in %q: %w", p.path, err)
		}
		all = Changed{all.Documents + done.Documents, all.Edits + done.Edits, append(all.Passed, done.Passed...), done.Transactions}
		if progress != nil {
			progress(to, len(ids))
		}
	}
	return all, nil
}

// mostTries is how often the edits in a document are worked out before it is passed over.
const mostTries = 3

// Survey calls yield with what a Change would do in each of the documents where it would do anything, from one goroutine
// at a time and in no order. It changes nothing.
func (p *Project) Survey(ctx context.Context, c Change, ids []string, yield func(Subject, []annotate.Edit)) error {
	var lock sync.Mutex
	err := p.planned(ctx, c, ids, func(_ int, of Subject, edits []annotate.Edit) {
		if len(edits) > 0 {
			lock.Lock()
			defer lock.Unlock()
			yield(of, edits)
		}
	})
	if err != nil {
		return fmt.Errorf("look through documents of %q: %w", p.path, err)
	}
	return nil
}

// planned works out the edits of documents on all cores. One that is gone is left out.
func (p *Project) planned(ctx context.Context, c Change, ids []string, take func(i int, of Subject, edits []annotate.Edit)) error {
	var lock sync.Mutex
	var failed error
	eachOf(len(ids), func(i int) {
		lock.Lock()
		over := failed != nil
		lock.Unlock()
		if over {
			return
		}
		of, err := p.subject(c, ids[i])
		var edits []annotate.Edit
		if err == nil {
			edits, err = c.Edits(ctx, of)
		}
		if err = errors.Join(err, ctx.Err()); errors.Is(err, ErrNoDocument) {
			return
		}
		if err != nil {
			lock.Lock()
			defer lock.Unlock()
			failed = err
			return
		}
		take(i, of, edits)
	})
	return failed
}

// subject reads what a Change needs of a document.
func (p *Project) subject(c Change, id string) (of Subject, err error) {
	var h header
	var text, extra string
	err = p.view(func(s store) error {
		mine, err := s.layer(c.Annotator)
		if err != nil {
			return err
		}
		docNo, found, err := s.find(id)
		if err != nil {
			return err
		}
		h, of.Header = found, found.public(docNo, mine)
		if mine != 0 {
			if of.Work, err = s.work(mine, docNo); err != nil {
				return err
			}
		}
		if !c.Text {
			return nil
		}
		if of.Stored, err = s.suggestions(docNo); err != nil {
			return err
		}
		if extra, _, err = s.get(extras, key64(docNo)); err != nil {
			return err
		}
		text, err = s.text(h)
		return err
	})
	if err == nil && c.Text {
		of.Document, err = assemble(h, text, extra)
	}
	return of, about("read", id, err)
}

// changeOnce makes the step in so many documents as one commit takes. Where a label was stored between reading and writing,
// the edits are worked out again.
func (p *Project) changeOnce(ctx context.Context, c Change, ids []string, tries int) (done Changed, err error) {
	planned := make([]annotate.Transaction, len(ids))
	now := time.Now()
	err = p.planned(ctx, c, ids, func(i int, of Subject, edits []annotate.Edit) { planned[i] = c.transaction(ids[i], now, edits) })
	if err != nil {
		return done, err
	}
	planned = slices.DeleteFunc(planned, func(tx annotate.Transaction) bool { return len(tx.Edits) == 0 })
	if len(planned) == 0 {
		return done, nil
	}
	var stale []string
	err = p.change(func(st *stage) error {
		done, stale = Changed{}, nil
		for _, tx := range planned {
			switch err := st.apply([]annotate.Transaction{tx}); {
			case errors.Is(err, annotate.ErrStale) && tries > 1:
				stale = append(stale, tx.Document)
			case err != nil && isRefusal(err):
				done.Passed = append(done.Passed, Passed{tx.Document, err})
			case err != nil:
				return err
			default:
				done.took(tx)
			}
		}
		if len(st.events) == 0 {
			return errNothing
		}
		return nil
	})
	if err != nil && !errors.Is(err, errNothing) {
		return Changed{}, err
	}
	if len(stale) == 0 {
		return done, nil
	}
	again, err := p.changeOnce(ctx, c, stale, tries-1)
	return Changed{done.Documents + again.Documents, done.Edits + again.Edits, append(done.Passed, again.Passed...),
		append(done.Transactions, again.Transactions...)}, err
}

func (c Change) transaction(id string, now time.Time, edits []annotate.Edit) annotate.Transaction {
	tx := annotate.Transaction{ID: annotate.NewID(), Group: c.Group, Document: id, Annotator: c.Annotator, Time: now, Origin: c.Origin, Edits: edits, Words: c.Words}
	if tx.Origin == "" {
		tx.Origin = annotate.OriginUser
	}
	return tx
}

func (c *Changed) took(tx annotate.Transaction) {
	c.Documents++
	c.Edits += len(tx.Edits)
	c.Transactions = append(c.Transactions, tx)
}
