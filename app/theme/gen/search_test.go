package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// onLine is a search among points on a line, where the best is known: the ends, and what divides the rest evenly.
func onLine(n int) search {
	s := search{random: rand.New(rand.NewPCG(1, 0))}
	for i := range n {
		row := make([]float32, n)
		for j := range row {
			row[j] = float32(math.Abs(float64(i - j)))
		}
		s.apart = append(s.apart, row)
	}
	return s
}

func TestSearchSpreadsPoints(t *testing.T) {
	s := onLine(101)
	first := s.extend(nil, 3, 20)
	if d := s.least(first); d != 50 {
		t.Errorf("three of 101 points are %v apart, want 50: %v", d, first)
	}
	more := s.extend(first, 5, 20)
	if d := s.least(more); d != 25 || !slices.Equal(more[:3], first) {
		t.Errorf("five points are %v apart, want 25 around %v: %v", d, first, more)
	}
}

func TestOrderFollowsHintsAndKeepsStages(t *testing.T) {
	s := onLine(101)
	set := s.extend(nil, 24, 2)
	ordered := s.order(set, []int{set[5], set[2]})
	if ordered[0] != set[5] || ordered[1] != set[2] {
		t.Errorf("the order begins %v, want %d and %d", ordered[:2], set[5], set[2])
	}
	for i, from := range []int{0, 8, 12} {
		a, b := slices.Clone(set[from:stages[i]]), slices.Clone(ordered[from:stages[i]])
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("stage %d has %v, want %v", i, b, a)
		}
	}
}
