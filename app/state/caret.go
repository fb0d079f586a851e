package state

import (
	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// updateCaret handles the caret, the selection and the mouse in the text.
func updateCaret(s State, m Msg) (State, []Effect) {
	switch m := m.(type) {
	case Move:
		return move(s, m)
	case Press:
		return press(s, m)
	case Drag:
		return drag(s, m)
	case SelectAll:
		s.Anchor, s.Focus = 0, Focus{}
		s.Caret = textlayout.Position{Offset: s.Session.Document.Text.Len()}
		return s, nil
	case Escape:
		if s.Find.Open && s.Focus.None() && s.Selection().Empty() {
			return updateFind(s, CloseFind{})
		}
		s.Focus, s.Anchor = Focus{}, s.Caret.Offset
		return s, []Effect{FocusArticle{}}
	}
	return s, nil
}

func move(s State, m Move) (State, []Effect) {
	if s.Geometry == nil {
		return s, nil
	}
	if m.Unit != ByLine && m.Unit != ByPage {
		s.Goal = -1
	}
	from, at := s.Caret, s.Caret
	if sel := s.Selection(); !m.Extend && !sel.Empty() && m.Unit == ByCharacter {
		at = s.collapsed(sel, m.Right)
	} else {
		at, s.Goal = s.moved(at, m)
	}
	s.Caret, s.Focus = at, Focus{}
	if !m.Extend {
		s.Anchor = at.Offset
		s.Focus = s.focusAt(at.Offset)
	}
	reveal := Reveal{annotate.Span{Start: at.Offset, End: at.Offset}}
	if m.Unit == ByPage {
		return s, []Effect{Turn{from.Offset, at.Offset}, reveal}
	}
	return s, []Effect{reveal}
}

// moved is where a motion leads, with the pixel column that it keeps to.
func (s State) moved(at textlayout.Position, m Move) (textlayout.Position, int) {
	g := s.Geometry
	if m.Extend && (m.Unit == ByWord || m.Unit == ByCharacter) {
		return s.extended(at, m), -1
	}
	switch m.Unit {
	case ByWord:
		return g.MoveVisualWord(at, m.Right), -1
	case ByCharacter:
		return g.MoveVisualChar(at, m.Right), -1
	case ToLineEdge:
		return g.LineEdge(at, m.Right), -1
	case ToTextEdge:
		end := textlayout.Position{}
		if m.Right {
			end.Offset = s.Session.Document.Text.Len()
		}
		return g.LineEdge(end, m.Right), -1
	}
	goal, lines := s.Goal, 1
	if goal < 0 {
		goal = g.Caret(at).X
	}
	if m.Unit == ByPage {
		lines = max(1, s.Page-2)
	}
	for range lines {
		at = g.MoveLine(at, m.Right, goal)
	}
	return at, goal
}

// focusAt is the innermost annotation, or else the open suggestion, that holds the character at an offset. A caret
// that only touches a span's end is outside.
func (s State) focusAt(offset int) Focus {
	var f Focus
	at := annotate.Span{Start: offset, End: offset + 1}
	for _, a := range s.Session.Work.Annotations.Between(nil, at) {
		f = Focus{Annotation: a.ID}
	}
	if !f.None() {
		return f
	}
	open := s.OpenBetween(nil, offset, offset+1)
	if len(open) == 0 {
		open = s.FaintBetween(nil, offset, offset+1)
	}
	for _, g := range open {
		f = Focus{Suggestion: g.Key()}
	}
	return f
}

func press(s State, m Press) (State, []Effect) {
	s.Caret, s.Goal = m.At, -1
	if m.Extend {
		s.Focus = Focus{}
		return s, nil
	}
	s.Anchor, s.Pressed, s.Focus = m.At.Offset, m.At.Offset, s.focusAt(m.At.Offset)
	if s.Focus.None() && m.At.Offset > 0 {
		s.Focus = s.focusAt(m.At.Offset - 1) // the right half of a label's last letter
	}
	if s.Geometry == nil || m.Clicks < 2 {
		return s, nil
	}
	start, end := s.Geometry.WordAt(m.At.Offset)
	if m.Clicks > 2 {
		start, end = s.Geometry.Paragraph(s.Geometry.ParagraphAt(m.At.Offset))
	}
	s.Anchor, s.Focus = start, Focus{}
	s.Caret = textlayout.Position{Offset: end, Affinity: textlayout.Upstream}
	return s, nil
}

// drag extends the selection from where the button went down. It snaps outwards to words unless Exact, as people drag
// from and to the middle of words.
func drag(s State, m Drag) (State, []Effect) {
	s.Focus, s.Anchor, s.Caret = Focus{}, s.Pressed, m.At
	exact := m.Exact && s.Project.Schema.Anchoring == annotate.AnchorCharacter
	if exact || s.Geometry == nil || m.At.Offset == s.Pressed {
		return s, nil
	}
	if m.At.Offset > s.Pressed {
		s.Anchor = s.wordEdge(s.Pressed, false)
		s.Caret = textlayout.Position{Offset: s.wordEdge(m.At.Offset, true), Affinity: textlayout.Upstream}
	} else {
		s.Anchor = s.wordEdge(s.Pressed, true)
		s.Caret = textlayout.Position{Offset: s.wordEdge(m.At.Offset, false)}
	}
	return s, nil
}

// wordEdge is the start or end of the word that an offset stands inside of; elsewhere the offset itself. In and behind an
// ’s the end is before that.
func (s State) wordEdge(offset int, end bool) int {
	from, to := s.Geometry.WordAt(offset)
	switch {
	case offset <= from || to == offset:
		return offset
	case !end && to < offset && !s.sameWord(from, s.Geometry.NextGrapheme(offset)):
		return offset // right behind the ’s
	case end:
		return to
	}
	return from
}

// sameWord reports whether the word at an offset starts at another one.
func (s State) sameWord(from, offset int) bool {
	start, _ := s.Geometry.WordAt(offset)
	return start == from
}
