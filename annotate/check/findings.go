package check

import (
	"cmp"
	"iter"
	"slices"

	"rubricator/annotate"
)

// hit is a finding that nobody has put into words yet: of a mention, of a place, or of the whole document.
type hit struct {
	kind    Kind
	mention int // none for Missed and Empty
	place   int // for Missed, and for Boundary where the label should reach further
}

// hits yields what there is to look at in a document, without what was let stand.
func (x *Index) hits(d *document) iter.Seq[hit] {
	return func(yield func(hit) bool) {
		if !d.said {
			return
		}
		give := func(h hit) bool { return x.passed(d, h) || yield(h) }
		if d.read && len(d.mentions) == 0 && !give(hit{Empty, none, none}) {
			return
		}
		wider, free := x.standing(d)
		for i := range d.mentions {
			place, ok := wider[i]
			if !ok {
				place = none
			}
			for _, k := range x.kindsOf(&d.mentions[i], ok) {
				if !give(hit{k, i, place}) {
					return
				}
			}
		}
		for _, i := range free {
			if !give(hit{Missed, none, i}) {
				return
			}
		}
	}
}

// standing sorts the places of a document that are findings: those that an annotation should be widened to, by
// mention, and those that have no annotation. What stands inside another such place is left out.
func (x *Index) standing(d *document) (wider map[int]int, free []int) {
	last := int32(0)
	for i, p := range d.places {
		n := &x.names[p.name]
		v := n.verdict
		if p.answered || v.label == none || p.cut && n.is&looksShort != 0 && !v.often {
			continue
		}
		if p.inner != none && d.mentions[p.inner].label == v.label {
			if _, there := wider[int(p.inner)]; v.part && !there {
				if wider == nil {
					wider = map[int]int{}
				}
				wider[int(p.inner)] = i
			}
			continue
		}
		if v.missed && d.read && p.start >= last && (p.inner == none || x.schema.Overlap != annotate.OverlapNone) {
			free = append(free, i)
			last = p.end
		}
	}
	return wider, free
}

// kindsOf are the kinds of finding that an annotation is.
func (x *Index) kindsOf(m *mention, wider bool) (list []Kind) {
	if m.is&isZoned != 0 {
		return []Kind{Zoned}
	}
	edge := m.lead|m.trail != 0
	if m.name != none {
		v := &x.names[m.name].verdict
		if v.conflict && m.is&isStacked == 0 && m.label != v.label {
			list = append(list, Conflict)
		}
		if wider || !edge && m.label == v.label && (v.whole || v.core != none) {
			list = append(list, Boundary)
		}
	}
	if edge {
		list = append(list, Edge)
	}
	if m.is&isCrossing != 0 {
		list = append(list, Crossing)
	}
	if _, listed := x.schema.Label(x.labels[m.label]); !listed {
		list = append(list, Unlisted)
	}
	if m.words > LongWords {
		list = append(list, Long)
	}
	return list
}

// passed reports whether a person has let a finding stand.
func (x *Index) passed(d *document, h hit) bool {
	if len(d.passed) == 0 {
		return false
	}
	_, found := slices.BinarySearchFunc(d.passed, x.pass(d, h), annotate.Pass.Compare)
	return found
}

// pass is where a finding is and under which label.
func (x *Index) pass(d *document, h hit) annotate.Pass {
	p := annotate.Pass{Kind: string(h.kind)}
	switch {
	case h.mention != none:
		m := d.mentions[h.mention]
		p.Span, p.Label = m.span(), x.labels[m.label]
	case h.place != none:
		o := d.places[h.place]
		p.Span, p.Label = o.span(), x.labels[x.names[o.name].verdict.label]
	}
	return p
}

// Labels lists what is to be said of labels as a whole, in the order of the schema: Few and Unused. Where nothing has a
// label yet, nothing is.
func (x *Index) Labels() (list []Finding) {
	labelled := slices.ContainsFunc(x.examples, func(n int) bool { return n > 0 })
	names := []string{}
	for _, l := range x.schema.Labels {
		names = append(names, l.Name)
	}
	others := slices.DeleteFunc(slices.Clone(x.labels), func(l string) bool { return slices.Contains(names, l) })
	slices.Sort(others)
	for _, l := range slices.Concat(names, others) {
		n := 0
		at, known := x.labelAt[l]
		if known {
			n = x.examples[at]
		}
		switch {
		case n == 0 && labelled && !slices.Contains(others, l):
			list = append(list, Finding{Kind: Unused, Label: l, Why: "the schema has this label, and no annotation does"})
		case n > 0 && n <= FewExamples:
			list = append(list, x.few(at, n))
		}
	}
	return list
}

// few leads to the first example.
func (x *Index) few(label int32, n int) Finding {
	f := Finding{Kind: Few, Label: x.labels[label], Why: whyFew(n)}
	for _, doc := range x.order {
		d := &x.docs[x.at[doc]]
		for _, m := range d.mentions {
			if m.label == label && m.is&isZoned == 0 {
				f.Doc, f.Span = doc, m.span()
				f.Surface = x.quoteOf(m)
				return f
			}
		}
	}
	return f
}

func (x *Index) quoteOf(m mention) string {
	if m.name == none {
		return ""
	}
	return x.quotes[m.spelling]
}

func (p place) compare(o place) int {
	return cmp.Or(p.span().Compare(o.span()), cmp.Compare(p.name, o.name))
}
