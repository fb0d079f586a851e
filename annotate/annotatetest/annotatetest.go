// Package annotatetest has the notation and the checks that tests share.
package annotatetest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/marked"
)

// Parse reads marked text into a document and its annotations, with IDs s1, s2, ... in order of opening.
func Parse(t testing.TB, in string) (annotate.Document, annotate.Set) {
	t.Helper()
	text, spans, err := marked.Parse(in)
	if err != nil {
		t.Fatal("marked text:", err)
	}
	doc, err := annotate.NewDocument("doc", "", text)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]annotate.Annotation, len(spans))
	for i, s := range spans {
		all[i] = annotate.Annotation{ID: "s" + strconv.Itoa(i+1), Label: s.Label, Span: s.Span, Quote: s.Quote}
	}
	return doc, annotate.NewSet(all...)
}

// Format writes what Parse reads. It panics on crossing spans.
func Format(text annotate.Text, set annotate.Set) string {
	var b strings.Builder
	var open []annotate.Annotation
	list, at := set.All(), 0
	for _, r := range text.String() + "\x00" {
		for len(open) > 0 && open[len(open)-1].Span.End == at {
			b.WriteByte(']')
			open = open[:len(open)-1]
		}
		for len(list) > 0 && list[0].Span.Start == at {
			if n := len(open); n > 0 && open[n-1].Span.Crosses(list[0].Span) {
				panic(fmt.Sprintf("marked text cannot hold crossing spans %v and %v", open[n-1].Span, list[0].Span))
			}
			b.WriteString("[" + list[0].Label + " ")
			open, list = append(open, list[0]), list[1:]
		}
		if r == '[' || r == ']' || r == '\\' {
			b.WriteByte('\\')
		}
		if at < text.Len() {
			b.WriteRune(r)
		}
		at++
	}
	return b.String()
}

// CheckEdit tests an edit four ways: it applies, its inverse gives the work back, the work before is untouched, and
// the result still fits the text.
func CheckEdit(t testing.TB, text annotate.Text, before annotate.Work, e annotate.Edit) annotate.Work {
	t.Helper()
	kept := before
	kept.Annotations = annotate.NewSet(append([]annotate.Annotation{}, before.Annotations.All()...)...)
	kept.Decisions = annotate.NewDecisions(before.Decisions.All()...)
	kept.Zones = append([]annotate.Span{}, before.Zones...)
	kept.Passed = append([]annotate.Pass{}, before.Passed...)
	after, inverse, err := e.Apply(before)
	if err != nil {
		t.Fatalf("apply %#v: %v", e, err)
	}
	if !before.Equal(kept) {
		t.Fatalf("apply %#v changed the work it was given", e)
	}
	if err := after.Check(text); err != nil {
		t.Fatalf("after %#v: %v", e, err)
	}
	back, again, err := inverse.Apply(after)
	if err != nil {
		t.Fatalf("inverse of %#v: %v", e, err)
	}
	if !back.Equal(before) {
		t.Fatalf("inverse of %#v gives %+v, want %+v", e, back, before)
	}
	if redone, _, err := again.Apply(back); err != nil || !redone.Equal(after) {
		t.Fatalf("inverse of the inverse of %#v: %v", e, err)
	}
	return after
}
