package textlayout

import "sort"

// NextGrapheme is the grapheme boundary after an offset; past a paragraph's end it
// is the start of the next paragraph.
func (l *Layout) NextGrapheme(offset int) int {
	offset = l.clamp(offset)
	i := l.blockAt(offset, Downstream)
	start, end := int(l.blocks[i].start), int(l.blocks[i].end)
	if offset >= end {
		return min(end+1, l.Len())
	}
	cells := l.ensure(i).text.cells
	k := sort.Search(len(cells), func(k int) bool { return start+int(cells[k].start) > offset })
	if k == len(cells) {
		return end
	}
	return start + int(cells[k].start)
}

// PrevGrapheme is the grapheme boundary before an offset; before a paragraph's
// start it is the end of the paragraph above.
func (l *Layout) PrevGrapheme(offset int) int {
	offset = l.clamp(offset)
	i := l.blockAt(offset, Upstream)
	start := int(l.blocks[i].start)
	if offset == start {
		return max(0, start-1)
	}
	cells := l.ensure(i).text.cells
	k := sort.Search(len(cells), func(k int) bool { return start+int(cells[k].start) >= offset })
	return start + int(cells[k-1].start)
}
