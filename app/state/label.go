package state

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

func giveLabel(s State, m GiveLabel) (State, []Effect) {
	label, ok := s.Project.Schema.Label(m.Name)
	why := fmt.Sprintf("the schema has no label %q", m.Name)
	if m.Name == "" {
		label, ok = s.Project.Schema.ByKey(m.Key)
		why = fmt.Sprintf("no label has key %d", m.Key)
	}
	if !ok {
		return say(s, why, true)
	}
	next, effects := give(s, label)
	if !next.Toast.Warn {
		next.LastLabel = label.Name
	}
	return next, effects
}

func give(s State, label annotate.Label) (State, []Effect) {
	selected := s.Selection()
	if !selected.Empty() && s.trim(selected).Empty() {
		return say(s, "only white space is selected", true)
	}
	if selected.Empty() {
		if a, ok := s.FocusedAnnotation(); ok {
			return relabel(s, a, label)
		}
		if g, ok := s.FocusedSuggestion(); ok {
			return answer(s, g, g.Span, label)
		}
	}
	span := s.target()
	if span.Empty() {
		return say(s, "no word is at the cursor to label", true)
	}
	return addLabel(s, span, label)
}

func relabel(s State, a annotate.Annotation, label annotate.Label) (State, []Effect) {
	if a.Label == label.Name {
		return say(s, fmt.Sprintf("“%s” is %s already", short(a.Quote), label.Title), false)
	}
	after := a
	after.Label = label.Name
	return s.replace(a, after, fmt.Sprintf("relabel “%s” as %s", short(a.Quote), label.Title))
}

// replace puts a changed annotation in the place of another if the schema's overlap rule allows it.
func (s State) replace(a, after annotate.Annotation, words string) (State, []Effect) {
	if err := s.allows(after); err != nil {
		return say(s, err.Error(), true)
	}
	return step(s, annotate.OriginUser, words, a.Span, replacing(s.Session.Work, a, after)...)
}

// replacing puts a changed annotation in the place of another. The suggestion that it came from then counts as
// corrected, or again as accepted.
func replacing(w annotate.Work, a, after annotate.Annotation) []annotate.Edit {
	edits := []annotate.Edit{annotate.Replace(a, after)}
	for _, d := range w.Decisions.Of(a.ID) {
		changed := d
		changed.Verdict = annotate.Corrected
		if after.Span == d.Span && after.Label == d.Label {
			changed.Verdict = annotate.Accepted
		}
		if changed != d {
			edits = append(edits, annotate.Decide{Before: &d, After: &changed})
		}
	}
	return edits
}

// addLabel labels a span; one that is labelled already is relabelled.
func addLabel(s State, span annotate.Span, label annotate.Label) (State, []Effect) {
	for _, a := range s.Session.Work.Annotations.Between(nil, span) {
		if a.Span == span {
			on := s
			on.Focus, on.Anchor = Focus{Annotation: a.ID}, s.Caret.Offset
			next, effects := relabel(on, a, label)
			if next.Toast.Warn {
				return say(s, next.Toast.Text, true)
			}
			return next, effects
		}
	}
	if at := s.offeredAt(nil, span); len(at) > 0 {
		return answer(s, at[0], span, label)
	}
	a := s.annotation(span, label.Name)
	return s.put(a, fmt.Sprintf("label “%s” as %s", short(a.Quote), label.Title), annotate.OriginUser)
}

// put adds an annotation if the schema's overlap rule allows it, with further edits in the same step, and puts it in
// focus.
func (s State) put(a annotate.Annotation, words string, origin annotate.Origin, more ...annotate.Edit) (State, []Effect) {
	if err := s.allows(a); err != nil {
		return say(s, err.Error(), true)
	}
	next, effects := step(s, origin, words, a.Span, append(s.adding(a), more...)...)
	if _, added := next.Session.Work.Annotations.ByID(a.ID); !added {
		return next, effects
	}
	next.Focus = Focus{Annotation: a.ID}
	next = caretAt(next, a.Span.Start)
	return next, append(effects, Reveal{a.Span})
}

// adding makes an annotation of what may have been rejected before: what is said now counts.
func (s State) adding(a annotate.Annotation) []annotate.Edit {
	edits := []annotate.Edit{annotate.Add(a)}
	if d, ok := s.Session.Work.Decision(annotate.DecisionKey{Span: a.Span, Label: a.Label}); ok && d.Verdict == annotate.Rejected {
		edits = append(edits, annotate.Decide{Before: &d})
	}
	return edits
}

