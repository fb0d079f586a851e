package annotate

import (
	"iter"
	"slices"
)

// Suggestions are proposals sorted by span, then label, one per key. Like a Set they never change, share memory with
// those they were made from, and are the same in memory when they are equal with ==. The zero value is empty.
type Suggestions struct{ list list[*Suggestion] }

func (s *Suggestion) span() Span { return s.Span }

// NewSuggestions sorts the proposals. Of two of one label on one span the later stays.
func NewSuggestions(proposals ...Suggestion) Suggestions {
	return Suggestions{newList(sortedOnce(pointers(slices.Clone(proposals)), func(a, b *Suggestion) int { return a.Key().Compare(b.Key()) }))}
}

// Len is the number of proposals.
func (s Suggestions) Len() int { return s.list.len() }

// At is the i-th proposal, from 0.
func (s Suggestions) At(i int) Suggestion { return *s.list.at(i) }

// Search is the place of the first proposal for which order is not negative, or Len, and whether it is 0 there. The
// order must grow along the list.
func (s Suggestions) Search(order func(Suggestion) int) (int, bool) {
	return s.list.search(func(g *Suggestion) int { return order(*g) })
}

// All lists the proposals, sorted, in a slice made for the caller.
func (s Suggestions) All() []Suggestion {
	return slices.AppendSeq(make([]Suggestion, 0, s.Len()), s.Values())
}

// Values yields the proposals, sorted.
func (s Suggestions) Values() iter.Seq[Suggestion] {
	return func(yield func(Suggestion) bool) {
		s.list.each(func(g *Suggestion) bool { return yield(*g) })
	}
}

// ByKey finds the proposal of a label on a span.
func (s Suggestions) ByKey(k DecisionKey) (Suggestion, bool) {
	i, ok := s.place(k)
	if !ok {
		return Suggestion{}, false
	}
	return s.At(i), true
}

func (s Suggestions) place(k DecisionKey) (int, bool) {
	return s.list.search(func(g *Suggestion) int { return g.Key().Compare(k) })
}

// Between appends to dst those that share a character with the span, in order.
func (s Suggestions) Between(dst []Suggestion, span Span) []Suggestion {
	s.list.between(span, func(g *Suggestion) { dst = append(dst, *g) })
	return dst
}

// Becoming returns the proposals of another list. Where few differ it shares memory with s, and few is true: differ are
// then the spans of those that came, went or changed. It compares all, and allocates for what differs.
func (s Suggestions) Becoming(proposals []Suggestion) (next Suggestions, differ []Span, few bool) {
	if !slices.IsSortedFunc(proposals, func(a, b Suggestion) int { return a.Key().Compare(b.Key()) }) {
		return NewSuggestions(proposals...), nil, false
	}
	var gone, come []*Suggestion
	rest := proposals
	s.list.each(func(old *Suggestion) bool {
		for len(rest) > 0 && *old != rest[0] && rest[0].Key().Compare(old.Key()) <= 0 {
			come, rest = append(come, &rest[0]), rest[1:]
		}
		if len(rest) > 0 && *old == rest[0] {
			rest = rest[1:]
		} else {
			gone = append(gone, old)
		}
		return len(gone)+len(come) <= manyDiffer
	})
	if len(gone)+len(come)+len(rest) > manyDiffer {
		return NewSuggestions(proposals...), nil, false
	}
	for i := range rest {
		come = append(come, &rest[i])
	}
	next = s
	for _, g := range gone {
		next, differ = next.Without(g.Key()), append(differ, g.Span)
	}
	for _, g := range come {
		next, differ = next.With(*g), append(differ, g.Span)
	}
	return next, differ, true
}

// manyDiffer is how many proposals may differ for Becoming to change them one by one.
const manyDiffer = 100

// With returns the proposals with g added, in place of the one with its key.
func (s Suggestions) With(g Suggestion) Suggestions {
	s = s.Without(g.Key())
	i, _ := s.place(g.Key())
	return Suggestions{s.list.insert(i, &g)}
}

// Without returns the proposals without the one with that key.
func (s Suggestions) Without(k DecisionKey) Suggestions {
	i, ok := s.place(k)
	if !ok {
		return s
	}
	return Suggestions{s.list.remove(i)}
}
