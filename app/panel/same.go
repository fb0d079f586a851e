package panel

import (
	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/app/state"
)

// same tells two slices of the state apart without looking into them: what the state holds is replaced, never
// changed, so the same place in memory means the same content. It keeps the slice alive, so that nothing else can
// come to stand in its place.
type same struct {
	first any
	n     int
}

func sliceOf[T any](s []T) same {
	if len(s) == 0 {
		return same{}
	}
	return same{&s[0], len(s)}
}

// rowsOf is all that the list pane shows of the state.
type rowsOf struct {
	project string
	rows    state.Rows
	visible same
	counts  [3]int
	filter  state.Filter
	order   state.Order
	open    string
	reading int
	arrives bool
	labels  same
	ready   bool
}

func listOf(s state.State) rowsOf {
	return rowsOf{s.Project.Path, s.List.Rows, sliceOf(s.List.Visible), s.List.Counts, s.List.Filter, s.List.Order, s.Session.Document.ID, s.List.Reading, s.List.Arriving, sliceOf(s.Project.Schema.Labels), true}
}

// workOf is all that decides what the open article's labels and suggestions are.
type workOf struct {
	project     string
	rows        state.Rows
	article     string
	annotations annotate.Set
	decisions   annotate.Decisions
	offered     annotate.Suggestions
	labels      same
	focus       state.Focus
	threshold   float64
	selected    bool
	finding     bool
	typing      bool
	button      bool
	note        string
	status      annotate.Status
	check       findingOf
	ready       bool
}

// findingOf is what the check has to say of what the keys act on.
type findingOf struct {
	check.Finding
	there bool
	found same
}

func findingIn(s state.State) findingOf {
	f, there := s.Finding()
	if !there {
		return findingOf{}
	}
	return findingOf{f, there, sliceOf(s.Check.Found.Docs)}
}

func articleOf(s state.State) workOf {
	w := s.Session.Work
	return workOf{s.Project.Path, s.List.Rows, s.Session.Document.ID, w.Annotations, w.Decisions, s.Session.Suggestions,
		sliceOf(s.Project.Schema.Labels), s.Focus, s.Threshold, !s.Selection().Empty(), s.Find.Open, s.Find.Typing, s.Find.Button, w.Note, w.Status, findingIn(s), true}
}
