package find

import "slices"

var known = map[Options]map[rune][]rune{}

// ComesOf reports whether a folded code point is known to come of another.
func ComesOf(folded, r rune, o Options) bool {
	if known[o] == nil {
		known[o] = map[rune][]rune{}
	}
	list, there := known[o][folded]
	if !there {
		list = inverseFor(o).sources(folded)
		known[o][folded] = list
	}
	return slices.Contains(list, r)
}
