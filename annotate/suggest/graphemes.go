package suggest

import (
	"slices"
	"strings"
	"unicode/utf8"

	uax "github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate/letter"
)

// graphemes tells where a text may be cut without taking a mark from its letter or an emoji apart. It works out a
// line when it is first asked about a place that is not plain to see.
type graphemes struct {
	text  string
	lines map[int][]int // byte offset of a line's start -> byte offsets at which characters start
}

// at reports whether a character starts, or the text ends, at a byte offset.
func (g *graphemes) at(b int) bool {
	if b <= 0 || b >= len(g.text) {
		return b == 0 || b == len(g.text)
	}
	before, _ := utf8.DecodeLastRuneInString(g.text[:b])
	after, _ := utf8.DecodeRuneInString(g.text[b:])
	if letter.Alone(before) && letter.Alone(after) {
		return true
	}
	_, found := slices.BinarySearch(g.line(b), b)
	return found
}

func (g *graphemes) line(b int) []int {
	start := strings.LastIndexByte(g.text[:b], '\n') + 1
	if starts, ok := g.lines[start]; ok {
		return starts
	}
	end := len(g.text)
	if n := strings.IndexByte(g.text[start:], '\n'); n >= 0 {
		end = start + n + 1
	}
	var starts []int
	at := start
	for it := uax.FromString(g.text[start:end]); it.Next(); at += len(it.Value()) {
		starts = append(starts, at)
	}
	if g.lines == nil {
		g.lines = map[int][]int{}
	}
	starts = append(starts, at)
	g.lines[start] = starts
	return starts
}
