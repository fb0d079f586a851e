package suggest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"rubricator/annotate"
)

// biased is a work whose suggestions were right by another chance than their score.
func biased(r *rand.Rand, n int, chance func(score float64) float64) annotate.Work {
	var list []annotate.Decision
	for i := range n {
		d := annotate.Decision{Span: annotate.Span{Start: i, End: i + 1}, Label: "PER", Verdict: annotate.Rejected, Score: 0.3 + 0.7*r.Float64(), Suggester: starterName, Quote: fmt.Sprint(i)}
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

// Answers to what somebody else scored move nothing.
func TestAnswersToOthersMoveNothing(t *testing.T) {
	for _, name := range []string{"onnx", amountsName, "other-tool", ""} {
		var c calibration
		all := biased(rand.New(rand.NewPCG(1, 1)), 600, func(float64) float64 { return 0 }).Decisions.All()
		for i := range all {
			all[i].Suggester = name
		}
		c.take(annotate.Work{}, annotate.Work{Decisions: annotate.NewDecisions(all...)})
		list := []annotate.Suggestion{{Score: 0.9}}
		if c.apply(list); list[0].Score != 0.9 {
			t.Errorf("answers to %q make 0.9 %v", name, list[0].Score)
		}
	}
}

// All that is suggested is moved alike: a phrase that nests in another, and letters that are short for one, as well as what the model says. So
// what scored more than another before scores no less afterwards.
func TestAllScoresAreMoved(t *testing.T) {
	e := New()
	for range 3 { // so the engine knows that these labels nest
		answered(t, e, "The [ORG [LOC Velan] Ferry Union] met.")
	}
	in := unmarked(t, "en", "The Velan Ferry Union met. The Coastal Harbour Council (CHC) of the United Nations met in Iran.")
	before, err := e.Suggest(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	e.answers.take(annotate.Work{}, biased(rand.New(rand.NewPCG(1, 1)), 4000, func(score float64) float64 { return score - 0.25 }))
	after, err := e.Suggest(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := format(in.Document.Text, before), format(in.Document.Text, after); a != b || !strings.Contains(a, "[ORG [LOC Velan] Ferry Union]") || !strings.Contains(a, "[ORG CHC]") {
		t.Fatalf("before %s, after %s", a, b)
	}
	for i := range before {
		if after[i].Score > before[i].Score-0.15 && !strings.HasPrefix(after[i].Reason, "short for") {
			t.Errorf("%s: %.3f becomes %.3f", in.Document.Text.Slice(before[i].Span), before[i].Score, after[i].Score)
		}
		for k := range before {
			if before[i].Score > before[k].Score && after[i].Score < after[k].Score {
				t.Errorf("%s scored more than %s and now scores less", in.Document.Text.Slice(before[i].Span), in.Document.Text.Slice(before[k].Span))
			}
		}
	}
}
