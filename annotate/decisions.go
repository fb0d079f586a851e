package annotate

import (
	"cmp"
	"iter"
	"slices"
)

// Decisions are an annotator's answers to suggestions, sorted by key, one per key. Like a Set they never change, share
// memory with those they were made from, and are the same in memory when they are equal with ==. The zero value is
// empty.
type Decisions struct {
	keys        list[*Decision]
	annotations list[made] // those that became an annotation, by its ID
}

func (d *Decision) span() Span { return d.Span }

// made is an answer in the order of the hash of the annotation that it became, then of its key.
type made struct {
	hash uint64
	*Decision
}

func (made) span() Span { return Span{} }

func (m made) compare(o made) int {
	if m.hash != o.hash {
		return cmp.Compare(m.hash, o.hash)
	}
	return m.Key().Compare(o.Key())
}

// NewDecisions sorts the answers. Of two to one suggestion the later stays.
func NewDecisions(answers ...Decision) Decisions {
	keys := sortedOnce(pointers(slices.Clone(answers)), func(a, b *Decision) int { return a.Key().Compare(b.Key()) })
	var annotations []made
	for _, d := range keys {
		if d.Annotation != "" {
			annotations = append(annotations, made{hashOf(d.Annotation), d})
		}
	}
	slices.SortFunc(annotations, made.compare)
	return Decisions{newList(keys), newList(annotations)}
}

// Len is the number of answers.
func (d Decisions) Len() int { return d.keys.len() }

// At is the i-th answer, from 0.
func (d Decisions) At(i int) Decision { return *d.keys.at(i) }

// All lists the answers, sorted, in a slice made for the caller.
func (d Decisions) All() []Decision {
	return slices.AppendSeq(make([]Decision, 0, d.Len()), d.Values())
}

// Values yields the answers, sorted.
func (d Decisions) Values() iter.Seq[Decision] {
	return func(yield func(Decision) bool) {
		d.keys.each(func(o *Decision) bool { return yield(*o) })
	}
}

// Between appends to dst the answers to suggestions that share a character with the span, in order.
func (d Decisions) Between(dst []Decision, span Span) []Decision {
	d.keys.between(span, func(o *Decision) { dst = append(dst, *o) })
	return dst
}

// ByKey finds the answer to a suggestion.
func (d Decisions) ByKey(k DecisionKey) (Decision, bool) {
	i, ok := d.place(k)
	if !ok {
		return Decision{}, false
	}
	return d.At(i), true
}

func (d Decisions) place(k DecisionKey) (int, bool) {
	return d.keys.search(func(o *Decision) int { return o.Key().Compare(k) })
}

// Of lists the answers that became the annotation with that ID, sorted by key.
func (d Decisions) Of(annotation string) []Decision {
	if annotation == "" {
		return nil
	}
	var list []Decision
	hash := hashOf(annotation)
	i, _ := d.annotations.search(func(o made) int { return cmp.Compare(o.hash, hash) })
	for ; i < d.annotations.len() && d.annotations.at(i).hash == hash; i++ {
		if o := d.annotations.at(i); o.Annotation == annotation {
			list = append(list, *o.Decision)
		}
	}
	return list
}

// With returns the answers with a added, in place of the one to the same suggestion.
func (d Decisions) With(a Decision) Decisions {
	d = d.Without(a.Key())
	i, _ := d.place(a.Key())
	d.keys = d.keys.insert(i, &a)
	if a.Annotation != "" {
		m := made{hashOf(a.Annotation), &a}
		i, _ := d.annotations.search(func(o made) int { return o.compare(m) })
		d.annotations = d.annotations.insert(i, m)
	}
	return d
}

// Without returns the answers without that to one suggestion.
func (d Decisions) Without(k DecisionKey) Decisions {
	i, ok := d.place(k)
	if !ok {
		return d
	}
	old := d.keys.at(i)
	d.keys = d.keys.remove(i)
	if old.Annotation != "" {
		m := made{hashOf(old.Annotation), old}
		i, _ := d.annotations.search(func(o made) int { return o.compare(m) })
		d.annotations = d.annotations.remove(i)
	}
	return d
}

// Equal reports whether both hold the same answers.
func (d Decisions) Equal(o Decisions) bool {
	gone, come := ChangedDecisions(d, o)
	return len(gone) == 0 && len(come) == 0
}

// ChangedDecisions is Changed for answers.
func ChangedDecisions(before, after Decisions) (gone, come []Decision) {
	from, endA, endB := apart(before.keys, after.keys, func(x, y *Decision) bool { return *x == *y })
	return part(before.keys, from, endA), part(after.keys, from, endB)
}
