package storage

import (
	"bytes"
	"slices"

	"rubricator/annotate"
)

// Past reads the history of a document backwards and in pieces, so that the newest of many steps are there at once and
// no reader holds the file for long.
type Past struct {
	p    *Project
	doc  string
	from []byte // key of the last entry that was read; nil before the first
	done bool
}

// Past begins to read the history of a document.
func (p *Project) Past(id string) *Past { return &Past{p: p, doc: id} }

// Next is up to n events of all annotators, newest first, that are older than those it gave before; none when the
// beginning is reached. One without edits is about the document as a whole: it was imported, removed or brought back.
func (b *Past) Next(n int) ([]annotate.Transaction, error) {
	if b.done {
		return nil, nil
	}
	var list []annotate.Transaction
	err := b.p.view(func(s store) error {
		docNo, h, err := s.find(b.doc)
		if err != nil {
			return err
		}
		table, err := s.bucket(histories)
		if err != nil {
			return err
		}
		actors, err := s.actors()
		if err != nil {
			return err
		}
		cursor, prefix := table.Cursor(), key64(docNo)
		before := b.from
		if before == nil {
			before = key64(docNo + 1)
		}
		k, v := lastBefore(cursor, before)
		for ; bytes.HasPrefix(k, prefix) && len(list) < n; k, v = cursor.Prev() {
			ev, err := s.entry(actors, k, v)
			if err != nil {
				return err
			}
			ev.tx.Document = b.doc
			list = append(list, ev.tx)
			b.from = slices.Clone(k)
		}
		if b.done = len(list) < n; !b.done {
			return nil
		}
		came, err := s.arrived(h.arrival)
		if err == nil {
			came.Document = b.doc
			list = append(list, came)
		}
		return err
	})
	return list, about("read history of", b.doc, err)
}

// arrived is the import that brought a document.
func (s store) arrived(a arrival) (annotate.Transaction, error) {
	payload, ok, err := s.get(journal, eventKey(a.actor, a.seq))
	if err == nil && !ok {
		err = damaged("the import that brought it, event %d of actor number %d, is gone", a.seq, a.actor)
	}
	if err != nil {
		return annotate.Transaction{}, err
	}
	ev, err := decodeEvent(payload)
	return ev.tx, err
}
