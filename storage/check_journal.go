package storage

import (
	"encoding/binary"
	"fmt"
)

// sequence checks that the numbers of each actor have no gap, that its clock only goes forward, and that it is one of the
// file's. It counts what the journal says of documents: one for a transaction, and one for each text of an import or a
// presence.
func (c *checker) sequence(s store) (said int, err error) {
	actors, err := s.actors()
	if err != nil {
		return 0, err
	}
	var actor uint32
	var last eventHead
	err = s.each(journal, nil, func(k, v []byte) error {
		h, err := readHead(k, v)
		if err != nil {
			return err
		}
		if number := binary.BigEndian.Uint32(k); number != actor {
			actor, last = number, eventHead{}
		}
		where := fmt.Sprintf("event %d of actor %d", h.seq, actor)
		if actor == 0 || int(actor) > len(actors) {
			c.fault(where, "there are %d actors", len(actors))
		}
		if h.seq != last.seq+1 {
			c.fault(where, "it follows number %d", last.seq)
		}
		if last.seq > 0 && h.clock.compare(last.clock) <= 0 {
			c.fault(where, "its clock runs backwards")
		}
		last = h
		n, err := h.documents()
		said += n
		return err
	})
	return said, err
}

// documents is of how many documents an event speaks.
func (h eventHead) documents() (int, error) {
	switch h.kind {
	case eventTransaction:
		return 1, nil
	case eventImport, eventPresence:
		ev, err := h.whole()
		return len(ev.keys), err
	}
	return 0, nil
}

// owners checks that every work belongs to a layer and a document that are there, and to nothing else.
func (c *checker) owners(s store) error {
	names, err := s.annotators()
	if err != nil {
		return err
	}
	return s.each(works, nil, func(k, _ []byte) error {
		if len(k) != 10 {
			return damaged("bucket %s has the key %x", works.name, k)
		}
		layer, docNo := binary.BigEndian.Uint16(k), binary.BigEndian.Uint64(k[2:])
		if layer == 0 || int(layer) > len(names) {
			c.fault(fmt.Sprintf("work of layer %d", layer), "there are %d annotators", len(names))
		}
		h, err := s.header(docNo)
		if err != nil {
			return c.note(fmt.Sprintf("work on document %d", docNo), err)
		}
		for _, l := range h.layers {
			if l.number == layer {
				return nil
			}
		}
		c.fault(fmt.Sprintf("document %q", h.id), "its header does not know layer %d", layer)
		return nil
	})
}
