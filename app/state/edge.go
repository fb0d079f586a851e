package state

import (
	"fmt"

	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// moveEdge moves a boundary by word or by character, in the direction of the arrow on screen: in a right-to-left
// paragraph the right arrow moves it towards the beginning of the text.
func moveEdge(s State, m MoveEdge) (State, []Effect) {
	span := s.FocusSpan()
	if span.Empty() {
		return say(s, "no span is in focus; Tab goes to the next one", true)
	}
	offset := span.End
	if m.Start {
		offset = span.Start
	}
	g := s.Geometry
	if g == nil {
		return s, nil
	}
	forward := m.Right != (g.ParagraphDirection(g.ParagraphAt(span.Start)) == textlayout.RTL)
	switch {
	case m.Character && forward:
		offset = g.NextGrapheme(offset)
	case m.Character:
		offset = g.PrevGrapheme(offset)
	case m.Start && forward:
		offset = g.NextWordStart(offset)
	case m.Start:
		offset = g.PrevWordStart(offset)
	case forward:
		offset = g.NextWordEnd(offset)
	default:
		offset = g.PrevWordEnd(offset)
	}
	return setEdge(s, m.Start, offset)
}

func setEdge(s State, start bool, offset int) (State, []Effect) {
	span := s.FocusSpan()
	moved := span
	if start {
		moved.Start = max(0, offset)
	} else {
		moved.End = min(s.Session.Document.Text.Len(), offset)
	}
	if moved == span {
		return say(s, "the boundary cannot go further", true)
	}
	if moved = s.trim(moved); moved.Empty() {
		return say(s, "a span keeps at least one character; Delete removes it", true)
	}
	if moved == span {
		return s, nil
	}
	if a, ok := s.FocusedAnnotation(); ok {
		return resize(s, a, moved)
	}
	g, ok := s.FocusedSuggestion()
	label, known := s.Project.Schema.Label(g.Label)
	if !ok || !known {
		return s, nil
	}
	return answer(s, g, moved, label)
}

func resize(s State, a annotate.Annotation, span annotate.Span) (State, []Effect) {
	for _, other := range s.Session.Work.Annotations.Between(nil, span) {
		if other.ID != a.ID && other.Span == span && other.Label == a.Label {
			return say(s, fmt.Sprintf("“%s” is labelled %s there already", short(other.Quote), other.Label), true)
		}
	}
	if err := s.allows(span, a.ID); err != nil {
		return say(s, err.Error(), true)
	}
	after := a
	after.Span, after.Quote = span, s.Session.Document.Text.Slice(span)
	s, effects := step(s, annotate.OriginUser, fmt.Sprintf("move the boundary of “%s”", short(a.Quote)), a.Span, annotate.Replace(a, after))
	s = caretAt(s, span.Start)
	return s, append(effects, Reveal{span})
}

// dragEdge shows where the boundary would go: the word boundary nearest to the pointer unless Exact.
func dragEdge(s State, m DragEdge) (State, []Effect) {
	offset := m.At.Offset
	if s.Geometry != nil && !(m.Exact && s.Project.Schema.Anchoring == annotate.AnchorCharacter) {
		if start, end := s.Geometry.WordAt(offset); start < offset && offset < end {
			offset = start
			if m.At.Offset-start > end-m.At.Offset {
				offset = end
			}
		}
	}
	span := s.FocusSpan()
	switch {
	case m.Start && offset < span.End:
		s.Pull = annotate.Span{Start: offset, End: span.End}
	case !m.Start && offset > span.Start:
		s.Pull = annotate.Span{Start: span.Start, End: offset}
	}
	return s, nil
}

// dropEdge makes the step that dragging a boundary showed.
func dropEdge(s State) (State, []Effect) {
	span, pull := s.FocusSpan(), s.Pull
	s.Pull = annotate.Span{}
	switch {
	case pull.Empty() || pull == span:
		return s, nil
	case pull.Start != span.Start:
		return setEdge(s, true, pull.Start)
	}
	return setEdge(s, false, pull.End)
}
