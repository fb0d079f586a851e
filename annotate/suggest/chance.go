package suggest

import "math"

// chance says how often spans are right to which the model gives a probability: it is surer of itself than it is right. The chance is logistic in
// the logarithms of the probability and of what that leaves to 1 (beta calibration, Kull, Silva Filho and Flach 2017). What the memory proposes,
// and in part what was learnt, is right less often still, unless the model is as good as sure; what a list names too is right more often.
type chance struct {
	yes, no, base  float64
	sure           float64 // logit of the probability from which on it does not matter who is behind a span
	memory, learnt float64 // taken off for each point of the logit under that
	listed         float64 // added
}

// The numbers were fitted to what was suggested for 300 articles while an annotator corrected them, in five orders, before each was learnt from.
var (
	knownChance = chance{yes: 0.63, no: 0.38, base: 0.22, sure: 4, memory: 0.37, learnt: 0.1, listed: 0.17} // labels that the starter knows
	ownChance   = chance{yes: 1.55, no: 0.22, base: 1.03, sure: 6, memory: 0.84}                            // others: a project's own, and all where the starter is off
)

// enoughExamples is how many annotations of a label make half of what so many say against the memory.
const enoughExamples = 25

// Spans under leastProbable are not looked at; over mostProbable a probability counts no more.
const leastProbable, mostProbable = 0.05, 0.9999

// mostGiven is the most that is believed of a rule or another suggester: it does not know what nobody told it.
const mostGiven = 0.98

// of is the share that is right of spans with a probability from 0 to 1, when this suggester is behind them.
func (c chance) of(p float64, suggester string, listed bool) float64 {
	p = min(max(p, 1-mostProbable), mostProbable)
	yes, no := math.Log(p), math.Log(1-p)
	z := c.base + c.yes*yes - c.no*no
	under := max(0, c.sure-(yes-no))
	switch suggester {
	case memoryName:
		z -= c.memory * under
	case learntName:
		z -= c.learnt * under
	}
	if listed {
		z += c.listed
	}
	return 1 / (1 + math.Exp(-z))
}
