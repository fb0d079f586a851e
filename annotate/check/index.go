package check

import (
	"iter"
	"slices"

	"rubricator/annotate"
)

// Index knows what all documents say. It is not safe for several goroutines at once.
type Index struct {
	schema annotate.Schema
	order  []string
	docs   map[string][]Finding
}

// New is an index of no documents, for projects with that schema.
func New(schema annotate.Schema) *Index {
	return &Index{schema: schema, docs: map[string][]Finding{}}
}

// Put has a document say this from now on. Of one that is Finished what is missing counts too; one that is Ignored says
// nothing. The status may be another than the work's, to look at all documents as if they were finished.
func (x *Index) Put(doc string, text annotate.Text, work annotate.Work, status annotate.Status) {
	if _, known := x.docs[doc]; !known {
		x.order = append(x.order, doc)
	}
	x.docs[doc] = nil
	if status == annotate.Ignored {
		return
	}
	for a := range work.Annotations.Values() {
		if _, ok := x.schema.Label(a.Label); !ok {
			x.docs[doc] = append(x.docs[doc], Finding{Kind: Unlisted, Doc: doc, Span: a.Span, Label: a.Label, Surface: text.Slice(a.Span),
				Why: "the schema has no such label"})
		}
	}
}

// Remove forgets a document.
func (x *Index) Remove(doc string) {
	delete(x.docs, doc)
	x.order = slices.DeleteFunc(x.order, func(d string) bool { return d == doc })
}

// Of lists what there is to look at in a document, in the order of the text, without what was let stand.
func (x *Index) Of(doc string) []Finding { return x.docs[doc] }

// Count is how many findings Of lists.
func (x *Index) Count(doc string) int { return len(x.docs[doc]) }

// Labels lists what is to be said of labels as a whole: Few and Unused.
func (x *Index) Labels() []Finding { return nil }

// All yields the findings of all documents, in the order in which these were first put, then those of Labels.
func (x *Index) All() iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		for _, doc := range x.order {
			for _, f := range x.docs[doc] {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Totals counts the findings by kind; kinds without any are left out.
func (x *Index) Totals() map[Kind]int {
	totals := map[Kind]int{}
	for f := range x.All() {
		totals[f.Kind]++
	}
	return totals
}
