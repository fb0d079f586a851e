package main

import (
	"context"
	"fmt"
	"slices"

	"rubricator/annotate/suggest/simulate"
	"rubricator/packaging/dev/chart"
)

// stream compares the conditions over whole runs.
func stream(ctx context.Context, s *study) (string, error) {
	conditions := []condition{warm, cold, memory, frozen}
	results, err := s.inOrders(ctx, conditions...)
	if err != nil {
		return "", err
	}
	t := table{{"engine", "F1, articles 1-10", "11-50", "51-", "actions, 1-10, % of from scratch", "11-", "in reading order, 11-", "calibration error, 21-"}}
	for i, c := range conditions {
		part := func(first, last int, figure func(simulate.Result) float64) string {
			return spreadOf(results[i], func(r simulate.Result) float64 { return figure(r.Part(first, last)) }).String()
		}
		ece := spreadOf(results[i], func(r simulate.Result) float64 { return r.Part(21, 0).CalibrationError() })
		t.row(c.name, part(1, 10, f1), part(11, 50, f1), part(51, 0, f1), part(1, 10, simulate.Result.ActionsShare), part(11, 0, simulate.Result.ActionsShare),
			part(11, 0, simulate.Result.ActionsInOrderShare), ece.digits(3))
	}
	if err := s.drawStream(conditions, results); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d articles, %d orders; labels %s.\n\n%s", len(s.articles), s.orders, s.labels, t), nil
}

// windows are the last articles of the parts whose F1 is drawn: narrow ones where the curve is steep.
func windows(articles int) (ends []int) {
	for end := 10; end <= articles; end += 10 {
		if end <= 50 || end%50 == 0 {
			ends = append(ends, end)
		}
	}
	return ends
}

// calibration shows what scores are worth once twenty articles are learnt, over all orders together.
func calibration(ctx context.Context, s *study) (string, error) {
	results, err := s.inOrders(ctx, warm)
	if err != nil {
		return "", err
	}
	var all simulate.Result
	for _, r := range results[0] {
		all = append(all, r.Part(21, 0)...)
	}
	t := table{{"score", "shown", "mean score", "right"}}
	for i, b := range all.Bins() {
		if b.Shown > 0 {
			t.row(fmt.Sprintf("%.1f–%.1f", float64(i)/10, float64(i+1)/10), fmt.Sprint(b.Shown), fmt.Sprintf("%.3f", b.Score), fmt.Sprintf("%.3f", float64(b.Right)/float64(b.Shown)))
		}
	}
	return fmt.Sprintf("%s\nExpected calibration error: %.3f.", t, all.CalibrationError()), nil
}

func (s *study) drawStream(conditions []condition, results [][]simulate.Result) error {
	f1s := chart.Chart{Title: "F1 of suggestions before they are corrected", X: s.articleAxis(), Y: chart.Axis{Name: "F1", High: 100, Ticks: ticks(0, 100, 20)}}
	actions := chart.Chart{Title: "Actions where labelling from scratch needs 100", X: s.articleAxis(), Y: chart.Axis{High: 100, Ticks: ticks(0, 100, 20)}}
	for i, c := range conditions {
		f1s.Lines = append(f1s.Lines, s.windowLine(c.name, results[i], f1))
		actions.Lines = append(actions.Lines, s.windowLine(c.name, results[i], simulate.Result.ActionsShare))
	}
	if err := s.pictures.draw("suggest-stream.svg", f1s); err != nil {
		return err
	}
	return s.pictures.draw("suggest-actions.svg", actions)
}

func (s *study) articleAxis() chart.Axis {
	return chart.Axis{Name: "articles", High: float64(len(s.articles)), Ticks: ticks(0, len(s.articles), 50)}
}

// windowLine has a point in the middle of each window.
func (s *study) windowLine(name string, results []simulate.Result, figure func(simulate.Result) float64) chart.Line {
	l, first := chart.Line{Name: name}, 1
	for _, last := range windows(len(s.articles)) {
		w := spreadOf(results, func(r simulate.Result) float64 { return figure(r.Part(first, last)) })
		l.Points = append(l.Points, chart.Point{X: float64(first+last-1) / 2, Y: w.mean, Spread: w.deviation})
		first = last + 1
	}
	return l
}

// perLabel shows each label before anything is learnt and after fifty articles, over all orders together.
func perLabel(ctx context.Context, s *study) (string, error) {
	results, err := s.inOrders(ctx, frozen, warm)
	if err != nil {
		return "", err
	}
	zero, late := results[0][0].ByLabel(), map[string]simulate.Counts{}
	for _, r := range results[1] {
		for label, c := range r.Part(51, 0).ByLabel() {
			late[label] = late[label].Plus(c)
		}
	}
	t := table{{"label", "gold", "frozen: precision", "recall", "F1", "articles 51-: precision", "recall", "F1"}}
	row := func(name string, a, b simulate.Counts) {
		cells := []string{name, fmt.Sprint(a.Gold)}
		for _, c := range []simulate.Counts{a, b} {
			cells = append(cells, fmt.Sprintf("%.1f", c.Precision()), fmt.Sprintf("%.1f", c.Recall()), fmt.Sprintf("%.1f", c.F1()))
		}
		t.row(cells...)
	}
	var a, b simulate.Counts
	for _, label := range slices.Sorted(slices.Values(s.labels.Targets())) {
		row(label, zero[label], late[label])
		a, b = a.Plus(zero[label]), b.Plus(late[label])
	}
	row("all", a, b)
	return t.String(), nil
}
