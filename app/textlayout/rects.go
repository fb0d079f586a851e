package textlayout

// Rects returns the rectangles that cover a range of code points, in article
// pixels, from top to bottom and left to right. A range that changes direction
// may have several on one line; those that touch are one.
func (l *Layout) Rects(start, end int) []RectOnLine {
	start, end = l.clamp(start), l.clamp(end)
	if start >= end {
		return nil
	}
	var out []RectOnLine
	for i := l.blockAt(start, Downstream); i < len(l.blocks) && int(l.blocks[i].start) < end; i++ {
		e := l.ensure(i)
		top := l.heights.before(i)
		for k := l.lineIndex(e, i, start, Downstream); k < len(l.blocks[i].breaks); k++ {
			ln := l.lineOf(e, i, k)
			if ln.Start >= end {
				break
			}
			ln.Y = top + k*ln.Height
			from := len(out)
			out = ln.AppendRects(out, start, end)
			for n := from; n < len(out); n++ {
				out[n].Y = ln.Y
			}
		}
	}
	return out
}

// AppendRects adds the rectangles of a range on this line alone to a slice, left to
// right, with y counted from the line's top. It lays nothing out.
func (ln *Line) AppendRects(dst []RectOnLine, start, end int) []RectOnLine {
	first, last := ln.chosen(start, end)
	if first < 0 {
		return dst
	}
	open, lowest := false, 0
	for _, i := range ln.order {
		c := ln.cells[i]
		if c.x0 == c.x1 {
			continue
		}
		if int(i) < first || int(i) > last {
			open = false
			continue
		}
		if !open {
			dst = append(dst, RectOnLine{Rect: Rect{X: int(c.x0), H: ln.Height}, Line: ln, RTL: c.rtl})
			open, lowest = true, int(i)
		}
		r := &dst[len(dst)-1]
		r.W = int(c.x1) - r.X
		if int(i) < lowest {
			lowest, r.RTL = int(i), c.rtl
		}
		r.StartsHere = r.StartsHere || int(i) == first && start >= ln.Start
		r.EndsHere = r.EndsHere || int(i) == last && end <= ln.End
	}
	return dst
}

// chosen are the first and last cell with any width of a range, or -1.
func (ln *Line) chosen(start, end int) (first, last int) {
	start, end = max(start, ln.Start), min(end, ln.End)
	if start >= end {
		return -1, -1
	}
	first, last = ln.cellIndex(start), ln.cellIndex(end-1)
	for first <= last && ln.cells[first].x0 == ln.cells[first].x1 {
		first++
	}
	for first <= last && ln.cells[last].x0 == ln.cells[last].x1 {
		last--
	}
	if first > last {
		return -1, -1
	}
	return first, last
}
