package state

import (
	"iter"
	"math"
	"slices"
	"strings"

	"rubricator/annotate"
)

// Rows is a list of articles that never changes. With shares all but a small part with the list it was made from, so
// that a step costs the same in a project of ten articles and of a million. Two Rows are equal when they are the same
// list in memory; the zero value is empty.
//
// A row is 32 bytes of what changes and 28 of what does not, and its ID, title and file name once.
type Rows struct{ v *vector }

type vector struct {
	nodes []*node
	n     int
}

// node has some chunks; those behind the end are nil.
type node [nodeChunks]*chunk

const (
	chunkRows  = 128
	nodeChunks = 64
	nodeRows   = chunkRows * nodeChunks
)

// chunk has up to chunkRows rows.
type chunk struct {
	fixed *fixed
	names []string // what cells number: statuses, languages, sets of labels; "" is the first
	cells [chunkRows]cell
}

// cell is what changes in a row.
type cell struct {
	confidence, corrections      float64
	annotations, suggestions     int32
	status, found, own, labelled uint16 // in names
}

// fixed is what never changes in the rows of a chunk; all its versions share it.
type fixed struct {
	text      string // of each row the ID, the file name and the title
	encodings []string
	rows      [chunkRows]fixedRow
}

// fixedRow says where in the text the parts of a row end, and the rest.
type fixedRow struct {
	id, source, title uint32
	codePoints        int32
	number, imported  uint32 // imported: Unix seconds
	encoding          uint16
	within            bool // the file name begins with the ID, which stands there once
}

// NewRows takes a list.
func NewRows(list []Row) Rows {
	var b RowsBuilder
	for _, r := range list {
		b.Add(r)
	}
	return b.Rows()
}

// RowsBuilder makes Rows one by one. The zero value is ready.
type RowsBuilder struct {
	nodes   []*node
	n       int // rows in nodes
	pending []Row
}

// Add puts a row behind the others.
func (b *RowsBuilder) Add(r Row) {
	b.pending = append(b.pending, r)
	if len(b.pending) == chunkRows {
		b.put(newChunk(b.pending), chunkRows)
		b.pending = b.pending[:0]
	}
}

// Rows are those that were added. The builder is empty afterwards.
func (b *RowsBuilder) Rows() Rows {
	if len(b.pending) > 0 {
		b.put(newChunk(b.pending), len(b.pending))
	}
	v := &vector{b.nodes, b.n}
	*b = RowsBuilder{}
	if v.n == 0 {
		return Rows{}
	}
	return Rows{v}
}

func (b *RowsBuilder) put(c *chunk, rows int) {
	at := b.n / chunkRows % nodeChunks
	if at == 0 {
		b.nodes = append(b.nodes, new(node))
	}
	b.nodes[len(b.nodes)-1][at] = c
	b.n += rows
}

// Append is the list with more rows behind its own. Where its length is a multiple of 128 no row is copied.
func (r Rows) Append(more Rows) Rows {
	if r.Len() == 0 || more.Len() == 0 {
		if r.Len() == 0 {
			return more
		}
		return r
	}
	b := RowsBuilder{nodes: slices.Clone(r.v.nodes), n: r.v.n / chunkRows * chunkRows}
	if last := len(b.nodes) - 1; b.n < len(b.nodes)*nodeRows {
		n := *b.nodes[last]
		b.nodes[last] = &n
		if b.n%nodeRows == 0 { // the only chunk of the last node is the one that is not full
			b.nodes = b.nodes[:last]
		}
	}
	for i := b.n; i < r.v.n; i++ {
		b.pending = append(b.pending, r.At(i))
	}
	if len(b.pending) > 0 {
		for _, row := range more.All() {
			b.Add(row)
		}
		return b.Rows()
	}
	for first, c := range more.chunks() {
		b.put(c, min(chunkRows, more.v.n-first))
	}
	return b.Rows()
}

// Len is the number of rows.
func (r Rows) Len() int {
	if r.v == nil {
		return 0
	}
	return r.v.n
}

// At is the i-th row.
func (r Rows) At(i int) Row {
	c, k := r.chunk(i)
	return c.row(k)
}

// ID is that of the i-th row.
func (r Rows) ID(i int) string {
	c, k := r.chunk(i)
	return c.fixed.id(k)
}

// Shelf is that of the i-th row.
func (r Rows) Shelf(i int) Shelf {
	c, k := r.chunk(i)
	return shelfOf(annotate.Status(c.names[c.cells[k].status]))
}

func (r Rows) chunk(i int) (c *chunk, k int) {
	if uint(i) >= uint(r.Len()) {
		panic("internal error: no such row")
	}
	return r.v.nodes[i/nodeRows][i/chunkRows%nodeChunks], i % chunkRows
}

// chunks yields the chunks with the index of their first row.
func (r Rows) chunks() iter.Seq2[int, *chunk] {
	return func(yield func(int, *chunk) bool) {
		for first := 0; first < r.Len(); first += chunkRows {
			if !yield(first, r.v.nodes[first/nodeRows][first/chunkRows%nodeChunks]) {
				return
			}
		}
	}
}

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

