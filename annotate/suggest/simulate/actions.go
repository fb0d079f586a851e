package simulate

import (
	"rubricator/annotate"
)

// Actions is the least number of steps that make the gold of these suggestions: add, delete, relabel and move an edge
// count 1 each, to accept counts nothing. No two suggestions have the same span and label, nor have two of the gold.
func Actions(shown []annotate.Suggestion, gold annotate.Set) int {
	actions := 0
	m := pair(shown, gold)
	for i, j := range m.gold {
		if j < 0 {
			actions++
		} else {
			actions += changes(shown[i], gold.At(j))
		}
	}
	for _, i := range m.shown {
		if i < 0 {
			actions++
		}
	}
	return actions
}

// changes is the number of steps from a suggestion to an annotation.
func changes(s annotate.Suggestion, a annotate.Annotation) (n int) {
	for _, differs := range []bool{s.Label != a.Label, s.Span.Start != a.Span.Start, s.Span.End != a.Span.End} {
		if differs {
			n++
		}
	}
	return n
}

// pairs says which suggestion becomes which annotation of the gold.
type pairs struct {
	gold  []int // of each suggestion, its place in the gold; -1 is none
	shown []int // of each annotation, its suggestion; -1 is none
}

// pair finds the cheapest pairing. To delete and add costs 2, so a pair is worth what it costs less: those without a
// change go first, as no exchange makes two pairs with a change worth more than one without and what is left; then as
// many with one change as there can be (Kuhn 1955, by augmenting paths); then, worth nothing but what a person would
// do, those with two changes where the spans overlap.
func pair(shown []annotate.Suggestion, gold annotate.Set) pairs {
	m := pairs{alone(len(shown)), alone(gold.Len())}
	near := candidates(shown, gold)
	for cost := range 3 {
		fixed := append([]int(nil), m.gold...)
		seen := alone(gold.Len())
		for i := range shown {
			if fixed[i] < 0 {
				m.augment(i, i, seen, func(i int) []int { return near[cost][i] }, fixed)
			}
		}
	}
	return m
}

func alone(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

// candidates are the places in the gold that a suggestion overlaps, by number of changes and suggestion.
func candidates(shown []annotate.Suggestion, gold annotate.Set) (near [3][][]int) {
	at := map[string]int{}
	for a := range gold.Values() {
		at[a.ID] = len(at)
	}
	for cost := range near {
		near[cost] = make([][]int, len(shown))
	}
	var list []annotate.Annotation
	for i, s := range shown {
		list = gold.Between(list[:0], s.Span)
		for _, a := range list {
			if cost := changes(s, a); cost < len(near) {
				near[cost][i] = append(near[cost][i], at[a.ID])
			}
		}
	}
	return near
}

// augment finds a partner for suggestion i, moving others to other partners of theirs. What was paired before this
// round stays. seen holds the round in which an annotation was tried last.
func (m pairs) augment(i, round int, seen []int, near func(int) []int, fixed []int) bool {
	for _, j := range near(i) { // a free one saves the search
		if m.shown[j] < 0 {
			m.gold[i], m.shown[j] = j, i
			return true
		}
	}
	for _, j := range near(i) {
		other := m.shown[j]
		if seen[j] == round || fixed[other] >= 0 {
			continue
		}
		seen[j] = round
		if m.augment(other, round, seen, near, fixed) {
			m.gold[i], m.shown[j] = j, i
			return true
		}
	}
	return false
}
