package suggest

import (
	"context"

	"rubricator/annotate"
)

const namesName = "names"
const listScore = 0.65

type Places struct{}
type Dates struct{}
type Names struct{}

func (Places) Name() string { return "places" }
func (Dates) Name() string  { return "dates" }
func (Names) Name() string  { return "names" }
func (Places) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	return nil, nil
}
func (Dates) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	return nil, nil
}
func (Names) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	return nil, nil
}
func acronyms(in Input, list []annotate.Suggestion) []annotate.Suggestion { return nil }
