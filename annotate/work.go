package annotate

import (
	"fmt"
	"slices"
)

// Work is all that one annotator has said about one document. It is a value; edits return the next one.
type Work struct {
	Annotations Set
	Decisions   Decisions
	Zones       []Span // sorted, apart: parts of the text that are not the article
	Passed      []Pass // sorted, each once: findings of the check that are right as they stand
	Status      Status
	Note        string
	Language    string // ISO 639-1 code set by the annotator; "" leaves the detected one
	Direction   string // "ltr" or "rtl" set by the annotator; "" follows the text
}

// Status is how far an annotator is with a document.
type Status string

const (
	New        Status = ""
	InProgress Status = "in_progress"
	Finished   Status = "finished"
	Ignored    Status = "ignored"
)

// Word is the status as the command line and the exports name it.
func (s Status) Word() string {
	if s == New {
		return "new"
	}
	return string(s)
}

// ParseStatus reads what Word writes.
func ParseStatus(word string) (Status, error) {
	switch s := Status(word); s {
	case InProgress, Finished, Ignored, New:
		return s, nil
	}
	if word == "new" {
		return New, nil
	}
	return New, fmt.Errorf("status %q is none of new, in_progress, finished, ignored", word)
}

// Decision finds the answer to a suggestion.
func (w Work) Decision(k DecisionKey) (Decision, bool) {
	return w.Decisions.ByKey(k)
}

// Open filters suggestions to those still to be answered: not decided on, not already annotated with that label on
// that span, and not standing across an annotation or in a zone.
func (w Work) Open(list []Suggestion) []Suggestion {
	open := make([]Suggestion, 0, len(list))
	var near []Annotation
	for _, s := range list {
		if _, answered := w.Decisions.ByKey(s.Key()); answered || slices.ContainsFunc(w.Zones, s.Span.Overlaps) {
			continue
		}
		near = w.Annotations.Between(near[:0], s.Span)
		if !slices.ContainsFunc(near, func(a Annotation) bool { return settles(a, s) }) {
			open = append(open, s)
		}
	}
	return open
}

// settles reports whether an annotation already answers a suggestion: it stands on the same characters or across
// them, or the suggestion would repeat its label inside or around it.
func settles(a Annotation, s Suggestion) bool {
	return a.Span == s.Span || a.Span.Crosses(s.Span) || a.Label == s.Label
}

// Equal reports whether both works say the same.
func (w Work) Equal(o Work) bool {
	return w.Annotations.Equal(o.Annotations) && w.Decisions.Equal(o.Decisions) && slices.Equal(w.Zones, o.Zones) &&
		slices.Equal(w.Passed, o.Passed) && w.Status == o.Status && w.Note == o.Note && w.Language == o.Language && w.Direction == o.Direction
}

// Check compares every annotation, decision, zone and pass with the document's text.
func (w Work) Check(t Text) error {
	for a := range w.Annotations.Values() {
		if err := a.Check(t); err != nil {
			return err
		}
	}
	for d := range w.Decisions.Values() {
		if err := (Annotation{Span: d.Span, Label: d.Label, Quote: d.Quote}).Check(t); err != nil {
			return fmt.Errorf("decision: %w", err)
		}
	}
	for _, z := range w.Zones {
		if z.Empty() || z.Start < 0 || z.End > t.Len() {
			return fmt.Errorf("zone: %w: [%d,%d) in %d code points", ErrSpan, z.Start, z.End, t.Len())
		}
	}
	for _, p := range w.Passed {
		if err := p.check(t); err != nil {
			return err
		}
	}
	return nil
}
