package textlayout

// The arrow keys follow the screen. Within a paragraph, walking right goes on to
// the next line if the paragraph reads left to right and to the line above if it
// reads right to left. Between paragraphs the article's own direction decides, so
// that a walk always ends and never turns round at a paragraph that reads the
// other way.

// MoveVisualChar moves by one grapheme in screen direction, over lines and
// paragraphs. At the end of the walk it stays where it is.
func (l *Layout) MoveVisualChar(p Position, right bool) Position {
	ln := l.LineAt(p.Offset, p.Affinity)
	if q, ok := l.step(ln, ln.gapOf(p), right); ok {
		return q
	}
	next := l.neighbour(ln, right)
	if next == nil {
		return p
	}
	q := l.enter(next, right)
	if next.Paragraph == ln.Paragraph && q.Offset == p.Offset {
		if further, ok := l.step(next, next.gapOf(q), right); ok {
			return further
		}
	}
	return q
}

// MoveLine moves to the line above or below, as near to goalX as can be. Past the
// first and the last line it goes to their ends.
func (l *Layout) MoveLine(p Position, down bool, goalX int) Position {
	ln := l.LineAt(p.Offset, p.Affinity)
	next := l.lineBy(ln, down)
	if next == nil {
		return l.LineEdge(p, down)
	}
	return l.settle(next, goalX)
}

// LineEdge is the logical start or end of the line that shows p, at the edge of the line
// as its paragraph reads: also where the letter beside it reads the other way.
func (l *Layout) LineEdge(p Position, end bool) Position {
	return l.edgeOf(l.LineAt(p.Offset, p.Affinity), end)
}

// edgeOf is LineEdge of a line. The end of a wrapped line that ends against its direction
// without a space stays beside its letter: the edge there belongs to the next line's start.
func (l *Layout) edgeOf(ln *Line, end bool) Position {
	at := Position{Offset: ln.Start}
	if end {
		at = l.prefer(ln, Position{ln.End, Upstream})
	}
	if at.Affinity == Downstream && ln.gapX(ln.gapOf(at)) != ln.gapX(ln.edgeGap(end)) {
		at.Affinity = Edge
	}
	return at
}

// step crosses one cell, and with it cells that cannot be seen. It is false when
// no cell with any width is left on the line.
func (l *Layout) step(ln *Line, gap int, right bool) (Position, bool) {
	d, side := 1, 0
	if !right {
		d, side = -1, 1
	}
	for ; gap+d >= 0 && gap+d <= len(ln.order); gap += d {
		v := gap - side
		c := ln.cells[ln.order[v]]
		if c.x0 == c.x1 {
			continue
		}
		return l.arrive(ln, v, right), true
	}
	return Position{}, false
}

// arrive is the position after crossing the cell in visual place v. At the end of
// a wrapped line that is the start of the next one, if that is where a walk enters.
func (l *Layout) arrive(ln *Line, v int, right bool) Position {
	p := l.beside(ln, v, right)
	if p.Affinity != Upstream || p.Offset != ln.End || v != ln.outermost(right) {
		return p
	}
	next := l.neighbour(ln, right)
	if next != nil && next.Paragraph == ln.Paragraph && l.enter(next, right) == (Position{Offset: p.Offset}) {
		return Position{Offset: p.Offset}
	}
	return p
}

// enter is the position at which a walk comes upon a line: beside the outermost
// cell that can be seen.
func (l *Layout) enter(ln *Line, right bool) Position {
	v := ln.outermost(!right)
	if v < 0 {
		return Position{Offset: ln.Start}
	}
	return l.beside(ln, v, !right)
}

// outermost is the visual place of the last cell with any width on one side, or -1.
func (ln *Line) outermost(right bool) int {
	for k := range ln.order {
		v := k
		if right {
			v = len(ln.order) - 1 - k
		}
		if c := ln.cells[ln.order[v]]; c.x0 != c.x1 {
			return v
		}
	}
	return -1
}

// neighbour is the line that a walk enters when it leaves ln on one side.
func (l *Layout) neighbour(ln *Line, right bool) *Line {
	if next := l.lineBy(ln, right != ln.RTL); next != nil && next.Paragraph == ln.Paragraph {
		return next
	}
	i := ln.Paragraph - 1
	if right == (l.reads == LTR) {
		i = ln.Paragraph + 1
	}
	if i < 0 || i >= len(l.paras) {
		return nil
	}
	if right == (l.ParagraphDirection(i) == RTL) {
		return l.lastLine(l.lastBlock(i))
	}
	return l.firstLine(l.firstBlock(i))
}

// lineBy is the line below or above, nil past the ends of the article.
func (l *Layout) lineBy(ln *Line, down bool) *Line {
	i, k := ln.block, ln.index-1
	if down {
		k = ln.index + 1
	}
	e := l.ensure(i)
	switch {
	case k >= 0 && k < len(l.blocks[i].breaks):
		return l.lineOf(e, i, k)
	case down && i+1 < len(l.blocks):
		return l.firstLine(i + 1)
	case !down && i > 0:
		return l.lastLine(i - 1)
	}
	return nil
}

// firstLine and lastLine are those of a block.
func (l *Layout) firstLine(i int) *Line { return l.lineOf(l.ensure(i), i, 0) }

func (l *Layout) lastLine(i int) *Line {
	e := l.ensure(i)
	return l.lineOf(e, i, len(l.blocks[i].breaks)-1)
}
