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
// is passed over: an empty transaction says so in the journal, and the step counts as taken back there too. The documents
// that an import brought are removed, but for those about which somebody says something.
type Repeating struct {
	project   *Project
	group     string // of what this appends
	of        Repeat
	documents []textKey // to be done, newest first for an undo
	parts     map[textKey]stepPart
}

// stepPart is what a step did in one document.
type stepPart struct {
	at      []journalKey // of its transactions, oldest first
	brought int          // how often it brought the document
}

type journalKey = [12]byte

// Repeated says what a Repeating did.
type Repeated struct {
	Documents    int                    // in which the step was taken back, or done again
	Hidden       int                    // that came with an import and were removed, or are back
	Passed       []Passed               // in which it does not fit any more, or that stay although their import is taken back
	Transactions []annotate.Transaction // of the last commit; empty ones where it does not fit
}

// Passed is a document that a step over many left as it was, and why.
type Passed struct {
	ID  string
	Why error
}

// ErrWorked tells that a document stays although the import that brought it is taken back.
var ErrWorked = errors.New("somebody has worked on it")

// Repeating looks up where a step was made and not taken back since (or, for Redo, taken back since the annotator's last
// new step).
func (p *Project) Repeating(of Repeat) (*Repeating, error) {
	r := &Repeating{project: p, group: annotate.NewID(), of: of, parts: map[textKey]stepPart{}}
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

// partEvent is what one event says of a step.
type partEvent struct {
	origin annotate.Origin // "" where it only tells that there was another step
	group  string
	texts  []textKey
	key    *journalKey // of a transaction
}

// eventsOf are those that decide where a step is done, newest first: its own, what took it back or did it again, and one
// for each row of other steps of its annotator.
func (s store) eventsOf(of Repeat) (list []partEvent, err error) {
	actors, err := s.actors()
	if err != nil {
		return nil, err
	}
	began := timeOf(of.Group).Add(-time.Minute).UnixMilli() // transactions are stamped before their group has its ID
	err = s.backwards(func(h eventHead) error {
		if h.stamp.Millis < began {
			return errEnough
		}
		if h.kind == eventSchema {
			return nil
		}
		e, err := readStepEvent(h)
		if err != nil {
			return err
		}
		part := partEvent{origin: e.Origin, group: strings.Clone(e.Group)}
		switch {
		case e.Group != of.Group && e.Of != of.Group:
			if h.tx.Annotator != of.Annotator || repeats(e.Origin) || len(list) > 0 && list[len(list)-1].origin == "" {
				return nil
			}
			part.origin = ""
		case h.kind == eventTransaction:
			part.texts, part.key = []textKey{e.text}, &journalKey{}
			copy(part.key[:], eventKey(uint32(slices.Index(actors, actorID(h.stamp.Actor))+1), h.seq))
		default:
			ev, err := h.whole()
			if err != nil {
				return err
			}
			part.texts = ev.keys
		}
		list = append(list, part)
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
func (r *Repeating) find(newestFirst []partEvent) {
	undone := map[textKey]int{} // how many rows of other steps came before it was taken back there
	others, taking, void := 0, "", ""
	for _, e := range slices.Backward(newestFirst) {
		switch e.origin {
		case "":
			others, void = others+1, taking
			continue
		case annotate.OriginUndo:
			taking = e.group
		}
		for _, text := range e.texts {
			switch {
			case e.origin == annotate.OriginRedo:
				delete(undone, text)
			case e.origin == annotate.OriginUndo && taking == void:
				undone[text] = -1
			case e.origin == annotate.OriginUndo:
				undone[text] = others
			default:
				r.made(text, e.key)
			}
		}
	}
	r.documents = slices.DeleteFunc(r.documents, func(text textKey) bool {
		when, is := undone[text]
		if is == r.of.Redo && (!is || when == others) {
			return false
		}
		delete(r.parts, text)
		return true
	})
	if !r.of.Redo {
		slices.Reverse(r.documents)
	}
}

// made notes what the step did in a document: by a transaction, or by bringing it.
func (r *Repeating) made(text textKey, transaction *journalKey) {
	part, known := r.parts[text]
	if !known {
		r.documents = append(r.documents, text)
	}
	if transaction != nil {
		part.at = append(part.at, *transaction)
	} else {
		part.brought++
	}
	r.parts[text] = part
}

// Left is in how many documents the step is still to be repeated.
func (r *Repeating) Left() int { return len(r.parts) }

// Has reports whether the step is still to be repeated in the document of that ID.
func (r *Repeating) Has(id string) bool {
	h, err := r.project.Header(id, "")
	if err != nil {
		return false
	}
	_, is := r.parts[textKey(h.TextSHA256[:16])]
	return is
}

// Do repeats the step in the next n documents, in one durable commit.
func (r *Repeating) Do(n int) (Repeated, error) {
	var texts []textKey
	rest := r.documents
	for len(rest) > 0 && len(texts) < n {
		if _, is := r.parts[rest[0]]; is {
			texts = append(texts, rest[0])
		}
		rest = rest[1:]
	}
	done, err := r.in(texts)
	if err == nil {
		r.documents = rest
	}
	return done, err
}

// In repeats the step in one of its documents, by ID, before its turn.
func (r *Repeating) In(id string) (Repeated, error) {
	h, err := r.project.Header(id, "")
	if err != nil {
		return Repeated{}, err
	}
	return r.in([]textKey{textKey(h.TextSHA256[:16])})
}

func (r *Repeating) in(texts []textKey) (done Repeated, err error) {
	if len(texts) == 0 {
		return done, nil
	}
	err = r.project.change(func(st *stage) error {
		done = Repeated{}
		c := repeatCommit{Repeating: r, st: st, done: &done, now: time.Now()}
		return c.all(texts)
	})
	if err != nil {
		return Repeated{}, fmt.Errorf("repeat a step in %q: %w", r.project.path, err)
	}
	for _, text := range texts {
		delete(r.parts, text)
	}
	return done, nil
}

// repeatCommit is one commit of a Repeating in the making.
type repeatCommit struct {
	*Repeating
	st   *stage
	done *Repeated
	now  time.Time
	docs []*document
}

// all repeats the step in some documents. What an import brought comes back before its labels do, and goes after them.
func (c *repeatCommit) all(texts []textKey) error {
	var brought []*document
	for _, text := range texts {
		docNo, _, err := c.st.withText(text)
		if err != nil {
			return err
		}
		doc, err := c.st.numberedDocument(docNo)
		if err != nil {
			return err
		}
		if c.docs = append(c.docs, doc); c.parts[text].brought > 0 {
			brought = append(brought, doc)
		}
	}
	if c.of.Redo {
		if err := c.presence(brought, c.st.bringBack); err != nil {
			return err
		}
	}
	for i, doc := range c.docs {
		if err := c.repeat(doc, c.parts[texts[i]]); err != nil {
			return err
		}
	}
	if !c.of.Redo {
		return c.presence(brought, c.st.hide)
	}
	return nil
}

func (c *repeatCommit) origin() annotate.Origin {
	if c.of.Redo {
		return annotate.OriginRedo
	}
	return annotate.OriginUndo
}

// presence removes documents, or brings them back. Those that stay as they are have an empty transaction say so.
func (c *repeatCommit) presence(docs []*document, change func(presenceStep, []*document) ([]*document, error)) error {
	if len(docs) == 0 {
		return nil
	}
	changed, err := change(presenceStep{Group: c.group, Of: c.of.Group, Annotator: c.of.Annotator, Words: "import", Origin: c.origin(), Time: c.now}, docs)
	if err != nil {
		return err
	}
	for _, doc := range docs {
		n := c.parts[doc.header.textKey()].brought
		if slices.Contains(changed, doc) {
			c.done.Hidden++
			n-- // the presence is one of them
		} else if !c.of.Redo {
			c.done.Passed = append(c.done.Passed, Passed{doc.header.shown(), ErrWorked})
		}
		if doc.header.hidden {
			continue
		}
		for range n {
			tx := annotate.Transaction{ID: annotate.NewID(), Group: c.group, Of: c.of.Group, Document: doc.header.id, Annotator: c.of.Annotator,
				Time: c.now, Origin: c.origin(), Words: "import"}
			if err := c.st.apply([]annotate.Transaction{tx}); err != nil {
				return err
			}
		}
	}
	return nil
}

// repeat stages what the step changed in one document.
func (c *repeatCommit) repeat(doc *document, part stepPart) error {
	if len(part.at) == 0 {
		c.done.Documents++
		return nil
	}
	txs, err := c.transactions(doc, part)
	if err != nil {
		return err
	}
	err = c.st.apply(txs)
	switch {
	case err == nil:
		c.done.Documents++
	case !isRefusal(err):
		return err
	default:
		c.done.Passed = append(c.done.Passed, Passed{doc.header.shown(), err})
		for i := range txs {
			txs[i].Edits = nil
		}
		if err := c.st.apply(txs); err != nil {
			return err
		}
	}
	c.done.Transactions = append(c.done.Transactions, txs...)
	return nil
}

// transactions repeat the step in one document.
func (c *repeatCommit) transactions(doc *document, part stepPart) ([]annotate.Transaction, error) {
	var txs []annotate.Transaction
	for _, key := range part.at {
		payload, ok, err := c.st.get(journal, key[:])
		if err == nil && !ok {
			err = damaged("event %x is gone", key)
		}
		if err != nil {
			return nil, err
		}
		ev, err := decodeEvent(payload)
		if err != nil {
			return nil, damaged("event %x: %w", key, err)
		}
		tx := ev.tx
		if !c.of.Redo {
			tx = tx.Inverse()
		}
		tx.ID, tx.Group, tx.Of, tx.Time, tx.Origin, tx.Document = annotate.NewID(), c.group, c.of.Group, c.now, c.origin(), doc.header.id
		txs = append(txs, tx)
	}
	if !c.of.Redo {
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
		all = Repeated{all.Documents + done.Documents, all.Hidden + done.Hidden, append(all.Passed, done.Passed...), done.Transactions}
		if progress != nil {
			progress(total-r.Left(), total)
		}
	}
	return all, nil
}

// commitDocuments is how many documents a step over many changes in one commit, for which a label has to wait.
const commitDocuments = 500
