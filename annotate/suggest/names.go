package suggest

import (
	"context"

	"rubricator/annotate"
)

// Names suggests well-known organisations, peoples, people and events, and people and organisations by the words around
// them. It needs no New. What it guesses by shape scores low: it is better to miss a name than to fill an article with wrong ones.
type Names struct{}

const namesName = "names"

// Name is "names".
func (Names) Name() string { return namesName }

// Suggest proposes listed names, then names by shape.
func (n Names) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	v, err := in.tokens(ctx)
	if err != nil {
		return nil, err
	}
	in.view = v
	found, err := fromLists(ctx, in, namesName, organisation, people, person, event)
	if err != nil {
		return nil, err
	}
	s := newShapes(v, in)
	for i := range v.tokens {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.token(i)
	}
	s.again()
	return append(found, s.found...), nil
}
