package suggest

import (
	"maps"
	"slices"

	"rubricator/annotate"
)

const (
	calibrationBins  = 10
	calibrationLeast = 50 // answers from which on scores are changed
	calibrationPrior = 20 // answers that the score as it is counts for in each bin
)

// calibration is what the answers of a project say of the scores that the engine gave to suggestions: per tenth of the score how many there
// were, and how many were right. What a rule of amounts, a model of the user's or an import scored says nothing of it. Counts are added and taken back, so it is a function of the works. Decisions hold the score as it was shown, that
// is, once there are enough, as it was moved already: so a lasting error is taken back in part, not wholly.
type calibration struct {
	asked, right [calibrationBins]int
	sum          [calibrationBins]int // of the scores, in millionths: whole numbers come back exactly
	total        int
	labelled     map[string]int // annotations of each label
}

// clone stays as it is when c counts on.
func (c *calibration) clone() calibration {
	d := *c
	d.labelled = maps.Clone(c.labelled)
	return d
}

// take counts what changed between two works.
func (c *calibration) take(before, after annotate.Work) {
	gone, come := annotate.ChangedDecisions(before.Decisions, after.Decisions)
	c.count(gone, -1)
	c.count(come, +1)
	lost, made := annotate.Changed(before.Annotations, after.Annotations)
	if c.labelled == nil {
		c.labelled = map[string]int{}
	}
	for _, a := range lost {
		c.labelled[a.Label]--
	}
	for _, a := range made {
		c.labelled[a.Label]++
	}
}

func (c *calibration) count(list []annotate.Decision, by int) {
	for _, d := range list {
		if d.Verdict == annotate.Skipped || !scoredHere(d.Suggester) || d.Score <= 0 || d.Score > 1 {
			continue
		}
		i := binOf(d.Score)
		c.total += by
		c.asked[i] += by
		c.sum[i] += by * int(d.Score*1e6+0.5)
		if d.Verdict == annotate.Accepted {
			c.right[i] += by
		}
	}
}

// scoredHere reports whether a suggester's name stands for a score of the engine's own.
func scoredHere(suggester string) bool {
	switch suggester {
	case starterName, learntName, memoryName:
		return true
	}
	return slices.ContainsFunc(hinters, func(h Suggester) bool { return h.Name() == suggester })
}

func binOf(score float64) int { return min(int(score*calibrationBins), calibrationBins-1) }

// curve is how far a score is moved in the middle of each bin, so that what is shown as 0.8 is right eight times in ten. A bin moves by its answers,
// with a Beta prior that is centred on the score as it is; moved scores keep their order. ok is false while there are too few answers.
func (c *calibration) curve() (shift [calibrationBins]float64, ok bool) {
	if c.total < calibrationLeast {
		return shift, false
	}
	for i := range shift {
		shift[i] = (float64(c.right[i]) - float64(c.sum[i])/1e6) / float64(c.asked[i]+calibrationPrior)
		if i > 0 {
			shift[i] = max(shift[i], shift[i-1]-1.0/calibrationBins)
		}
	}
	return shift, true
}

// apply moves the scores of a list.
func (c *calibration) apply(list []annotate.Suggestion) {
	shift, ok := c.curve()
	if !ok {
		return
	}
	for i, s := range list {
		at := s.Score*calibrationBins - 0.5
		low := min(max(int(at), 0), calibrationBins-2)
		part := min(max(at-float64(low), 0), 1)
		list[i].Score = min(max(s.Score+shift[low]*(1-part)+shift[low+1]*part, 0), 1)
	}
}
