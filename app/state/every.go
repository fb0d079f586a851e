package state

import (
	"errors"
	"fmt"

	"rubricator/annotate"
)

// everyOccurrence asks for all places of the phrase under the focus or the selection, to be previewed.
func everyOccurrence(s State, project bool) (State, []Effect) {
	if s.Selection().Empty() && s.Focus.None() {
		s.Focus = s.focusAt(s.Caret.Offset)
	}
	if s.Selection().Empty() && s.FocusSpan().Empty() {
		return say(s, "select the words first, or go to a label with Tab", true)
	}
	span := s.target()
	if span.Empty() {
		return say(s, "only white space is selected", true)
	}
	label := s.usualLabel()
	if a, ok := s.FocusedAnnotation(); ok && a.Span == span {
		label = a.Label
	} else if g, ok := s.FocusedSuggestion(); ok && g.Span == span {
		label = g.Label
	}
	return s, []Effect{FindOccurrences{Phrase: s.Session.Document.Text.Slice(span), Label: label, Project: project}}
}

// labelOccurrences labels the hits as one step over all their articles. A hit that carries another label is relabelled in
// the open article and left as it is elsewhere; one that the schema's overlap rule forbids is left out, and said.
func labelOccurrences(s State, m LabelOccurrences) (State, []Effect) {
	label, ok := s.Project.Schema.Label(m.Label)
	if !ok {
		return say(s, fmt.Sprintf("the schema has no label %q", m.Label), true)
	}
	group := annotate.NewID()
	byDocument, order := map[string][]Hit{}, []string{}
	for _, h := range m.Hits {
		if byDocument[h.Document] == nil {
			order = append(order, h.Document)
		}
		byDocument[h.Document] = append(byDocument[h.Document], h)
	}
	var txs []annotate.Transaction
	count, left := 0, refusals{}
	for _, id := range order {
		if tx := s.labelHits(id, byDocument[id], label, &left); len(tx.Edits) > 0 {
			tx.Group = group
			txs = append(txs, tx)
			count += labelled(tx)
		}
	}
	switch {
	case count == 0 && left.n > 0:
		return say(s, left.first.Error(), true)
	case count == 0:
		return say(s, "nothing was ticked that is not labelled already", true)
	}
	for i := range txs {
		txs[i].Words = fmt.Sprintf("label %s as %s", places(count), label.Title)
	}
	s, effects := apply(s, txs...)
	if !s.Toast.Warn {
		s.Toast = Toast{places(count) + " labelled" + left.words() + "; Ctrl+Z takes all back", left.n > 0}
	}
	return s, effects
}

// labelled counts the annotations that a step makes or changes.
func labelled(tx annotate.Transaction) int {
	n := 0
	for _, e := range tx.Edits {
		if _, ok := e.(annotate.Put); ok {
			n++
		}
	}
	return n
}

func (s State) labelHits(id string, hits []Hit, label annotate.Label, left *refusals) annotate.Transaction {
	if id != s.Session.Document.ID {
		return s.labelElsewhere(id, hits, label)
	}
	here := s
	var edits []annotate.Edit
	for _, h := range hits {
		var more []annotate.Edit
		here, more = here.labelHit(h, label, s.offeredAt(nil, h.Span), left)
		edits = append(edits, more...)
	}
	if len(edits) == 0 {
		return annotate.Transaction{}
	}
	return s.Session.Transaction(s.Now, annotate.OriginUser, "", hits[0].Span, edits...)
}

// labelHit labels one place of the open article, or relabels what stands on just that span, and answers the suggestions
// there.
func (s State) labelHit(h Hit, label annotate.Label, open []annotate.Suggestion, left *refusals) (State, []annotate.Edit) {
	a := s.annotation(h.Span, label.Name)
	edits := s.adding(a)
	for _, o := range s.Session.Work.Annotations.Between(nil, h.Span) {
		if o.Span == h.Span && o.Label != label.Name {
			a = o
			a.Label = label.Name
			edits = replacing(s.Session.Work, o, a)
			break
		}
	}
	if err := s.allows(a); err != nil {
		if errors.Is(err, annotate.ErrOverlap) {
			left.count(err)
		}
		return s, nil
	}
	for _, g := range open {
		edits = append(edits, s.became(g, a))
	}
	s.Session.Work.Annotations = s.Session.Work.Annotations.With(a)
	return s, edits
}

// labelElsewhere labels hits in an article that is not open; the hits say what its work holds.
func (s State) labelElsewhere(id string, hits []Hit, label annotate.Label) annotate.Transaction {
	other := annotate.Session{Document: annotate.Document{ID: id}, Work: annotate.Work{Status: hits[0].Status}, Annotator: s.Session.Annotator}
	var edits []annotate.Edit
	for _, h := range hits {
		if h.Label != "" {
			continue
		}
		edits = append(edits, annotate.Add(annotate.Annotation{ID: annotate.NewID(), Span: h.Span, Label: label.Name,
			Annotator: s.Session.Annotator, Origin: annotate.OriginUser, Quote: h.Quote}))
	}
	if len(edits) == 0 {
		return annotate.Transaction{}
	}
	return other.Transaction(s.Now, annotate.OriginUser, "", hits[0].Span, edits...)
}
