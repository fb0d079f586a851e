package crf

import (
	"math"
	"slices"
)

// Weights are a table [Rows][tags] and transitions [tags][tags], with the sums of squared gradients that AdaGrad keeps for each. A row takes
// memory once it has learnt something; the others are all zeros.
type Weights struct {
	Tags  Tags
	Rows  int       // features lie below it
	Trans []float32 // [tags][tags]

	learnt  []uint64    // a bit for each feature that has a row
	index   []int32     // of each feature that has a row its number
	owners  []uint32    // of each row its feature
	slabs   [][]float32 // slabRows rows each: [slabRows][2][tags], the weights and the sums of squares
	squares []float32   // of the transitions

	log   *Log     // takes note of what changes; nil takes none
	noted []uint64 // a bit for each weight that the log has, of the transitions and then of the rows
	moved []int    // scratch: the tags that a position moves
}

const (
	slabBits = 7
	slabRows = 1 << slabBits
)

// NewWeights returns a table of zeros.
func NewWeights(t Tags, rows int) *Weights {
	k := t.Count()
	return &Weights{Tags: t, Rows: rows, Trans: make([]float32, k*k), squares: make([]float32, k*k),
		learnt: make([]uint64, (rows+63)/64), index: make([]int32, rows)}
}

// Reset forgets everything; the memory serves for what comes.
func (w *Weights) Reset() {
	clear(w.Trans)
	clear(w.squares)
	w.drop(0)
}

// Clone is a copy that learns on its own. Logs of w take back what they noted in either.
func (w *Weights) Clone() *Weights {
	c := &Weights{Tags: w.Tags, Rows: w.Rows, Trans: slices.Clone(w.Trans), squares: slices.Clone(w.squares),
		learnt: slices.Clone(w.learnt), index: slices.Clone(w.index), owners: slices.Clone(w.owners)}
	for i := 0; i*slabRows < len(w.owners); i++ {
		c.slabs = append(c.slabs, slices.Clone(w.slabs[i]))
	}
	return c
}

// drop forgets the newest rows, down to so many.
func (w *Weights) drop(to int) {
	for _, f := range w.owners[to:] {
		w.learnt[f/64] &^= 1 << (f % 64)
	}
	w.owners = w.owners[:to]
}

// Row are the weights [tags] of a feature; nil for one that never learnt.
func (w *Weights) Row(feature uint32) []float32 {
	if w.learnt[feature/64]>>(feature%64)&1 == 0 {
		return nil
	}
	row, _ := w.row(w.index[feature])
	return row
}

// row are the weights and the sums of squares of a row, both [tags].
func (w *Weights) row(at int32) (row, squares []float32) {
	k := w.Tags.Count()
	from := 2 * k * int(at%slabRows)
	both := w.slabs[at>>slabBits][from : from+2*k]
	return both[:k:k], both[k:]
}

// claim is the row of a feature, made where there was none.
func (w *Weights) claim(f uint32) int32 {
	if w.learnt[f/64]>>(f%64)&1 != 0 {
		return w.index[f]
	}
	at := int32(len(w.owners))
	w.learnt[f/64] |= 1 << (f % 64)
	w.index[f] = at
	w.owners = append(w.owners, f)
	if int(at>>slabBits) == len(w.slabs) {
		w.slabs = append(w.slabs, make([]float32, slabRows*2*w.Tags.Count()))
		return at
	}
	row, squares := w.row(at)
	clear(row)
	clear(squares)
	return at
}

// Rate is how AdaGrad learns: w += Eta * g / (sqrt(sum of g²) + Epsilon). Gradients smaller than Least are left out.
type Rate struct{ Eta, Epsilon, Least float32 }

// Log holds what weights were before they learnt something, so that it can be taken back exactly: each weight once, and those of new rows not at all.
type Log struct {
	rows  int // that there were
	cells []cell
}

type cell struct {
	at         int32 // of a row's weight; below zero a transition
	w, squares float32
}

