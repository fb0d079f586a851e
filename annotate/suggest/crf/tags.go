// Package crf is a linear-chain conditional random field over hashed features (Lafferty, McCallum and Pereira 2001) whose weights
// learn online by AdaGrad (Duchi, Hazan and Singer 2011). It knows numbers alone: positions, features, tags. What they stand for is the
// caller's.
//
//	Tags      the tags of some labels, and which may follow which
//	Lattice   the scores of one sequence: forward-backward, marginals, best path, span probabilities, all under hard constraints
//	Weights   a table of weights that learns from gradients and can take back what it learnt
package crf

// Tags are O and, for each label, B I E S: the beginning, inside, end of a span, and a span of one position.
type Tags struct{ Labels int }

// The places of a position in a span.
const (
	Begin = iota
	Inside
	End
	Single
)

// Outside is the tag of positions that belong to no span.
const Outside = 0

// Count is the number of tags.
func (t Tags) Count() int { return 1 + 4*t.Labels }

// Tag is the tag of a label's position.
func (t Tags) Tag(label, place int) int { return 1 + 4*label + place }

// Split is the label and place of a tag; label is -1 for Outside.
func Split(tag int) (label, place int) {
	if tag == Outside {
		return -1, 0
	}
	return (tag - 1) / 4, (tag - 1) % 4
}

// starts and ends report whether a sequence may start, end with a tag.
func starts(tag int) bool { l, p := Split(tag); return l < 0 || p == Begin || p == Single }
func ends(tag int) bool   { l, p := Split(tag); return l < 0 || p == End || p == Single }

// Span is a labelled stretch of positions [First, Last).
type Span struct {
	First, Last int
	Label       int
}

// Spans are the spans of a path.
func Spans(path []int) (spans []Span) {
	first := 0
	for i, tag := range path {
		l, p := Split(tag)
		if l < 0 {
			continue
		}
		if p == Begin || p == Single {
			first = i
		}
		if p == End || p == Single {
			spans = append(spans, Span{First: first, Last: i + 1, Label: l})
		}
	}
	return spans
}

// Path is the inverse of Spans for a sequence of n positions; spans may not overlap.
func (t Tags) Path(n int, spans []Span) []int {
	path := make([]int, n)
	for _, s := range spans {
		for i := s.First; i < s.Last; i++ {
			path[i] = t.Tag(s.Label, PlaceIn(i, s.First, s.Last))
		}
	}
	return path
}

// PlaceIn is the place of position i in a span [first, last).
func PlaceIn(i, first, last int) int {
	switch {
	case last-first == 1:
		return Single
	case i == first:
		return Begin
	case i == last-1:
		return End
	}
	return Inside
}
