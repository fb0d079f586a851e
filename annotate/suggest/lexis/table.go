package lexis

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
)

// table maps the upper 32 bits of hashes to small values other than 0, in open addressing with a step of one.
type table struct {
	keys   []uint32
	values []uint16
	shift  int
}

func (t *table) get(h uint64) uint16 {
	key := uint32(h >> 32)
	for i := t.home(key); t.values[i] != 0; i = (i + 1) & (len(t.keys) - 1) {
		if t.keys[i] == key {
			return t.values[i]
		}
	}
	return 0
}

func (t *table) put(key uint32, value uint16) {
	i := t.home(key)
	for t.values[i] != 0 {
		i = (i + 1) & (len(t.keys) - 1)
	}
	t.keys[i], t.values[i] = key, value
}

// home spreads keys by Fibonacci hashing (Knuth, volume 3, 6.4): FNV leaves words that differ only in their last letter
// close together.
func (t *table) home(key uint32) int { return int(key * 0x9E3779B1 >> t.shift) }

// reader reads what gen writes: numbers as unsigned varints in gzip.
type reader struct {
	left []byte
	err  error
}

func openReader(file []byte) *reader {
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return &reader{err: err}
	}
	r := &reader{}
	r.left, r.err = io.ReadAll(io.LimitReader(z, 1<<24))
	return r
}

func (r *reader) number(limit uint64) uint64 {
	if r.err != nil {
		return 0
	}
	n, size := binary.Uvarint(r.left)
	switch {
	case size <= 0:
		r.err = io.ErrUnexpectedEOF
		return 0
	case n > limit:
		r.err = fmt.Errorf("%d is more than %d", n, limit)
		return 0
	}
	r.left = r.left[size:]
	return n
}

// table reads a count, the steps from each sorted key to the next, and the values.
func (r *reader) table() table {
	n := int(r.number(1 << 20))
	width := bits.Len(uint(n) * 3 / 2)
	t := table{make([]uint32, 1<<width), make([]uint16, 1<<width), 32 - width}
	keys := make([]uint32, n)
	key := uint32(0)
	for i := range keys {
		key += uint32(r.number(1<<32 - 1))
		keys[i] = key
	}
	for _, key := range keys {
		if value := uint16(r.number(1<<16 - 1)); value != 0 {
			t.put(key, value)
		}
	}
	return t
}

// close reports the first error, and anything left over.
func (r *reader) close() error {
	if r.err == nil && len(r.left) > 0 {
		r.err = fmt.Errorf("%d bytes more than was expected", len(r.left))
	}
	return r.err
}