// With is the list with another i-th row; the list itself where the row is no other.
func (r Rows) With(i int, row Row) Rows {
	c, k := r.chunk(i)
	if c.row(k) == row {
		return r
	}
	return r.withChunk(i/chunkRows, c.with(k, row, min(chunkRows, r.v.n-i+k)))
}

func (r Rows) withChunk(at int, c *chunk) Rows {
	nodes := slices.Clone(r.v.nodes)
	n := *nodes[at/nodeChunks]
	n[at%nodeChunks] = c
	nodes[at/nodeChunks] = &n
	return Rows{&vector{nodes, r.v.n}}
}

// recounted forgets how many suggestions are open.
func (r Rows) recounted() Rows {
	b := RowsBuilder{}
	for first, c := range r.chunks() {
		next := *c
		for k := range next.cells {
			next.cells[k].suggestions, next.cells[k].corrections = -1, 0
		}
		b.put(&next, min(chunkRows, r.v.n-first))
	}
	return b.Rows()
}

// newChunk copies what the rows hold.
func newChunk(rows []Row) *chunk {
	c := &chunk{fixed: newFixed(rows), names: []string{""}}
	for k, r := range rows {
		c.cells[k] = c.cellOf(r)
	}
	return c
}

func newFixed(rows []Row) *fixed {
	size := 0
	for _, r := range rows {
		size += len(r.ID) + len(r.Source) + len(r.Title)
	}
	f, text := &fixed{}, make([]byte, 0, size)
	for k, r := range rows {
		row := fixedRow{codePoints: int32(r.CodePoints), number: uint32(r.Number), imported: uint32(r.Imported), encoding: number(&f.encodings, r.Encoding)}
		row.within = strings.HasPrefix(r.Source, r.ID)
		text = append(text, r.ID...)
		row.id = uint32(len(text))
		if row.within {
			text = append(text, r.Source[len(r.ID):]...)
		} else {
			text = append(text, r.Source...)
		}
		row.source = uint32(len(text))
		text = append(text, r.Title...)
		row.title = uint32(len(text))
		f.rows[k] = row
	}
	f.text = string(text)
	return f
}

// number is the place of a name in a list, to which it is added where it is missing.
func number(names *[]string, name string) uint16 {
	i := slices.Index(*names, name)
	if i < 0 {
		i = len(*names)
		*names = append(*names, strings.Clone(name))
	}
	return uint16(i)
}

// cellOf numbers the names of a row, those that are new at the end.
func (c *chunk) cellOf(r Row) cell {
	return cell{
		confidence: r.Found.Confidence, corrections: r.Corrections,
		annotations: int32(r.Annotations), suggestions: int32(min(r.Suggestions, math.MaxInt32)),
		status: number(&c.names, string(r.Status)), found: number(&c.names, r.Found.Code), own: number(&c.names, r.Own),
		labelled: number(&c.names, string(r.Labels)),
	}
}

// with is the chunk, of so many rows, with another k-th row.
func (c *chunk) with(k int, r Row, rows int) *chunk {
	next := *c
	if old := c.row(k); old.ID != r.ID || old.Title != r.Title || old.Source != r.Source || old.Encoding != r.Encoding ||
		old.CodePoints != r.CodePoints || old.Number != r.Number || old.Imported != r.Imported || len(c.names) > 4*chunkRows {
		list := make([]Row, rows)
		for i := range list {
			list[i] = c.row(i)
		}
		list[k] = r
		return newChunk(list)
	}
	next.names = slices.Clip(c.names) // what is added must not be seen by the chunk before
	next.cells[k] = next.cellOf(r)
	return &next
}

func (c *chunk) row(k int) Row {
	f, cell := &c.fixed.rows[k], &c.cells[k]
	return Row{
		ID: c.fixed.id(k), Title: c.fixed.title(k), Source: c.fixed.source(k), Encoding: c.fixed.encodings[f.encoding],
		Found: Language{c.names[cell.found], cell.confidence}, Own: c.names[cell.own], Status: annotate.Status(c.names[cell.status]),
		CodePoints: int(f.codePoints), Annotations: int(cell.annotations), Suggestions: int(cell.suggestions), Corrections: cell.corrections,
		Labels: Names(c.names[cell.labelled]), Number: uint64(f.number), Imported: int64(f.imported),
	}
}

func (f *fixed) start(k int) uint32 {
	if k == 0 {
		return 0
	}
	return f.rows[k-1].title
}

func (f *fixed) id(k int) string    { return f.text[f.start(k):f.rows[k].id] }
func (f *fixed) title(k int) string { return f.text[f.rows[k].source:f.rows[k].title] }

func (f *fixed) source(k int) string {
	r := &f.rows[k]
	if r.within {
		return f.text[f.start(k):r.source]
	}
	return f.text[r.id:r.source]
}
