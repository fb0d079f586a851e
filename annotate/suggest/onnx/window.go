package onnx

// A window is a part of a text that a model sees at once.
type window struct{ from, to int } // sub-words

const (
	windowSize    = 400 // sub-words, without those around them
	windowOverlap = 50  // sub-words that a window shares with the next
)

// How good a place is to cut a text before a sub-word.
type cut byte

const (
	within   cut = iota // inside a word
	between             // before a word
	sentence            // before a sentence or a line
)

// windows cuts a text of len(cuts) sub-words. Windows end where sentences and lines do, else between words, and start a
// little before the last one ended, so that each word is seen with what stands around it.
func windows(cuts []cut, size int) (list []window) {
	overlap := min(windowOverlap, size/4)
	for from := 0; from < len(cuts); {
		if len(cuts)-from <= size {
			return append(list, window{from, len(cuts)})
		}
		to := lastCut(cuts, from+size/2+1, from+size)
		list = append(list, window{from, to})
		from = firstCut(cuts, to-overlap, to)
	}
	return list
}

// lastCut is the last of the best places in [from, to].
func lastCut(cuts []cut, from, to int) int {
	best := to
	for i := to - 1; i >= from; i-- {
		if cuts[i] > cuts[best] {
			best = i
		}
	}
	return best
}

// firstCut is the first of the best places in [from, to).
func firstCut(cuts []cut, from, to int) int {
	best := from
	for i := from + 1; i < to; i++ {
		if cuts[i] > cuts[best] {
			best = i
		}
	}
	return best
}

// margin is how far a sub-word of a window is from where the window cuts the text, n sub-words long.
func (w window) margin(i, n int) int {
	before, after := i-w.from, w.to-1-i
	if w.from == 0 {
		before = n
	}
	if w.to == n {
		after = n
	}
	return min(before, after)
}
