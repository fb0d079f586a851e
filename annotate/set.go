package annotate

import (
	"cmp"
	"slices"
)

// Set holds annotations sorted by start, the longer first, then by ID. It never changes: With and Without return
// another one. The zero value is empty.
type Set struct {
	list []Annotation
	ends []int // ends[i] is the largest End in list[:i+1]
}

// NewSet sorts the annotations into a set. Of two with one ID the later stays.
func NewSet(list ...Annotation) Set {
	byID := make(map[string]int, len(list))
	kept := make([]Annotation, 0, len(list))
	for _, a := range list {
		if i, ok := byID[a.ID]; ok {
			kept[i] = a
			continue
		}
		byID[a.ID] = len(kept)
		kept = append(kept, a)
	}
	slices.SortFunc(kept, compare)
	return index(kept)
}

func compare(a, b Annotation) int {
	return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.ID, b.ID))
}

func index(list []Annotation) Set {
	s := Set{list: list, ends: make([]int, len(list))}
	high := 0
	for i, a := range list {
		high = max(high, a.Span.End)
		s.ends[i] = high
	}
	return s
}

// Len is the number of annotations.
func (s Set) Len() int { return len(s.list) }

// All is the sorted list; it must not be changed.
func (s Set) All() []Annotation { return s.list }

// ByID finds an annotation.
func (s Set) ByID(id string) (Annotation, bool) {
	for _, a := range s.list {
		if a.ID == id {
			return a, true
		}
	}
	return Annotation{}, false
}

// Between appends to dst those that share a character with the span, in order.
func (s Set) Between(dst []Annotation, span Span) []Annotation {
	first, _ := slices.BinarySearch(s.ends, span.Start+1)
	for _, a := range s.list[first:] {
		if a.Span.Start >= span.End {
			break
		}
		if a.Span.Overlaps(span) {
			dst = append(dst, a)
		}
	}
	return dst
}

// With returns the set with a added, in place of the one that has its ID.
func (s Set) With(a Annotation) Set {
	if old, ok := s.ByID(a.ID); ok {
		s = s.Without(old)
	}
	i, _ := slices.BinarySearchFunc(s.list, a, compare)
	list := make([]Annotation, 0, len(s.list)+1)
	list = append(append(append(list, s.list[:i]...), a), s.list[i:]...)
	return index(list)
}

// Without returns the set with a left out.
func (s Set) Without(a Annotation) Set {
	i, ok := slices.BinarySearchFunc(s.list, a, compare)
	if !ok {
		return s
	}
	list := make([]Annotation, 0, len(s.list)-1)
	return index(append(append(list, s.list[:i]...), s.list[i+1:]...))
}

// Equal reports whether both hold the same annotations.
func (s Set) Equal(o Set) bool { return slices.Equal(s.list, o.list) }
