package storage

import (
	"context"
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
	scanPiece = 32      // documents that one goroutine reads in a row
	scanAhead = 512     // documents between the first and the last that are being read
	scanBytes = 1 << 20 // packed bytes that are read under one lock
)

// scanner is a goroutine of a scan. It keeps its buffers from text to text.
type scanner struct {
	project *Project
	id      func(i int) string
	reader  Reader
	turns   *turns
	packed  []byte // values copied out of the file
	parts   []packedText
	text    []byte
}

// packedText is a document whose value was copied, or why it cannot be.
type packedText struct {
	i, from, to int
	codec       byte
	fault       error
}

// piece reads documents in a row: under a lock it copies what is packed, as much as is kept at once, and unpacks it after.
func (s *scanner) piece(first, end int) error {
	for at := first; at < end && !s.turns.ended(); {
		s.packed, s.parts = s.packed[:0], s.parts[:0]
		err := s.project.view(func(st store) error {
			for ; at < end && len(s.packed) < scanBytes; at++ {
				s.copy(st, at)
			}
			return nil
		})
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		if err != nil { // a page that the database cannot understand
			s.parts = append(s.parts, packedText{i: at, fault: err})
			at++
		}
		for _, part := range s.parts {
			s.unpack(part)
			if s.turns.ended() {
				return nil
			}
		}
	}
	return nil
}

func (s *scanner) copy(st store, i int) {
	part := packedText{i: i, from: len(s.packed)}
	_, h, err := st.find(s.id(i))
	if err == nil {
		key := h.textKey()
		part.codec, err = s.take(st, key[:])
	}
	part.to, part.fault = len(s.packed), err
	s.parts = append(s.parts, part)
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
	s.packed = append(s.packed, payload...)
	return codec, err
}

func (s *scanner) unpack(part packedText) {
	payload, err := s.packed[part.from:part.to], part.fault
	switch {
	case err != nil:
	case part.codec == codecRaw:
		s.reader.Text(part.i, payload)
		return
	case part.codec == codecZstd:
		if s.text, err = zstdDecoder().DecodeAll(payload, s.text[:0]); err == nil {
			s.reader.Text(part.i, s.text)
			return
		}
		err = damaged("unpack: %w", err)
	default:
		err = damaged("unknown codec %d", part.codec)
	}
	s.reader.Fault(part.i, about("read", s.id(part.i), err))
}
