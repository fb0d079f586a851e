package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
)

// IDs are given in the order of all events: a document that comes, or comes back, takes the ID that it came with where
// that is free, else one with a suffix; one that goes lets go of it. That is what each file does by itself, so without a
// merge nothing changes here, and after one all files agree.

// appearance is a document that comes into view or goes out of it.
type appearance struct {
	at    Stamp
	place int // among those of one event
	docNo uint64
	gone  bool
}

// settleIDs gives all documents the IDs that they have by that rule.
func (j *joining) settleIDs(context.Context) error {
	err := j.project.update(func(s store) error {
		wanted, list, err := s.appearances()
		if err != nil {
			return err
		}
		renamed, err := s.rename(idsOf(wanted, list))
		if err != nil {
			return err
		}
		for text, id := range renamed {
			if _, known := j.was[text]; !known {
				j.was[text] = id
			}
		}
		if len(renamed) == 0 {
			return errNothing
		}
		return nil
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	return err
}

// appearances are those of all documents, in order, and the IDs that they came with.
func (s store) appearances() (wanted map[uint64]string, list []appearance, err error) {
	actors, err := s.actors()
	if err != nil {
		return nil, nil, err
	}
	wanted = map[uint64]string{}
	var h header
	err = s.each(headers, nil, func(k, v []byte) error {
		payload, err := headers.unseal(k, v)
		if err == nil {
			err = decodeHeader(payload, &h)
		}
		if err != nil {
			return damaged("header %x: %w", k, err)
		}
		docNo := binary.BigEndian.Uint64(k)
		wanted[docNo] = h.wanted
		list = append(list, appearance{at: s.arrivalStamp(actors, h.arrival), place: h.arrival.place, docNo: docNo})
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	removed, err := s.everRemoved()
	for _, text := range removed {
		if err != nil {
			return nil, nil, err
		}
		var more []appearance
		more, err = s.comings(actors, text)
		list = append(list, more...)
	}
	slices.SortFunc(list, func(a, b appearance) int {
		if order := a.at.Compare(b.at); order != 0 {
			return order
		}
		return a.place - b.place
	})
	return wanted, list, err
}

// everRemoved are the texts that a presence has taken away at any time.
func (s store) everRemoved() (list []textKey, err error) {
	seen := map[textKey]bool{}
	err = s.each(journal, nil, func(k, v []byte) error {
		_, payload, err := journal.open(k, v)
		if err != nil || len(payload) == 0 || payload[0] != eventPresence {
			return err
		}
		ev, err := decodeEvent(string(payload))
		if err != nil {
			return damaged("event %x: %w", k, err)
		}
		for _, text := range ev.keys {
			if ev.gone && !seen[text] {
				seen[text], list = true, append(list, text)
			}
		}
		return nil
	})
	return list, err
}

// comings are when a document went and came back after its import.
func (s store) comings(actors []actorID, text textKey) (list []appearance, err error) {
	docNo, _, err := s.withText(text)
	if err != nil {
		return nil, err
	}
	events, err := s.history(docNo, 0)
	if err != nil {
		return nil, err
	}
	var sight sight
	for _, ev := range events {
		was := sight.hidden
		place, err := ev.of(text)
		if err != nil {
			return nil, err
		}
		sight.follow(ev, place)
		if sight.hidden != was {
			list = append(list, appearance{ev.whole(actors), place, docNo, sight.hidden})
		}
	}
	return list, nil
}

// whole is an entry's stamp with all of its actor.
func (l layered) whole(actors []actorID) Stamp {
	at := l.at
	for _, a := range actors {
		if string(a[:8]) == string(at.Actor[:8]) {
			at.Actor = a
		}
	}
	return at
}

// idsOf follows the appearances. A document that is out of view in the end has no ID.
func idsOf(wanted map[uint64]string, list []appearance) map[uint64]string {
	has, taken := make(map[uint64]string, len(wanted)), make(map[string]bool, len(wanted))
	for _, a := range list {
		if a.gone {
			delete(taken, has[a.docNo])
			delete(has, a.docNo)
			continue
		}
		id := freeOf(wanted[a.docNo], func(id string) bool { return taken[id] })
		has[a.docNo], taken[id] = id, true
	}
	return has
}

// rename gives documents the IDs that they should have, and says which they had. Old ones go first, for the new ones may be
// among them.
func (s store) rename(has map[uint64]string) (renamed map[textKey]string, err error) {
	renamed = map[textKey]string{}
	var other []uint64
	var h header
	err = s.each(headers, nil, func(k, v []byte) error {
		payload, err := headers.unseal(k, v)
		if err == nil {
			err = decodeHeader(payload, &h)
		}
		if err != nil {
			return damaged("header %x: %w", k, err)
		}
		docNo := binary.BigEndian.Uint64(k)
		if id, shown := has[docNo]; shown && !h.hidden && id != h.id {
			other = append(other, docNo)
		}
		return nil
	})
	for _, docNo := range other {
		if err != nil {
			return nil, err
		}
		if h, err = s.header(docNo); err == nil {
			renamed[h.textKey()] = h.id
			err = s.delete(ids, []byte(h.id))
		}
	}
	for _, docNo := range other {
		if err != nil {
			return nil, err
		}
		if h, err = s.header(docNo); err != nil {
			return nil, err
		}
		h.id = has[docNo]
		err = errors.Join(s.put(ids, []byte(h.id), key64(docNo)), s.put(headers, key64(docNo), encodeHeader(h)))
	}
	return renamed, err
}
