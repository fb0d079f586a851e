package simulate

import (
	"math"
	"time"
)

// Result is what became of the articles, in the order in which they were taken.
type Result []Scored

// Scored is one article's figures.
type Scored struct {
	ID      string
	ByLabel map[string]Counts
	Shown   []Shown
	Actions int           // from the suggestions to the gold; see Actions
	Tokens  int           // as the engine cuts them
	CPU     time.Duration // of Suggest; time by the clock where the system does not tell
}

// Shown is the confidence of one suggestion, from 0 to 1, and whether it was right.
type Shown struct {
	Score float64
	Right bool
}

// Counts are numbers of spans.
type Counts struct{ Gold, Suggested, Correct int }

// Plus is the sum of two counts.
func (c Counts) Plus(o Counts) Counts {
	return Counts{c.Gold + o.Gold, c.Suggested + o.Suggested, c.Correct + o.Correct}
}

// Precision is the share of what was suggested that is right, from 0 to 100.
func (c Counts) Precision() float64 { return percent(c.Correct, c.Suggested) }

// Recall is the share of the gold that was suggested, from 0 to 100.
func (c Counts) Recall() float64 { return percent(c.Correct, c.Gold) }

// F1 is the harmonic mean of precision and recall, from 0 to 100; 0 when there is nothing.
func (c Counts) F1() float64 { return percent(2*c.Correct, c.Suggested+c.Gold) }

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// All are the counts over all labels.
func (s Scored) All() (sum Counts) {
	for _, c := range s.ByLabel {
		sum = sum.Plus(c)
	}
	return sum
}

func (s Scored) count(label string, c Counts) { s.ByLabel[label] = s.ByLabel[label].Plus(c) }

// Part is the result of the articles from the first to the last of these, counted from 1; last 0 is the end.
func (r Result) Part(first, last int) Result {
	if last == 0 || last > len(r) {
		last = len(r)
	}
	if first > last {
		return nil
	}
	return r[first-1 : last]
}

// Counts are the counts over all articles and labels, for pooled micro figures.
func (r Result) Counts() (sum Counts) {
	for _, s := range r {
		sum = sum.Plus(s.All())
	}
	return sum
}

// ByLabel are the counts over all articles.
func (r Result) ByLabel() map[string]Counts {
	sum := map[string]Counts{}
	for _, s := range r {
		for label, c := range s.ByLabel {
			sum[label] = sum[label].Plus(c)
		}
	}
	return sum
}

// Actions are those of all articles.
func (r Result) Actions() (sum int) {
	for _, s := range r {
		sum += s.Actions
	}
	return sum
}

// ActionsShare is how many actions are needed where labelling from scratch needs 100.
func (r Result) ActionsShare() float64 { return percent(r.Actions(), r.Counts().Gold) }

// TokensPerSecond is the speed of Suggest on one core; 0 when no time was measured. Two runs side by side in one process
// spoil it for each other: the processor's time is counted for the whole process, so that collecting garbage counts.
func (r Result) TokensPerSecond() float64 {
	tokens, cost := 0, time.Duration(0)
	for _, s := range r {
		tokens, cost = tokens+s.Tokens, cost+s.CPU
	}
	if cost <= 0 {
		return 0
	}
	return float64(tokens) / cost.Seconds()
}

// bins is how many parts of the scores from 0 to 1 are compared.
const bins = 10

// CalibrationError is the expected calibration error of what was shown (Naeini, Cooper and Hauskrecht 2015): how far the
// mean score in each tenth of the scale is from the share of right ones, weighted by how many there are. 0 to 1.
func (r Result) CalibrationError() float64 {
	var n, right, sum [bins]float64
	total := 0.0
	for _, s := range r {
		for _, g := range s.Shown {
			i := min(bins-1, max(0, int(g.Score*bins)))
			n[i]++
			sum[i] += g.Score
			if g.Right {
				right[i]++
			}
			total++
		}
	}
	off := 0.0
	for i := range n {
		off += math.Abs(sum[i] - right[i])
	}
	return off / max(1, total)
}
