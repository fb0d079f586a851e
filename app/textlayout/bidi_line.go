package textlayout

// visualOrder is rule L2: the indexes of items with these levels, left to right.
func visualOrder(levels []uint8) []int32 {
	order := make([]int32, len(levels))
	var high uint8
	low := uint8(255)
	for i, l := range levels {
		order[i] = int32(i)
		high = max(high, l)
		if l&1 == 1 {
			low = min(low, l)
		}
	}
	for level := high; level >= low && level > 0; level-- {
		for i := 0; i < len(order); i++ {
			if levels[order[i]] < level {
				continue
			}
			end := i
			for end < len(order) && levels[order[end]] >= level {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = end
		}
	}
	return order
}

// resetTrailing is rule L1 on the levels of one line: separators, and white space
// before them or at the line's end, go back to the paragraph's level.
func resetTrailing(runes []rune, levels []uint8, base uint8) {
	reset := true
	look := newClasses()
	for i := len(runes) - 1; i >= 0; i-- {
		switch c := look.of(runes[i]); {
		case c == classS || c == classB:
			reset = true
		case !hanging.has(c):
			reset = false
		}
		if reset {
			levels[i] = base
		}
	}
}
