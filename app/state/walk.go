package state

import (
	"cmp"

	"rubricator/annotate"
)

// item is a thing that Tab stops at, in reading order: by span, a person's before a suggestion.
type item struct {
	span       annotate.Span
	suggestion bool
	id         string // of the annotation, or label of the suggestion
}

func ofAnnotation(a annotate.Annotation) item { return item{a.Span, false, a.ID} }
func ofSuggestion(g annotate.Suggestion) item { return item{g.Span, true, g.Label} }

func (i item) compare(o item) int {
	kind := 0
	switch {
	case i.suggestion && !o.suggestion:
		kind = 1
	case o.suggestion && !i.suggestion:
		kind = -1
	}
	return cmp.Or(i.span.Compare(o.span), kind, cmp.Compare(i.id, o.id))
}

func (i item) focus() Focus {
	if i.suggestion {
		return Focus{Suggestion: annotate.DecisionKey{Span: i.span, Label: i.id}}
	}
	return Focus{Annotation: i.id}
}

// walk goes to the next or previous thing, from the one in focus or else from the caret, and wraps.
func walk(s State, back bool) (State, []Effect) {
	here, annotations := s.here(), s.Session.Work.Annotations
	at := nearer(back, neighbourIn(annotations, ofAnnotation, here, back), s.openFrom(here, back))
	if at == nil { // wrap
		at = nearer(back, edgeOf(annotations, ofAnnotation, back), s.openAtEdge(back))
	}
	return s.goTo(at, "nothing to look at in this article: mark a word and press 1")
}

// nextOpen goes to the next open suggestion after the one in focus or the caret, and wraps.
func nextOpen(s State, effects []Effect) (State, []Effect) {
	at := s.openFrom(s.here(), false)
	if at == nil {
		at = s.openAtEdge(false)
	}
	s, more := s.goTo(at, "no suggestion is open; Ctrl+Return finishes the article")
	return s, append(effects, more...)
}

// openFrom is the suggestion next to a place that the walk stops at: one shown in full, or a faint one where the annotator
// chose so.
func (s State) openFrom(here item, back bool) *item {
	at := neighbourIn(s.Open(), ofSuggestion, here, back)
	if s.Thorough {
		at = nearer(back, at, neighbourIn(s.Faint(), ofSuggestion, here, back))
	}
	return at
}

// openAtEdge is the first such suggestion of the article, or with last the last.
func (s State) openAtEdge(last bool) *item {
	at := edgeOf(s.Open(), ofSuggestion, last)
	if s.Thorough {
		at = nearer(last, at, edgeOf(s.Faint(), ofSuggestion, last))
	}
	return at
}

// here is the thing in focus, or a place just before what starts at the caret.
func (s State) here() item {
	if a, ok := s.FocusedAnnotation(); ok {
		return ofAnnotation(a)
	}
	if s.Focus.Annotation == "" && !s.Focus.None() {
		return item{s.Focus.Suggestion.Span, true, s.Focus.Suggestion.Label}
	}
	return item{span: annotate.Span{Start: s.Caret.Offset, End: s.Session.Document.Text.Len() + 1}}
}

// sorted is a Set or Suggestions.
type sorted[T any] interface {
	Len() int
	At(i int) T
	Search(order func(T) int) (place int, found bool)
}

// neighbourIn finds the neighbour of a place in a sorted list; nil when there is none.
func neighbourIn[T any](list sorted[T], as func(T) item, from item, back bool) *item {
	i, same := list.Search(func(t T) int { return as(t).compare(from) })
	switch {
	case back:
		i--
	case same:
		i++
	}
	if i < 0 || i >= list.Len() {
		return nil
	}
	found := as(list.At(i))
	return &found
}

// edgeOf is the first thing of a list, or with last the last.
func edgeOf[T any](list sorted[T], as func(T) item, last bool) *item {
	if list.Len() == 0 {
		return nil
	}
	found := as(list.At(0))
	if last {
		found = as(list.At(list.Len() - 1))
	}
	return &found
}

// nearer chooses between two neighbours, of which either may be nil.
func nearer(back bool, a, b *item) *item {
	if a == nil || b != nil && (b.compare(*a) < 0) != back {
		return b
	}
	return a
}

func (s State) goTo(at *item, none string) (State, []Effect) {
	if at == nil {
		s.Focus = Focus{}
		return say(s, none, false)
	}
	s.Focus = at.focus()
	s = caretAt(s, at.span.Start)
	return s, []Effect{Reveal{at.span}}
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
