package state

import (
	"slices"

	"rubricator/annotate"
)

// toggleZone makes one zone of the paragraphs that the selection touches, or of that at the caret, or takes them out of
// the zones where no letter of them is outside.
func toggleZone(s State) (State, []Effect) {
	if s.Geometry == nil {
		return s, nil
	}
	part := s.paragraphs()
	if part.Empty() {
		return say(s, "no text is in this paragraph", true)
	}
	zones := s.Session.Work.Zones
	off := s.allIn(zones, part)
	edits := rezone(zones, s.marked(zones, part))
	words, toast := "not part of the article: ", " not part of the article any more; Ctrl+G takes that back"
	if off {
		edits = rezone(zones, s.unmarked(zones, part))
		words, toast = "part of the article: ", " part of the article again; Ctrl+Z takes that back"
	}
	quote := oneLine(s.Session.Document.Text.Slice(part))
	before := s.Selection()
	s, effects := step(s, annotate.OriginUser, words+"“"+short(quote)+"”", before, edits...)
	if s.Toast.Warn {
		return s, effects
	}
	if s.FocusSpan().Empty() {
		s.Focus = Focus{} // a suggestion that is not open any more
	}
	n := s.paragraphsIn(part)
	is := choose(n == 1, " is", " are")
	s.Toast = Toast{Text: Counted(n, "paragraph") + is + toast}
	if n := len(s.Session.Work.Annotations.Between(nil, part)); n > 0 && !off {
		s.Toast.Text += "; " + Counted(n, "label") + " in it " + choose(n == 1, "stays", "stay") + " and will not be exported for training"
	}
	return s, effects
}

// paragraphs is the text of all paragraphs that the selection touches, or of the one at the caret, without white space at
// its ends.
func (s State) paragraphs() annotate.Span {
	sel := s.trim(s.Selection())
	if sel.Empty() {
		sel = annotate.Span{Start: s.Caret.Offset, End: s.Caret.Offset + 1}
	}
	start, _ := s.Geometry.Paragraph(s.Geometry.ParagraphAt(sel.Start))
	_, end := s.Geometry.Paragraph(s.Geometry.ParagraphAt(sel.End - 1))
	return s.trim(annotate.Span{Start: start, End: end})
}

// paragraphsIn counts the paragraphs of a part that have text.
func (s State) paragraphsIn(part annotate.Span) (n int) {
	for i := s.Geometry.ParagraphAt(part.Start); i <= s.Geometry.ParagraphAt(part.End-1); i++ {
		if start, end := s.Geometry.Paragraph(i); !s.trim(annotate.Span{Start: start, End: end}).Empty() {
			n++
		}
	}
	return n
}

// allIn reports whether zones hold all of a part but white space.
func (s State) allIn(zones []annotate.Span, part annotate.Span) bool {
	at := part.Start
	for _, z := range zones {
		if !s.trim(annotate.Span{Start: at, End: min(z.Start, part.End)}).Empty() {
			return false
		}
		at = max(at, z.End)
	}
	return s.trim(annotate.Span{Start: at, End: part.End}).Empty()
}

// marked are the zones with one more part: what it touches, or is parted from by white space alone, becomes one with it.
func (s State) marked(zones []annotate.Span, part annotate.Span) []annotate.Span {
	var apart []annotate.Span
	for _, z := range zones {
		if s.trim(annotate.Span{Start: min(z.End, part.End), End: max(z.Start, part.Start)}).Empty() {
			part = annotate.Span{Start: min(z.Start, part.Start), End: max(z.End, part.End)}
		} else {
			apart = append(apart, z)
		}
	}
	apart = append(apart, part)
	slices.SortFunc(apart, annotate.Span.Compare)
	return apart
}

// unmarked are the zones without a part; what is left of a zone on either side stays.
func (s State) unmarked(zones []annotate.Span, part annotate.Span) []annotate.Span {
	var left []annotate.Span
	for _, z := range zones {
		if !z.Overlaps(part) {
			left = append(left, z)
			continue
		}
		for _, rest := range []annotate.Span{{Start: z.Start, End: min(z.End, part.Start)}, {Start: max(z.Start, part.End), End: z.End}} {
			if rest = s.trim(rest); !rest.Empty() {
				left = append(left, rest)
			}
		}
	}
	return left
}

// rezone makes the zones of before those of after.
func rezone(before, after []annotate.Span) (edits []annotate.Edit) {
	for _, z := range before {
		if !slices.Contains(after, z) {
			edits = append(edits, annotate.Mark{Zone: z, Off: true})
		}
	}
	for _, z := range after {
		if !slices.Contains(before, z) {
			edits = append(edits, annotate.Mark{Zone: z})
		}
	}
	return edits
}
