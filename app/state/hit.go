package state

import (
	"fmt"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// Hit is a place where a phrase occurs.
type Hit struct {
	Document string // ID
	Title    string
	Span     annotate.Span
	Quote    string
	Before   string // some text around the hit, for people
	After    string
	Label    string          // of an annotation that already stands there; "" when none does
	In       string          // of a longer annotation that it stands in, where that is asked for
	InTitle  bool            // Span is in the title, not in the text
	Doubt    string          // why it is not to be labelled unless somebody says so; "" when nothing speaks against it
	Status   annotate.Status // of its article
}

const (
	around     = 40 // code points of text shown on either side of a hit, without an ellipsis
	shortQuote = 24 // code points of what is quoted in the row of a hit
)

// NewHit is a place in a document that has a title, with what stands there and around; label is that of an annotation
// that takes it.
func NewHit(doc annotate.Document, title string, work annotate.Work, span annotate.Span, label string) Hit {
	h := Hit{Document: doc.ID, Title: title, Span: span, Quote: doc.Text.Slice(span), Label: label, Status: work.Status}
	h.Before, h.After = textAround(doc.Text, span)
	return h
}

// textAround is what stands before and after a place, cut between words and with an ellipsis where it is cut. A writing
// without spaces is cut anywhere.
func textAround(t annotate.Text, span annotate.Span) (before, after string) {
	before = oneLine(t.Slice(annotate.Span{Start: span.Start - around, End: span.Start}))
	after = oneLine(t.Slice(annotate.Span{Start: span.End, End: span.End + around}))
	if from := span.Start - around; from > 0 {
		if i := strings.IndexFunc(before, unicode.IsSpace); i >= 0 && !blankAt(t, from-1) {
			before = before[i:]
		}
		before = "… " + strings.TrimLeftFunc(before, unicode.IsSpace)
	}
	if to := span.End + around; to < t.Len() {
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 && !blankAt(t, to) {
			after = after[:i]
		}
		after = strings.TrimRightFunc(after, unicode.IsSpace) + " …"
	}
	return before, after
}

func blankAt(t annotate.Text, offset int) bool {
	return strings.ContainsFunc(t.Slice(annotate.Span{Start: offset, End: offset + 1}), unicode.IsSpace)
}

// Inside says inside which longer annotation, or else open suggestion, a place stands; "" when it stands in none.
func Inside(t annotate.Text, work annotate.Work, open []annotate.Suggestion, span annotate.Span) string {
	for _, a := range work.Annotations.Between(nil, span) {
		if a.Span != span && a.Span.Contains(span) {
			return inside(a.Quote, a.Label)
		}
	}
	for _, g := range open {
		if g.Span != span && g.Span.Contains(span) {
			return inside(t.Slice(g.Span), g.Label)
		}
	}
	return ""
}

func inside(quote, label string) string {
	if r := []rune(quote); len(r) > shortQuote {
		quote = string(r[:shortQuote-1]) + "…"
	}
	return fmt.Sprintf("inside “%s” (%s)", oneLine(quote), label)
}

// LabelAt is the label of the annotation that takes a place, so that the wanted label cannot be added there; "" when
// none does. It is the wanted one if an annotation on these characters has it.
func LabelAt(work annotate.Work, rule annotate.Overlap, span annotate.Span, wanted string) string {
	found := ""
	for _, a := range work.Annotations.Between(nil, span) {
		if a.Span == span && a.Label == wanted {
			return wanted
		}
		if found == "" && (a.Span == span || a.Label == wanted && a.Span.Contains(span) || rule.Allows(span, []annotate.Annotation{a}) != nil) {
			found = a.Label
		}
	}
	return found
}

// oneLine shows line breaks as spaces.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }
