package textlayout

import "golang.org/x/image/math/fixed"

// wrap cuts a paragraph into lines no wider than width and returns the cell at
// which each line starts. White space hangs past the edge; what has no place to
// break is broken between graphemes.
func (s *shaped) wrap(width int) []int32 {
	starts := []int32{0}
	limit := fixed.I(max(1, width))
	lineStart, lastBreak := 0, -1
	var x fixed.Int26_6
	for i := 0; i < len(s.cells); i++ {
		c := s.cells[i]
		if i > lineStart {
			before := s.attrs[c.start]
			if before&mustBreak != 0 {
				lineStart, lastBreak, x = i, -1, 0
				starts = append(starts, int32(i))
			} else if before&mayBreak != 0 {
				lastBreak = i
			}
		}
		w := s.widthAt(i, x)
		if x+w <= limit || c.kind != inkCell || i == lineStart || c.width == 0 {
			x += w
			continue
		}
		if lastBreak > lineStart {
			i = lastBreak
		}
		lineStart, lastBreak, x = i, -1, 0
		starts = append(starts, int32(i))
		i-- // measure this cell again, as the first of its line
	}
	return starts
}

// widthAt is the width of cell i when x pixels of its line stand before it.
func (s *shaped) widthAt(i int, x fixed.Int26_6) fixed.Int26_6 {
	c := s.cells[i]
	if c.kind != tabCell {
		return c.width
	}
	return s.tab - x%s.tab
}