// Keep starts to take note in a new log of what changes; nil ends it.
func (w *Weights) Keep(log *Log) {
	if w.log != nil {
		for _, c := range w.log.cells {
			w.noted[w.bit(c.at)/64] = 0 // with others of the same log
		}
	}
	w.log = log
	if log == nil {
		return
	}
	log.rows = len(w.owners)
	if bits := w.Tags.Count() * (log.rows + w.Tags.Count()); bits > 64*len(w.noted) {
		w.noted = append(w.noted, make([]uint64, (bits+63)/64-len(w.noted))...)
	}
}

// bit is the place of a weight in noted: the transitions come first.
func (w *Weights) bit(at int32) int {
	if at < 0 {
		return int(^at)
	}
	return len(w.Trans) + int(at)
}

// note notes a weight, unless the log has it or its row is newer than the log.
func (w *Weights) note(at int32, weight, squares float32) {
	if w.log == nil || int(at) >= w.log.rows*w.Tags.Count() {
		return
	}
	bit := w.bit(at)
	if w.noted[bit/64]>>(bit%64)&1 == 0 {
		w.noted[bit/64] |= 1 << (bit % 64)
		w.log.cells = append(w.log.cells, cell{at, weight, squares})
	}
}

// TakeBack undoes what a log noted, which must be the last that was learnt.
func (w *Weights) TakeBack(log *Log) {
	k := w.Tags.Count()
	for _, c := range log.cells {
		if c.at < 0 {
			w.Trans[^c.at], w.squares[^c.at] = c.w, c.squares
			continue
		}
		row, squares := w.row(c.at / int32(k))
		row[int(c.at)%k], squares[int(c.at)%k] = c.w, c.squares
	}
	w.drop(log.rows)
}

// Add adds the rows of some features to the emissions of one position.
func (w *Weights) Add(emit []float32, features []uint32) {
	var some [64]int32 // rows of those that learnt something
	n := 0
	for _, f := range features {
		if w.learnt[f/64]>>(f%64)&1 == 0 {
			continue
		}
		some[n] = w.index[f]
		if n++; n == len(some) {
			w.addRows(emit, some[:n])
			n = 0
		}
	}
	w.addRows(emit, some[:n])
}

// addRows adds eight tags of all rows, then the next eight: the sums stay in registers meanwhile.
func (w *Weights) addRows(emit []float32, rows []int32) {
	k, t := len(emit), 0
	for ; t+8 <= k; t += 8 {
		e := (*[8]float32)(emit[t:])
		e0, e1, e2, e3, e4, e5, e6, e7 := e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7]
		for _, at := range rows {
			row := (*[8]float32)(w.slabs[at>>slabBits][2*k*int(at%slabRows)+t:])
			e0 += row[0]
			e1 += row[1]
			e2 += row[2]
			e3 += row[3]
			e4 += row[4]
			e5 += row[5]
			e6 += row[6]
			e7 += row[7]
		}
		*e = [8]float32{e0, e1, e2, e3, e4, e5, e6, e7}
	}
	for ; t < k; t++ {
		sum := emit[t]
		for _, at := range rows {
			sum += w.slabs[at>>slabBits][2*k*int(at%slabRows)+t]
		}
		emit[t] = sum
	}
}

// Learn moves the weights along a gradient; features are those of each position.
func (w *Weights) Learn(g *Gradient, features [][]uint32, r Rate) {
	k := w.Tags.Count()
	for i, list := range features {
		slopes := g.Emit[i*k : (i+1)*k]
		w.moved = w.moved[:0]
		for t, x := range slopes {
			if x <= -r.Least || x >= r.Least {
				w.moved = append(w.moved, t)
			}
		}
		if len(w.moved) == 0 {
			continue
		}
		for _, f := range list {
			at := w.claim(f)
			row, squares := w.row(at)
			for _, t := range w.moved {
				w.note(at*int32(k)+int32(t), row[t], squares[t])
				r.move(&row[t], &squares[t], slopes[t])
			}
		}
	}
	for at, x := range g.Trans[:k*k] {
		if x <= -r.Least || x >= r.Least {
			w.note(^int32(at), w.Trans[at], w.squares[at])
			r.move(&w.Trans[at], &w.squares[at], x)
		}
	}
}

// move takes one step.
func (r Rate) move(w, squares *float32, g float32) {
	*squares += g * g
	*w += r.Eta * g / (float32(math.Sqrt(float64(*squares))) + r.Epsilon)
}
