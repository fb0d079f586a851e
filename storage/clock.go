package storage

import (
	"cmp"
	"encoding/binary"
	"math"
	"time"
)

// clock is a hybrid logical clock: Unix milliseconds that never run backwards, and a counter within one of them.
type clock struct {
	millis  int64
	counter uint64 // fits into 32 bits
}

// next is the clock of an event that comes after c and was made at that time.
func (c clock) next(millis int64) clock {
	switch {
	case millis > c.millis:
		return clock{millis: millis}
	case c.counter == math.MaxUint32:
		return clock{millis: c.millis + 1}
	}
	return clock{c.millis, c.counter + 1}
}

func (c clock) compare(o clock) int {
	return cmp.Or(cmp.Compare(c.millis, o.millis), cmp.Compare(c.counter, o.counter))
}

// Stamp is the place of an event in the order of all events, which is the same in every copy of a project: by time, then
// by the actor that made it, then by that actor's number. The zero Stamp is before all.
type Stamp struct {
	Millis  int64  // hybrid clock: Unix milliseconds, later than those of every event that was known
	Counter uint32 // of events within one millisecond
	Actor   [16]byte
	Seq     uint64 // from 1 for each actor, without a gap
}

// Compare orders stamps.
func (s Stamp) Compare(o Stamp) int {
	return cmp.Or(cmp.Compare(s.Millis, o.Millis), cmp.Compare(s.Counter, o.Counter), cmp.Compare(string(s.Actor[:]), string(o.Actor[:])),
		cmp.Compare(s.Seq, o.Seq))
}

// Time is when the event was made, as far as the clocks were right.
func (s Stamp) Time() time.Time { return time.UnixMilli(s.Millis).UTC() }

func stampOf(c clock, actor actorID, seq uint64) Stamp {
	return Stamp{Millis: c.millis, Counter: uint32(c.counter), Actor: actor, Seq: seq}
}

// historyKey sorts the events of a document in the order of all events. Of the actor it has the first 8 bytes, which
// differ from actor to actor in one file.
func historyKey(docNo uint64, at Stamp) []byte {
	k := binary.BigEndian.AppendUint64(make([]byte, 0, historyKeyLen), docNo)
	k = binary.BigEndian.AppendUint64(k, uint64(at.Millis)^1<<63)
	k = binary.BigEndian.AppendUint32(k, at.Counter)
	k = append(k, at.Actor[:8]...)
	return binary.BigEndian.AppendUint64(k, at.Seq)
}

const historyKeyLen = 36
