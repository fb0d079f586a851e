// Package place remembers where an annotator left each article: what was on screen, the caret and the selection, the
// thing in focus and the zoom.
//
//	k := place.Open(path, project)
//	p, known := k.Of("article-17")
//	k.Put("article-17", p)   // on disk half a second later, written beside the caller
//	k.Flush()                // on disk now
//
// It is comfort and no data: it lives in the program's own folder, a file that cannot be read counts as none, and the
// oldest places go when there are too many. Opening an article therefore never changes a project. Late, which writes
// beside the caller and whole, serves the settings as well.
package place

// Place is where an article was left. The zero value is its beginning.
type Place struct {
	Top  int     `json:"top,omitempty"`  // first code point of the first line on screen
	Down float32 `json:"down,omitempty"` // how far that line is scrolled past the top, in units of the window; where Top is 0, how far the page is

	Caret    int  `json:"caret,omitempty"`    // code points
	Anchor   int  `json:"anchor,omitempty"`   // other end of the selection; equal to Caret when nothing is selected
	Upstream bool `json:"upstream,omitempty"` // the caret stands at the end of a line, not at the start of the next
	Edge     bool `json:"edge,omitempty"`     // the caret stands at the edge of a line, not beside the letter there

	Annotation string     `json:"annotation,omitempty"` // ID of the one in focus
	Suggestion Suggestion `json:"suggestion,omitzero"`  // in focus

	Zoomed bool `json:"zoomed,omitempty"` // Zoom is the article's own, else it follows the others
	Zoom   int  `json:"zoom,omitempty"`   // points by which the text is larger than the setting
}

// Suggestion is what tells one from the others: its range in code points, half-open, and its label.
type Suggestion struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"`
}

// Within keeps a place inside a text of n code points, whatever a file said.
func (p Place) Within(n int) Place {
	inside := func(offset int) int { return min(max(offset, 0), n) }
	p.Top, p.Caret, p.Anchor = inside(p.Top), inside(p.Caret), inside(p.Anchor)
	if g := p.Suggestion; g.Start < 0 || g.Start >= g.End || g.End > n {
		p.Suggestion = Suggestion{}
	}
	return p
}