// allows checks an annotation, new or in place of the one with its ID, against the schema's overlap rule, and that it
// says nothing twice. An import may have brought spans that the rule forbids: what stood in the way before may stay.
func (s State) allows(a annotate.Annotation) error {
	had, _ := s.Session.Work.Annotations.ByID(a.ID)
	rule := s.Project.Schema.Overlap
	var others []annotate.Annotation
	for _, o := range s.Session.Work.Annotations.Between(nil, a.Span) {
		if o.ID == a.ID {
			continue
		}
		if o.Span == a.Span && o.Label == a.Label {
			return fmt.Errorf("“%s” is labelled %s already", short(o.Quote), o.Label)
		}
		if !rule.Forbids(o.Span, had.Span) {
			others = append(others, o)
		}
	}
	return rule.Allows(a.Span, others)
}

func (s State) annotation(span annotate.Span, label string) annotate.Annotation {
	return annotate.Annotation{ID: annotate.NewID(), Span: span, Label: label, Annotator: s.Session.Annotator,
		Origin: annotate.OriginUser, Quote: s.Session.Document.Text.Slice(span)}
}

// answer takes a suggestion, as it is or with another span or label.
func answer(s State, g annotate.Suggestion, span annotate.Span, label annotate.Label) (State, []Effect) {
	to := g
	to.Span, to.Label = span, label.Name
	a, words := s.accepted(to), "accept “%s” as %s"
	if to != g {
		words = "correct “%s” to %s"
	}
	return s.put(a, fmt.Sprintf(words, short(a.Quote), label.Title), annotate.OriginSuggestion, s.became(g, a))
}

// became answers a suggestion with the annotation that it led to.
func (s State) became(g annotate.Suggestion, a annotate.Annotation) annotate.Edit {
	verdict := annotate.Accepted
	if a.Span != g.Span || a.Label != g.Label {
		verdict = annotate.Corrected
	}
	return annotate.Answer(s.Session.Work, s.decision(g, verdict, a.ID))
}

func (s State) decision(g annotate.Suggestion, v annotate.Verdict, id string) annotate.Decision {
	return annotate.Decision{Span: g.Span, Label: g.Label, Verdict: v, Suggester: g.Suggester, Score: g.Score,
		Quote: s.Session.Document.Text.Slice(g.Span), Annotation: id}
}

// remove takes the annotation in focus away, or rejects the suggestion in focus and goes to the next open one.
func remove(s State) (State, []Effect) {
	if a, ok := s.FocusedAnnotation(); ok {
		s, effects := step(s, annotate.OriginUser, fmt.Sprintf("remove %s from “%s”", a.Label, short(a.Quote)), a.Span, removal(s.Session.Work, a)...)
		s.Focus = Focus{}
		return s, effects
	}
	g, ok := s.FocusedSuggestion()
	if !ok {
		return say(s, "nothing is in focus to remove; Tab goes to the next label", true)
	}
	words := fmt.Sprintf("reject %s for “%s”", g.Label, short(s.Session.Document.Text.Slice(g.Span)))
	s, effects := step(s, annotate.OriginUser, words, g.Span, annotate.Answer(s.Session.Work, s.decision(g, annotate.Rejected, "")))
	s.Refused = refusal{quote: s.Session.Document.Text.Slice(g.Span), label: g.Label, left: s.Open()}
	return nextOpen(s, effects)
}

// refusal is a rejected suggestion and those that were open behind it.
type refusal struct {
	quote, label string
	left         annotate.Suggestions
}

// alike counts the suggestions of the same words and label.
func (r refusal) alike(list annotate.Suggestions, text annotate.Text) int {
	n, length := 0, utf8.RuneCountInString(r.quote)
	for g := range list.Values() {
		if g.Span.Len() == length && g.Label == r.label && text.Slice(g.Span) == r.quote {
			n++
		}
	}
	return n
}

// removal takes an annotation away. The suggestion that it came from, and one that would propose just the same again,
// counts as rejected from then on.
func removal(w annotate.Work, a annotate.Annotation) []annotate.Edit {
	edits := []annotate.Edit{annotate.Remove(a)}
	answered := false
	for _, d := range w.Decisions.Of(a.ID) {
		rejected := d
		rejected.Verdict, rejected.Annotation = annotate.Rejected, ""
		edits = append(edits, annotate.Decide{Before: &d, After: &rejected})
		answered = answered || d.Span == a.Span && d.Label == a.Label
	}
	if _, there := w.Decision(annotate.DecisionKey{Span: a.Span, Label: a.Label}); !there && !answered {
		edits = append(edits, annotate.Answer(w, annotate.Decision{Span: a.Span, Label: a.Label, Verdict: annotate.Rejected, Quote: a.Quote}))
	}
	return edits
}

// trim takes white space and invisible characters from both ends of a span.
func (s State) trim(span annotate.Span) annotate.Span {
	whole := s.Session.Document.Text.Slice(span)
	inside := strings.TrimLeftFunc(whole, blank)
	span.Start += utf8.RuneCountInString(whole[:len(whole)-len(inside)])
	left := strings.TrimRightFunc(inside, blank)
	span.End -= utf8.RuneCountInString(inside[len(left):])
	return span
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1C && r <= 0x1F || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}

// short cuts a quote for a menu or the status line.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
