// Package suggest proposes annotations. Engine is what the program uses: a conditional random field over a starter that comes with the program
// and over what each correction teaches (docs/adr/0021). What these say reaches it as features and bonuses; its list is without conflicts.
//
//	Memory   phrases that people confirmed or rejected in this project; it follows every edit and every undo
//	Places   states, territories and regions (CLDR), well-known cities and other places (ours)
//	Dates    days, months and years as sixteen languages write them
//	Names    well-known people, organisations, peoples and events; people by their titles
//	Amounts  sums of money, percentages, times and other numbers (CLDR), where the schema has labels for them
//
// All work on tokens: UAX #29 words cut further where scraped text glues words together and where Arabic and Hebrew
// write small words onto the next one. The lists and the starter are embedded; the one file that is ever looked for is a starter
// that takes the bundled one's place (Install).
package suggest

import (
	"context"

	"rubricator/annotate"
)

// Suggester proposes spans for one document. It is safe for concurrent use and returns soon after ctx ends.
type Suggester interface {
	// Name is a short lower-case word that is stored with each suggestion.
	Name() string
	// Suggest returns proposals in any order; they may overlap. Labels are the schema's.
	Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error)
}

// Slow is a Suggester that may take seconds for a document, or wait for another machine. What is learnt from a document takes of it only what
// it has AtHand, so that learning never asks it to work.
type Slow interface {
	Suggester
	// AtHand returns what Suggest would, as far as that is known already.
	AtHand(in Input) []annotate.Suggestion
}

// Input is one document to propose spans for.
type Input struct {
	Document annotate.Document
	Language string // ISO 639-1, or "und"
	Schema   annotate.Schema
	Work     annotate.Work // what the annotator has decided here

	view *view // the document's tokens, once they are known

	named      map[string]string     // the same, always there
	remembered []annotate.Suggestion // what the memory says
}

// MaxBytes is how much of a document is looked at for suggestions: the lines that lie wholly in its first 4 MiB.
const MaxBytes = 4 << 20

// tokens is the view that the engine prepared, or a new one.
func (in Input) tokens(ctx context.Context) (*view, error) {
	if in.view != nil {
		return in.view, nil
	}
	return newView(ctx, in.Document.Text.String(), in.Language)
}
