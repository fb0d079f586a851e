package annotate

import "cmp"

// Span is a half-open range [Start, End) of Unicode code points of one text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of code points covered.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether the two share a character.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains reports whether o lies wholly inside s; a span contains itself.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Crosses reports whether the two overlap and neither contains the other.
func (s Span) Crosses(o Span) bool { return s.Overlaps(o) && !s.Contains(o) && !o.Contains(s) }

// Holds reports whether the character at offset lies in the span.
func (s Span) Holds(offset int) bool { return s.Start <= offset && offset < s.End }

// Compare orders by start, then the longer first: an outer span comes before what it contains.
func (s Span) Compare(o Span) int {
	return cmp.Or(cmp.Compare(s.Start, o.Start), cmp.Compare(o.End, s.End))
}
