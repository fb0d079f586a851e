package export

import (
	"slices"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate"
)

// counted are the spans of a lesson in another unit. An edge inside a grapheme cluster cannot be counted in those: such
// a span is empty.
func (l lesson) counted(unit string) []annotate.Span {
	var edges []int
	for _, p := range l.spans {
		edges = append(edges, p.Start, p.End)
	}
	slices.Sort(edges)
	at := offsets(l.text.String(), unit, slices.Compact(edges))
	list := make([]annotate.Span, len(l.spans))
	for i, p := range l.spans {
		start, ok1 := at[p.Start]
		end, ok2 := at[p.End]
		if ok1 && ok2 {
			list[i] = annotate.Span{Start: start, End: end}
		}
	}
	return list
}

// offsets says where the edges, in code points and sorted, stand in another unit.
func offsets(s, unit string, edges []int) map[int]int {
	at := make(map[int]int, len(edges))
	points, units := 0, 0
	step := func(width, n int) bool {
		for len(edges) > 0 && edges[0] <= points {
			if edges[0] == points {
				at[points] = units
			}
			edges = edges[1:]
		}
		points, units = points+width, units+n
		return len(edges) > 0
	}
	if unit == Graphemes {
		for all := graphemes.FromString(s); all.Next() && step(utf8.RuneCountInString(all.Value()), 1); {
		}
	} else {
		for _, c := range s {
			if !step(1, widthIn(unit, c)) {
				break
			}
		}
	}
	step(0, 0)
	return at
}

func widthIn(unit string, c rune) int {
	if unit == UTF16 && c > 0xFFFF {
		return 2
	}
	return 1
}
