package state

import (
	"slices"

	"rubricator/annotate"
)

// Open holds the suggestions still to be answered, at or over the threshold.
func (s State) Open() annotate.Suggestions { return s.opened() }

// OpenBetween appends to dst the open suggestions that share a character with [start, end).
func (s State) OpenBetween(dst []annotate.Suggestion, start, end int) []annotate.Suggestion {
	return s.opened().Between(dst, annotate.Span{Start: start, End: end})
}

// countedAnew sets the threshold. What the list says of the open article follows at once; of the others it says nothing
// until they are opened, as their count was of another threshold.
func countedAnew(s State, threshold float64) State {
	if s.Threshold == threshold {
		return s
	}
	s.Threshold = threshold
	s.List = s.List.Recount()
	if !s.HasArticle() {
		return s
	}
	return refreshRow(s)
}

// openList is what Open found, and for what it was found. A step asks for it many times, so it is looked for once; it
// has its own, so that the state before keeps what was found for it.
type openList struct {
	of   openOf
	list annotate.Suggestions
}

// openOf is all that decides which suggestions are open. What a State holds is replaced, never changed, so the same
// values in memory mean the same content.
type openOf struct {
	annotations annotate.Set
	decisions   annotate.Decisions
	suggestions annotate.Suggestions
	threshold   float64
	zones       *annotate.Span // the first; nil when there are none
}

func (s State) openOf() openOf {
	of := openOf{s.Session.Work.Annotations, s.Session.Work.Decisions, s.Session.Suggestions, s.Threshold, nil}
	if zones := s.Session.Work.Zones; len(zones) > 0 {
		of.zones = &zones[0]
	}
	return of
}

func (s State) opened() annotate.Suggestions {
	if of := s.openOf(); s.open.of != of {
		*s.open = openList{of, annotate.NewSuggestions(s.stillOpen(s.Session.Suggestions.All())...)}
	}
	return s.open.list
}

func (s State) stillOpen(list []annotate.Suggestion) []annotate.Suggestion {
	return slices.DeleteFunc(s.Session.Work.Open(list), func(g annotate.Suggestion) bool { return g.Score < s.Threshold })
}

// reopened brings what Open found before a step up to date, given the parts of the text that the step touched: only
// suggestions that share a character with one of them can have been answered, opened again, or exchanged.
func (s State) reopened(before annotate.Suggestions, touched []annotate.Span) State {
	s.open = &openList{}
	list := before
	for i, span := range touched {
		near := s.Session.Suggestions.Between(nil, span)
		if i+len(near) > manyNear {
			return s // looking at all of them anew costs less
		}
		for _, g := range list.Between(nil, span) {
			list = list.Without(g.Key())
		}
		for _, g := range s.stillOpen(near) {
			list = list.With(g)
		}
	}
	*s.open = openList{s.openOf(), list}
	return s
}

// manyNear is how many suggestions a step may touch for reopened to look at each.
const manyNear = 200
