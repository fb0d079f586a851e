package suggest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"rubricator/annotate"
)

// biased is a work whose suggestions were right by another chance than their score.
func biased(r *rand.Rand, n int, chance func(score float64) float64) annotate.Work {
	var list []annotate.Decision
	for i := range n {
		d := annotate.Decision{Span: annotate.Span{Start: i, End: i + 1}, Label: "PER", Verdict: annotate.Rejected, Score: 0.3 + 0.7*r.Float64(), Quote: fmt.Sprint(i)}
		if r.Float64() < chance(d.Score) {
			d.Verdict = annotate.Accepted
		}
		list = append(list, d)
	}
	return annotate.Work{Decisions: annotate.NewDecisions(list...)}
}

func TestCalibrationFollowsAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	chance := func(score float64) float64 { return score * score }
	var c calibration
	w := biased(r, 600, chance)
	c.take(annotate.Work{}, w)
	var before, after, last float64
	for score := 0.3; score < 1; score += 0.01 {
		list := []annotate.Suggestion{{Score: score}}
		c.apply(list)
		before += math.Abs(score - chance(score))
		after += math.Abs(list[0].Score - chance(score))
		if list[0].Score < last-1e-9 {
			t.Errorf("%.2f becomes %.3f, below the score before it", score, list[0].Score)
		}
		last = list[0].Score
	}
	if after > before/2 {
		t.Errorf("the scores are off by %.2f in sum, before %.2f", after, before)
	}
	c.take(w, annotate.Work{})
	list := []annotate.Suggestion{{Score: 0.7}}
	if c.apply(list); list[0].Score != 0.7 || c.total != 0 {
		t.Errorf("taken back, 0.7 is %v after %d answers", list[0].Score, c.total)
	}
}

func TestFewAnswersMoveNothing(t *testing.T) {
	var c calibration
	c.take(annotate.Work{}, biased(rand.New(rand.NewPCG(1, 1)), calibrationLeast-1, func(float64) float64 { return 0 }))
	list := []annotate.Suggestion{{Score: 0.9}}
	if c.apply(list); list[0].Score != 0.9 {
		t.Errorf("0.9 became %v", list[0].Score)
	}
}
