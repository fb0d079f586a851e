package storage

import (
	"context"
	"errors"
)

// One installation may write two files under one actor without knowing it: where a backup was restored in place after a
// crash, say. Then the same numbers stand for different events, and the actor's row forks. Of two branches the one whose
// first event has the lesser bytes keeps the actor, in whichever file it is; the other gets an actor that is derived from
// its first event. So every file that knows both branches has them under the same names, and Merge brings nothing twice.

// branch is the actor of a branch that begins with an event.
func branch(payload string) actorID { return derivedActor("branch " + payload) }

// forks finds out which events of the other file are to come, and under which actors.
func (j *joining) forks(ctx context.Context) error {
	var theirs []actorID
	err := j.other.view(func(s store) (err error) {
		theirs, err = s.actors()
		return err
	})
	for i := 0; err == nil && i < len(theirs); i++ {
		if err = ctx.Err(); err == nil {
			err = j.compare(uint32(i+1), theirs[i])
		}
	}
	return err
}

// compare walks along one actor's row of the other file, beside the rows of ours that begin like it.
func (j *joining) compare(number uint32, actor actorID) error {
	as, begin, seq := actor, uint64(1), uint64(1)
	for {
		at, theirs, ours, end, err := j.differ(number, as, begin, seq)
		switch {
		case err != nil:
			return err
		case end == endTheirs:
			return nil
		case end == endOurs:
			j.parts = append(j.parts, part{actor: actor, from: at, to: j.lastTheirs(number), as: as, begin: at - begin + 1})
			return nil
		case theirs < ours:
			j.merged.Forks++
			if err := j.project.fork(as, at-begin+1, branch(ours)); err != nil {
				return err
			}
			seq = at
		default:
			j.merged.Forks++
			as, begin, seq = branch(theirs), at, at
		}
	}
}

// How a comparison of two rows ends.
type rowEnd int

const (
	endDiffer rowEnd = iota
	endTheirs        // ours has all of theirs
	endOurs          // theirs goes on
)

// differ compares the events of the other file's actor from seq on with those of an actor of ours, where its number begin
// is our 1. It gives the number there of the first that is another.
func (j *joining) differ(number uint32, as actorID, begin, seq uint64) (at uint64, theirs, ours string, end rowEnd, err error) {
	err = j.other.view(func(t store) error {
		return j.project.view(func(s store) error {
			here, err := s.actorNumber(as)
			if err != nil {
				return err
			}
			for at = seq; ; at++ {
				there := false
				if theirs, there, err = t.get(journal, eventKey(number, at)); err != nil {
					return err
				}
				if !there {
					end = endTheirs
					return nil
				}
				found := false
				if here != 0 {
					ours, found, err = s.get(journal, eventKey(here, at-begin+1))
				}
				switch {
				case err != nil:
					return err
				case !found:
					end = endOurs
					return nil
				case theirs != ours:
					return nil
				}
			}
		})
	})
	return at, theirs, ours, end, err
}

func (j *joining) lastTheirs(number uint32) (last uint64) {
	_ = j.other.view(func(s store) (err error) {
		last, _, err = s.lastOf(number)
		return err
	})
	return last
}

// actorNumber is that of an actor in the file; 0 when it has none.
func (s store) actorNumber(id actorID) (uint32, error) {
	list, err := s.actors()
	for i, a := range list {
		if a == id {
			return uint32(i + 1), err
		}
	}
	return 0, err
}

// fork gives the events of an actor from a number on to another actor, in one commit: no row may have a gap.
func (p *Project) fork(from actorID, seq uint64, to actorID) error {
	return p.update(func(s store) error {
		p.tip = tip{} // whoever writes may not be that actor any more
		old, err := s.actorNumber(from)
		if err != nil {
			return err
		}
		now, err := s.actorOrNew(to)
		if err != nil {
			return err
		}
		last, _, err := s.lastOf(old)
		if err != nil {
			return err
		}
		for n := seq; n <= last; n++ {
			if err := s.moveTo(from, old, n, to, now, n-seq+1); err != nil {
				return err
			}
		}
		return nil
	})
}

// moveTo gives one event another place, in the journal and in all that leads to it.
func (s store) moveTo(from actorID, old uint32, seq uint64, to actorID, now uint32, as uint64) error {
	key, next := eventKey(old, seq), eventKey(now, as)
	payload, ok, err := s.get(journal, key)
	if err == nil && !ok {
		err = damaged("event %d of actor %s is gone", seq, from)
	}
	if err != nil {
		return err
	}
	ev, err := decodeEvent(payload)
	if err != nil {
		return damaged("event %d of actor %s: %w", seq, from, err)
	}
	keys := ev.keys
	if ev.kind == eventTransaction {
		keys = []textKey{ev.text}
	}
	for _, text := range keys {
		if err := s.moveEntry(text, ev, stampOf(ev.clock, from, seq), old, stampOf(ev.clock, to, as), now); err != nil {
			return err
		}
	}
	return errors.Join(s.delete(journal, key), s.put(journal, next, []byte(payload)))
}

// moveEntry follows a moved event in the history, or the header, of one document.
func (s store) moveEntry(text textKey, ev event, from Stamp, old uint32, to Stamp, now uint32) error {
	docNo, h, err := s.withText(text)
	if err != nil {
		return err
	}
	if ev.kind == eventImport && h.arrival.actor == old && h.arrival.seq == from.Seq {
		h.arrival.actor, h.arrival.seq = now, to.Seq
		return s.put(headers, key64(docNo), encodeHeader(h))
	}
	key := historyKey(docNo, from)
	payload, ok, err := s.get(histories, key)
	if err == nil && !ok {
		err = damaged("document %q has no entry for event %d", h.id, from.Seq)
	}
	if err != nil {
		return err
	}
	return errors.Join(s.delete(histories, key), s.put(histories, historyKey(docNo, to), []byte(payload)))
}
