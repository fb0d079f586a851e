package annotate

import "fmt"

// Overlap says how annotations may share characters.
//
//	            None     Stacking     Any
//	[a b] [c]   OK       OK           OK       apart
//	[a [b]]     BAD      OK           OK       nested, or on the same characters
//	[a [b] c]   BAD      BAD          OK       crossing, where a ends inside c
type Overlap int

const (
	OverlapAny      Overlap = iota // nested and crossing spans
	OverlapStacking                // one inside the other
	OverlapNone
)

// Forbids reports whether two spans may not stand beside each other.
func (o Overlap) Forbids(a, b Span) bool {
	return o == OverlapNone && a.Overlaps(b) || o == OverlapStacking && a.Crosses(b)
}

// Allows checks a new span against the overlap rule and the annotations it would stand among. The error is an
// OverlapError about the first that stands in the way.
func (o Overlap) Allows(span Span, others []Annotation) error {
	for _, a := range others {
		if o.Forbids(a.Span, span) {
			return &OverlapError{Rule: o, Span: span, Other: a}
		}
	}
	return nil
}

// OverlapError tells why a span may not be annotated. It is an ErrOverlap.
type OverlapError struct {
	Rule  Overlap
	Span  Span       // that was refused
	Other Annotation // that stands in the way
}

func (e *OverlapError) Error() string {
	rule, how := "the schema allows no overlap", "cross"
	switch {
	case e.Rule == OverlapStacking:
		rule = "the schema allows spans only apart or nested"
	case e.Other.Span == e.Span:
		how = "stand on"
	case e.Other.Span.Contains(e.Span):
		how = "stand inside"
	case e.Span.Contains(e.Other.Span):
		how = "stand around"
	}
	return fmt.Sprintf("%s: it would %s [%s %s]", rule, how, e.Other.Label, shortened(e.Other.Quote))
}

// Is reports that the error is an ErrOverlap.
func (e *OverlapError) Is(target error) bool { return target == ErrOverlap }

// shortened cuts a quote to 40 code points, for a line of words.
func shortened(quote string) string {
	n := 0
	for i := range quote {
		if n++; n > 40 {
			return quote[:i] + "…"
		}
	}
	return quote
}
