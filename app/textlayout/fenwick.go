package textlayout

// heights adds up the heights of blocks in pixels: a Fenwick tree, so that changing one
// height and finding a y both cost O(log n).
type heights struct {
	each []int
	tree []int // 1-based
	top  int   // greatest power of two not above len(each)
}

func newHeights(each []int) *heights {
	h := &heights{each: each, tree: make([]int, len(each)+1), top: 1}
	for i, v := range each {
		k := i + 1
		h.tree[k] += v
		if up := k + k&-k; up < len(h.tree) {
			h.tree[up] += h.tree[k]
		}
	}
	for h.top*2 <= len(each) {
		h.top *= 2
	}
	return h
}

func (h *heights) set(i, v int) {
	d := v - h.each[i]
	if d == 0 {
		return
	}
	h.each[i] = v
	for k := i + 1; k < len(h.tree); k += k & -k {
		h.tree[k] += d
	}
}

// before is the sum of the first i heights.
func (h *heights) before(i int) int {
	sum := 0
	for k := i; k > 0; k -= k & -k {
		sum += h.tree[k]
	}
	return sum
}

func (h *heights) total() int { return h.before(len(h.each)) }

// find returns the block that holds y, the nearest when y lies outside.
func (h *heights) find(y int) int {
	at := 0
	for step := h.top; step > 0; step /= 2 {
		if k := at + step; k < len(h.tree) && h.tree[k] <= y {
			at = k
			y -= h.tree[k]
		}
	}
	return max(0, min(at, len(h.each)-1))
}
