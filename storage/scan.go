package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Reader takes the texts of a Scan on one of its goroutines.
type Reader struct {
	Text  func(i int, text []byte)  // the text of a document; the bytes are good until the call returns
	Fault func(i int, err error)    // or why it cannot be read: the document is gone, or the text is damaged
	Piece func(first, end int) bool // after those from first to before end; false ends the scan
}

// Scan reads the texts of n documents on all cores. id is the ID of the i-th; what stands first is read first, and every
// piece of neighbours is read by one goroutine, in order, none of them far ahead of another. reader is called once on each
// goroutine. The file is locked for a piece at a time and never while a Reader works, so that a Reader may take its time and
// read or write itself. Scan returns once all are done: ctx.Err() when it was interrupted, and what keeps the whole file
// from being read.
func (p *Project) Scan(ctx context.Context, n int, id func(i int) string, reader func() Reader) error {
	workers := max(1, min(runtime.GOMAXPROCS(0), n/scanPiece))
	t := newTurns(n, workers)
	defer context.AfterFunc(ctx, func() { t.end(ctx.Err()) })()
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			defer t.leave(w)
			s := scanner{project: p, id: id, reader: reader(), turns: t}
			for first, end := t.take(w); first < end; first, end = t.take(w) {
				if err := s.piece(first, end); err != nil {
					t.end(fmt.Errorf("read the texts of %q: %w", p.path, err))
					return
				}
				if !t.ended() && !s.reader.Piece(first, end) {
					t.end(nil)
				}
				runtime.Gosched() // a key that came meanwhile is served first
			}
		})
	}
	group.Wait()
	if !t.ended() {
		return ctx.Err() // that an interruption came may not have got around yet
	}
	return t.err
}

// turns deals pieces out to goroutines.
type turns struct {
	mu    sync.Mutex
	moved *sync.Cond
	n     int
	next  int   // first document of the next piece
	at    []int // first document of the piece of each goroutine; n when it has none
	over  atomic.Bool
	err   error // why, if it is not because all is read
}

func newTurns(n, workers int) *turns {
	t := &turns{n: n, at: make([]int, workers)}
	t.moved = sync.NewCond(&t.mu)
	for w := range t.at {
		t.at[w] = n
	}
	return t
}

// take is the next piece for a goroutine, once the slowest of the others is not too far behind; an empty one at the end.
func (t *turns) take(w int) (first, end int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at[w] = t.n
	t.moved.Broadcast()
	for !t.over.Load() && t.next < t.n && t.next-slices.Min(t.at) > scanAhead {
		t.moved.Wait()
	}
	if t.over.Load() || t.next >= t.n {
		return 0, 0
	}
	first = t.next
	t.next = min(t.next+scanPiece, t.n)
	t.at[w] = first
	return first, t.next
}

func (t *turns) leave(w int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at[w] = t.n
	t.moved.Broadcast()
}

// end lets nobody take another piece.
func (t *turns) end(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.over.Swap(true) {
		t.err = err
	}
	t.moved.Broadcast()
}

func (t *turns) ended() bool { return t.over.Load() }

const (
	scanPiece = 128     // documents that one goroutine reads in a row: those of some packs
	scanAhead = 1024    // documents between the first and the last that are being read
	scanBytes = 1 << 20 // packed bytes that are read under one lock
)

// scanner is a goroutine of a scan. It keeps its buffers, and the pack that it read last, from text to text.
type scanner struct {
	project *Project
	id      func(i int) string
	reader  Reader
	turns   *turns
	values  []byte // of packs, copied out of the file
	parts   []scanPart

	pack  uint64 // that is unpacked; 0 for none
	text  []byte // of all its documents
	ends  []int  // of each, in text; before them stands their list
	fault error  // why it cannot be unpacked
}

// scanPart is a document whose pack was copied, or why it cannot be.
type scanPart struct {
	i, from, to int // from is to where the pack is that of the part before
	packed      packed
	codec       byte
	fault       error
}

