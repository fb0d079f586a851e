package state

import (
	"fmt"
	"strings"
	"unicode"

	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// moveEdge moves a boundary by word or by character, in the direction of the arrow on screen: at a letter that reads from
// right to left, the right arrow moves it towards the beginning of the text.
func moveEdge(s State, m MoveEdge) (State, []Effect) {
	span := s.FocusSpan()
	if span.Empty() {
		return say(s, "no span is in focus; Tab goes to the next one", true)
	}
	if s.Geometry == nil {
		return s, nil
	}
	offset := span.End
	if m.Start {
		offset = span.Start
	}
	left := s.letterReadsLeft(span, m.Start)
	if !m.Character {
		left = s.wordsReadLeft(span, m.Start)
	}
	forward := m.Right != left
	for {
		next := s.edgeAfter(offset, m, forward)
		if next == offset {
			return say(s, "the boundary cannot go further", true)
		}
		if !m.Character && m.Start != forward && s.paragraphsApart(offset, next, m.Start) {
			return say(s, "the paragraph "+choose(m.Start, "begins", "ends")+" here; by character the boundary goes on", true)
		}
		offset = next
		moved := annotate.Span{Start: span.Start, End: offset}
		if m.Start {
			moved = annotate.Span{Start: offset, End: span.End}
		}
		if s.trim(moved) != span { // else only white space was passed over
			return setEdge(s, m.Start, offset)
		}
	}
}

// paragraphsApart reports whether a start, or an end, stands in another paragraph at another offset.
func (s State) paragraphsApart(offset, other int, start bool) bool {
	if !start {
		offset, other = s.Geometry.PrevGrapheme(offset), s.Geometry.PrevGrapheme(other)
	}
	return s.Geometry.ParagraphAt(offset) != s.Geometry.ParagraphAt(other)
}

// edgeAfter is the next place for a boundary; the same one when there is none.
func (s State) edgeAfter(offset int, m MoveEdge, forward bool) int {
	g, next := s.Geometry, offset
	switch {
	case m.Character && forward:
		return g.NextGrapheme(offset)
	case m.Character:
		return g.PrevGrapheme(offset)
	case m.Start && forward:
		next = g.NextWordStart(offset)
	case m.Start:
		next = g.PrevWordStart(offset)
	case forward:
		next = g.NextWordEnd(offset)
	default:
		next = g.PrevWordEnd(offset)
	}
	passed := s.Session.Document.Text.Slice(annotate.Span{Start: min(offset, next), End: max(offset, next)})
	if !strings.ContainsFunc(passed, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return offset // no word is left, only a full stop
	}
	return next
}

// letterReadsLeft reports whether the letter inside a boundary of the span reads from right to left.
func (s State) letterReadsLeft(span annotate.Span, start bool) bool {
	a, b := s.letterInside(span, start)
	return s.readsLeft(a, b)
}

// letterInside is the letter at a boundary of a span that belongs to the span.
func (s State) letterInside(span annotate.Span, start bool) (from, to int) {
	if start {
		return span.Start, s.Geometry.NextGrapheme(span.Start)
	}
	return s.Geometry.PrevGrapheme(span.End), span.End
}

// wordsReadLeft reports whether the words at a boundary of the span follow each other from right to left. A number or a
// name that stands alone in a text of the other direction is a part of its row of words: only beside another one of its
// kind does it have a row of its own.
func (s State) wordsReadLeft(span annotate.Span, start bool) bool {
	letter := s.letterReadsLeft(span, start)
	inside, _ := s.letterInside(span, start)
	row, known := false, false
	for _, outwards := range []bool{true, false} {
		left, ok := s.rowReadsLeft(span, start, inside, outwards)
		if ok && left == letter {
			return letter
		}
		if ok && !known {
			row, known = left, true
		}
	}
	if known {
		return row
	}
	return s.Geometry.ParagraphDirection(s.Geometry.ParagraphAt(inside)) == textlayout.RTL
}

// rowReadsLeft compares where the word at a boundary stands with the next word out or in. It is not ok where there is no
// such word on the line.
func (s State) rowReadsLeft(span annotate.Span, start bool, inside int, outwards bool) (left, ok bool) {
	offset := span.End
	if start {
		offset = span.Start
	}
	next := s.edgeAfter(offset, MoveEdge{Start: start}, outwards != start)
	if next == offset || !outwards && (next <= span.Start || next >= span.End) {
		return false, false
	}
	other := next // the first letter of a word, or the last
	if !start {
		other = s.Geometry.PrevGrapheme(next)
	}
	here, there := s.Geometry.Caret(textlayout.Position{Offset: inside}), s.Geometry.Caret(textlayout.Position{Offset: other})
	return (here.X > there.X) == (other > inside), here.Y == there.Y && here.X != there.X
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
	after := a
	after.Span, after.Quote = span, s.Session.Document.Text.Slice(span)
	s, effects := s.replace(a, after, fmt.Sprintf("move the boundary of “%s”", short(a.Quote)))
	if s.Toast.Warn {
		return s, effects
	}
	s = caretAt(s, span.Start)
	return s, append(effects, Reveal{span})
}

// grasp puts a span in focus, if it is there.
func (s State) grasp(f Focus) State {
	held := s
	held.Focus = f
	if f.None() || f == s.Focus || held.FocusSpan().Empty() {
		return s
	}
	return caretAt(held, held.FocusSpan().Start)
}

// dragEdge shows where the boundary would go: the word boundary nearest to the pointer unless Exact.
func dragEdge(s State, m DragEdge) (State, []Effect) {
	s = s.grasp(m.Of)
	offset := m.At.Offset
	if s.Geometry != nil && !(m.Exact && s.Project.Schema.Anchoring == annotate.AnchorCharacter) {
		if start, end := s.Geometry.WordAt(offset); start < end && end < offset {
			offset = end // in or behind an ’s
		} else if start < offset && offset < end {
			offset = start
			if m.At.Offset-start > end-m.At.Offset {
				offset = end
			}
		}
	}
	span := s.FocusSpan()
	switch {
	case span.Empty():
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
