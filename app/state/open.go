package state

import (
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// Open holds the suggestions still to be answered, at or over the threshold: those shown in full.
func (s State) Open() annotate.Suggestions { return s.opened().full }

// OpenBetween appends to dst the open suggestions that share a character with [start, end).
func (s State) OpenBetween(dst []annotate.Suggestion, start, end int) []annotate.Suggestion {
	return s.Open().Between(dst, annotate.Span{Start: start, End: end})
}

// Faint holds the suggestions still to be answered that score from suggest.Floor to under the threshold: those shown
// fainter. They can be clicked and answered; Tab and the counts pass them over.
func (s State) Faint() annotate.Suggestions { return s.opened().faint }

// FaintBetween appends to dst the faint suggestions that share a character with [start, end).
func (s State) FaintBetween(dst []annotate.Suggestion, start, end int) []annotate.Suggestion {
	return s.Faint().Between(dst, annotate.Span{Start: start, End: end})
}

// offeredAt appends to dst the suggestions on just that span, those in full first.
func (s State) offeredAt(dst []annotate.Suggestion, span annotate.Span) []annotate.Suggestion {
	dst = s.FaintBetween(s.OpenBetween(dst, span.Start, span.End), span.Start, span.End)
	return slices.DeleteFunc(dst, func(g annotate.Suggestion) bool { return g.Span != span })
}

// countedAnew sets the threshold. What the list says of the open article follows at once; of the others it says nothing
// until they are counted again, as their count was of another threshold.
func countedAnew(s State, threshold float64) State {
	if s.Threshold == threshold {
		return s
	}
	s.Threshold = threshold
	s.List = s.List.Recount()
	if !s.HasArticle() {
		return s
	}
	return refreshRow(s.expect())
}

// openList is what Open and Faint found, and for what it was found. A step asks for it many times, so it is looked for
// once; it has its own, so that the state before keeps what was found for it.
type openList struct {
	of          openOf
	full, faint annotate.Suggestions
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

func (s State) opened() openList {
	if of := s.openOf(); s.open.of != of {
		full, faint := s.stillOpen(s.Session.Suggestions.All())
		*s.open = openList{of, annotate.NewSuggestions(full...), annotate.NewSuggestions(faint...)}
	}
	return *s.open
}

// stillOpen are those of a list that are to be answered, by how they are shown.
func (s State) stillOpen(list []annotate.Suggestion) (full, faint []annotate.Suggestion) {
	open := s.Session.Work.Open(list)
	for _, g := range open {
		if g.Score < s.Threshold && g.Score >= suggest.Floor {
			faint = append(faint, g)
		}
	}
	return slices.DeleteFunc(open, func(g annotate.Suggestion) bool { return g.Score < s.Threshold }), faint
}

// reopened brings what Open and Faint found before a step up to date, given the parts of the text that the step touched:
// only suggestions that share a character with one of them can have been answered, opened again, or exchanged.
func (s State) reopened(before openList, touched []annotate.Span) State {
	s.open = &openList{}
	for i, span := range touched {
		near := s.Session.Suggestions.Between(nil, span)
		if i+len(near) > manyNear {
			return s // looking at all of them anew costs less
		}
		full, faint := s.stillOpen(near)
		before.full, before.faint = exchanged(before.full, span, full), exchanged(before.faint, span, faint)
	}
	before.of = s.openOf()
	*s.open = before
	return s
}

// exchanged has other suggestions where the list has some that share a character with the span.
func exchanged(list annotate.Suggestions, span annotate.Span, now []annotate.Suggestion) annotate.Suggestions {
	for _, g := range list.Between(nil, span) {
		list = list.Without(g.Key())
	}
	for _, g := range now {
		list = list.With(g)
	}
	return list
}

// manyNear is how many suggestions a step may touch for reopened to look at each.
const manyNear = 200
