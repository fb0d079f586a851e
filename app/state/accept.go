package state

import (
	"cmp"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// accept takes the suggestion in focus and goes to the next open one.
func accept(s State) (State, []Effect) {
	g, ok := s.FocusedSuggestion()
	if !ok {
		return nextOpen(s, nil)
	}
	if err := s.mayAccept(g); err != nil {
		return say(s, err.Error(), true)
	}
	label, _ := s.Project.Schema.Label(g.Label)
	next, effects := answer(s, g, g.Span, label)
	if next.Toast.Warn {
		return next, effects
	}
	return nextOpen(next, effects)
}

// acceptAll takes all open suggestions from a score on that can be accepted beside each other, as one step.
func acceptAll(s State, score float64) (State, []Effect) {
	taken, left := s.taken(score)
	count := len(taken)
	switch {
	case count == 0 && left.n > 0:
		return say(s, left.first.Error(), true)
	case count == 0:
		return say(s, fmt.Sprintf("no open suggestion has a score of %.2f or more", score), true)
	}
	s, effects := step(s, annotate.OriginSuggestion, "accept "+suggestions(count), annotate.Span{}, s.accepting(taken)...)
	if s.Toast.Warn {
		return s, effects
	}
	s.Focus = Focus{}
	s.Toast = Toast{suggestions(count) + " accepted" + left.words() + "; Ctrl+Z takes all back", left.n > 0}
	return s, effects
}

// taken are the open suggestions from a score on that can be accepted beside each other.
func (s State) taken(score float64) (taken []annotate.Suggestion, left refusals) {
	for _, c := range s.Candidates() {
		if c.Score >= score && !left.count(c.Refused) {
			taken = append(taken, c.Suggestion)
		}
	}
	return taken, left
}

// accepting are the edits that accept suggestions.
func (s State) accepting(taken []annotate.Suggestion) (edits []annotate.Edit) {
	slices.SortFunc(taken, func(a, b annotate.Suggestion) int { return a.Key().Compare(b.Key()) })
	for _, g := range taken {
		a := s.accepted(g)
		edits = append(edits, annotate.Add(a), s.became(g, a))
	}
	return edits
}

// Candidate is an open suggestion and why it cannot be accepted together with those before it; nil when it can.
type Candidate struct {
	annotate.Suggestion
	Refused error
}

// Candidates are all open suggestions and, behind them, the faint ones, the surest first. Where two cannot stand beside each other the surer one is
// taken, so those that AcceptAll takes from a score on are the same in every longer list.
func (s State) Candidates() []Candidate {
	open := append(s.Open().All(), s.Faint().All()...)
	slices.SortStableFunc(open, func(a, b annotate.Suggestion) int { return cmp.Compare(b.Score, a.Score) })
	list := make([]Candidate, len(open))
	for i, g := range open {
		list[i] = Candidate{g, s.mayAccept(g)}
		if list[i].Refused == nil {
			s.Session.Work.Annotations = s.Session.Work.Annotations.With(s.accepted(g))
		}
	}
	return list
}

func (s State) mayAccept(g annotate.Suggestion) error {
	if _, known := s.Project.Schema.Label(g.Label); !known {
		return fmt.Errorf("the schema has no label %q; a label key corrects the suggestion", g.Label)
	}
	return s.allows(annotate.Annotation{Span: g.Span, Label: g.Label})
}

// accepted is the annotation that a suggestion becomes.
func (s State) accepted(g annotate.Suggestion) annotate.Annotation {
	a := s.annotation(g.Span, g.Label)
	a.Origin, a.Suggester, a.Score = annotate.OriginSuggestion, g.Suggester, g.Score
	return a
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
