package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/annotate/letter"
	"rubricator/annotate/suggest/lexis"
)

// cells are the positions that the model tags: the tokens of a view, cut once more at the soft boundaries inside them, which are places where
// a small word may be written onto a name. A span may run over such a boundary.
type cells struct {
	view      *view
	list      []cell
	traits    []traits // of the different pieces
	sentences []int    // the cell that each sentence starts with, and at last the number of cells
	known     map[string]int32
	doc       map[uint64]use // how words are written elsewhere in the document
	custom    uint64         // of writing with capitals
	dates     []bool         // cells that are a date by the rules; nil for none
}

type cell struct {
	start, end int   // code points
	from, to   int   // bytes
	token      int   // of the view
	traits     int32 // of its text
	whole      int32 // of the whole token, where that is more
	place      uint8 // in its token
	first      bool  // it opens a sentence
}

// The places of a cell in its token.
const (
	entire uint8 = iota
	prefix
	stem
	suffix
)

// traits are what the model is told about a piece of text, hashed.
type traits struct {
	word  uint64         // folded, digits alike
	shape uint64         // and the custom of writing it
	affix [8]uint64      // its first one to four letters, its last one to four
	class [levels]uint64 // clusters of the word, from the finest to the coarse; 0 for none
	name  lexis.Kind     // forename, surname
	cased letterCase
	kind  kind
	chars bool // a script without spaces between words
	end   bool // closes a sentence
}

// use counts how a word is written in a document.
type use struct{ small, high int }

func newCells(v *view) *cells {
	c := &cells{view: v, list: make([]cell, 0, len(v.tokens)+len(v.tokens)/8), known: make(map[string]int32, len(v.tokens)/2), doc: map[uint64]use{}, custom: customOf(v.lang)}
	for i, t := range v.tokens {
		c.cut(i, t)
	}
	c.findSentences()
	for i := range c.list {
		x := &c.list[i]
		if t := &c.traits[x.traits]; t.kind == word && (t.cased == lowered || t.cased != uncased && !x.first && !c.view.tokens[x.token].caps) {
			u := c.doc[t.word]
			if t.cased == lowered {
				u.small++
			} else {
				u.high++
			}
			c.doc[t.word] = u
		}
	}
	return c
}

// cut makes the cells of one token.
func (c *cells) cut(i int, t token) {
	whole := int32(-1)
	at, from := t.start, t.from
	piece := func(end, to int, place uint8) {
		if end <= at {
			return
		}
		c.list = append(c.list, cell{start: at, end: end, from: from, to: to, token: i, traits: c.traitsOf(c.view.text[from:to]), whole: whole, place: place})
		at, from = end, to
	}
	if len(t.heads) == 0 && len(t.tails) == 0 {
		piece(t.end, t.to, entire)
		return
	}
	whole = c.traitsOf(c.view.text[t.from:t.to])
	for again := true; again; { // heads are in no order; the next is the nearest
		again = false
		next := edge{at: t.end}
		for _, e := range t.heads {
			if !e.whole && e.at > at && e.at < next.at {
				next, again = e, true
			}
		}
		if again {
			piece(next.at, t.from+len(next.affix), prefix)
		}
	}
	tail := edge{at: t.end}
	for _, e := range t.tails {
		if e.at > at && e.at < tail.at {
			tail = e
		}
	}
	if tail.at < t.end {
		piece(tail.at, t.to-len(tail.affix), stem)
		piece(t.end, t.to, suffix)
		return
	}
	if at == t.start {
		whole = -1
		piece(t.end, t.to, entire)
		return
	}
	piece(t.end, t.to, stem)
}

// at is the first cell that ends behind a place in code points.
func (c *cells) at(place int) int {
	low, high := 0, len(c.list)
	for low < high {
		if m := (low + high) / 2; c.list[m].end <= place {
			low = m + 1
		} else {
			high = m
		}
	}
	return low
}

// covering are the cells [first, last) that a span in code points touches.
func (c *cells) covering(start, end int) (first, last int) {
	first = c.at(start)
	for last = first; last < len(c.list) && c.list[last].start < end; last++ {
	}
	return first, last
}

func (c *cells) findSentences() {
	c.sentences = append(c.sentences, 0)
	for i := range c.list {
		if i == 0 {
			c.list[0].first = true
			continue
		}
		t := c.view.tokens[c.list[i].token]
		if fresh := c.list[i].place <= prefix && (t.line || c.closed(i)); fresh && c.list[i-1].token != c.list[i].token {
			c.list[i].first = true
			if i > c.sentences[len(c.sentences)-1] {
				c.sentences = append(c.sentences, i)
			}
		}
	}
	if len(c.list) > 0 {
		c.sentences = append(c.sentences, len(c.list))
	}
}

