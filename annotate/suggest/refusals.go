package suggest

import "rubricator/annotate"

// said is a phrase under a label.
type said struct{ phrase, label string }

// saidIn counts what an annotator confirmed and rejected in one document.
func saidIn(w annotate.Work) map[said]tally {
	here := make(map[said]tally, w.Annotations.Len())
	for a := range w.Annotations.Values() {
		t := here[said{evened(a.Quote), a.Label}]
		t.yes++
		here[said{evened(a.Quote), a.Label}] = t
	}
	for d := range w.Decisions.Values() {
		if against(d, w) {
			t := here[said{evened(d.Quote), d.Label}]
			t.no++
			here[said{evened(d.Quote), d.Label}] = t
		}
	}
	return here
}

// against reports whether a decision speaks against its phrase under its label. A correction that only made the span
// reach further, or moved it, does not: the label was right. One that cut words off does, and confirms what is left.
func against(d annotate.Decision, w annotate.Work) bool {
	switch d.Verdict {
	case annotate.Rejected:
		return true
	case annotate.Corrected:
		for _, a := range w.Annotations.Between(nil, d.Span) {
			if a.ID == d.Annotation && a.Label == d.Label {
				return a.Span != d.Span && d.Span.Contains(a.Span)
			}
		}
		return true
	}
	return false
}

// refuses reports whether a phrase was rejected more often than confirmed under the label. At a tie it is shown where
// it was spoken of in this document, and where people disagree about the label alone.
func (f *filter) refuses(s annotate.Suggestion) bool {
	t := f.counts(s)
	switch {
	case t.no == 0 || t.no < t.yes:
		return false
	case t.no == t.yes:
		return !t.here && !t.contested
	}
	return true
}

// counts is what was said of a phrase under a label, here and in the whole project.
type counts struct {
	yes, no   int
	here      bool // some of it in this document
	contested bool // it was also confirmed under another label
}

func (f *filter) counts(s annotate.Suggestion) counts {
	quote := evened(f.in.Document.Text.Slice(s.Span))
	if c, ok := f.asked[said{quote, s.Label}]; ok {
		return c
	}
	t, here := f.here[said{quote, s.Label}]
	c := counts{t.yes, t.no, here, false}
	if m := f.engine.memory; m != nil { // it knows of this document too, once that was observed
		known, others := m.tally(quote, f.in.Language, s.Label)
		c.yes, c.no, c.contested = max(c.yes, known.yes), max(c.no, known.no), others > 0
	}
	f.asked[said{quote, s.Label}] = c
	return c
}

// heard reports whether a phrase was confirmed under its label in this document.
func (f *filter) heard(s annotate.Suggestion) bool {
	return f.here[said{evened(f.in.Document.Text.Slice(s.Span)), s.Label}].yes > 0
}
