package storage

import (
	"time"

	"rubricator/annotate"
)

// coming are the events by which documents come into the project in one commit, in the order in which they come: an
// import, and where one among them was there, hidden, a presence.
type coming struct {
	now    time.Time
	events []staged
	group  string // of the last event, as it was given
}

func newComing(now time.Time) *coming { return &coming{now: now} }

// imported notes that a document came.
func (c *coming) imported(n NewDocument, doc *document) { c.note(eventImport, n, doc) }

// presence notes that a hidden document is back.
func (c *coming) presence(n NewDocument, doc *document) { c.note(eventPresence, n, doc) }

func (c *coming) note(kind byte, n NewDocument, doc *document) {
	last, now := len(c.events)-1, c.now
	if !n.added.IsZero() {
		now = n.added
	}
	if last < 0 || c.events[last].kind != kind || c.group != n.Group || !c.events[last].tx.Time.Equal(now) {
		tx := annotate.Transaction{ID: annotate.NewID(), Group: n.Group, Annotator: n.Annotator, Time: now, Origin: annotate.OriginImport, Words: n.words()}
		if tx.Group == "" {
			tx.Group = tx.ID
		}
		last, c.group = last+1, n.Group
		c.events = append(c.events, staged{event: event{kind: kind, tx: tx}})
	}
	ev := &c.events[last]
	ev.keys, ev.docs = append(ev.keys, doc.header.textKey()), append(ev.docs, doc)
}

func (n NewDocument) words() string {
	if n.Words == "" {
		return "import"
	}
	return n.Words
}

// presenceStep is what is said of a removal or a return of documents: ID is made here.
type presenceStep struct {
	Group, Of, Annotator, Words string
	Origin                      annotate.Origin
	Time                        time.Time
}

// hide removes documents, as the undo of an import does: they are in no list and found by no ID, and their texts and
// journals stay. Those about which somebody has said something stay and are left out of gone. It comes after all that
// was staged before it.
func (st *stage) hide(step presenceStep, docs []*document) (gone []*document, err error) {
	ev := st.presence(step)
	ev.gone = true
	for _, doc := range docs {
		worked, err := st.worked(doc)
		if err != nil {
			return nil, err
		}
		if worked || doc.header.hidden {
			continue
		}
		known, err := st.known(doc.number)
		if err != nil {
			return nil, err
		}
		if err := st.delete(ids, []byte(doc.header.id)); err != nil {
			return nil, err
		}
		delete(st.documents, doc.header.id)
		doc.header.hidden = true
		ev.keys, ev.docs, ev.seen = append(ev.keys, doc.header.textKey()), append(ev.docs, doc), append(ev.seen, known)
	}
	if len(ev.docs) > 0 {
		st.events = append(st.events, ev)
	}
	return ev.docs, nil
}

// bringBack returns hidden documents, each under the ID that it came with or, where that is taken, one like it. It comes
// before what is staged on them.
func (st *stage) bringBack(step presenceStep, docs []*document) (back []*document, err error) {
	ev := st.presence(step)
	for _, doc := range docs {
		if !doc.header.hidden {
			continue
		}
		if err := st.unhide(doc); err != nil {
			return nil, err
		}
		ev.keys, ev.docs = append(ev.keys, doc.header.textKey()), append(ev.docs, doc)
	}
	if len(ev.docs) > 0 {
		st.events = append(st.events, ev)
	}
	return ev.docs, nil
}

func (st *stage) presence(step presenceStep) staged {
	tx := annotate.Transaction{ID: annotate.NewID(), Group: step.Group, Of: step.Of, Annotator: step.Annotator, Time: step.Time, Origin: step.Origin, Words: step.Words}
	if tx.Group == "" {
		tx.Group = tx.ID
	}
	return staged{event: event{kind: eventPresence, tx: tx}}
}

// unhide gives a document an ID again.
func (st *stage) unhide(doc *document) (err error) {
	if doc.header.id, err = st.freeID(doc.header.wanted); err != nil {
		return err
	}
	doc.header.hidden = false
	st.documents[doc.header.id] = doc
	return st.put(ids, []byte(doc.header.id), key64(doc.number))
}

// worked reports whether any annotator says something about a document.
func (st *stage) worked(doc *document) (bool, error) {
	names, err := st.annotators()
	if err != nil {
		return false, err
	}
	for i := range names {
		work, err := st.current(place{uint16(i + 1), doc.number})
		if err != nil || !work.Equal(annotate.Work{}) {
			return true, err
		}
	}
	return false, nil
}

// known counts what the file has heard of a document, with what is staged: a removal tells it, so that where copies of
// the project are merged, one that did not know all does not count.
func (st *stage) known(docNo uint64) (n int, err error) {
	list, err := st.history(docNo, 0)
	if err != nil {
		return 0, err
	}
	for _, ev := range list {
		if ev.kind != eventPresence {
			n++
		}
	}
	for _, ev := range st.events {
		if ev.kind == eventTransaction && ev.at.docNo == docNo {
			n++
		}
	}
	return n, nil
}
