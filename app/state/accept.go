package state

import (
	"fmt"

	"rubricator/annotate"
)

// accept takes the suggestion in focus and goes to the next open one.
func accept(s State) (State, []Effect) {
	g, ok := s.FocusedSuggestion()
	if !ok {
		return nextOpen(s, nil)
	}
	label, known := s.Project.Schema.Label(g.Label)
	if !known {
		return say(s, fmt.Sprintf("the schema has no label %q; a label key corrects the suggestion", g.Label), true)
	}
	next, effects := answer(s, g, g.Span, label)
	if next.Toast.Warn {
		return next, effects
	}
	return nextOpen(next, effects)
}

// acceptAll takes all open suggestions from a score on that the schema's overlap rule allows, as one step.
func acceptAll(s State, score float64) (State, []Effect) {
	here, edits, count, left := s, []annotate.Edit(nil), 0, refusals{}
	for g := range s.Open().Values() {
		a := s.annotation(g.Span, g.Label)
		if _, known := s.Project.Schema.Label(g.Label); !known || g.Score < score || left.count(here.allows(a)) {
			continue
		}
		a.Origin, a.Suggester, a.Score = annotate.OriginSuggestion, g.Suggester, g.Score
		edits = append(edits, annotate.Add(a), annotate.Answer(s.Session.Work, s.decision(g, annotate.Accepted, a.ID)))
		here.Session.Work.Annotations = here.Session.Work.Annotations.With(a)
		count++
	}
	switch {
	case count == 0 && left.n > 0:
		return say(s, left.first.Error(), true)
	case count == 0:
		return say(s, fmt.Sprintf("no open suggestion has a score of %.2f or more", score), true)
	}
	s, effects := step(s, annotate.OriginSuggestion, "accept "+suggestions(count), annotate.Span{}, edits...)
	s.Focus = Focus{}
	s.Toast = Toast{suggestions(count) + " accepted" + left.words() + "; Ctrl+Z takes all back", left.n > 0}
	return s, effects
}

// refusals are what a step over many places left out, and why the first.
type refusals struct {
	n     int
	first error
}

// count reports whether a place is refused, and counts it.
func (r *refusals) count(err error) bool {
	if err == nil {
		return false
	}
	if r.n++; r.first == nil {
		r.first = err
	}
	return true
}

// words say how many were left out and why; nothing when none was.
func (r refusals) words() string {
	if r.n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d left out: %v", r.n, r.first)
}
