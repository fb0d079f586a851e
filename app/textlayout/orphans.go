package textlayout

import "unicode"

// circle stands in for the letter that a mark lacks, so that the mark is seen, has a
// width, and can be pointed at.
const circle = 0x25CC

// orphan reports a cell of marks that stand on no letter: at the start of the text,
// or after a control. It is shown on a dotted circle that is not in the text.
func (s *shaped) orphan(i int) bool {
	if i > 0 && s.cells[i-1].kind != hiddenCell && s.cells[i-1].kind != tabCell {
		return false
	}
	for _, r := range s.runes[s.cells[i].start:s.cellEnd(i)] {
		if !invisible(r) {
			return unicode.Is(unicode.M, r)
		}
	}
	return false
}

// onCircle is the text that is drawn for an orphan.
func onCircle(marks []rune) []rune {
	return append([]rune{circle}, marks...)
}
