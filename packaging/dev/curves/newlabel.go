package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"rubricator/annotate/suggest/simulate"
)

const (
	introducedAfter = 20 // articles
	enough          = 50 // F1 that makes suggestions of a label worth having
	lookAhead       = 10 // articles that hold the label, over which its F1 is taken
)

// newLabel brings one more label into a project after some articles, and counts how many mentions of it the annotator
// labels before its F1 is enough.
func newLabel(ctx context.Context, s *study) (string, error) {
	fresh := s.unmapped()
	reached := make([][]int, len(fresh))
	for i := range reached {
		reached[i] = make([]int, s.orders)
	}
	err := each(len(fresh)*int(s.orders), func(i int) (err error) {
		l, order := i/int(s.orders), i%int(s.orders)
		reached[l][order], err = s.introduce(ctx, fresh[l], int64(order)+1)
		return err
	})
	if err != nil {
		return "", err
	}
	t := table{{"label", "in all articles", "mentions until F1 is over 50, median of the orders", "each order"}}
	for i, label := range fresh {
		t.row(label, fmt.Sprint(s.mentions(label)), words(median(reached[i])), fmt.Sprint(wordsOf(reached[i])))
	}
	return t.String(), nil
}

// unmapped are the gold labels that no label of ours is for, so that neither starter nor rules know them.
func (s *study) unmapped() []string {
	labels := map[string]bool{}
	for _, a := range s.articles {
		for g := range a.Gold.Values() {
			if s.labels[g.Label] == "" {
				labels[g.Label] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(labels))
}

func (s *study) mentions(label string) (n int) {
	for _, a := range s.articles {
		n += a.Gold.Count(label)
	}
	return n
}

// introduce is the number of mentions needed, or -1 if there are too few.
func (s *study) introduce(ctx context.Context, label string, order int64) (int, error) {
	articles := simulate.Shuffled(s.articles, order)
	cut := min(introducedAfter, len(articles))
	e := warm.engine()
	if _, err := (simulate.Simulation{Engine: e, Labels: s.labels}).Run(ctx, articles[:cut]); err != nil {
		return 0, err
	}
	labels := maps.Clone(s.labels)
	labels[label] = label
	r, err := simulate.Simulation{Engine: e, Labels: labels}.Run(ctx, articles[cut:])
	return mentionsNeeded(r, label), err
}

// mentionsNeeded is how many were labelled before the first article from which on the label's F1 over the next articles
// that hold it is enough; -1 if that never happens.
func mentionsNeeded(r simulate.Result, label string) int {
	seen := 0
	for i := range r {
		ahead, holding := simulate.Counts{}, 0
		for _, a := range r[i:] {
			if ahead = ahead.Plus(a.ByLabel[label]); a.ByLabel[label].Gold > 0 {
				holding++
			}
			if holding == lookAhead {
				break
			}
		}
		if holding < lookAhead {
			return -1
		}
		if ahead.F1() > enough {
			return seen
		}
		seen += r[i].ByLabel[label].Gold
	}
	return -1
}

// median puts those that were never reached last.
func median(list []int) int {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b int) int {
		if (a < 0) != (b < 0) {
			return b - a
		}
		return a - b
	})
	return list[len(list)/2]
}

func words(n int) string {
	if n < 0 {
		return "never"
	}
	return fmt.Sprint(n)
}

func wordsOf(list []int) (all string) {
	for i, n := range list {
		if i > 0 {
			all += ", "
		}
		all += words(n)
	}
	return all
}
