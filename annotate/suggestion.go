package annotate

import "cmp"

// Suggestion is a proposal. It is not an annotation: it counts for nothing until a person answers it with a Decision.
type Suggestion struct {
	Span      Span
	Label     string
	Score     float64 // from 0 to 1
	Suggester string  // e.g. "memory"
	Reason    string  // for people, e.g. "confirmed 3 times"
}

// Verdict is a person's answer to a suggestion.
type Verdict string

const (
	Accepted  Verdict = "accepted"
	Rejected  Verdict = "rejected"
	Corrected Verdict = "corrected" // accepted with another label or span
	Skipped   Verdict = "skipped"
)

// Decision is an answered suggestion. Span and Label are those that were suggested.
type Decision struct {
	Span       Span
	Label      string
	Verdict    Verdict
	Suggester  string
	Score      float64
	Quote      string
	Annotation string // ID of the annotation it became, if it became one
}

// DecisionKey identifies what was decided: one suggestion of a label on a span.
type DecisionKey struct {
	Span  Span
	Label string
}

// Key is the decision's identity in its work.
func (d Decision) Key() DecisionKey { return DecisionKey{d.Span, d.Label} }

// Key is the identity that a decision on this suggestion would have.
func (s Suggestion) Key() DecisionKey { return DecisionKey{s.Span, s.Label} }

// Compare orders by span, then label.
func (k DecisionKey) Compare(o DecisionKey) int {
	return cmp.Or(k.Span.Compare(o.Span), cmp.Compare(k.Label, o.Label))
}
