package state

import (
	"errors"
	"math"
	"slices"

	"rubricator/annotate"
)

// repeat undoes or redoes a step and shows where it was made, opening that article if it is another. A step that
// something else has made impossible, such as an import, is said and left out, so that it does not stand in the way of
// those before it.
func repeat(s State, redo bool) (State, []Effect) {
	if s.Project.ReadOnly {
		return sayReadOnly(s)
	}
	do, words := annotate.Session.Undo, "undone: "
	if redo {
		do, words = annotate.Session.Redo, "done again: "
	}
	if next := s.Session.History.Next(redo); next.Large {
		return repeatLarge(s, next, redo)
	}
	session, txs, err := do(s.Session, s.Now)
	if errors.Is(err, annotate.ErrStale) {
		s.Session.History = s.Session.History.Forget(s.Session.History.Next(redo).Group)
		return say(s, "that step cannot be repeated any more and is left out: "+err.Error(), true)
	}
	if err != nil {
		return say(s, err.Error(), true)
	}
	last, here := txs[len(txs)-1], false
	for _, tx := range txs {
		if tx.Document == s.Session.Document.ID {
			here, last = true, tx
		}
	}
	shelves := s.List.Counts
	s, effects := adopt(s, session, txs)
	if s.List.Counts != shelves { // an article is to be done again, or is not any more
		var more []Effect
		s, more = s.again(last.Document)
		effects = append(effects, more...)
	}
	s.Toast = Toast{Text: words + last.Words}
	s = s.takenBack(last)
	if !here {
		s.Toast.Text += ", in this other article"
		return s, append(effects, Load{last.Document, last.Select})
	}
	return showAgain(s, last, effects)
}

// nearest are the edits in the one place of a step that is to be shown, and that place where there are several.
func (s State) nearest(edits []annotate.Edit) ([]annotate.Edit, annotate.Span) {
	var best annotate.Span
	least, several := math.MaxInt, false
	for _, e := range edits {
		span := e.Touches()
		if span.Empty() {
			continue
		}
		several = several || !best.Empty() && !best.Overlaps(span)
		if far := s.farFrom(span); far < least || far == least && span.Start < best.Start {
			best, least = span, far
		}
	}
	if !several {
		return edits, annotate.Span{}
	}
	return slices.DeleteFunc(slices.Clone(edits), func(e annotate.Edit) bool { return !e.Touches().Overlaps(best) }), best
}

// farFrom is how far a place is from the caret, in code points; what is on screen is nearer than all that is not.
func (s State) farFrom(span annotate.Span) int {
	far := max(0, span.Start-s.Caret.Offset, s.Caret.Offset-span.End)
	if !s.Shown.Contains(span) {
		far += s.Session.Document.Text.Len() + 1
	}
	return far
}

// showAgain puts what a step concerned in focus, and the caret there. Of a step in many places that is the nearest one on
// screen, so that the text stays where it is; when none is, the nearest one.
func showAgain(s State, tx annotate.Transaction, effects []Effect) (State, []Effect) {
	edits, place := s.nearest(tx.Edits)
	s = s.focusOnEdits(edits)
	span := s.FocusSpan()
	if span.Empty() {
		span = place
	}
	if span.Empty() {
		span = tx.Select
	}
	if span.Empty() {
		span = tx.Touches()
	}
	if span.Empty() {
		return s, effects
	}
	if s.Focus.None() {
		s.Focus = s.focusAt(span.Start)
	}
	s = caretAt(s, span.Start)
	return s, append(effects, Reveal{span})
}

// focusOnEdits focuses the annotation that edits left behind, or else the suggestion that they opened again.
func (s State) focusOnEdits(edits []annotate.Edit) State {
	s.Focus = Focus{}
	for _, e := range edits {
		if p, ok := e.(annotate.Put); ok && p.After != nil {
			s.Focus = Focus{Annotation: p.After.ID}
			return s
		}
	}
	for _, e := range edits {
		if d, ok := e.(annotate.Decide); ok && d.After == nil {
			s = s.reopen(*d.Before)
			s.Focus = Focus{Suggestion: d.Before.Key()}
			return s
		}
	}
	return s
}

// reopen shows a suggestion again whose answer was taken back, until the suggesters have looked at the article anew.
func (s State) reopen(d annotate.Decision) State {
	g := annotate.Suggestion{Span: d.Span, Label: d.Label, Score: d.Score, Suggester: d.Suggester, Reason: "open again"}
	if _, there := s.Session.Suggestions.ByKey(g.Key()); there || d.Suggester == "" {
		return s
	}
	open := s.opened()
	s.Session.Suggestions = s.Session.Suggestions.With(g)
	return refreshRow(s.reopened(open, []annotate.Span{g.Span}))
}
