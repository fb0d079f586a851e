package state

import (
	"strconv"

	"rubricator/annotate"
	"rubricator/app/place"
	"rubricator/app/textlayout"
)

// Place is where the open article is, but for the scroll, which the window knows.
func (s State) Place() place.Place {
	g := s.Focus.Suggestion
	return place.Place{
		Caret: s.Caret.Offset, Upstream: s.Caret.Affinity == textlayout.Upstream, Edge: s.Caret.Affinity == textlayout.Edge, Anchor: s.Anchor,
		Annotation: s.Focus.Annotation, Suggestion: place.Suggestion{Start: g.Span.Start, End: g.Span.End, Label: g.Label},
		Zoomed: s.Zoomed, Zoom: s.ownZoom(),
	}
}

func (s State) ownZoom() int {
	if s.Zoomed {
		return s.Zoom
	}
	return 0
}

// at goes to where an article was left. A label that is gone since is not in focus; whether a suggestion is there still
// the suggesters have to say.
func (s State) at(p place.Place) State {
	p = p.Within(s.Session.Document.Text.Len())
	s.Caret, s.Anchor, s.Pressed = textlayout.Position{Offset: p.Caret}, p.Anchor, p.Anchor
	switch {
	case p.Upstream:
		s.Caret.Affinity = textlayout.Upstream
	case p.Edge:
		s.Caret.Affinity = textlayout.Edge
	}
	s.Focus = Focus{}
	if _, there := s.Session.Work.Annotations.ByID(p.Annotation); there {
		s.Focus = Focus{Annotation: p.Annotation}
	} else if g := p.Suggestion; g.Label != "" {
		s.Focus = Focus{Suggestion: annotate.DecisionKey{Span: annotate.Span{Start: g.Start, End: g.End}, Label: g.Label}}
	}
	s.Zoom, s.Zoomed = s.LastZoom, p.Zoomed
	if p.Zoomed {
		s.Zoom = p.Zoom
	}
	return s
}

// SmallestText and LargestText are the ends of what a text size can be, in points.
const SmallestText, LargestText = 10, 48

// Points is the size of the open article's text.
func (s State) Points() int { return min(max(s.TextSize+s.Zoom, SmallestText), LargestText) }

// zoom changes the size of the open article. Articles without a zoom of their own follow when they are opened.
func zoom(s State, points int) (State, []Effect) {
	size := min(max(s.Points()+points, SmallestText), LargestText)
	s.Zoom = size - s.TextSize
	if points == 0 {
		s.Zoom = 0
	}
	s.Zoomed, s.LastZoom = s.HasArticle(), s.Zoom
	return s, []Effect{Remember{"zoom", strconv.Itoa(s.Zoom)}}
}