// join takes back the ends of sentences that lie inside these suggestions.
func (c *cells) join(list []annotate.Suggestion) {
	for _, s := range list {
		first, last := c.covering(s.Span.Start, s.Span.End)
		from, _ := slices.BinarySearch(c.sentences, first+1)
		to, _ := slices.BinarySearch(c.sentences, last)
		c.sentences = slices.Delete(c.sentences, from, max(from, to))
	}
}

// noteDates takes note of the dates among these suggestions.
func (c *cells) noteDates(list []annotate.Suggestion) {
	for _, s := range list {
		if s.Label != labelOfKind[date] {
			continue
		}
		if c.dates == nil {
			c.dates = make([]bool, len(c.list))
		}
		first, last := c.covering(s.Span.Start, s.Span.End)
		for i := first; i < last; i++ {
			c.dates[i] = true
		}
	}
}

// closed reports whether a sentence ends before cell i.
func (c *cells) closed(i int) bool {
	before, here := c.traits[c.list[i-1].traits], c.traits[c.list[i].traits]
	if i > 1 && !before.end && before.kind == symbol && c.traits[c.list[i-2].traits].end && closesQuote(c.text(i-1)) {
		return here.kind == word && here.cased != lowered
	}
	if !before.end || here.kind == symbol && here.cased == uncased && !opensQuote(c.text(i)) {
		return false
	}
	if c.text(i-1) == "." {
		if i > 1 && c.view.title(c.list[i-2].token) && c.traits[c.list[i-2].traits].cased != uncased {
			return false
		}
		return here.cased != lowered && here.kind != number
	}
	return here.cased != lowered
}

func closesQuote(s string) bool { return strings.Contains("”\"»’'“)", s) }
func opensQuote(s string) bool  { return strings.Contains("“\"«‘'„(", s) }

func (c *cells) text(i int) string { return c.view.text[c.list[i].from:c.list[i].to] }

func (c *cells) traitsOf(s string) int32 {
	if i, ok := c.known[s]; ok {
		return i
	}
	i := int32(len(c.traits))
	t := newTraits(s)
	t.shape += c.custom
	c.traits = append(c.traits, t)
	c.known[s] = i
	return i
}

// customOf is one number for English, which writes peoples, days and the words of headlines with capitals, one for German, which writes every
// noun so, and one for all others: a shape says something else in each.
func customOf(lang string) uint64 {
	switch lang {
	case "en":
		return 1 << 40
	case "de":
		return 2 << 40
	}
	return 0
}

func newTraits(s string) traits {
	t := traits{word: lexis.Hash(s), shape: shapeHash(s), kind: kindOf(s), cased: caseOf(s)}
	r, _ := utf8.DecodeRuneInString(s)
	t.end = strings.ContainsRune(".!?…。！？؟۔", r)
	t.chars = unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	t.addAffixes(s)
	t.class = clustersOf(t.word)
	if t.cased != lowered {
		t.name = lexis.Kinds(t.word)
	}
	return t
}

func (t *traits) addAffixes(s string) {
	var runes [4]rune
	n := 0
	h := uint64(1)
	for _, r := range s {
		if r = letter.Plain(r); r < 0 {
			continue
		}
		r = letter.Lower(r)
		if n < 4 {
			h = mix(h, uint64(r))
			t.affix[n] = h
		}
		copy(runes[:], runes[1:])
		runes[3] = r
		n++
	}
	h = 2
	for k := range min(4, n) {
		h = mix(h, uint64(runes[3-k]))
		t.affix[4+k] = h
	}
	if n <= 4 { // the whole word is said already
		for k := max(0, n-1); k < 4; k++ {
			t.affix[k], t.affix[4+k] = 0, 0
		}
	}
}

// shapeHash is how a text is written: runs of capitals, small letters, other letters, digits, and symbols as they are.
func shapeHash(s string) uint64 {
	h, last, n := uint64(7), rune(0), 0
	for _, r := range s {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLower(r):
			c = 'x'
		case unicode.IsLetter(r), unicode.IsMark(r):
			c = 'l'
		case unicode.IsDigit(r):
			c = '0'
		}
		if c != last {
			n = 0
		}
		if n++; n <= 2 || c == '0' && n <= 4 {
			h = mix(h, uint64(c))
		}
		last = c
	}
	return h
}

// mix joins two hashes (the finisher of splitmix64).
func mix(a, b uint64) uint64 {
	x := a*0x9E3779B97F4A7C15 + b
	x ^= x >> 30
	x *= 0xBF58476D1CE4E5B9
	x ^= x >> 27
	x *= 0x94D049BB133111EB
	return x ^ x>>31
}
