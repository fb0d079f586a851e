package state

import (
	"cmp"
	"slices"

	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// Past is the history of the open article, and what of it is shown: that of the span in focus, of the words selected,
// or else all of it.
type Past struct {
	Open     bool
	Document string      // ID of the article that Steps are of
	Steps    []*PastStep // of the annotator, newest first; replaced, never changed
	Others   int         // steps of other annotators, which are not shown: each works unseen by the others
	Reading  bool        // older steps are still to come
	Err      error       // why they do not
	Scope    PastScope
	Rows     []*PastStep // of Steps: those of Scope

	asked int             // ReadPasts so far
	live  map[string]bool // steps made since the last one, by ID, while it goes on; replaced, never changed
	stand standing        // where going to a step left the keys: Scope stays as long as they are there
}

// PastScope is what a history is of: an annotation, a part of the text, or with neither the article.
type PastScope struct {
	Annotation string // ID
	Span       annotate.Span
}

// Whole reports whether the history is that of the article.
func (p PastScope) Whole() bool { return p == PastScope{} }

// PastStep is a step with what undo and redo did to it.
type PastStep struct {
	annotate.Transaction
	Turns []PastTurn // oldest first
}

// PastTurn is an undo or redo of a step.
type PastTurn struct {
	annotate.Transaction // without Edits
	Redo                 bool
}

// Undone reports whether the step is taken back by now.
func (p *PastStep) Undone() bool { return len(p.Turns) > 0 && !p.Turns[len(p.Turns)-1].Redo }

// Of are the edits of a step that the history shown is about.
func (p Past) Of(step *PastStep) []annotate.Edit {
	if p.Scope.Whole() {
		return step.Edits
	}
	var edits []annotate.Edit
	for _, e := range step.Edits {
		if p.Scope.concerns(e) {
			edits = append(edits, e)
		}
	}
	return edits
}

// concerns reports whether an edit changes the annotation, or anything that shares a character with the span.
func (p PastScope) concerns(e annotate.Edit) bool {
	switch e := e.(type) {
	case annotate.Put:
		if p.Annotation != "" && (e.Before != nil && e.Before.ID == p.Annotation || e.After != nil && e.After.ID == p.Annotation) {
			return true
		}
	case annotate.Decide:
		if p.Annotation != "" && (e.Before != nil && e.Before.Annotation == p.Annotation || e.After != nil && e.After.Annotation == p.Annotation) {
			return true
		}
	}
	return p.Span.Overlaps(e.Touches())
}

// updatePast handles the history. It is not ok for other messages.
func updatePast(s State, m Msg) (next State, effects []Effect, ok bool) {
	switch m := m.(type) {
	case TogglePast:
		if s.Past.Open {
			s.Past = s.Past.closed()
			return s, []Effect{FocusArticle{}}, true
		}
		s.Past.Open = true
		s, effects = s.readPast()
		return s, append(effects, FocusPast{}), true
	case PastRead:
		return s.pastRead(m), nil, true
	case GoToStep:
		s, effects = goToStep(s, m.ID)
		return s, effects, true
	}
	return s, nil, false
}

// closed is the history that is not shown.
func (p Past) closed() Past { return Past{asked: p.asked} }

// readPast reads the history of the open article from its end.
func (s State) readPast() (State, []Effect) {
	s.Past = Past{Open: true, Document: s.Session.Document.ID, Reading: s.HasArticle(), asked: s.Past.asked + 1}
	s.Past.Scope = s.pastScope()
	if !s.HasArticle() {
		return s, nil
	}
	return s, []Effect{ReadPast{s.Past.Document, s.Past.asked}}
}

// pastScope is what the history would be of: what is in focus, else what is selected, else the article.
func (s State) pastScope() PastScope {
	if a, ok := s.FocusedAnnotation(); ok {
		return PastScope{a.ID, a.Span}
	}
	if span := s.FocusSpan(); !span.Empty() {
		return PastScope{Span: span}
	}
	if selected := s.trim(s.Selection()); !selected.Empty() {
		return PastScope{Span: selected}
	}
	return PastScope{}
}

// followPast brings an open history up to date with what a message did: another article, steps, another focus.
func followPast(s State, m Msg, effects []Effect) (State, []Effect) {
	if !s.Past.Open {
		return s, effects
	}
	if _, is := m.(Loaded); is || s.Past.Document != s.Session.Document.ID {
		next, read := s.readPast()
		return next, append(effects, read...)
	}
	for _, e := range effects {
		if a, is := e.(Append); is {
			s.Past = s.Past.made(a.Transactions)
		}
	}
	if scope := s.pastScope(); scope != s.Past.Scope && s.standing() != s.Past.stand {
		s.Past.Scope, s.Past.stand = scope, standing{}
		s.Past = s.Past.listed()
	}
	return s, effects
}

// made has steps that the annotator has made by now.
func (p Past) made(txs []annotate.Transaction) Past {
	live := make(map[string]bool, len(p.live)+1)
	for id := range p.live {
		live[id] = true
	}
	for _, tx := range txs {
		if tx.Document != p.Document {
			continue
		}
		live[tx.ID] = true
		p.Steps = withNewest(p.Steps, tx)
	}
	if p.live = live; !p.Reading {
		p.live = nil
	}
	return p.listed()
}

// withNewest has one more step: one that takes another back, or does it again, is noted at that one.
func withNewest(steps []*PastStep, tx annotate.Transaction) []*PastStep {
	if turn, is := turnOf(tx); is {
		turned, found := slices.Clone(steps), false
		for i, step := range turned {
			if step.Group == tx.Of {
				turned[i], found = step.turnedLast(turn), true
			}
		}
		if found {
			return turned
		}
	}
	return append([]*PastStep{{Transaction: tx}}, steps...)
}

// turnedLast is the step with one more turn, once for all transactions of that undo or redo.
func (p PastStep) turnedLast(turn PastTurn) *PastStep {
	if n := len(p.Turns); n == 0 || p.Turns[n-1].Group != turn.Group {
		p.Turns = append(slices.Clip(p.Turns), turn)
	}
	return &p
}

// turnOf is a transaction as an undo or redo, if it is one.
func turnOf(tx annotate.Transaction) (PastTurn, bool) {
	is := tx.Origin == annotate.OriginUndo || tx.Origin == annotate.OriginRedo
	tx.Edits = nil
	return PastTurn{tx, tx.Origin == annotate.OriginRedo}, is
}

// pastRead takes a piece of the history.
func (s State) pastRead(m PastRead) State {
	if m.Number != s.Past.asked || !s.Past.Open {
		return s
	}
	p := s.Past
	p.Others, p.Reading, p.Err = p.Others+m.Others, m.More && m.Err == nil, m.Err
	p.Steps = p.withOlder(m.Steps)
	if !p.Reading {
		p.live = nil
	}
	s.Past = p.listed()
	return s
}

// withOlder has more steps at the end, which are older than all but the live ones. Those that were taken back by then
// have it noted; an undo of something that is never read, as its history was forgotten, stays a step of its own.
func (p Past) withOlder(older []annotate.Transaction) []*PastStep {
	steps, at := slices.Clone(p.Steps), map[string][]int{}
	for _, tx := range older {
		if p.live[tx.ID] {
			continue
		}
		if _, is := turnOf(tx); !is {
			at[tx.Group] = append(at[tx.Group], len(steps))
		}
		steps = append(steps, &PastStep{Transaction: tx})
	}
	for i, step := range slices.Backward(steps) {
		turn, is := turnOf(step.Transaction)
		if !is || at[step.Of] == nil {
			continue
		}
		for _, of := range at[step.Of] {
			steps[of] = steps[of].turnedLast(turn)
		}
		steps[i] = nil
	}
	return slices.DeleteFunc(steps, func(step *PastStep) bool { return step == nil })
}

// listed finds the steps of the scope.
func (p Past) listed() Past {
	p.Rows = p.Steps
	if p.Scope.Whole() {
		return p
	}
	p.Rows = make([]*PastStep, 0, 16)
	for _, step := range p.Steps {
		if slices.ContainsFunc(step.Edits, p.Scope.concerns) {
			p.Rows = append(p.Rows, step)
		}
	}
	return p
}

// goToStep puts the annotation that a step made or changed in focus, where it is by now, or else selects the words that
// the step was about. The keyboard stays where it is.
func goToStep(s State, id string) (State, []Effect) {
	i := slices.IndexFunc(s.Past.Rows, func(p *PastStep) bool { return p.ID == id })
	if i < 0 || !s.HasArticle() {
		return s, nil
	}
	s.Toast = Toast{}
	edits, place := s.nearest(s.Past.Of(s.Past.Rows[i]))
	focus := Focus{}
	for _, e := range edits {
		put, is := e.(annotate.Put)
		place = cmp.Or(place, e.Touches())
		if !is || put.After == nil {
			continue
		}
		if a, there := s.Session.Work.Annotations.ByID(put.After.ID); there {
			focus, place = Focus{Annotation: a.ID}, a.Span
			break
		}
	}
	if place.Empty() {
		return say(s, "that step is about the article as a whole", false)
	}
	s.Focus, s.Goal = focus, -1
	if focus.None() {
		s.Caret, s.Anchor = textlayout.Position{Offset: place.End, Affinity: textlayout.Upstream}, place.Start
	} else {
		s = caretAt(s, place.Start)
	}
	s.Past.stand = s.standing()
	return s, []Effect{Reveal{place}}
}
