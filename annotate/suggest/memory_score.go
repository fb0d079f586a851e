package suggest

import (
	"fmt"

	"rubricator/annotate"
)

// tallies is what an entry says about a form: its own counts, else those of the forms that are written alike.
type tallies struct {
	sum    []tally
	weight float64 // how far the counts speak for this form, from 0 to 1
	like   string  // the form they were counted on, when it is another one
}

func (e *entry) tallies(seen form) tallies {
	var ts tallies
	most := 0
	for _, f := range e.forms {
		if f.text == seen.text {
			return tallies{sum: f.tally, weight: 1}
		}
		w := resemblance(f, seen)
		if w == 0 {
			continue
		}
		ts.sum = addTallies(ts.sum, f.tally)
		ts.weight = max(ts.weight, w)
		if n := confirmed(f.tally); n > most || ts.like == "" {
			most, ts.like = n, f.text
		}
	}
	return ts
}

func addTallies(sum, more []tally) []tally {
	for _, t := range more {
		sum = count(sum, t.label, t.yes, t.no)
	}
	return sum
}

func confirmed(list []tally) (n int) {
	for _, t := range list {
		n += t.yes
	}
	return n
}

// alike is the resemblance of spellings that differ in quotes, marks or variants of a letter alone. Of such phrases the
// label that people chose is shown by default even where they do not all agree.
const alike = 0.9

// resemblance is how far the counts of a known form speak for another spelling with the same letters; 0 for not at all.
func resemblance(known, seen form) float64 {
	short := known.words == 1 && len(seen.text) <= 3
	switch {
	case known.cased == seen.cased:
		return alike
	case known.cased == capital && known.words == 1 && len(known.text) <= 5, short:
		return 0 // US is not us, WHO is not who
	case seen.cased != lowered:
		return 0.88
	case known.words > 1:
		return 0.8
	case confirmed(known.tally) >= 2:
		return 0.7
	}
	return 0
}

// best are the labels of the schema that were confirmed most often, several at a tie; none of those that were rejected
// more often than confirmed.
func best(list []tally, s annotate.Schema) (most []tally) {
	for _, t := range list {
		if _, ok := s.Label(t.label); !ok || t.yes == 0 || t.yes < t.no {
			continue
		}
		if len(most) > 0 && t.yes > most[0].yes {
			most = most[:0]
		}
		if len(most) == 0 || t.yes == most[0].yes {
			most = append(most, t)
		}
	}
	return most
}

// confidence is the smoothed share of confirmations: 0.7 for one alone, 0.87 for three, never above 0.97. What was
// confirmed under another label counts half against it.
func confidence(yes, no, other int) float64 {
	y := float64(yes) + 0.07
	return min(0.97, y/(y+float64(no)+float64(other)/2+0.46))
}

func times(t tally) string {
	words := "confirmed once"
	if t.yes > 1 {
		words = fmt.Sprintf("confirmed %d times", t.yes)
	}
	switch {
	case t.no == 1:
		words += ", rejected once"
	case t.no > 1:
		words += fmt.Sprintf(", rejected %d times", t.no)
	}
	return words
}
