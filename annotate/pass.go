package annotate

import (
	"cmp"
	"fmt"
)

// Pass is a finding of the check that a person has looked at and let stand. It holds for that kind, place and label
// alone: a place that is labelled anew is a new question.
type Pass struct {
	Kind  string // of the finding, e.g. "conflict"
	Span  Span   // its place; empty for what is said of the whole document
	Label string // of the annotation there, or the one that is missing there
}

// Compare orders by span, then kind, then label.
func (p Pass) Compare(o Pass) int {
	return cmp.Or(p.Span.Compare(o.Span), cmp.Compare(p.Kind, o.Kind), cmp.Compare(p.Label, o.Label))
}

func (p Pass) check(t Text) error {
	switch s := p.Span; {
	case p.Kind == "":
		return fmt.Errorf("pass: %w: it names no kind of finding", ErrSpan)
	case s.Start < 0 || s.End < s.Start || s.End > t.Len():
		return fmt.Errorf("pass: %w: %s [%d,%d) in %d code points", ErrSpan, p.Kind, s.Start, s.End, t.Len())
	}
	return nil
}
