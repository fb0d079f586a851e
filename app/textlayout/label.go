package textlayout

// ShapeLabel sets s as one line for lists and cards, starting at x = 0. A label
// wider than maxWidth pixels is cut and gets an ellipsis where its reading ends,
// which is at the left of a right-to-left label; Line.Truncated tells. maxWidth 0
// means no limit. Without a strong character the label reads as base. The line's
// height is one and a half em; placing it, at the right if Line.RTL, is the
// caller's.
func ShapeLabel(fonts *FontSet, s string, size int, bold bool, maxWidth int, base Direction) *Line {
	runes := []rune(s)
	for i, r := range runes {
		if r == '\n' || r == '\r' || r == '\t' || r == 0x2028 || r == 0x2029 || r == 0x85 {
			runes[i] = ' '
		}
	}
	dir := FirstStrong(runes)
	if dir == Auto {
		dir = base
	}
	b := labelBuilder{fonts, dir, Style{Size: max(1, size), LineHeight: max(1, size) * 3 / 2, Bold: bold}}
	ln := b.build(runes)
	if maxWidth <= 0 || ln.Width() <= maxWidth {
		return ln
	}
	return b.cut(ln, runes, maxWidth)
}

const ellipsis = '…'

type labelBuilder struct {
	fonts *FontSet
	dir   Direction
	style Style
}

func (b labelBuilder) build(runes []rune) *Line {
	s := b.fonts.shape(source{text: runes, end: len(runes)}, b.dir, b.style)
	_, total := s.widths(0, len(s.cells))
	const nearHalf = 31 // rounds so that the first cell begins at pixel 0 in either direction
	fr := frame{style: b.style, baseline: b.fonts.baseline(b.style), width: (total + nearHalf).Floor()}
	return s.line(0, 0, len(s.cells), fr)
}

// cut keeps the longest beginning that fits with an ellipsis behind it.
func (b labelBuilder) cut(whole *Line, runes []rune, maxWidth int) *Line {
	cells := whole.text.cells
	room := maxWidth - b.build([]rune{ellipsis}).Width()
	keep, used := 0, 0
	for keep < len(cells) && (used+int(cells[keep].width)+63)/64 <= room {
		used += int(cells[keep].width)
		keep++
	}
	for {
		for keep > 0 && cells[keep-1].kind == spaceCell {
			keep--
		}
		end := 0
		if keep > 0 {
			end = whole.text.cellEnd(keep - 1)
		}
		short := append(append([]rune(nil), runes[:end]...), ellipsis)
		ln := b.build(short)
		// Letters at a cut may take another, wider form.
		if ln.Width() <= maxWidth || keep == 0 {
			ln.Truncated = true
			ln.End = end
			return ln
		}
		keep--
	}
}
