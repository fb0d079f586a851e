package annotate

import "errors"

// About texts and spans.
var (
	// ErrText is returned for a string that cannot be frozen as an article's text.
	ErrText = errors.New("not a text")
	// ErrSpan is returned for a span that is empty or reaches outside its text.
	ErrSpan = errors.New("span outside the text")
	// ErrQuote is returned when the characters under a span are not those that its quote claims.
	ErrQuote = errors.New("quote does not match the text")
)

// About schemas.
var (
	// ErrSchema is returned for a schema that cannot be used: no labels, a name twice, a key twice.
	ErrSchema = errors.New("schema cannot be used")
	// ErrOverlap is returned when a new annotation would break the schema's overlap rule.
	ErrOverlap = errors.New("annotations may not overlap here")
)

// About edits.
var (
	// ErrStale is returned when an edit expects something that the work does not hold.
	ErrStale = errors.New("edit does not fit the work")
	// ErrNothingToUndo and ErrNothingToRedo end the two branches of a history.
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrNothingToRedo = errors.New("nothing to redo")
	// ErrLarge is returned for a step whose transactions a history does not hold.
	ErrLarge = errors.New("the step is too large to be repeated from memory")
)
