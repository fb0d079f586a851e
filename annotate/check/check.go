// Package check looks for what is likely wrong in the labels of a project, before a model learns it.
//
//	x := check.New(schema)
//	x.Put(doc.ID, doc.Text, work, work.Status) // each document, and again whenever its work has changed
//	x.Of(doc.ID)                               // what there is to look at in it
//
// What one place means hangs on all others, so an Index counts how each name is labelled everywhere. It keeps no texts: of
// a document it holds its labels and the words that could be names. A finding is advice and never an error: what a person
// lets stand is a Pass in the document's work and does not come back.
package check

import (
	"cmp"
	"slices"

	"rubricator/annotate"
)

// Kind is what is wrong. Its string is stored and printed and never changes.
type Kind string

const (
	Conflict Kind = "conflict" // the same words have another label elsewhere
	Boundary Kind = "boundary" // the same name begins or ends elsewhere in other places: "President X" and "X"
	Missed   Kind = "missed"   // words that have a label elsewhere have none here
	Edge     Kind = "edge"     // it begins or ends on white space or punctuation
	Crossing Kind = "sentence" // it goes on over the end of a sentence or line
	Long     Kind = "long"     // it has more than LongWords words
	Zoned    Kind = "zone"     // it stands in a part that is not the article, and is not exported as training text
	Unlisted Kind = "unlisted" // its label is not in the schema
	Empty    Kind = "empty"    // a finished document has no annotation
	Few      Kind = "few"      // a label has few examples: it leads to the first
	Unused   Kind = "unused"   // a label of the schema has no example
)

// Kinds are all kinds in the order in which they are shown, the most harmful first.
func Kinds() []Kind { return slices.Clone(kinds) }

var kinds = []Kind{Conflict, Boundary, Missed, Edge, Crossing, Zoned, Unlisted, Long, Empty, Few, Unused}

const (
	// LongWords is how many words and signs a name may have: the widest span that GLiNER learns by default.
	LongWords = 12
	// FewExamples is how many examples of a label spacy debug data calls low.
	FewExamples = 50
)

// Finding is one thing to look at.
type Finding struct {
	Kind    Kind
	Doc     string        // document ID; "" where it has no place
	Span    annotate.Span // where it is, in code points; empty where it is of the whole document
	Label   string        // of the annotation there; for Missed the one that it would have
	Surface string        // the words there; for Missed as they are mostly written
	Why     string        // one line for people, e.g. "ORG here, LOC in 4 of 5 places"
	Mend    *Mend         // what one key would do; nil where only a person can say
}

// Mend is the annotation as it would be: the one of the finding's span and label gets this span and label. For Missed it
// is the one to add.
type Mend struct {
	Span  annotate.Span
	Label string
}

// Pass is what to put into the document's work to let the finding stand.
func (f Finding) Pass() annotate.Pass {
	return annotate.Pass{Kind: string(f.Kind), Span: f.Span, Label: f.Label}
}

// Compare orders by place, then kind, then label.
func (f Finding) Compare(o Finding) int {
	return cmp.Or(cmp.Compare(f.Doc, o.Doc), f.Pass().Compare(o.Pass()))
}
