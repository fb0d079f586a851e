package crf

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// dense is what Weights stand for: a table with all rows.
type dense struct{ row, squares, trans, squaresTrans []float32 }

func newDense(t Tags, rows int) *dense {
	k := t.Count()
	return &dense{make([]float32, rows*k), make([]float32, rows*k), make([]float32, k*k), make([]float32, k*k)}
}

func (d *dense) clone() *dense {
	return &dense{slices.Clone(d.row), slices.Clone(d.squares), slices.Clone(d.trans), slices.Clone(d.squaresTrans)}
}

func (d *dense) learn(k int, g *Gradient, features [][]uint32, r Rate) {
	move := func(w, squares *float32, x float32) {
		if x > -r.Least && x < r.Least {
			return
		}
		*squares += x * x
		*w += r.Eta * x / (float32(math.Sqrt(float64(*squares))) + r.Epsilon)
	}
	for i, list := range features {
		for t := range k {
			for _, f := range list {
				move(&d.row[int(f)*k+t], &d.squares[int(f)*k+t], g.Emit[i*k+t])
			}
		}
	}
	for at := range k * k {
		move(&d.trans[at], &d.squaresTrans[at], g.Trans[at])
	}
}

// same compares weights with the table that they stand for, to the bit, and Add with the plain sum of all rows.
func (d *dense) same(t *testing.T, w *Weights) {
	t.Helper()
	k := w.Tags.Count()
	features, sum, got := make([]uint32, w.Rows), make([]float32, k), make([]float32, k)
	for f := range features {
		features[f] = uint32(f)
		row, squares := make([]float32, k), make([]float32, k)
		if w.Row(uint32(f)) != nil {
			row, squares = w.row(w.index[f])
		}
		if !slices.Equal(row, d.row[f*k:(f+1)*k]) || !slices.Equal(squares, d.squares[f*k:(f+1)*k]) {
			t.Fatalf("row %d is %v with squares %v, want %v and %v", f, row, squares, d.row[f*k:(f+1)*k], d.squares[f*k:(f+1)*k])
		}
		for tag := range sum {
			sum[tag] += d.row[f*k+tag]
		}
	}
	if !slices.Equal(w.Trans, d.trans) || !slices.Equal(w.squares, d.squaresTrans) {
		t.Fatalf("the transitions are %v, want %v", w.Trans, d.trans)
	}
	if w.Add(got, features); !slices.Equal(got, sum) {
		t.Fatalf("the rows add up to %v, want %v", got, sum)
	}
}

// randomStep is a random gradient of a sequence with random features, some of them twice.
func randomStep(r *rand.Rand, k, rows int) (*Gradient, [][]uint32) {
	features := make([][]uint32, 1+r.IntN(6))
	g := &Gradient{Emit: make([]float32, len(features)*k), Trans: make([]float32, k*k)}
	for _, list := range [][]float32{g.Emit, g.Trans} {
		for i := range list {
			if r.IntN(3) == 0 {
				list[i] = float32(r.NormFloat64())
			}
		}
	}
	for i := range features {
		for range r.IntN(8) {
			features[i] = append(features[i], r.Uint32N(uint32(rows)))
		}
	}
	return g, features
}

// Whatever is learnt, taken back and forgotten, weights are those of a table with all rows, to the bit.
func TestWeightsAreThoseOfADenseTable(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 5))
		tags, rate := Tags{Labels: 1 + r.IntN(3)}, Rate{Eta: 0.1, Epsilon: 0.01, Least: 0.2}
		rows := 100 + r.IntN(3*slabRows)
		w, plain := NewWeights(tags, rows), newDense(tags, rows)
		var logs []*Log
		var before []*dense
		for range 150 {
			switch n := r.IntN(20); {
			case n == 0:
				w.Reset()
				plain, logs, before = newDense(tags, rows), nil, nil
			case n < 6 && len(logs) > 0:
				last := len(logs) - 1
				w.TakeBack(logs[last])
				plain, logs, before = before[last], logs[:last], before[:last]
			default:
				logs, before = append(logs, &Log{}), append(before, plain.clone())
				w.Keep(logs[len(logs)-1])
				for range 1 + r.IntN(3) {
					g, features := randomStep(r, tags.Count(), rows)
					w.Learn(g, features, rate)
					plain.learn(tags.Count(), g, features, rate)
				}
				w.Keep(nil)
			}
			plain.same(t, w)
		}
		if len(w.slabs)*slabRows > rows+slabRows {
			t.Errorf("%d slabs for %d rows", len(w.slabs), rows)
		}
	}
}

// A row takes memory when it learns, and a log notes each weight of the rows that there were once.
func TestMemoryFollowsWhatWasLearnt(t *testing.T) {
	tags := Tags{Labels: 2}
	w := NewWeights(tags, 1<<18)
	g := &Gradient{Emit: []float32{1, 1, 1, 1, 1, 1, 1, 1, 1}, Trans: make([]float32, 81)}
	one, two := &Log{}, &Log{}
	for _, log := range []*Log{one, two} {
		w.Keep(log)
		for range 3 {
			w.Learn(g, [][]uint32{{7, 9, 1 << 17}}, Rate{Eta: 1, Epsilon: 1, Least: 0.1})
		}
	}
	w.Keep(nil)
	if len(w.owners) != 3 || len(w.slabs) != 1 || len(one.cells) != 0 || len(two.cells) != 3*9 {
		t.Errorf("%d rows in %d slabs, %d and %d cells noted", len(w.owners), len(w.slabs), len(one.cells), len(two.cells))
	}
	w.Reset()
	if w.Row(7) != nil || len(w.slabs) != 1 {
		t.Errorf("after Reset row 7 is %v, with %d slabs", w.Row(7), len(w.slabs))
	}
}

// A sequence becomes likelier by learning it, with few labels and with more than any array of ours would have room for.
func TestLearningMakesLikelier(t *testing.T) {
	for _, labels := range []int{1, 2, 63, 64, 100} {
		t.Run(fmt.Sprint(labels), func(t *testing.T) {
			tags := Tags{Labels: labels}
			w := NewWeights(tags, 64)
			features := [][]uint32{{1, 2}, {3}, {4, 5, 6}}
			l, g := NewLattice(tags, w.Trans), &Gradient{}
			losses := make([]float64, 3)
			for i := range losses {
				l.SetTransitions(w.Trans)
				l.Reset(len(features))
				for i, list := range features {
					w.Add(l.At(i), list)
				}
				l.Clamp(Span{0, 2, labels - 1})
				losses[i] = l.Gradient(g)
				w.Learn(g, features, Rate{Eta: 0.15, Epsilon: 0.01})
			}
			if losses[1] >= losses[0] || losses[2] >= losses[1] {
				t.Errorf("the losses are %v", losses)
			}
		})
	}
}
