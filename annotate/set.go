package annotate

import (
	"cmp"
	"hash/maphash"
	"iter"
	"maps"
	"math/bits"
	"slices"
)

// Set holds annotations sorted by start, the longer first, then by ID. It never changes: With and Without return
// another one, which shares nearly all of its memory with the one it was made from, so a change costs the same at ten
// annotations as at ten thousand. Two sets that are equal with == are the same one in memory; Equal compares what they
// hold. The zero value is empty.
type Set struct {
	spans  list[*Annotation]
	ids    list[named] // the same, by ID
	labels list[tally] // by label
}

// tally is how many annotations have a label.
type tally struct {
	label string
	n     int
}

func (a *Annotation) span() Span { return a.Span }
func (tally) span() Span         { return Span{} }

// named is an annotation in the order of its ID's hash: hashes are sorted and compared faster than IDs.
type named struct {
	hash uint64
	*Annotation
}

func (named) span() Span { return Span{} }

func (n named) compare(hash uint64, id string) int {
	if n.hash != hash {
		return cmp.Compare(n.hash, hash)
	}
	return cmp.Compare(n.ID, id)
}

var hashSeed = maphash.MakeSeed()

func hashOf(id string) uint64 { return maphash.String(hashSeed, id) }

// NewSet sorts the annotations into a set. Of two with one ID the later stays.
func NewSet(annotations ...Annotation) Set {
	spans := pointers(slices.Clone(annotations))
	ids := byID(spans)
	if len(ids) < len(spans) {
		spans = spans[:0]
		for _, n := range ids {
			spans = append(spans, n.Annotation)
		}
	}
	if !slices.IsSortedFunc(spans, compare) {
		slices.SortFunc(spans, compare)
	}
	return Set{newList(spans), newList(ids), newList(tallies(spans))}
}

// byID are the annotations in the order of their IDs' hashes; of two with one ID the later.
func byID(annotations []*Annotation) []named {
	hashes, order := make([]uint64, len(annotations)), make([]uint64, len(annotations))
	low := uint64(1)<<bits.Len(uint(len(annotations))) - 1
	for i, a := range annotations {
		hashes[i] = hashOf(a.ID)
		order[i] = hashes[i]&^low | uint64(i) // numbers are sorted several times as fast as what they stand for
	}
	slices.Sort(order)
	ids := make([]named, len(order))
	for i, o := range order {
		ids[i] = named{hashes[o&low], annotations[o&low]}
	}
	return sortedOnce(ids, func(a, b named) int { return a.compare(b.hash, b.ID) })
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
	return *s.ids.at(i).Annotation, true
}

func (s Set) place(id string) (int, bool) {
	hash := hashOf(id)
	return s.ids.search(func(n named) int { return n.compare(hash, id) })
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
	return Set{s.spans.insert(at, &a), s.ids.insert(id, named{hashOf(a.ID), &a}), counted(s.labels, a.Label, 1)}
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
