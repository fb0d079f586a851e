package present

import (
	"rubricator/app/state"
	"rubricator/app/textlayout"
)

// Mark is one thing to paint on a range of the article's text. Marks come sorted by start, the longer first.
type Mark struct {
	Start, End int // code points, half-open
	Kind       MarkKind
	Label      string      // tag above the span: the label's name, with a dot behind it when there is a note
	Color      string      // the label's "#rrggbb"; the theme adapts it
	Faint      bool        // a suggestion under the threshold: dots, no fill, and a tag only in focus or under the pointer
	Focus      bool        // the frame of the thing in focus
	Lane       int         // 0 for the innermost span; spans that overlap have different ones, see Stacker
	Depth      int         // the highest lane among the spans that it overlaps, directly or by way of others
	ID         state.Focus // what it stands for; none for zones, hits and previews
}

// MarkKind says how a mark looks.
type MarkKind int

const (
	MarkAnnotation MarkKind = iota // solid underline and fill
	MarkSuggestion                 // dashed underline, lighter fill
	MarkZone                       // greyed text behind a rule
	MarkPreview                    // a place that "every occurrence" would label
	MarkHit                        // a hit of find: a fill behind the letters, no tag and no lane; Focus is the current one
)

// Spans reports whether a mark of this kind labels letters: it has a lane, and a tag when there is a name.
func (k MarkKind) Spans() bool { return k != MarkZone && k != MarkHit }

// Article is what the article view shows: the frozen text, and functions that say what to paint where. A view asks
// for the marks of the lines it paints, so a step costs the same in a text of any length.
type Article struct {
	ID       string // the document's; another one means another text
	Text     string
	Heading  bool   // the first line is a headline
	Subtitle string // under the headline, e.g. "harbour.txt · English 99 % · 2,140 characters"
	Base     textlayout.Direction
	Force    bool // Base is the direction of every paragraph
	Hidden   bool // characters that are not seen have signs
	Caret    textlayout.Position
	Anchor   int // other end of the selection; equal to Caret.Offset when nothing is selected
	Marks    func(dst []Mark, start, end int) []Mark
	Focused  func() (Card, bool)         // what is in focus
	Card     func(start, end int) []Card // of the annotations and open suggestions that touch the range, the innermost first
}
