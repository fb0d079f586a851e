package annotate

import (
	"fmt"

	"github.com/google/uuid"
)

// Annotation is one label on one span, said by one annotator. It is a value: a change makes another one.
type Annotation struct {
	ID        string
	Span      Span
	Label     string
	Annotator string
	Origin    Origin
	Suggester string  // which suggester proposed it, if one did
	Score     float64 // the suggestion's score from 0 to 1
	Quote     string  // the characters under the span, exactly
	Entity    string  // ID of the entity it names
	Note      string
}

// Origin says why an annotation or a transaction exists.
type Origin string

const (
	OriginUser         Origin = "user"
	OriginSuggestion   Origin = "suggestion"
	OriginImport       Origin = "import"
	OriginAdjudication Origin = "adjudication"
	OriginUndo         Origin = "undo"
	OriginRedo         Origin = "redo"
)

// NewID makes an identifier for an annotation or a transaction that no other installation makes.
func NewID() string {
	id := uuid.Must(uuid.NewV7())
	return id.String()
}

// Check compares the annotation with the text that it stands in: the span lies inside, and the quote is what it covers.
func (a Annotation) Check(t Text) error {
	if a.Span.Empty() || a.Span.Start < 0 || a.Span.End > t.Len() {
		return fmt.Errorf("%w: %s [%d,%d) in %d code points", ErrSpan, a.Label, a.Span.Start, a.Span.End, t.Len())
	}
	if got := t.Slice(a.Span); got != a.Quote {
		return fmt.Errorf("%w: %s [%d,%d) covers %q, its quote is %q", ErrQuote, a.Label, a.Span.Start, a.Span.End, got, a.Quote)
	}
	return nil
}
