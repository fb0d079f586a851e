package storage

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
)

// HeadersAfter lists up to n documents that come after a place in the list, as Headers does; 0 begins with the first.
// Lists of many documents are read in such pieces: none holds back what is written meanwhile for long. next is the place
// to go on with; there are no more once it is 0.
func (p *Project) HeadersAfter(annotator string, after uint64, n int) (list []Header, next uint64, err error) {
	var r rows
	var mine uint16
	err = p.view(func(s store) (err error) {
		if mine, err = s.layer(annotator); err == nil {
			r, next, err = s.headerRows(after, n)
		}
		return err
	})
	if err == nil {
		list, err = r.public(mine, nil)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("list documents of %q: %w", p.path, err)
	}
	return list, next, nil
}

// WorkedAfter is HeadersAfter for those of the n documents about which somebody has said something.
func (p *Project) WorkedAfter(after uint64, n int) (list []Header, next uint64, err error) {
	var r rows
	err = p.view(func(s store) (err error) {
		r, next, err = s.headerRows(after, n)
		return err
	})
	if err == nil {
		list, err = r.public(0, func(h *header) bool { return len(h.layers) > 0 })
	}
	if err != nil {
		return nil, 0, fmt.Errorf("list documents of %q with work: %w", p.path, err)
	}
	return list, next, nil
}

// LastNumber is the place of the last document; 0 when there is none. There are at most so many.
func (p *Project) LastNumber() (last uint64, err error) {
	err = p.view(func(s store) error {
		table, err := s.bucket(headers)
		if err != nil {
			return err
		}
		if order := s.Bucket([]byte(orders.name)); order != nil {
			table = order
		}
		if k, _ := table.Cursor().Last(); len(k) == 8 {
			last = binary.BigEndian.Uint64(k)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count documents of %q: %w", p.path, err)
	}
	return last, nil
}

// rows are headers copied out of the file, in few large pieces: the strings of the decoded headers point into them.
type rows struct {
	numbers []uint64
	ends    []int // of each payload in its piece
	pieces  []string
	from    []int // first row of each piece
	at      int   // piece of the last row that was asked for
}

const pieceLen = 1 << 20 // bytes

// headerRows copies up to n headers after a place; next is the place where the rest begins, 0 when there is none.
func (s store) headerRows(after uint64, n int) (r rows, next uint64, err error) {
	c := collecting{rows: &r, most: n, piece: make([]byte, 0, min(pieceLen, 256*min(n, pieceLen)))}
	table, err := s.bucket(headers)
	if err != nil {
		return r, 0, err
	}
	if s.Bucket([]byte(orders.name)) == nil {
		cursor := table.Cursor()
		for k, v := cursor.Seek(key64(after + 1)); k != nil && err == nil; k, v = cursor.Next() {
			err = c.row(0, k, v)
		}
	} else {
		err = s.inPlaces(after, func(place, docNo uint64) error {
			k := key64(docNo)
			return c.row(place, k, table.Get(k))
		})
	}
	if errors.Is(err, errEnough) {
		next, err = c.last, nil
	}
	r.pieces = append(r.pieces, string(c.piece))
	return r, next, err
}

// collecting copies headers into rows.
type collecting struct {
	*rows
	most  int
	last  uint64 // place of the last row
	piece []byte
}

// row adds the document at a place, which is 0 where its number says it; errEnough when there are as many as were asked for.
func (c *collecting) row(place uint64, k, v []byte) error {
	if len(c.numbers) == c.most {
		return errEnough
	}
	if len(k) != 8 || v == nil {
		return damaged("bucket %s has the key %x", headers.name, k)
	}
	_, payload, err := headers.open(k, v)
	if err != nil {
		return err
	}
	if len(c.piece)+len(payload) > pieceLen && len(c.piece) > 0 {
		c.pieces, c.piece = append(c.pieces, string(c.piece)), c.piece[:0]
	}
	if len(c.piece) == 0 {
		c.from = append(c.from, len(c.numbers))
	}
	c.piece = append(c.piece, payload...)
	number := binary.BigEndian.Uint64(k)
	c.numbers, c.ends, c.last = append(c.numbers, number), append(c.ends, len(c.piece)), cmp.Or(place, number)
	return nil
}

// public decodes the rows as the annotator of layer mine sees them: those that are wanted, or with nil all. Hidden ones
// are left out.
func (r *rows) public(mine uint16, wanted func(*header) bool) ([]Header, error) {
	var list []Header
	if wanted == nil {
		list = make([]Header, 0, len(r.numbers))
	}
	var h header
	for i, docNo := range r.numbers {
		if err := decodeHeader(r.payload(i), &h); err != nil {
			return nil, damaged("header of document %d: %w", docNo, err)
		}
		if !h.hidden && (wanted == nil || wanted(&h)) {
			list = append(list, h.public(docNo, mine))
		}
	}
	return list, nil
}

// payload gives row i; rows are asked for in order.
func (r *rows) payload(i int) string {
	if r.at+1 < len(r.from) && r.from[r.at+1] == i {
		r.at++
	}
	start := 0
	if i > r.from[r.at] {
		start = r.ends[i-1]
	}
	return r.pieces[r.at][start:r.ends[i]]
}
