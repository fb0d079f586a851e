package annotate

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// Set holds annotations sorted by start, the longer first, then by ID. It never changes: With and Without return
// another one, which shares nearly all of its memory with the one it was made from, so a change costs the same at ten
// annotations as at ten thousand. Two sets that are equal with == are the same one in memory; Equal compares what they
// hold. The zero value is empty.
type Set struct {
	spans  list[*Annotation]
	ids    list[*Annotation] // the same, by ID
	labels list[tally]       // by label
}

// tally is how many annotations have a label.
type tally struct {
	label string
	n     int
}

func (a *Annotation) span() Span { return a.Span }
func (tally) span() Span         { return Span{} }

// NewSet sorts the annotations into a set. Of two with one ID the later stays.
func NewSet(annotations ...Annotation) Set {
	spans := pointers(slices.Clone(annotations))
	ids := slices.Clone(spans)
	slices.SortStableFunc(ids, func(a, b *Annotation) int { return cmp.Compare(a.ID, b.ID) })
	if ids = lastOfEach(ids, func(a, b *Annotation) bool { return a.ID == b.ID }); len(ids) < len(spans) {
		spans = slices.Clone(ids)
	}
	if !slices.IsSortedFunc(spans, compare) {
		slices.SortFunc(spans, compare)
	}
	return Set{newList(spans), newList(ids), newList(tallies(spans))}
}

func tallies(annotations []*Annotation) []tally {
	counts := map[string]int{}
	for _, a := range annotations {
		counts[a.Label]++
	}
	var all []tally
	for _, label := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, tally{label, counts[label]})
	}
	return all
}

// lastOfEach leaves the last of the elements beside each other that are the same.
func lastOfEach[T any](list []T, same func(a, b T) bool) []T {
	kept := list[:0]
	for i, x := range list {
		if i+1 == len(list) || !same(x, list[i+1]) {
			kept = append(kept, x)
		}
	}
	return kept
}

func compare(a, b *Annotation) int {
	return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.ID, b.ID))
}

// Len is the number of annotations.
func (s Set) Len() int { return s.spans.len() }

// At is the i-th annotation, from 0.
func (s Set) At(i int) Annotation { return *s.spans.at(i) }

// Search is the place of the first annotation for which order is not negative, or Len, and whether it is 0 there. The
// order must grow along the set.
func (s Set) Search(order func(Annotation) int) (int, bool) {
	return s.spans.search(func(a *Annotation) int { return order(*a) })
}

// All lists the annotations, sorted, in a slice made for the caller. What runs at every step uses Between, At or Values.
func (s Set) All() []Annotation { return slices.AppendSeq(make([]Annotation, 0, s.Len()), s.Values()) }

// Values yields the annotations, sorted.
func (s Set) Values() iter.Seq[Annotation] {
	return func(yield func(Annotation) bool) {
		s.spans.each(func(a *Annotation) bool { return yield(*a) })
	}
}

// ByID finds an annotation.
func (s Set) ByID(id string) (Annotation, bool) {
	i, ok := s.place(id)
	if !ok {
		return Annotation{}, false
	}
	return *s.ids.at(i), true
}

func (s Set) place(id string) (int, bool) {
	return s.ids.search(func(a *Annotation) int { return cmp.Compare(a.ID, id) })
}

// Between appends to dst those that share a character with the span, in order. It costs as much as it finds, however
// long the spans around are.
func (s Set) Between(dst []Annotation, span Span) []Annotation {
	s.spans.between(span, func(a *Annotation) { dst = append(dst, *a) })
	return dst
}

// Count is the number of annotations with a label.
func (s Set) Count(label string) int {
	i, ok := s.labels.search(byLabel(label))
	if !ok {
		return 0
	}
	return s.labels.at(i).n
}

func byLabel(label string) func(tally) int {
	return func(t tally) int { return cmp.Compare(t.label, label) }
}

// counted is the list with so many more of a label.
func counted(l list[tally], label string, more int) list[tally] {
	i, ok := l.search(byLabel(label))
	t := tally{label, more}
	if ok {
		t.n += l.at(i).n
		l = l.remove(i)
	}
	if t.n == 0 {
		return l
	}
	return l.insert(i, t)
}

// With returns the set with a added, in place of the one that has its ID.
func (s Set) With(a Annotation) Set {
	if old, ok := s.ByID(a.ID); ok {
		s = s.Without(old)
	}
	at, _ := s.spans.search(func(o *Annotation) int { return compare(o, &a) })
	id, _ := s.place(a.ID)
	return Set{s.spans.insert(at, &a), s.ids.insert(id, &a), counted(s.labels, a.Label, 1)}
}

// Without returns the set with a left out.
func (s Set) Without(a Annotation) Set {
	at, ok := s.spans.search(func(o *Annotation) int { return compare(o, &a) })
	if !ok {
		return s
	}
	id, _ := s.place(a.ID)
	return Set{s.spans.remove(at), s.ids.remove(id), counted(s.labels, s.spans.at(at).Label, -1)}
}

// Equal reports whether both hold the same annotations.
func (s Set) Equal(o Set) bool {
	gone, come := Changed(s, o)
	return len(gone) == 0 && len(come) == 0
}

// Changed lists what two sets hold between their common beginning and end: of one step, the annotations that it took
// away and those that it brought, and what stands between them. It costs as much as it finds where one of the sets was
// made from the other.
func Changed(before, after Set) (gone, come []Annotation) {
	from, endA, endB := apart(before.spans, after.spans, func(x, y *Annotation) bool { return *x == *y })
	return part(before.spans, from, endA), part(after.spans, from, endB)
}
