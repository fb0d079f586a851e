package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// search chooses candidates so that the two that are nearest to each other are as far apart as can be.
type search struct {
	apart  [][]float32
	random *rand.Rand
}

// extend adds candidates to those that are kept until there are n. From many random starts it replaces the worst
// placed one by the best candidate, until that helps no more, and takes the best of all ends.
func (s *search) extend(kept []int, n, tries int) []int {
	var best []int
	for range tries {
		set := slices.Clone(kept)
		for len(set) < n {
			set = append(set, s.random.IntN(len(s.apart)))
		}
		s.climb(set, len(kept))
		if best == nil || s.least(set) > s.least(best) {
			best = set
		}
	}
	return best
}

// climb moves single members after the first fixed ones.
func (s *search) climb(set []int, fixed int) {
	for moved := true; moved; {
		moved = false
		for i := fixed; i < len(set); i++ {
			now, to := s.to(set, i, set[i]), set[i]
			for c := range s.apart {
				if d := s.to(set, i, c); d > now {
					now, to = d, c
				}
			}
			moved = moved || to != set[i]
			set[i] = to
		}
	}
}

// to is the distance of candidate c to the nearest of the set but member i.
func (s *search) to(set []int, i, c int) float32 {
	d := float32(math.MaxFloat32)
	for j, other := range set {
		if j != i {
			d = min(d, s.apart[c][other])
		}
	}
	return d
}

// least is the distance of the two nearest.
func (s *search) least(set []int) float32 {
	d := float32(math.MaxFloat32)
	for i := range set {
		d = min(d, s.to(set, i, set[i]))
	}
	return d
}

// order puts the first stage in the order of what it should be like, and lets each of the later ones be the farthest
// from those before it.
func (s *search) order(set, like []int) []int {
	ordered, rest := []int{}, slices.Clone(set[:stages[0]])
	for _, hint := range like {
		ordered, rest = s.move(ordered, rest, func(i int) float32 { return -s.apart[i][hint] })
	}
	from := 0
	for _, n := range stages {
		if from > 0 {
			rest = slices.Clone(set[from:n])
		}
		for len(rest) > 0 {
			ordered, rest = s.move(ordered, rest, func(i int) float32 { return s.to(ordered, -1, i) })
		}
		from = n
	}
	return ordered
}

// move takes the best of the rest to the end of those in order.
func (s *search) move(ordered, rest []int, worth func(int) float32) ([]int, []int) {
	best := slices.MaxFunc(rest, func(a, b int) int { return cmp.Compare(worth(a), worth(b)) })
	at := slices.Index(rest, best)
	return append(ordered, best), slices.Delete(rest, at, at+1)
}
