package state

import (
	"rubricator/annotate"
	"rubricator/app/textlayout"
)

// extended moves the free end of a selection by a word or a character.
//
// A selection is a range of the text, so it grows and shrinks in reading order: each press takes in or lets go of what
// is read next, also where numbers or names run against the line. Which arrow goes on in the text is decided once, by
// the letter at which the selection began: the left arrow where that reads from right to left. So the arrows never
// turn round on the way.
func (s State) extended(at textlayout.Position, m Move) textlayout.Position {
	g, offset := s.Geometry, at.Offset
	forward := m.Right != s.readsLeft(s.Anchor, g.NextGrapheme(s.Anchor))
	switch {
	case m.Unit == ByWord && forward:
		offset = g.NextWordEnd(offset)
	case m.Unit == ByWord:
		offset = g.PrevWordStart(offset)
	case forward:
		for next := g.NextGrapheme(offset); next > offset; next = g.NextGrapheme(offset) {
			seen := s.seen(offset, next)
			if offset = next; seen {
				break
			}
		}
	default:
		for next := g.PrevGrapheme(offset); next < offset; next = g.PrevGrapheme(offset) {
			seen := s.seen(next, offset)
			if offset = next; seen {
				break
			}
		}
	}
	if !forward {
		return textlayout.Position{Offset: offset}
	}
	return s.behind(offset)
}

// behind is the place of an offset at the end of what stands before it.
func (s State) behind(offset int) textlayout.Position {
	before, after := textlayout.Position{Offset: offset, Affinity: textlayout.Upstream}, textlayout.Position{Offset: offset}
	if s.Geometry.Caret(before) == s.Geometry.Caret(after) {
		return after
	}
	return before
}

// ends are the carets at the beginning and at the end of a range, each on its inner side.
func (s State) ends(start, end int) (from, to textlayout.Rect) {
	return s.Geometry.Caret(textlayout.Position{Offset: start}), s.Geometry.Caret(textlayout.Position{Offset: end, Affinity: textlayout.Upstream})
}

// seen reports whether a letter takes room on screen.
func (s State) seen(start, end int) bool {
	from, to := s.ends(start, end)
	return from != to
}

// readsLeft reports whether a range on one line reads from right to left; else the paragraph in which it begins decides.
func (s State) readsLeft(start, end int) bool {
	if from, to := s.ends(start, end); from.Y == to.Y && from.X != to.X {
		return from.X > to.X
	}
	return s.Geometry.ParagraphDirection(s.Geometry.ParagraphAt(start)) == textlayout.RTL
}

// collapsed is the end of a selection on the side of the arrow.
func (s State) collapsed(sel annotate.Span, right bool) textlayout.Position {
	if right != s.readsLeft(sel.Start, sel.End) {
		return textlayout.Position{Offset: sel.End, Affinity: textlayout.Upstream}
	}
	return textlayout.Position{Offset: sel.Start}
}
