package textlayout

import (
	"sort"
	"unicode"
)

// blockLimit is the greatest length of a block in code points. Shaping one takes some
// milliseconds.
const blockLimit = 4096

// block is what is shaped and laid out at once: a paragraph, or a part of one that is
// very long. There is no gap between blocks, but a line ends where a block does. It
// keeps what is small: glyphs live in the cache.
type block struct {
	start, end int32 // without the paragraph's separator
	paragraph  int32
	breaks     []int32 // first cell of each line; nil until laid out
}

// split cuts the text after each paragraph separator, and paragraphs into blocks of at
// most limit code points.
func (l *Layout) split(limit int) {
	if limit <= 0 {
		limit = blockLimit
	}
	start := 0
	for i, r := range l.text {
		if r == '\n' || r == 0x2029 || r == 0x85 {
			l.addParagraph(start, i, limit)
			start = i + 1
		}
	}
	l.addParagraph(start, len(l.text), limit)
}

func (l *Layout) addParagraph(start, end, limit int) {
	l.paras = append(l.paras, paragraph{start: int32(start), end: int32(end), block: int32(len(l.blocks))})
	number := int32(len(l.paras) - 1)
	for end-start > limit {
		cut := l.cut(start, end, limit)
		l.blocks = append(l.blocks, block{start: int32(start), end: int32(cut), paragraph: number})
		start = cut
	}
	if end > start || int(l.paras[number].block) == len(l.blocks) {
		l.blocks = append(l.blocks, block{start: int32(start), end: int32(end), paragraph: number})
	}
}

// afterCut is how much text after a place decides whether a line may end there.
const afterCut = 8

// cut is where a block from start on ends: after a sentence or at another good place
// to break a line within its last quarter, else at the last one before, else between
// graphemes.
func (l *Layout) cut(start, end, limit int) int {
	last := start + limit
	until := min(end, last+afterCut)
	for _, how := range [...]ending{afterSentence, afterSpace} {
		if at := l.lastEnd(start, last-limit/4, last, until, how); at > start {
			return at
		}
	}
	if from := l.restart(last-limit/4, last); from < last {
		if at, how := l.bestEnd(from, last, until); how >= anyBreak {
			return at
		}
	}
	for reach := last; ; reach = min(end, start+2*(reach-start)) {
		if at, _ := l.bestEnd(start, reach, min(end, reach+afterCut)); at > start {
			return at
		}
		if reach == end {
			return end // all of it is one grapheme
		}
	}
}

// lastEnd is the last place after from and up to last where a block from start on ends
// well enough and a letter follows, or -1. It looks for places first and asks the rules
// for breaking lines only about those.
func (l *Layout) lastEnd(start, from, last, until int, enough ending) int {
	const context, ideographs = 64, 0x3000
	for at := last; at > from; at-- {
		if before := l.text[at-1]; before != ' ' && before < ideographs || !unicode.IsLetter(l.text[at]) {
			continue
		}
		if l.rank(at, mayBreak) < enough {
			continue
		}
		near := l.restart(max(start+1, at-context), at)
		if near == at {
			continue
		}
		if found, how := l.bestEnd(near, at, min(until, at+afterCut)); found == at && how >= enough {
			return at
		}
	}
	return -1
}

// restart is the first place from which on places to break a line can be told without
// the text before it, or last.
func (l *Layout) restart(from, last int) int {
	for i := from; i < last; i++ {
		if r, before := l.text[i], l.text[i-1]; unicode.IsLetter(r) &&
			(before == ' ' || isHan(r) && isHan(before) || unicode.Is(unicode.STerm, before)) {
			return i
		}
	}
	return last
}

// bestEnd is the last of the best places for a block to end after from and up to last,
// and how good it is; from when there is none.
func (l *Layout) bestEnd(from, last, until int) (best int, how ending) {
	best = from
	for i, a := range attributes(&l.fonts.breaks, l.text[from:until]) {
		if i == 0 || from+i > last || a&graphemeStart == 0 {
			continue
		}
		if r := l.rank(from+i, a); r >= how {
			best, how = from+i, r
		}
	}
	return best, how
}

// ending says how well a block ends at a place.
type ending int

const (
	noBreak ending = iota
	anyBreak
	afterSpace
	afterSentence
	lineEnd // that the text asks for
)

// rank says how well a block ends before a place.
func (l *Layout) rank(at int, a attr) ending {
	if a&mustBreak != 0 {
		return lineEnd
	}
	if a&mayBreak == 0 {
		return noBreak
	}
	before := l.text[max(0, at-16):at]
	rank := anyBreak
	if unicode.IsSpace(before[len(before)-1]) {
		rank = afterSpace
	}
	for i := len(before) - 1; i >= 0; i-- {
		switch r := before[i]; {
		case unicode.Is(unicode.STerm, r):
			return afterSentence
		case !unicode.IsSpace(r) && !unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) && r != '"' && r != '\'':
			return rank
		}
	}
	return rank
}

// blockAt is the block that shows a position.
func (l *Layout) blockAt(offset int, aff Affinity) int {
	i := max(0, sort.Search(len(l.blocks), func(i int) bool { return int(l.blocks[i].start) > offset })-1)
	b := &l.blocks[i]
	if aff == Upstream && offset == int(b.start) && i > l.firstBlock(int(b.paragraph)) {
		i--
	}
	return i
}

// firstBlock and lastBlock are those of a paragraph.
func (l *Layout) firstBlock(paragraph int) int { return int(l.paras[paragraph].block) }

func (l *Layout) lastBlock(paragraph int) int {
	if paragraph+1 < len(l.paras) {
		return int(l.paras[paragraph+1].block) - 1
	}
	return len(l.blocks) - 1
}

// ends reports a block that ends its paragraph.
func (l *Layout) ends(i int) bool { return i == l.lastBlock(int(l.blocks[i].paragraph)) }

// styleAt is the style of block i.
func (l *Layout) styleAt(i int) *Style { return &l.paras[l.blocks[i].paragraph].style }
