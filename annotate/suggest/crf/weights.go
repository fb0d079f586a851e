package crf

import "math"

// Weights are a table [Rows][tags] and transitions [tags][tags], with the sums of squared gradients that AdaGrad keeps for each.
type Weights struct {
	Tags  Tags
	Rows  int // a power of two
	Row   []float32
	Trans []float32

	squares, squaresTrans []float32
	learnt                []uint64 // a bit for each row that ever learnt something; the others are all zeros
	log                   *Log     // takes note of what changes; nil takes none
}

// NewWeights returns a table of zeros.
func NewWeights(t Tags, rows int) *Weights {
	k := t.Count()
	return &Weights{Tags: t, Rows: rows, Row: make([]float32, rows*k), Trans: make([]float32, k*k),
		squares: make([]float32, rows*k), squaresTrans: make([]float32, k*k), learnt: make([]uint64, (rows+63)/64)}
}

// Rate is how AdaGrad learns: w += Eta * g / (sqrt(sum of g²) + Epsilon). Gradients smaller than Least are left out.
type Rate struct{ Eta, Epsilon, Least float32 }

// Log holds what weights were before they learnt something, so that it can be taken back exactly.
type Log struct{ cells []cell }

type cell struct {
	at         int32 // below zero: a transition
	w, squares float32
}

// Keep starts to take note in log of what changes; nil ends it.
func (w *Weights) Keep(log *Log) { w.log = log }

// TakeBack undoes what a log noted, which must be the last that was learnt.
func (w *Weights) TakeBack(log *Log) {
	for i := len(log.cells) - 1; i >= 0; i-- {
		c := log.cells[i]
		if c.at < 0 {
			w.Trans[^c.at], w.squaresTrans[^c.at] = c.w, c.squares
			continue
		}
		w.Row[c.at], w.squares[c.at] = c.w, c.squares
	}
}

// Size is the memory that a log takes, in bytes.
func (l *Log) Size() int { return 12 * len(l.cells) }

// Add adds the rows of some features to the emissions of one position.
func (w *Weights) Add(emit []float32, features []uint32) {
	k := len(emit)
	for _, f := range features {
		if w.learnt[f/64]>>(f%64)&1 == 0 {
			continue
		}
		row := w.Row[int(f)*k : int(f)*k+k]
		row = row[:len(emit)]
		for t := range emit {
			emit[t] += row[t]
		}
	}
}

func (w *Weights) move(at int, g float32, r Rate) {
	if w.log != nil {
		w.log.cells = append(w.log.cells, cell{int32(at), w.Row[at], w.squares[at]})
	}
	w.squares[at] += g * g
	w.Row[at] += r.Eta * g / (float32(math.Sqrt(float64(w.squares[at]))) + r.Epsilon)
}

func (w *Weights) moveTrans(at int, g float32, r Rate) {
	if w.log != nil {
		w.log.cells = append(w.log.cells, cell{^int32(at), w.Trans[at], w.squaresTrans[at]})
	}
	w.squaresTrans[at] += g * g
	w.Trans[at] += r.Eta * g / (float32(math.Sqrt(float64(w.squaresTrans[at]))) + r.Epsilon)
}
