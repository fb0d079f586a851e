package main

import (
	"context"
	"fmt"
	"math"

	"rubricator/annotate/suggest/simulate"
	"rubricator/packaging/dev/chart"
)

// heldOutSize is how many articles are never learnt from.
const heldOutSize = 60

// steps are the numbers of articles learnt after which the held-out ones are tried.
var steps = []int{0, 5, 10, 20, 40, 80, 160}

// split parts the articles into those to learn from and those held out, always the same.
func (s *study) split() (learn, test []simulate.Article) {
	all := simulate.Shuffled(s.articles, 0)
	cut := max(0, len(all)-heldOutSize)
	return all[:cut], all[cut:]
}

// heldOut learns on so many articles in each order and scores the same others without learning.
func heldOut(ctx context.Context, s *study) (string, error) {
	conditions := []condition{warm, cold}
	figures := make([][][]float64, len(conditions)) // by condition, step and order
	for c := range figures {
		figures[c] = make([][]float64, len(steps))
		for k := range steps {
			figures[c][k] = make([]float64, s.orders)
		}
	}
	err := each(len(conditions)*int(s.orders), func(i int) error {
		c, order := i/int(s.orders), i%int(s.orders)
		scores, err := s.curve(ctx, conditions[c], int64(order)+1, steps)
		for k, f := range scores {
			figures[c][k][order] = f
		}
		return err
	})
	if err != nil {
		return "", err
	}
	head := []string{"engine"}
	for _, k := range steps {
		head = append(head, fmt.Sprint(k))
	}
	t := table{head}
	picture := heldOutChart()
	for c, x := range conditions {
		row, line := []string{x.name}, chart.Line{Name: x.name}
		for k, n := range steps {
			f := spreadOver(figures[c][k])
			row = append(row, f.String())
			line.Points = append(line.Points, chart.Point{X: float64(n), Y: f.mean, Spread: f.deviation})
		}
		t.row(row...)
		picture.Lines = append(picture.Lines, line)
	}
	if s.peer != nil {
		_, test := s.split()
		f, err := s.peer.score(ctx, test, s.labels, plainDates, true)
		if err != nil {
			return "", err
		}
		picture.Lines = append(picture.Lines, chart.Line{Name: "spaCy small, frozen", Points: []chart.Point{{X: 0, Y: f1(f)}, {X: 160, Y: f1(f)}}})
	}
	return t.String(), s.pictures.draw("suggest-heldout.svg", picture)
}

func heldOutChart() chart.Chart {
	return chart.Chart{Title: fmt.Sprintf("F1 on %d articles that are never learnt from", heldOutSize),
		X: chart.Axis{Name: "articles learnt", High: 160, Scale: func(v float64) float64 { return math.Log2(v + 2.5) },
			Ticks: []chart.Tick{{At: 0, Word: "0"}, {At: 5, Word: "5"}, {At: 10, Word: "10"}, {At: 20, Word: "20"}, {At: 40, Word: "40"}, {At: 80, Word: "80"}, {At: 160, Word: "160"}}},
		Y: chart.Axis{Name: "F1", High: 100, Ticks: ticks(0, 100, 20)}}
}

// curve is the F1 on the held-out articles after each step.
func (s *study) curve(ctx context.Context, c condition, order int64, steps []int) ([]float64, error) {
	learn, test := s.split()
	learn = simulate.Shuffled(learn, order)
	e := c.engine()
	var scores []float64
	for i, k := range steps {
		from := 0
		if i > 0 {
			from = min(steps[i-1], len(learn))
		}
		if _, err := (simulate.Simulation{Engine: e, Labels: s.labels}).Run(ctx, learn[from:min(k, len(learn))]); err != nil {
			return nil, err
		}
		r, err := simulate.Simulation{Engine: e, Labels: s.labels, Frozen: true}.Run(ctx, test)
		if err != nil {
			return nil, err
		}
		scores = append(scores, f1(r))
	}
	return scores, nil
}
