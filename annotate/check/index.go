package check

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"rubricator/annotate"
)

// Index knows what all documents say. It is not safe for several goroutines at once.
//
// Put and Remove note what a document says of each name. What follows from that is worked out when somebody asks: new
// names are looked for in the words that are held, each name that was touched is judged again, and where that changed
// the findings of its documents are counted again.
type Index struct {
	schema annotate.Schema

	order []string
	at    map[string]int32 // documents by ID
	docs  []document       // one that was removed says nothing

	names    []name
	byPhrase map[uint64]int32
	around   map[uint64][]int32 // names by those that they contain
	spelled  map[string]spelled
	quotes   []string

	labels   []string
	labelAt  map[string]int32
	examples []int // annotations, by label

	inside, outside [affixes]int // annotations that take an affix in, that leave it out

	first   starts // of all names
	fresh   starts // of those that were not looked for yet
	settled int32  // names that were looked for
	touched map[int32]bool
	unread  map[int32]bool // documents in which no name was looked for yet
	stale   map[int32]bool // documents whose findings are to be counted again
	totals  map[Kind]int
}

// New is an index of no documents, for projects with that schema.
func New(schema annotate.Schema) *Index {
	return &Index{schema: schema, at: map[string]int32{}, byPhrase: map[uint64]int32{}, around: map[uint64][]int32{},
		spelled: map[string]spelled{}, labelAt: map[string]int32{}, first: starts{}, fresh: starts{}, touched: map[int32]bool{},
		unread: map[int32]bool{}, stale: map[int32]bool{}, totals: map[Kind]int{}}
}

// Put has a document say this from now on. Of one that is Finished what is missing counts too; one that is Ignored says
// nothing. The status may be another than the work's, to look at all documents as if they were finished.
func (x *Index) Put(doc string, text annotate.Text, work annotate.Work, status annotate.Status) {
	i, known := x.at[doc]
	if !known {
		i, doc = int32(len(x.docs)), strings.Clone(doc)
		x.at[doc] = i
		x.order = append(x.order, doc)
		x.docs = append(x.docs, document{id: doc})
	}
	x.say(i, x.document(doc, text, work, status))
}

// Remove forgets a document.
func (x *Index) Remove(doc string) {
	i, known := x.at[doc]
	if !known {
		return
	}
	x.say(i, document{})
	x.order = slices.DeleteFunc(x.order, func(d string) bool { return d == doc })
	delete(x.at, doc)
}

// say has a document take the place of what it said before.
func (x *Index) say(i int32, d document) {
	d.found = x.docs[i].found
	x.count(i, -1)
	x.docs[i] = d
	x.count(i, +1)
	x.unread[i], x.stale[i] = true, true
}

// count adds what a document says of its names, or takes it away.
func (x *Index) count(i int32, sign int32) {
	d := &x.docs[i]
	for _, m := range d.mentions {
		if m.is&isZoned != 0 {
			continue
		}
		x.examples[m.label] += int(sign)
		if m.name == none {
			continue
		}
		n := &x.names[m.name]
		n.labels = count(n.labels, m.label, sign)
		n.spellings = count(n.spellings, m.spelling, sign)
		x.touch(m.name, i, sign)
		x.affixes(n, m, int(sign))
	}
	for _, p := range d.places {
		x.countPlace(i, p, sign)
	}
}

func (x *Index) countPlace(i int32, p place, sign int32) {
	n := &x.names[p.name]
	if p.inner == none {
		n.free += int(sign)
	} else {
		n.parts = count(n.parts, x.docs[i].mentions[p.inner].label, sign)
	}
	x.touch(p.name, i, sign)
}

func (x *Index) touch(at, doc, sign int32) {
	x.touched[at] = true
	if sign > 0 {
		x.names[at].addDoc(doc)
	} else {
		x.names[at].dropDoc(doc)
	}
}

// affixes counts what an annotation takes in and leaves out. A name whose habit changes is judged again.
func (x *Index) affixes(n *name, m mention, sign int) {
	for a := range affixes {
		had := x.habit(a)
		if a != prefix && slices.ContainsFunc(n.cores, func(c core) bool { return c.had == a }) || a == prefix && n.is&looksPrefixed != 0 {
			x.inside[a] += sign
		}
		if m.outside&(1<<a) != 0 {
			x.outside[a] += sign
		}
		if x.habit(a) != had {
			for i := range x.names {
				if len(x.names[i].cores) > 0 {
					x.touched[int32(i)] = true
				}
			}
		}
	}
}

// settle works out what follows from all that was put.
func (x *Index) settle() {
	x.lookForNames()
	for at := range x.touched {
		for _, outer := range x.around[x.names[at].phrase] {
			x.judgeAgain(outer)
		}
		x.judgeAgain(at)
	}
	clear(x.touched)
	for i := range x.stale {
		x.recount(i)
	}
	clear(x.stale)
}

func (x *Index) judgeAgain(at int32) {
	n := &x.names[at]
	v := x.judge(n)
	if v == n.verdict {
		return
	}
	n.verdict = v
	for _, doc := range n.docs {
		x.stale[doc] = true
	}
}

// lookForNames finds new names in the documents that were read before, and all names in the others.
func (x *Index) lookForNames() {
	for w, n := range x.fresh {
		x.first.add(w, n)
	}
	if len(x.fresh) > 0 {
		for i := range x.docs {
			if !x.unread[int32(i)] {
				x.place(int32(i), x.match(&x.docs[i], x.fresh, x.settled))
			}
		}
	}
	for i := range x.unread {
		x.place(i, x.match(&x.docs[i], x.first, 0))
	}
	x.settled = int32(len(x.names))
	clear(x.fresh)
	clear(x.unread)
}

func (x *Index) place(i int32, found []place) {
	if len(found) == 0 {
		return
	}
	d := &x.docs[i]
	d.places = append(d.places, found...)
	slices.SortFunc(d.places, place.compare)
	for _, p := range found {
		x.countPlace(i, p, +1)
	}
}

func (x *Index) recount(i int32) {
	d := &x.docs[i]
	for _, t := range d.found {
		if k := kinds[t.of]; x.totals[k] == int(t.n) {
			delete(x.totals, k)
		} else {
			x.totals[k] -= int(t.n)
		}
	}
	d.found = nil
	for h := range x.hits(d) {
		d.found = count(d.found, int32(slices.Index(kinds, h.kind)), 1)
	}
	for _, t := range d.found {
		x.totals[kinds[t.of]] += int(t.n)
	}
}

// Of lists what there is to look at in a document, in the order of the text, without what was let stand.
func (x *Index) Of(doc string) []Finding {
	i, known := x.at[doc]
	if !known {
		return nil
	}
	x.settle()
	d := &x.docs[i]
	var list []Finding
	for h := range x.hits(d) {
		list = append(list, x.finding(d, h))
	}
	slices.SortFunc(list, Finding.Compare)
	return list
}

// All yields the findings of all documents, in the order in which these were first put, then those of Labels.
func (x *Index) All() iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		for _, doc := range x.order {
			for _, f := range x.Of(doc) {
				if !yield(f) {
					return
				}
			}
		}
		for _, f := range x.Labels() {
			if !yield(f) {
				return
			}
		}
	}
}

// Totals counts the findings by kind; kinds without any are left out.
func (x *Index) Totals() map[Kind]int {
	x.settle()
	totals := maps.Clone(x.totals)
	for _, f := range x.Labels() {
		totals[f.Kind]++
	}
	return totals
}
