package storage

import (
	"container/heap"
	"encoding/binary"
	"sort"

	bolt "go.etcd.io/bbolt"
)

// eventHead is an entry of the journal of which only the head is read.
type eventHead struct {
	stamp   Stamp
	event   // kind, clock, time and annotator
	payload string
	seq     uint64
}

// readHead opens an entry of the journal and reads its head. Its stamp has no actor yet.
func readHead(k, v []byte) (h eventHead, err error) {
	h.payload, err = journal.unseal(k, v)
	if err != nil {
		return h, err
	}
	if len(k) != 12 {
		return h, damaged("bucket %s has the key %x", journal.name, k)
	}
	d := &decoder{s: h.payload}
	h.seq = binary.BigEndian.Uint64(k[4:])
	h.event = d.eventHead()
	if d.err != nil {
		return h, damaged("event %d of actor %d: %w", h.seq, binary.BigEndian.Uint32(k), d.err)
	}
	return h, nil
}

// whole reads the rest of the entry.
func (h eventHead) whole() (event, error) {
	ev, err := decodeEvent(h.payload)
	if err != nil {
		return ev, damaged("event %d of actor %s: %w", h.seq, actorID(h.stamp.Actor), err)
	}
	return ev, nil
}

// reel is the part of the journal that one actor wrote, which is in order by itself.
type reel struct {
	cursor *bolt.Cursor
	number uint32
	id     actorID
	head   eventHead
}

// reels are the parts of all actors, merged: the first is that whose head comes next.
type reels struct {
	list []*reel
	back bool // from the newest to the oldest
}

func (r *reels) Len() int { return len(r.list) }
func (r *reels) Less(i, j int) bool {
	order := r.list[i].head.stamp.Compare(r.list[j].head.stamp)
	return order < 0 && !r.back || order > 0 && r.back
}
func (r *reels) Swap(i, j int) { r.list[i], r.list[j] = r.list[j], r.list[i] }
func (r *reels) Push(x any)    { r.list = append(r.list, x.(*reel)) }
func (r *reels) Pop() any {
	last := r.list[len(r.list)-1]
	r.list = r.list[:len(r.list)-1]
	return last
}

// inOrder calls fn for the events after a stamp, oldest first, until it returns an error.
func (s store) inOrder(after Stamp, fn func(eventHead) error) error {
	r, err := s.reels(false, func(w *reel) (k, v []byte, err error) { return s.following(w, after) })
	if err != nil {
		return err
	}
	return r.run(fn)
}

// backwards calls fn for all events, newest first, until it returns an error.
func (s store) backwards(fn func(eventHead) error) error {
	r, err := s.reels(true, func(w *reel) (k, v []byte, err error) {
		k, v = lastBefore(w.cursor, eventKey(w.number+1, 0))
		return k, v, nil
	})
	if err != nil {
		return err
	}
	return r.run(fn)
}

func (s store) reels(back bool, first func(*reel) (k, v []byte, err error)) (*reels, error) {
	table, err := s.bucket(journal)
	if err != nil {
		return nil, err
	}
	actors, err := s.actors()
	if err != nil {
		return nil, err
	}
	all := &reels{back: back}
	for i, id := range actors {
		r := &reel{cursor: table.Cursor(), number: uint32(i + 1), id: id}
		k, v, err := first(r)
		if err != nil {
			return nil, err
		}
		if ok, err := r.load(k, v); err != nil {
			return nil, err
		} else if ok {
			all.list = append(all.list, r)
		}
	}
	heap.Init(all)
	return all, nil
}

// following moves a reel to its first event after a stamp. Its clocks grow with its numbers.
func (s store) following(r *reel, after Stamp) (k, v []byte, err error) {
	last, _, err := s.lastOf(r.number)
	if err != nil || after == (Stamp{}) {
		k, v = r.cursor.Seek(eventKey(r.number, 0))
		return k, v, err
	}
	at := sort.Search(int(last), func(i int) bool {
		if err != nil {
			return true
		}
		var ok bool
		ok, err = r.load(r.cursor.Seek(eventKey(r.number, uint64(i+1))))
		return err != nil || !ok || r.head.stamp.Compare(after) > 0
	})
	k, v = r.cursor.Seek(eventKey(r.number, uint64(at+1)))
	return k, v, err
}

// load takes over the entry at which the cursor is; false where it is another actor's.
func (r *reel) load(k, v []byte) (bool, error) {
	if k == nil || len(k) == 12 && binary.BigEndian.Uint32(k) != r.number {
		return false, nil
	}
	h, err := readHead(k, v)
	if err != nil {
		return false, err
	}
	h.stamp = stampOf(h.clock, r.id, h.seq)
	r.head = h
	return true, nil
}

func (r *reels) run(fn func(eventHead) error) error {
	for len(r.list) > 0 {
		next := r.list[0]
		if err := fn(next.head); err != nil {
			return err
		}
		move := next.cursor.Next
		if r.back {
			move = next.cursor.Prev
		}
		ok, err := next.load(move())
		if err != nil {
			return err
		}
		if ok {
			heap.Fix(r, 0)
		} else {
			heap.Pop(r)
		}
	}
	return nil
}