// piece reads documents in a row: under a lock it copies their packs, as much as is kept at once, and unpacks them after.
func (s *scanner) piece(first, end int) error {
	for at := first; at < end && !s.turns.ended(); {
		s.values, s.parts = s.values[:0], s.parts[:0]
		err := s.project.view(func(st store) error {
			for last := s.pack; at < end && len(s.values) < scanBytes; at++ {
				last = s.copy(st, at, last)
			}
			return nil
		})
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		if err != nil { // a page that the database cannot understand
			s.parts = append(s.parts, scanPart{i: at, fault: err})
			at++
		}
		for _, part := range s.parts {
			s.give(part)
			if s.turns.ended() {
				return nil
			}
		}
	}
	return nil
}

// copy takes the pack of a document out of the file, unless it is the last one, and returns which it is.
func (s *scanner) copy(st store, i int, last uint64) uint64 {
	part := scanPart{i: i, from: len(s.values)}
	_, h, err := st.find(s.id(i))
	if part.packed = h.packed; err == nil && h.packed.pack != last {
		part.codec, err = s.take(st, key64(h.packed.pack))
	}
	if part.to, part.fault = len(s.values), err; err == nil {
		last = h.packed.pack
	}
	s.parts = append(s.parts, part)
	return last
}

func (s *scanner) take(st store, key []byte) (codec byte, err error) {
	table, err := st.bucket(texts)
	if err != nil {
		return 0, err
	}
	value := table.Get(key)
	if value == nil {
		return 0, damaged("its text is gone")
	}
	codec, payload, err := texts.open(key, value)
	s.values = append(s.values, payload...)
	return codec, err
}

// give unpacks a document's text, where that was not done with its neighbours'.
func (s *scanner) give(part scanPart) {
	err := part.fault
	if err == nil && part.from < part.to {
		s.unpack(part)
	}
	if err == nil {
		err = s.fault
	}
	if err == nil && (s.pack != part.packed.pack || part.packed.index+1 >= len(s.ends)) {
		err = damaged("its text is not where its header says")
	}
	if err != nil {
		s.reader.Fault(part.i, about("read", s.id(part.i), err))
		return
	}
	s.reader.Text(part.i, s.text[s.ends[part.packed.index]:s.ends[part.packed.index+1]])
}

func (s *scanner) unpack(part scanPart) {
	payload := s.values[part.from:part.to]
	s.pack, s.fault, s.ends = part.packed.pack, nil, s.ends[:0]
	switch part.codec {
	case codecRaw:
		s.text = append(s.text[:0], payload...)
	case codecZstd:
		if s.text, s.fault = zstdDecoder().DecodeAll(payload, s.text[:0]); s.fault != nil {
			s.fault = damaged("unpack: %w", s.fault)
			return
		}
	default:
		s.fault = damaged("unknown codec %d", part.codec)
		return
	}
	if s.ends, s.fault = packEnds(s.text, s.ends); s.fault != nil {
		s.fault = damaged("pack %d of texts: %w", s.pack, s.fault)
	}
}

// packEnds is where the texts of a pack begin, and where the last one ends.
func packEnds(pack []byte, ends []int) ([]int, error) {
	n, w := binary.Uvarint(pack)
	if w <= 0 || n > uint64(len(pack)) {
		return nil, errShort
	}
	at, sum := w, uint64(0)
	for range n {
		length, w := binary.Uvarint(pack[at:])
		if w <= 0 || length > uint64(len(pack)) {
			return nil, errShort
		}
		ends, at, sum = append(ends, int(sum)), at+w, sum+length
	}
	if ends = append(ends, int(sum)); uint64(at)+sum != uint64(len(pack)) {
		return nil, errShort
	}
	for i := range ends {
		ends[i] += at
	}
	return ends, nil
}
