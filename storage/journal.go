package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// historyValue is what the history of a document says of one transaction: where it stands and whose it is.
func historyValue(actor uint32, layer uint16) []byte {
	return binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(nil, actor), layer)
}

func readHistory(k, v []byte) (seq uint64, actor uint32, layer uint16, err error) {
	payload, err := histories.unseal(k, v)
	if err != nil {
		return 0, 0, 0, err
	}
	if len(k) != 16 || len(payload) != 6 {
		return 0, 0, 0, damaged("bucket %s, key %x: not an entry", histories.name, k)
	}
	b := []byte(payload)
	return binary.BigEndian.Uint64(k[8:]), binary.BigEndian.Uint32(b), binary.BigEndian.Uint16(b[4:]), nil
}

// last is the number and the clock of the newest transaction; 0 when there is none.
func (s store) last() (seq uint64, now clock, err error) {
	table, err := s.bucket(journal)
	if err != nil {
		return 0, now, err
	}
	k, v := table.Cursor().Last()
	if k == nil {
		return 0, now, nil
	}
	ev, seq, err := readEvent(k, v)
	return seq, ev.clock, err
}

func readEvent(k, v []byte) (event, uint64, error) {
	payload, err := journal.unseal(k, v)
	if err != nil {
		return event{}, 0, err
	}
	if len(k) != 12 {
		return event{}, 0, damaged("bucket %s has the key %x", journal.name, k)
	}
	seq := binary.BigEndian.Uint64(k[4:])
	ev, err := decodeEvent(payload)
	if err != nil {
		return event{}, seq, damaged("transaction %d: %w", seq, err)
	}
	return ev, seq, nil
}

// Journal calls fn for every transaction of the project from number from on, in the order in which they were stored;
// 0 starts at the first. It ends with the first error of fn.
func (p *Project) Journal(from uint64, fn func(seq uint64, tx annotate.Transaction) error) error {
	for {
		list, err := p.journalPiece(from)
		if err != nil {
			return fmt.Errorf("read journal of %q: %w", p.path, err)
		}
		if len(list) == 0 {
			return nil
		}
		for _, n := range list {
			if err := fn(n.seq, n.tx); err != nil {
				return err
			}
			from = n.seq + 1
		}
	}
}

// numbered is a transaction with its number in the journal.
type numbered struct {
	seq uint64
	tx  annotate.Transaction
}

const journalPiece = 256 // transactions read at once

var errEnough = errors.New("enough") // ends a walk through a bucket

func (p *Project) journalPiece(from uint64) (list []numbered, err error) {
	err = p.view(func(s store) error {
		actors, err := s.actors()
		if err != nil {
			return err
		}
		return s.each(journal, eventKey(actorOf(actors, from), from), func(k, v []byte) error {
			ev, seq, err := readEvent(k, v)
			if err != nil {
				return err
			}
			if list = append(list, numbered{seq, ev.tx}); len(list) == journalPiece {
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
	table, err := s.bucket(journal)
	if err != nil {
		return nil, err
	}
	cursor := table.Cursor()
	for k, v := cursor.Last(); k != nil && len(list) < n; k, v = cursor.Prev() {
		payload, err := journal.unseal(k, v)
		if err != nil {
			return nil, err
		}
		head := &decoder{s: payload}
		if head.eventHead().tx.Annotator != annotator && head.err == nil {
			continue
		}
		ev, _, err := readEvent(k, v)
		if err != nil {
			return nil, err
		}
		list = append(list, ev.tx)
	}
	return list, nil
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
			list = append(list, ev.tx)
		}
		return err
	})
	return list, about("read history of", id, err)
}

// layered is a transaction with the layer that it belongs to.
type layered struct {
	layer uint16
	tx    annotate.Transaction
}

// history is the last n transactions on a document, oldest first; 0 means all.
func (s store) history(docNo uint64, n int) ([]layered, error) {
	table, err := s.bucket(histories)
	if err != nil {
		return nil, err
	}
	var list []layered
	cursor, prefix := table.Cursor(), key64(docNo)
	last := cursor.Prev
	if k, _ := cursor.Seek(key64(docNo + 1)); k == nil {
		last = cursor.Last
	}
	for k, v := last(); k != nil && bytes.HasPrefix(k, prefix) && (n == 0 || len(list) < n); k, v = cursor.Prev() {
		tx, err := s.entry(k, v)
		if err != nil {
			return nil, err
		}
		list = append(list, tx)
	}
	slices.Reverse(list)
	return list, nil
}

// entry follows one entry of a history to its transaction.
func (s store) entry(k, v []byte) (layered, error) {
	seq, actor, layer, err := readHistory(k, v)
	if err != nil {
		return layered{}, err
	}
	key := eventKey(actor, seq)
	payload, ok, err := s.get(journal, key)
	if err != nil {
		return layered{}, err
	}
	if !ok {
		return layered{}, damaged("transaction %d is gone", seq)
	}
	ev, err := decodeEvent(payload)
	if err != nil {
		return layered{}, damaged("transaction %d: %w", seq, err)
	}
	return layered{layer, ev.tx}, nil
}
