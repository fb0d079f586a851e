package state

import (
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
	label := s.LastLabel
	if a, ok := s.FocusedAnnotation(); ok && a.Span == span {
		label = a.Label
	} else if g, ok := s.FocusedSuggestion(); ok && g.Span == span {
		label = g.Label
	}
	if label == "" {
		label = s.Project.Schema.Labels[0].Name
	}
	return s, []Effect{FindOccurrences{Phrase: s.Session.Document.Text.Slice(span), Label: label, Project: project}}
}

// labelOccurrences labels the hits as one step over all their articles. A hit that carries another label is relabelled in
// the open article and left as it is elsewhere.
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
	words := fmt.Sprintf("label %s as %s", places(len(m.Hits)), label.Title)
	var txs []annotate.Transaction
	for _, id := range order {
		if tx := s.labelHits(id, byDocument[id], label, words); len(tx.Edits) > 0 {
			tx.Group = group
			txs = append(txs, tx)
		}
	}
	if len(txs) == 0 {
		return say(s, "nothing was ticked that is not labelled already", true)
	}
	s, effects := apply(s, txs...)
	if !s.Toast.Warn {
		s.Toast = Toast{Text: fmt.Sprintf("%s labelled; Ctrl+Z takes all back", places(len(m.Hits)))}
	}
	return s, effects
}

func places(n int) string      { return counted(n, "place") }
func suggestions(n int) string { return counted(n, "suggestion") }

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func (s State) labelHits(id string, hits []Hit, label annotate.Label, words string) annotate.Transaction {
	if id != s.Session.Document.ID {
		return s.labelElsewhere(id, hits, label, words)
	}
	here := s
	var edits []annotate.Edit
	for _, h := range hits {
		var more []annotate.Edit
		here, more = here.labelHit(h, label, s.OpenBetween(nil, h.Span.Start, h.Span.End))
		edits = append(edits, more...)
	}
	if len(edits) == 0 {
		return annotate.Transaction{}
	}
	return s.Session.Transaction(s.Now, annotate.OriginUser, words, hits[0].Span, edits...)
}

// labelHit labels one place of the open article, or relabels what stands on just that span, and answers the suggestion
// there.
func (s State) labelHit(h Hit, label annotate.Label, open []annotate.Suggestion) (State, []annotate.Edit) {
	a := s.annotation(h.Span, label.Name)
	edit := annotate.Add(a)
	for _, o := range s.Session.Work.Annotations.Between(nil, h.Span) {
		if o.Span == h.Span && o.Label != label.Name {
			a = o
			a.Label = label.Name
			edit = annotate.Replace(o, a)
			break
		}
	}
	if s.allows(a) != nil {
		return s, nil
	}
	edits := []annotate.Edit{edit}
	for _, g := range open {
		if g.Span == h.Span && g.Label == label.Name {
			edits = append(edits, annotate.Answer(s.Session.Work, s.decision(g, annotate.Accepted, a.ID)))
		}
	}
	s.Session.Work.Annotations = s.Session.Work.Annotations.With(a)
	return s, edits
}

// labelElsewhere labels hits in an article that is not open; the hits say what its work holds.
func (s State) labelElsewhere(id string, hits []Hit, label annotate.Label, words string) annotate.Transaction {
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
	return other.Transaction(s.Now, annotate.OriginUser, words, hits[0].Span, edits...)
}
