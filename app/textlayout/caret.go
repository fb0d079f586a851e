package textlayout

// Caret is where the caret of a position stands: a rectangle without width, in
// article pixels.
func (l *Layout) Caret(p Position) Rect {
	ln := l.LineAt(p.Offset, p.Affinity)
	return Rect{X: ln.gapX(ln.gapOf(p)), Y: ln.Y, H: ln.Height}
}

// Hit returns the grapheme boundary nearest to a point in article pixels. The
// affinity is that of the side the point lies on.
func (l *Layout) Hit(x, y int) Position {
	return l.settle(l.lineNear(y), x)
}

// lineNear is the line that holds y, or the nearest. In a gap between paragraphs that
// may be the line below.
func (l *Layout) lineNear(y int) *Line {
	y = max(0, y)
	for {
		i := l.heights.find(y)
		e := l.ensure(i)
		top := l.heights.before(i)
		bottom := top + l.heights.each[i]
		if y >= bottom && i+1 < len(l.blocks) {
			continue // the block turned out less high than was estimated
		}
		k, lines := (y-top)/l.styleAt(i).LineHeight, len(l.blocks[i].breaks)
		ln := l.lineOf(e, i, min(k, lines-1))
		if k >= lines && i+1 < len(l.blocks) && bottom-y <= y-(top+lines*ln.Height) {
			ln = l.firstLine(i + 1)
		}
		ln.Y = l.LineY(ln)
		return ln
	}
}

// settle is the position at x on a line; beside the line that is the line's own edge, so
// that a selection drawn past it takes in all of the line.
func (l *Layout) settle(ln *Line, x int) Position {
	if right := x > ln.gapX(len(ln.order)); right || x < ln.gapX(0) {
		end := right != ln.RTL
		if p := l.edgeOf(ln, end); ln.gapX(ln.gapOf(p)) == ln.gapX(ln.edgeGap(end)) {
			return p
		}
	}
	v := ln.cellNear(x)
	if v < 0 {
		return Position{Offset: ln.Start}
	}
	c := ln.cells[ln.order[v]]
	right := 2*x >= int(c.x0)+int(c.x1)
	return l.beside(ln, v, right)
}

// beside is the position at one side of the cell in visual place v.
func (l *Layout) beside(ln *Line, v int, right bool) Position {
	c := ln.cells[ln.order[v]]
	if right != c.rtl {
		return l.prefer(ln, Position{int(c.end), Upstream})
	}
	return Position{Offset: int(c.start)}
}

// prefer turns Upstream into Downstream where both stand at the same place.
func (l *Layout) prefer(ln *Line, p Position) Position {
	down := Position{Offset: p.Offset}
	if p.Offset < ln.End && ln.gapOf(down) == ln.gapOf(p) {
		return down
	}
	if _, end := l.Paragraph(ln.Paragraph); p.Offset == ln.End && p.Offset == end {
		return down
	}
	return p
}

// cellNear is the visual place of the cell nearest to x, or -1 on an empty line.
func (ln *Line) cellNear(x int) int {
	lo, hi := 0, len(ln.order)
	for lo < hi {
		mid := (lo + hi) / 2
		if int(ln.cells[ln.order[mid]].x1) > x {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return min(lo, len(ln.order)-1)
}

// gapOf is the place of a position between the cells of its line: gap i stands
// left of the cell in visual place i.
func (ln *Line) gapOf(p Position) int {
	if len(ln.cells) == 0 {
		return 0
	}
	if end := p.Offset >= ln.End; p.Affinity == Edge && (end || p.Offset <= ln.Start) {
		return ln.edgeGap(end)
	}
	upstream := p.Affinity == Upstream && p.Offset > ln.Start || p.Offset >= ln.End
	at := p.Offset
	if upstream {
		at--
	}
	i := max(0, min(ln.cellIndex(at), len(ln.cells)-1))
	// An offset inside a grapheme stands at its beginning.
	if upstream && int(ln.cells[i].end) > p.Offset {
		upstream = false
	}
	v := int(ln.place[i])
	if upstream != ln.cells[i].rtl {
		return v + 1
	}
	return v
}

// edgeGap is the gap at which the line begins or ends as its paragraph reads.
func (ln *Line) edgeGap(end bool) int {
	if end == ln.RTL {
		return 0
	}
	return len(ln.order)
}

// cellIndex is cellAt, with the first cell for offsets before the line and the
// last for those after it.
func (ln *Line) cellIndex(offset int) int {
	if offset < ln.Start {
		return 0
	}
	if i := ln.cellAt(offset); i >= 0 {
		return i
	}
	return len(ln.cells) - 1
}

func (ln *Line) gapX(gap int) int {
	switch {
	case len(ln.order) == 0:
		return ln.X0
	case gap < len(ln.order):
		return int(ln.cells[ln.order[gap]].x0)
	}
	return int(ln.cells[ln.order[len(ln.order)-1]].x1)
}
