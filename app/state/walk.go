package state

import (
	"slices"

	"rubricator/annotate"
)

// item is a thing that Tab stops at.
type item struct {
	span  annotate.Span
	focus Focus
	open  bool // a suggestion to be answered
}

// items lists annotations and open suggestions in reading order.
func (s State) items() []item {
	var list []item
	for _, a := range s.Session.Work.Annotations.All() {
		list = append(list, item{a.Span, Focus{Annotation: a.ID}, false})
	}
	for _, g := range s.Open() {
		list = append(list, item{g.Span, Focus{Suggestion: g.Key()}, true})
	}
	slices.SortStableFunc(list, func(a, b item) int { return a.span.Compare(b.span) })
	return list
}

// walk goes to the next or previous thing, from the one in focus or else from the caret, and wraps.
func walk(s State, back bool) (State, []Effect) {
	return s.goTo(s.items(), back, "nothing to look at in this article: mark a word and press 1")
}

// nextOpen goes to the next open suggestion after the caret, and wraps.
func nextOpen(s State, effects []Effect) (State, []Effect) {
	open := slices.DeleteFunc(s.items(), func(i item) bool { return !i.open })
	s, more := s.goTo(open, false, "no suggestion is open; Ctrl+Return finishes the article")
	return s, append(effects, more...)
}

func (s State) goTo(list []item, back bool, none string) (State, []Effect) {
	if len(list) == 0 {
		s.Focus = Focus{}
		return say(s, none, false)
	}
	i := s.neighbourOf(list, back)
	s.Focus = list[i].focus
	s = caretAt(s, list[i].span.Start)
	return s, []Effect{Reveal{list[i].span}}
}

// neighbourOf is the index of the item after (before) the one in focus, or else after (before) the caret.
func (s State) neighbourOf(list []item, back bool) int {
	n := len(list)
	if at := slices.IndexFunc(list, func(i item) bool { return i.focus == s.Focus }); at >= 0 && !s.Focus.None() {
		if back {
			return (at + n - 1) % n
		}
		return (at + 1) % n
	}
	after := slices.IndexFunc(list, func(i item) bool { return i.span.Start >= s.Caret.Offset })
	if after < 0 {
		after = n
	}
	if back {
		return (after + n - 1) % n
	}
	return after % n
}

func focusOn(s State, f Focus) (State, []Effect) {
	s.Focus = f
	span := s.FocusSpan()
	if span.Empty() {
		s.Focus = Focus{}
		return s, nil
	}
	s = caretAt(s, span.Start)
	return s, []Effect{Reveal{span}, FocusArticle{}}
}
