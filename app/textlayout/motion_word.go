package textlayout

import "sort"

// MoveVisualWord moves to the next word in screen direction, over lines and
// paragraphs, and stands at its first letter: at its left edge if the word reads
// left to right, at its right edge otherwise. White space and punctuation are
// passed over. Each word is met once, so one step back undoes one step. Past the
// last word it goes to the end of the walk.
func (l *Layout) MoveVisualWord(p Position, right bool) Position {
	ln := l.LineAt(p.Offset, p.Affinity)
	stops := l.wordStarts(ln)
	at := nextStop(stops, ln.gapOf(p), p.Offset, right)
	for {
		if at >= 0 && at < len(stops) {
			return stops[at].pos
		}
		next := l.neighbour(ln, right)
		if next == nil {
			if last := l.lastGap(ln, right); l.Caret(last) != l.Caret(p) {
				return last
			}
			return p
		}
		ln, stops = next, l.wordStarts(next)
		at = 0
		if !right {
			at = len(stops) - 1
		}
	}
}

// stop is a place on a line where a walk by words stands still.
type stop struct {
	gap int
	pos Position
}

// lastGap is the visual end of the line where a walk ends.
func (l *Layout) lastGap(ln *Line, right bool) Position {
	if len(ln.order) == 0 {
		return Position{Offset: ln.Start}
	}
	v := 0
	if right {
		v = len(ln.order) - 1
	}
	return l.beside(ln, v, right)
}

// nextStop is the index of the stop after a place, in the order of the walk.
// Stops that share a gap are told apart by their offsets.
func nextStop(stops []stop, gap, offset int, right bool) int {
	for i, s := range stops {
		if s.gap == gap && s.pos.Offset == offset {
			if right {
				return i + 1
			}
			return i - 1
		}
	}
	if right {
		return sort.Search(len(stops), func(i int) bool { return stops[i].gap > gap })
	}
	return sort.Search(len(stops), func(i int) bool { return stops[i].gap >= gap }) - 1
}

// wordStarts are the first letters of the words that begin on a line.
func (l *Layout) wordStarts(ln *Line) []stop {
	var stops []stop
	all := l.wordsOf(ln.block)
	i := sort.Search(len(all), func(i int) bool { return int(all[i].start) >= ln.Start })
	for ; i < len(all) && int(all[i].start) < ln.End; i++ {
		p := Position{Offset: int(all[i].start)}
		stops = append(stops, stop{ln.gapOf(p), p})
	}
	sort.SliceStable(stops, func(a, b int) bool { return stops[a].gap < stops[b].gap })
	return stops
}
