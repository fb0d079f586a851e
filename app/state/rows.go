package state

import (
	"iter"
	"slices"
)

// Rows is a list of articles that never changes. With shares all but a small part with the list it was made from, so
// that a step costs the same in a project of ten articles and of a hundred thousand. Two Rows are equal when they are
// the same list in memory; the zero value is empty.
type Rows struct{ v *vector }

type vector struct {
	chunks [][]Row // of chunkRows each, the last one shorter
	n      int
}

const chunkRows = 128

// NewRows takes a list; its rows must not be changed any more.
func NewRows(list []Row) Rows {
	if len(list) == 0 {
		return Rows{}
	}
	return Rows{&vector{slices.Collect(slices.Chunk(list, chunkRows)), len(list)}}
}

// Len is the number of rows.
func (r Rows) Len() int {
	if r.v == nil {
		return 0
	}
	return r.v.n
}

// At is the i-th row.
func (r Rows) At(i int) Row { return r.v.chunks[i/chunkRows][i%chunkRows] }

// All yields the rows with their indices.
func (r Rows) All() iter.Seq2[int, Row] {
	return func(yield func(int, Row) bool) {
		for i := range r.Len() {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}

// With is the list with another i-th row.
func (r Rows) With(i int, row Row) Rows {
	chunks := slices.Clone(r.v.chunks)
	chunks[i/chunkRows] = slices.Clone(chunks[i/chunkRows])
	chunks[i/chunkRows][i%chunkRows] = row
	return Rows{&vector{chunks, r.v.n}}
}
