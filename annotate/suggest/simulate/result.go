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

	ActionsInOrder int // where the engine suggests anew after each sentence; 0 unless Simulation.InOrder

	Steps    int           // that the engine was shown after it
	Learning time.Duration // what they cost, as CPU
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

// ActionsInOrder are those of all articles where the engine suggests anew after each sentence.
func (r Result) ActionsInOrder() (sum int) {
	for _, s := range r {
		sum += s.ActionsInOrder
	}
	return sum
}

// ActionsInOrderShare is ActionsShare of these.
func (r Result) ActionsInOrderShare() float64 { return percent(r.ActionsInOrder(), r.Counts().Gold) }

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

// Bin is what was shown with a score in one tenth of the scale.
type Bin struct {
	Shown, Right int
	Score        float64 // the mean, from 0 to 1
}

// Bins are the tenths of the scale from 0 to 1.
func (r Result) Bins() (bins [10]Bin) {
	for _, s := range r {
		for _, g := range s.Shown {
			b := &bins[min(len(bins)-1, max(0, int(g.Score*float64(len(bins)))))]
			if g.Right {
				b.Right++
			}
			b.Score = (b.Score*float64(b.Shown) + g.Score) / float64(b.Shown+1)
			b.Shown++
		}
	}
	return bins
}

// CalibrationError is the expected calibration error of what was shown (Naeini, Cooper and Hauskrecht 2015): how far the
// mean score in each tenth of the scale is from the share of right ones, weighted by how many there are. 0 to 1.
func (r Result) CalibrationError() float64 {
	off, shown := 0.0, 0
	for _, b := range r.Bins() {
		off += math.Abs(b.Score*float64(b.Shown) - float64(b.Right))
		shown += b.Shown
	}
	return off / float64(max(1, shown))
}

// MillisecondsToLearn is the processor's time that a step of the annotator costs the engine, a sentence corrected or an
// article finished; 0 when none was taken.
func (r Result) MillisecondsToLearn() float64 {
	steps, cost := 0, time.Duration(0)
	for _, s := range r {
		steps, cost = steps+s.Steps, cost+s.Learning
	}
	return cost.Seconds() * 1000 / float64(max(1, steps))
}
