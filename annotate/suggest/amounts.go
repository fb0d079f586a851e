package suggest

import (
	"context"

	"rubricator/annotate"
)

// Amounts suggests sums of money, percentages, times of day, measured quantities and other numbers, for those of them
// that the schema has a label. Its words come from CLDR and from lists of our own. It needs no New.
type Amounts struct{}

const amountsName = "amounts"

// Name is "amounts".
func (Amounts) Name() string { return amountsName }

// kindOfAmount is what a number stands for.
type kindOfAmount int

const (
	money kindOfAmount = iota
	percent
	timeOfDay
	quantity
	cardinal
	ordinalNumber
	amountKinds = int(ordinalNumber) + 1
)

// amountLabelNames are the names that schemas give to each kind, the closest first.
var amountLabelNames = [amountKinds][]string{money: {"MONEY"}, percent: {"PERCENT", "PERCENTAGE"}, timeOfDay: {"TIME"}, quantity: {"QUANTITY"},
	cardinal: {"CARDINAL"}, ordinalNumber: {"ORDINAL"}}

var amountReasons = [amountKinds]string{money: "sum of money", percent: "percentage", timeOfDay: "time", quantity: "quantity", cardinal: "number", ordinalNumber: "ordinal number"}

// The scores of amounts, by how little else they could be.
const (
	sureAmount   = 0.85 // a number with its currency or sign of per cent
	namedAmount  = 0.75 // a number with a unit, a time
	unsureAmount = 0.55 // pounds; a number alone
)

// Suggest proposes the longest amount at each place that is no date.
func (Amounts) Suggest(ctx context.Context, in Input) ([]annotate.Suggestion, error) {
	var labels [amountKinds]string
	wanted := false
	for kind, names := range amountLabelNames {
		labels[kind] = firstLabel(in.Schema, names)
		wanted = wanted || labels[kind] != noLabel
	}
	if !wanted {
		return nil, nil
	}
	v, err := in.tokens(ctx)
	if err != nil {
		return nil, err
	}
	r := newAmountReader(v, in.Language)
	whole := graphemes{text: v.text}
	var found []annotate.Suggestion
	for i := 0; i < len(v.tokens); {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := r.longest(i)
		if a.score > 0 && labels[a.kind] != noLabel && whole.at(a.from) && whole.at(a.to) {
			found = append(found, annotate.Suggestion{Span: annotate.Span{Start: a.start, End: a.end}, Label: labels[a.kind],
				Score: a.score, Suggester: amountsName, Reason: amountReasons[a.kind]})
		}
		i = max(i+1, a.last)
	}
	return found, nil
}
