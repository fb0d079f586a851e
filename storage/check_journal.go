package storage

import (
	"encoding/binary"
	"fmt"
)

// sequence checks that the journal's numbers have no gap, that each stands with its actor, and that its clock only
// goes forward.
func (c *checker) sequence(s store) error {
	actors, err := s.actors()
	if err != nil {
		return err
	}
	var last uint64
	var then clock
	return s.each(journal, nil, func(k, v []byte) error {
		ev, seq, err := readEvent(k, v)
		if err != nil {
			return err
		}
		where := fmt.Sprintf("transaction %d", seq)
		if seq != last+1 {
			c.fault(where, "it follows number %d", last)
		}
		if have, want := binary.BigEndian.Uint32(k), actorOf(actors, seq); have != want {
			c.fault(where, "it stands with actor %d and belongs to %d", have, want)
		}
		if ev.clock.millis < then.millis || ev.clock.millis == then.millis && last > 0 && ev.clock.counter <= then.counter {
			c.fault(where, "its clock runs backwards")
		}
		last, then = seq, ev.clock
		return nil
	})
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
