package textlayout

// Direction is the way a paragraph reads.
type Direction uint8

const (
	Auto Direction = iota // not known: decided by the text
	LTR                   // left to right
	RTL                   // right to left
)

// Affinity says which neighbour a position between two characters belongs to.
// It matters where a line wraps and where the direction changes.
type Affinity int8

const (
	Downstream Affinity = iota // the character after
	Upstream                   // the character before
	Edge                       // neither: where a line begins or ends, the edge of the line itself, whichever way the letter beside it reads
)

// Position is a place for the caret: an offset in code points into the article,
// with the side it belongs to.
type Position struct {
	Offset   int
	Affinity Affinity
}

// Rect is a rectangle in device pixels.
type Rect struct{ X, Y, W, H int }

// RectOnLine is one visual piece of a logical range, in article pixels.
type RectOnLine struct {
	Rect
	Line       *Line
	StartsHere bool // the range's first character is in this piece
	EndsHere   bool // the range's last character is in this piece
	RTL        bool // the piece's first character reads right to left
}
