package main

import (
	"context"
	"math"
	"sync"

	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/simulate"
)

// condition is an engine as it is at the start, and whether it learns.
type condition struct {
	name   string
	engine func() simulate.Engine
	frozen bool
}

var (
	warm   = condition{name: "starter, learning", engine: func() simulate.Engine { return engine(suggest.Settings{}) }}
	cold   = condition{name: "no starter, learning", engine: func() simulate.Engine { return engine(suggest.Settings{NoStarter: true}) }}
	frozen = condition{name: "starter, frozen", engine: warm.engine, frozen: true}
	memory = condition{name: "phrase memory alone", engine: func() simulate.Engine { return suggest.New(suggest.NewMemory()) }}
)

func engine(s suggest.Settings) simulate.Engine {
	e := suggest.New()
	e.Configure(s)
	return e
}

// run takes articles through one condition.
func (c condition) run(ctx context.Context, labels simulate.Labels, articles []simulate.Article) (simulate.Result, error) {
	return c.simulation(labels).Run(ctx, articles)
}

func (c condition) simulation(labels simulate.Labels) simulate.Simulation {
	return simulate.Simulation{Engine: c.engine(), Labels: labels, Frozen: c.frozen}
}

// inOrders takes the articles through conditions in each order. The results are by condition, then by order; each condition
// is run once for all sections.
func (s *study) inOrders(ctx context.Context, conditions ...condition) ([][]simulate.Result, error) {
	var missing []condition
	for _, c := range conditions {
		if s.known[c.name] == nil {
			s.known[c.name] = make([]simulate.Result, s.orders)
			missing = append(missing, c)
		}
	}
	err := each(len(missing)*int(s.orders), func(i int) error {
		c, order := missing[i/int(s.orders)], i%int(s.orders)
		x := c.simulation(s.labels)
		x.InOrder = s.inOrder
		r, err := x.Run(ctx, simulate.Shuffled(s.articles, int64(order)+1))
		s.known[c.name][order] = r
		return err
	})
	results := make([][]simulate.Result, len(conditions))
	for i, c := range conditions {
		results[i] = s.known[c.name]
	}
	return results, err
}

// each does n things, two at a time, and returns the first error.
func each(n int, do func(i int) error) error {
	var wait sync.WaitGroup
	var once sync.Once
	var failed error
	next := make(chan int)
	for range 2 {
		wait.Go(func() {
			for i := range next {
				if err := do(i); err != nil {
					once.Do(func() { failed = err })
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
	return failed
}

// spread is a mean and a standard deviation over orders.
type spread struct{ mean, deviation float64 }

func spreadOf(results []simulate.Result, figure func(simulate.Result) float64) spread {
	values := make([]float64, len(results))
	for i, r := range results {
		values[i] = figure(r)
	}
	return spreadOver(values)
}

func spreadOver(values []float64) (s spread) {
	for _, v := range values {
		s.mean += v / float64(len(values))
	}
	if len(values) > 1 {
		for _, v := range values {
			s.deviation += (v - s.mean) * (v - s.mean) / float64(len(values)-1)
		}
		s.deviation = math.Sqrt(s.deviation)
	}
	return s
}

func f1(r simulate.Result) float64 { return r.Counts().F1() }
