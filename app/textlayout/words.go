package textlayout

import (
	"sort"
	"unicode"
)

// WordAt returns the word (see findWords) that an offset is in or
// stands right before, else the one right before it, else an empty range. An
// offset in or right behind a possessive ’s is of the word before that, which ends
// before the offset.
func (l *Layout) WordAt(offset int) (start, end int) {
	offset = l.clamp(offset)
	all := l.wordsOf(l.blockAt(offset, Downstream))
	i := sort.Search(len(all), func(i int) bool { return int(all[i].tail) > offset })
	if i < len(all) && int(all[i].start) <= offset {
		return int(all[i].start), int(all[i].end)
	}
	if i > 0 && int(all[i-1].tail) == offset {
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

// wordSpan is a word in code points of the article. What is written onto it, an
// English ’s, goes on from its end to its tail.
type wordSpan struct{ start, end, tail int32 }

func (w wordSpan) first() int { return int(w.start) }
func (w wordSpan) last() int  { return int(w.end) }

func (l *Layout) nextEdge(offset int, edge func(wordSpan) int) int {
	offset = l.clamp(offset)
	for i := l.blockAt(offset, Downstream); i < len(l.blocks); i++ {
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
	for i := l.blockAt(offset, Downstream); i >= 0; i-- {
		all := l.wordsOf(i)
		k := sort.Search(len(all), func(k int) bool { return edge(all[k]) >= offset })
		if k > 0 {
			return edge(all[k-1])
		}
	}
	return 0
}

// wordsOf lists the words that block i has any part of; the list is kept with its
// shaped text.
func (l *Layout) wordsOf(i int) []wordSpan {
	e := l.ensure(i)
	if e.words == nil {
		e.words = l.blockWords(i)
	}
	return e.words
}

// blockWords keeps to graphemes: a number sign may begin a grapheme in the middle of
// which UAX #29 sees a word begin. Invisible characters that UAX #29 hangs on a word are
// left out at its end where they are graphemes of their own.
func (l *Layout) blockWords(i int) []wordSpan {
	b := &l.blocks[i]
	from, to := l.wordsAround(b)
	out := []wordSpan{}
	for _, w := range findWords(l.text[from:to]) {
		start, end := from+w.first(), from+int(w.tail)
		if end <= int(b.start) || start >= int(b.end) {
			continue
		}
		first := l.boundary(start)
		last, tail := l.seenEnd(first, from+w.last()), l.seenEnd(first, end)
		if first < last {
			out = append(out, wordSpan{int32(first), int32(last), int32(tail)})
		}
	}
	return out
}

// seenEnd is an end of a word without what cannot be seen there.
func (l *Layout) seenEnd(first, end int) int {
	last := l.boundary(end)
	for last > first && invisible(l.text[last-1]) && l.boundary(last-1) == last-1 {
		last--
	}
	return last
}

// farWord is how far a word is followed out of a block, in code points.
const farWord = 1000

// wordsAround is a block with the rest of the words at its edges: most blocks end at
// white space and have none.
func (l *Layout) wordsAround(b *block) (from, to int) {
	p := &l.paras[b.paragraph]
	from, to = int(b.start), int(b.end)
	for from > int(p.start) && from > int(b.start)-farWord && !unicode.IsSpace(l.text[from-1]) {
		from--
	}
	for to < int(p.end) && to < int(b.end)+farWord && !unicode.IsSpace(l.text[to]) && !unicode.IsSpace(l.text[to-1]) {
		to++
	}
	return l.boundary(from), to
}

// boundary is the last grapheme boundary not after an offset.
func (l *Layout) boundary(offset int) int {
	i := l.blockAt(offset, Downstream)
	b, attrs := &l.blocks[i], l.ensure(i).text.attrs
	for k := offset - int(b.start); k > 0 && k < len(attrs) && attrs[k]&graphemeStart == 0; k-- {
		offset--
	}
	return offset
}
