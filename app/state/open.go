package state

import (
	"slices"

	"rubricator/annotate"
)

// Open lists the suggestions still to be answered, at or over the threshold, sorted. It must not be changed.
func (s State) Open() []annotate.Suggestion { return s.opened().list }

// OpenBetween appends to dst the open suggestions that share a character with [start, end).
func (s State) OpenBetween(dst []annotate.Suggestion, start, end int) []annotate.Suggestion {
	o := s.opened()
	first, _ := slices.BinarySearchFunc(o.list, start-o.longest, func(g annotate.Suggestion, at int) int { return g.Span.Start - at })
	for _, g := range o.list[first:] {
		if g.Span.Start >= end {
			break
		}
		if g.Span.End > start {
			dst = append(dst, g)
		}
	}
	return dst
}

// openList is what Open found, and for what it was found. A step asks for it many times, so it is looked for once.
type openList struct {
	of      openOf
	list    []annotate.Suggestion
	longest int // of all suggestions, open or not, in code points
}

// openOf is all that decides which suggestions are open. What a State holds is replaced, never changed, so the same
// place in memory means the same content.
type openOf struct {
	annotations *annotate.Annotation
	decisions   *annotate.Decision
	suggestions *annotate.Suggestion
	n           [3]int
	threshold   float64
}

func firstOf[T any](list []T) *T {
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

func (s State) openOf() openOf {
	w, all := s.Session.Work, s.Session.Suggestions
	return openOf{firstOf(w.Annotations.All()), firstOf(w.Decisions), firstOf(all), [3]int{w.Annotations.Len(), len(w.Decisions), len(all)}, s.Threshold}
}

func (s State) opened() *openList {
	of := s.openOf()
	if s.open.of != of {
		longest := 0
		for _, g := range s.Session.Suggestions {
			longest = max(longest, g.Span.Len())
		}
		*s.open = openList{of, s.stillOpen(s.Session.Suggestions), longest}
	}
	return s.open
}

func (s State) stillOpen(list []annotate.Suggestion) []annotate.Suggestion {
	return slices.DeleteFunc(s.Session.Work.Open(list), func(g annotate.Suggestion) bool { return g.Score < s.Threshold })
}

// reopened brings what Open found before a step up to date, given the part of the text that the step touched: only
// suggestions that share a character with it can have been answered or opened again.
func (s State) reopened(before openList, touched annotate.Span) {
	byStart := func(g annotate.Suggestion, at int) int { return g.Span.Start - at }
	near := func(list []annotate.Suggestion) (from, to int) {
		from, _ = slices.BinarySearchFunc(list, touched.Start-before.longest, byStart)
		to, _ = slices.BinarySearchFunc(list, touched.End, byStart)
		return from, to
	}
	from, to := near(before.list)
	list := make([]annotate.Suggestion, from, len(before.list)+8)
	copy(list, before.list)
	allFrom, allTo := near(s.Session.Suggestions)
	list = append(list, s.stillOpen(s.Session.Suggestions[allFrom:allTo])...)
	*s.open = openList{s.openOf(), append(list, before.list[to:]...), before.longest}
}
