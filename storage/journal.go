package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// Journal calls fn for every transaction of the project after a stamp, in the order of all events; the zero Stamp starts
// at the first. Those on hidden documents have a Document that no document has. It ends with the first error of fn.
func (p *Project) Journal(after Stamp, fn func(at Stamp, tx annotate.Transaction) error) error {
	for {
		list, err := p.journalPiece(&after)
		if err != nil {
			return fmt.Errorf("read journal of %q: %w", p.path, err)
		}
		for _, n := range list {
			if err := fn(n.at, n.tx); err != nil {
				return err
			}
		}
		if len(list) == 0 {
			return nil
		}
	}
}

// stamped is a transaction with its place in the order of all events.
type stamped struct {
	at Stamp
	tx annotate.Transaction
}

const journalPiece = 256 // events read at once

var errEnough = errors.New("enough") // ends a walk through a bucket

// journalPiece reads some transactions and moves after to the last event that it has seen.
func (p *Project) journalPiece(after *Stamp) (list []stamped, err error) {
	err = p.view(func(s store) error {
		names := naming{s, map[textKey]string{}}
		return s.inOrder(*after, func(h eventHead) error {
			*after = h.stamp
			if h.kind != eventTransaction {
				return nil
			}
			tx, err := names.transaction(h)
			if err != nil {
				return err
			}
			if list = append(list, stamped{h.stamp, tx}); len(list) == journalPiece {
				return errEnough
			}
			return nil
		})
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// naming gives transactions the IDs that their documents have now.
type naming struct {
	store
	known map[textKey]string
}

func (n naming) transaction(h eventHead) (annotate.Transaction, error) {
	ev, err := h.whole()
	if err != nil {
		return ev.tx, err
	}
	ev.tx.Document, err = n.name(ev.text)
	return ev.tx, err
}

func (n naming) name(text textKey) (string, error) {
	if id, ok := n.known[text]; ok {
		return id, nil
	}
	_, h, err := n.withText(text)
	if err != nil {
		return "", err
	}
	n.known[text] = h.shown()
	return n.known[text], nil
}

// withText finds the document of a text, hidden or not.
func (s store) withText(text textKey) (docNo uint64, h header, err error) {
	docNo, ok, err := s.number(hashes, text[:])
	if err == nil && !ok {
		err = damaged("the journal speaks of text %x, which no document has", text)
	}
	if err != nil {
		return 0, h, err
	}
	h, err = s.header(docNo)
	return docNo, h, err
}

// Tail is the last n transactions of an annotator, oldest first, from which a History is folded after a restart. A
// step of several transactions is there as a whole or not at all, so there may be fewer.
func (p *Project) Tail(annotator string, n int) ([]annotate.Transaction, error) {
	var list []annotate.Transaction
	err := p.view(func(s store) error {
		layer, err := s.layer(annotator)
		if err != nil || layer == 0 {
			return err
		}
		list, err = s.tail(annotator, n+1) // one more shows whether the first step is whole
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read last steps of %q in %q: %w", annotator, p.path, err)
	}
	slices.Reverse(list)
	if len(list) > n {
		cut := list[0].Group
		list = slices.DeleteFunc(list, func(tx annotate.Transaction) bool { return tx.Group == cut })
	}
	return list, nil
}

// tail is the last n transactions of an annotator, newest first.
func (s store) tail(annotator string, n int) (list []annotate.Transaction, err error) {
	names := naming{s, map[textKey]string{}}
	err = s.backwards(func(h eventHead) error {
		if len(list) == n {
			return errEnough
		}
		if h.kind != eventTransaction || h.tx.Annotator != annotator {
			return nil
		}
		tx, err := names.transaction(h)
		list = append(list, tx)
		return err
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// History is every transaction on a document, of all annotators, oldest first.
func (p *Project) History(id string) ([]annotate.Transaction, error) {
	var list []annotate.Transaction
	err := p.view(func(s store) error {
		docNo, _, err := s.find(id)
		if err != nil {
			return err
		}
		events, err := s.history(docNo, 0)
		for _, ev := range events {
			if ev.kind == eventTransaction {
				ev.tx.Document = id
				list = append(list, ev.tx)
			}
		}
		return err
	})
	return list, about("read history of", id, err)
}

// layered is an event with the layer that it belongs to; 0 where it is about the document.
type layered struct {
	layer uint16
	at    Stamp // of its actor it has the first 8 bytes
	event
}

// historyEntry is what the history of a document says of one event: where it stands and whose it is.
type historyEntry struct {
	docNo uint64
	tag   uint64 // of the actor
	at    Stamp  // its actor has the first 8 bytes only
	layer uint16
}

func historyValue(layer uint16) []byte { return binary.BigEndian.AppendUint16(nil, layer) }

func readHistory(k, v []byte) (e historyEntry, err error) {
	payload, err := histories.unseal(k, v)
	if err != nil {
		return e, err
	}
	if len(k) != historyKeyLen || len(payload) != 2 {
		return e, damaged("bucket %s, key %x: not an entry", histories.name, k)
	}
	e.docNo, e.tag = binary.BigEndian.Uint64(k), binary.BigEndian.Uint64(k[20:])
	e.at = Stamp{Millis: int64(binary.BigEndian.Uint64(k[8:]) ^ 1<<63), Counter: binary.BigEndian.Uint32(k[16:]), Seq: binary.BigEndian.Uint64(k[28:])}
	copy(e.at.Actor[:], k[20:28])
	e.layer = uint16(payload[0])<<8 | uint16(payload[1])
	return e, nil
}

// history is the last n events of a document, oldest first; 0 means all.
func (s store) history(docNo uint64, n int) ([]layered, error) {
	table, err := s.bucket(histories)
	if err != nil {
		return nil, err
	}
	actors, err := s.actors()
	if err != nil {
		return nil, err
	}
	var list []layered
	cursor, prefix := table.Cursor(), key64(docNo)
	k, v := lastBefore(cursor, key64(docNo+1))
	for ; k != nil && bytes.HasPrefix(k, prefix) && (n == 0 || len(list) < n); k, v = cursor.Prev() {
		ev, err := s.entry(actors, k, v)
		if err != nil {
			return nil, err
		}
		list = append(list, ev)
	}
	slices.Reverse(list)
	return list, nil
}

// entry follows one entry of a history to its event.
func (s store) entry(actors []actorID, k, v []byte) (layered, error) {
	e, err := readHistory(k, v)
	if err != nil {
		return layered{}, err
	}
	actor := slices.IndexFunc(actors, func(a actorID) bool { return tagOf(a) == e.tag })
	if actor < 0 {
		return layered{}, damaged("event %d of actor %016x is gone with its actor", e.at.Seq, e.tag)
	}
	payload, ok, err := s.get(journal, eventKey(uint32(actor+1), e.at.Seq))
	if err != nil {
		return layered{}, err
	}
	if !ok {
		return layered{}, damaged("event %d of actor %s is gone", e.at.Seq, actors[actor])
	}
	ev, err := decodeEvent(payload)
	if err != nil {
		return layered{}, damaged("event %d of actor %s: %w", e.at.Seq, actors[actor], err)
	}
	if ev.clock != (clock{e.at.Millis, uint64(e.at.Counter)}) {
		return layered{}, damaged("event %d of actor %s has another clock than its entry", e.at.Seq, actors[actor])
	}
	return layered{e.layer, e.at, ev}, nil
}
