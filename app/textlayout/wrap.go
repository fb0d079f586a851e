package textlayout

import "golang.org/x/image/math/fixed"

// wrap cuts a block into lines no wider than width and returns the cell at which each
// line starts. White space hangs past the edge; what has no place to break is broken
// between graphemes, but never inside a glyph, and never after a soft hyphen whose
// hyphen has no room.
func (s *shaped) wrap(width int) []int32 {
	starts := []int32{0}
	limit := fixed.I(max(1, width))
	var x fixed.Int26_6
	lineStart, unit, anywhere := 0, 0, 0 // unit: last place to break; anywhere: last start of a glyph
	begin := func(i int) {
		lineStart, unit, anywhere, x = i, i, i, 0
		starts = append(starts, int32(i))
	}
	for i := 0; i < len(s.cells); i++ {
		c := s.cells[i]
		if h, _ := s.hyphenAfter(lineStart, i); !c.tied && i > lineStart && (h == 0 || x+h <= limit) {
			anywhere = i
			switch before := s.attrs[c.start]; {
			case before&mustBreak != 0:
				begin(i)
			case before&mayBreak != 0:
				unit = i
			}
		}
		w := s.widthAt(i, x)
		fits := x+w <= limit || c.kind != inkCell || c.width == 0
		if i == len(s.cells)-1 {
			if h, _ := s.hyphenAfter(lineStart, i+1); h > 0 {
				w, fits = h, x+h <= limit
			}
		}
		if fits || anywhere == lineStart {
			x += w
			continue
		}
		if unit > lineStart {
			i = unit
		} else {
			i = anywhere
		}
		begin(i)
		i-- // measure this cell again, as the first of its line
	}
	return starts
}

// widthAt is the width of cell i when x pixels of its line stand before it. A tab is at least as wide as a space, so
// that it always parts what stands beside it.
func (s *shaped) widthAt(i int, x fixed.Int26_6) fixed.Int26_6 {
	c := s.cells[i]
	if c.kind != tabCell {
		return c.width
	}
	width := s.tab - x%s.tab
	if width < s.tab/tabStop {
		width += s.tab
	}
	return width
}
