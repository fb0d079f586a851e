package storage

import (
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"
	bolt "go.etcd.io/bbolt"
)

// actorID tells whoever writes the journal from all others: it is stamped when an installation first changes a file, and
// its events are numbered from 1 without a gap. Inside one file a small number stands for it.
type actorID [16]byte

func (a actorID) String() string { return formatUUID(string(a[:])) }

// derivedActor is the same wherever it is made from the same words.
func derivedActor(words string) actorID {
	return actorID(uuid.NewSHA1(actorSpace, []byte(words)))
}

// actorSpace is what derived actors are derived in.
var actorSpace = uuid.MustParse("9d3a1f7e-52c4-4f0b-8a86-0c1de7b2a645")

// actors are those of the file: the first has number 1.
func (s store) actors() ([]actorID, error) {
	raw, _, err := s.get(metas, []byte(metaActors))
	if err != nil {
		return nil, err
	}
	if len(raw)%16 != 0 {
		return nil, damaged("bucket %s, key %s: %d bytes are no actors", metas.name, metaActors, len(raw))
	}
	list := make([]actorID, len(raw)/16)
	for i := range list {
		copy(list[i][:], raw[16*i:])
	}
	return list, nil
}

func (s store) putActors(list []actorID) error {
	raw := make([]byte, 0, 16*len(list))
	for _, a := range list {
		raw = append(raw, a[:]...)
	}
	return s.put(metas, []byte(metaActors), raw)
}

// actorOrNew is the number of an actor in the file, which is made where it has none.
func (s store) actorOrNew(id actorID) (uint32, error) {
	list, err := s.actors()
	if err != nil {
		return 0, err
	}
	for i, a := range list {
		switch {
		case a == id:
			return uint32(i + 1), nil
		case tagOf(a) == tagOf(id):
			return 0, fmt.Errorf("%w: the actors %s and %s begin alike", ErrRecord, a, id)
		}
	}
	return uint32(len(list) + 1), s.putActors(append(list, id))
}

// tagOf is what keys of histories have of an actor.
func tagOf(id actorID) uint64 { return binary.BigEndian.Uint64(id[:8]) }

// lastOf is the number of an actor's newest event and its clock; 0 when it has none.
func (s store) lastOf(actor uint32) (seq uint64, now clock, err error) {
	table, err := s.bucket(journal)
	if err != nil {
		return 0, now, err
	}
	k, v := lastBefore(table.Cursor(), eventKey(actor+1, 0))
	if k == nil || len(k) != 12 || binary.BigEndian.Uint32(k) != actor {
		return 0, now, nil
	}
	h, err := readHead(k, v)
	return h.seq, h.clock, err
}

// lastBefore moves a cursor to the last key before another.
func lastBefore(c *bolt.Cursor, key []byte) (k, v []byte) {
	if k, _ := c.Seek(key); k == nil {
		return c.Last()
	}
	return c.Prev()
}

// tip is where the journal ends for who writes to it.
type tip struct {
	known bool
	now   clock   // of the newest event of any actor
	actor uint32  // that writes; 0 before the first change after opening
	id    actorID // the same
	seq   uint64  // of its newest event
}

// newest finds the latest clock of the file.
func (s store) newest() (now clock, err error) {
	list, err := s.actors()
	if err != nil {
		return now, err
	}
	for i := range list {
		_, last, err := s.lastOf(uint32(i + 1))
		if err != nil {
			return now, err
		}
		if last.compare(now) > 0 {
			now = last
		}
	}
	return now, nil
}

// become has the stage know where the journal ends, and which actor writes. What an installation wrote before it goes on;
// where it cannot be sure that the file is the one that it left, and not a copy, it begins as a new actor, so that no
// number is given twice.
func (st *stage) become() (err error) {
	if st.tip.known {
		return nil
	}
	if st.tip.now, err = st.newest(); err != nil {
		return err
	}
	if st.tip.actor == 0 {
		if st.tip.id, err = st.writer(); err != nil {
			return err
		}
	}
	if st.tip.actor, err = st.actorOrNew(st.tip.id); err != nil {
		return err
	}
	st.tip.seq, _, err = st.lastOf(st.tip.actor)
	st.tip.known = true
	return err
}

// writer is the actor that goes on in this file, or a new one.
func (st *stage) writer() (actorID, error) {
	list, err := st.actors()
	if err != nil {
		return actorID{}, err
	}
	left := st.project.left.here()
	for i := len(list); i > 0; i-- {
		sure, ok := left[list[i-1].String()]
		if !ok {
			continue
		}
		if seq, _, err := st.lastOf(uint32(i)); err != nil || seq >= sure {
			return list[i-1], err
		}
	}
	return actorID(uuid.New()), nil
}
