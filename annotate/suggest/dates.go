package suggest

import (
	"context"

	"rubricator/annotate"
)

// Dates suggests days, months and years, alone and together, as many languages write them. It needs no New.
type Dates struct{}

// Name is "dates".
func (Dates) Name() string { return "dates" }

// The scores of dates, by how little else they could be.
const (
	fullDate  = 0.85 // day and month, month and year
	namedDate = 0.75 // a weekday, a month that is no other word
	yearDate  = 0.55 // a bare year
)

// Suggest proposes the longest date at each place.
func (d Dates) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	v, err := in.tokens(ctx)
	if err != nil {
		return nil, err
	}
	label := labelsOf(in.Schema)[date]
	if label == noLabel {
		return nil, nil
	}
	c := newCalendar(v, in.Language)
	var found []annotate.Suggestion
	for i := 0; i < len(v.tokens); {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p := c.longest(i)
		if p.score > 0 {
			found = append(found, annotate.Suggestion{Span: annotate.Span{Start: p.start, End: v.tokens[p.last-1].end}, Label: label,
				Score: p.score, Suggester: d.Name(), Reason: p.reason})
		}
		i = max(i+1, p.last)
	}
	return found, nil
}
