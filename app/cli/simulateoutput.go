package cli

import (
	"fmt"
	"strings"

	"rubricator/annotate/suggest/simulate"
)

// simulateWriter writes what simulate finds.
type simulateWriter struct {
	*output
	labels  simulate.Labels
	json    bool
	inOrder bool
}

// simulateLine is one article. Actions in order are left out where they are not counted.
type simulateLine struct {
	ID                 string `json:"id"`
	Gold               int    `json:"gold"`
	Suggested          int    `json:"suggested"`
	Correct            int    `json:"correct"`
	Actions            int    `json:"actions"`
	ActionsFromScratch int    `json:"actions_from_scratch"`
	ActionsInOrder     *int   `json:"actions_in_order,omitempty"`
}

// simulateSummary is all of them. F1 goes from 0 to 100, the calibration error from 0 to 1; null has no articles.
type simulateSummary struct {
	Articles           int                      `json:"articles"`
	F1                 float64                  `json:"f1"`
	F1Start            *float64                 `json:"f1_1_10"`
	F1Middle           *float64                 `json:"f1_11_50"`
	F1Rest             *float64                 `json:"f1_51_"`
	Actions            int                      `json:"actions"`
	ActionsFromScratch int                      `json:"actions_from_scratch"`
	ActionsInOrder     *int                     `json:"actions_in_order,omitempty"`
	TokensPerSecond    float64                  `json:"tokens_per_second"`
	ECE                *float64                 `json:"ece"`
	ByLabel            map[string]simulateLabel `json:"by_label"`
	Labels             simulate.Labels          `json:"labels"` // gold to ours
}

// simulateLabel is all spans of one label of ours.
type simulateLabel struct {
	Gold      int     `json:"gold"`
	Suggested int     `json:"suggested"`
	Correct   int     `json:"correct"`
	F1        float64 `json:"f1"`
}

// settled is the article, counted from 1, from which the calibration error counts.
const settled = 21

func (w simulateWriter) begin() {
	if !w.json {
		w.result("%7s %10s %8s %8s%s %13s  %s", "gold", "suggested", "correct", "actions", w.ifInOrder(" %9s", "in order"), "from scratch", "article")
	}
}

// ifInOrder is a cell of what is counted in order, or nothing where that was not asked for.
func (w simulateWriter) ifInOrder(format string, value any) string {
	if !w.inOrder {
		return ""
	}
	return fmt.Sprintf(format, value)
}

// counted is a number of actions in order, or nil where that was not asked for.
func (w simulateWriter) counted(actions int) *int {
	if !w.inOrder {
		return nil
	}
	return &actions
}

func (w simulateWriter) article(a simulate.Scored) error {
	c := a.All()
	if w.json {
		return w.output.json.Encode(simulateLine{a.ID, c.Gold, c.Suggested, c.Correct, a.Actions, c.Gold, w.counted(a.ActionsInOrder)})
	}
	w.result("%7d %10d %8d %8d%s %13d  %s", c.Gold, c.Suggested, c.Correct, a.Actions, w.ifInOrder(" %9d", a.ActionsInOrder), c.Gold, a.ID)
	return nil
}

func (w simulateWriter) summary(r simulate.Result) error {
	if w.json {
		return w.output.json.Encode(map[string]simulateSummary{"summary": w.summaryOf(r)})
	}
	w.table(r)
	w.figures(r)
	w.result("\nlabels, gold=ours: %s", strings.ReplaceAll(w.labels.String(), ",", ", "))
	return nil
}

func (w simulateWriter) summaryOf(r simulate.Result) simulateSummary {
	all := r.Counts()
	s := simulateSummary{Articles: len(r), F1: round(all.F1(), 2), F1Start: f1Of(r.Part(1, 10)), F1Middle: f1Of(r.Part(11, 50)), F1Rest: f1Of(r.Part(51, 0)),
		Actions: r.Actions(), ActionsFromScratch: all.Gold, ActionsInOrder: w.counted(r.ActionsInOrder()), TokensPerSecond: round(r.TokensPerSecond(), 0), ByLabel: map[string]simulateLabel{}, Labels: w.labels}
	if late := r.Part(settled, 0); len(late) > 0 {
		ece := round(late.CalibrationError(), 4)
		s.ECE = &ece
	}
	for label, c := range r.ByLabel() {
		s.ByLabel[label] = simulateLabel{c.Gold, c.Suggested, c.Correct, round(c.F1(), 2)}
	}
	return s
}

func f1Of(r simulate.Result) *float64 {
	if len(r) == 0 {
		return nil
	}
	f1 := round(r.Counts().F1(), 2)
	return &f1
}

// table writes the counts of each label and of all.
func (w simulateWriter) table(r simulate.Result) {
	byLabel := r.ByLabel()
	w.result("\n%7s %10s %8s %10s %7s %6s  %s", "gold", "suggested", "correct", "precision", "recall", "F1", "label")
	row := func(c simulate.Counts, label string) {
		w.result("%7d %10d %8d %10.1f %7.1f %6.1f  %s", c.Gold, c.Suggested, c.Correct, c.Precision(), c.Recall(), c.F1(), label)
	}
	for _, label := range w.labels.Targets() {
		row(byLabel[label], label)
	}
	row(r.Counts(), "all")
}

// figures writes those of the parts of the run.
func (w simulateWriter) figures(r simulate.Result) {
	w.result("\n%10s %6s %14s %18s%s  %s", "articles", "F1", "actions each", "% of from scratch", w.ifInOrder(" %11s", "in order, %"), "calibration error")
	for _, part := range []struct {
		first, last int
		name        string
	}{{1, 10, "1-10"}, {11, 50, "11-50"}, {51, 0, "51-"}, {11, 0, "11-"}, {settled, 0, "21-"}, {1, 0, "all"}} {
		if p := r.Part(part.first, part.last); len(p) > 0 {
			w.result("%10s %6.1f %14.1f %18.1f%s  %.3f", part.name, p.Counts().F1(), float64(p.Actions())/float64(len(p)), p.ActionsShare(),
				w.ifInOrder(" %11.1f", p.ActionsInOrderShare()), p.CalibrationError())
		}
	}
	w.result("\n%.0f tokens a second on one core, learning left out; %.2f ms to learn a sentence", r.TokensPerSecond(), r.MillisecondsToLearn())
}
