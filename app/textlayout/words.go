package textlayout

import (
	"sort"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// WordAt returns the word (UAX #29, letters or digits) that an offset is in or
// stands right before, else the one right before it, else an empty range.
func (l *Layout) WordAt(offset int) (start, end int) {
	offset = l.clamp(offset)
	all := l.wordsOf(l.ParagraphAt(offset))
	i := sort.Search(len(all), func(i int) bool { return int(all[i].end) > offset })
	if i < len(all) && int(all[i].start) <= offset {
		return int(all[i].start), int(all[i].end)
	}
	if i > 0 && int(all[i-1].end) == offset {
		return int(all[i-1].start), int(all[i-1].end)
	}
	return offset, offset
}

// NextWordEnd is the first end of a word after an offset, or the article's end.
func (l *Layout) NextWordEnd(offset int) int { return l.nextEdge(offset, wordSpan.last) }

// NextWordStart is the first start of a word after an offset, or the article's end.
func (l *Layout) NextWordStart(offset int) int { return l.nextEdge(offset, wordSpan.first) }

// PrevWordEnd is the last end of a word before an offset, or 0.
func (l *Layout) PrevWordEnd(offset int) int { return l.prevEdge(offset, wordSpan.last) }

// PrevWordStart is the last start of a word before an offset, or 0.
func (l *Layout) PrevWordStart(offset int) int { return l.prevEdge(offset, wordSpan.first) }

// wordSpan is a word in code points of the article.
type wordSpan struct{ start, end int32 }

func (w wordSpan) first() int { return int(w.start) }
func (w wordSpan) last() int  { return int(w.end) }

func (l *Layout) nextEdge(offset int, edge func(wordSpan) int) int {
	offset = l.clamp(offset)
	for i := l.ParagraphAt(offset); i < len(l.paras); i++ {
		all := l.wordsOf(i)
		k := sort.Search(len(all), func(k int) bool { return edge(all[k]) > offset })
		if k < len(all) {
			return edge(all[k])
		}
	}
	return l.Len()
}

func (l *Layout) prevEdge(offset int, edge func(wordSpan) int) int {
	offset = l.clamp(offset)
	for i := l.ParagraphAt(offset); i >= 0; i-- {
		all := l.wordsOf(i)
		k := sort.Search(len(all), func(k int) bool { return edge(all[k]) >= offset })
		if k > 0 {
			return edge(all[k-1])
		}
	}
	return 0
}

// wordsOf lists the words of paragraph i; the list is kept with its shaped text.
func (l *Layout) wordsOf(i int) []wordSpan {
	e := l.ensure(i)
	if e.words == nil {
		e.words = findWords(e.text, l.paras[i].start)
	}
	return e.words
}

// findWords keeps to graphemes: a number sign may begin a grapheme in the middle of
// which UAX #29 sees a word begin.
func findWords(s *shaped, offset int32) []wordSpan {
	out := []wordSpan{}
	at := int32(0)
	for it := words.FromString(string(s.runes)); it.Next(); {
		start, isWord := at, false
		for _, r := range it.Value() {
			at++
			isWord = isWord || unicode.IsLetter(r) || unicode.IsNumber(r)
		}
		if first, last := s.boundary(start), s.boundary(at); isWord && first < last {
			out = append(out, wordSpan{offset + first, offset + last})
		}
	}
	return out
}

// boundary is the last grapheme boundary not after rune i.
func (s *shaped) boundary(i int32) int32 {
	for int(i) < len(s.attrs) && i > 0 && s.attrs[i]&graphemeStart == 0 {
		i--
	}
	return i
}

// NextGrapheme is the grapheme boundary after an offset; past a paragraph's end it
// is the start of the next paragraph.
func (l *Layout) NextGrapheme(offset int) int {
	offset = l.clamp(offset)
	i := l.ParagraphAt(offset)
	start, end := l.Paragraph(i)
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
	i := l.ParagraphAt(offset)
	start, _ := l.Paragraph(i)
	if offset == start {
		return max(0, start-1)
	}
	cells := l.ensure(i).text.cells
	k := sort.Search(len(cells), func(k int) bool { return start+int(cells[k].start) >= offset })
	return start + int(cells[k-1].start)
}
