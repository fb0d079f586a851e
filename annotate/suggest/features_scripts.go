package suggest

import (
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/suggest/crf"
	"rubricator/annotate/suggest/lexis"
)

// scriptHints are what the lists of names and words in scripts other than Latin say of each cell.
type scriptHints struct {
	rows  [][]uint64 // hashed, with the place in the phrase
	kinds []uint8    // names of persons: of the cell and, shifted by two, of the token that it is in
}

// otherScript reports whether the lists may know a cell: it has no case, or is Cyrillic with a capital.
func (c *cells) otherScript(i int) bool {
	t := &c.traits[c.list[i].traits]
	if t.kind != word || t.cased == lowered {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.text(i))
	return t.cased == uncased || unicode.Is(unicode.Cyrillic, r)
}

// scriptHints finds the longest city and the longest word of a class at each place, from left to right.
func (c *cells) scriptHints() scriptHints {
	h := scriptHints{rows: make([][]uint64, len(c.list)), kinds: make([]uint8, len(c.list))}
	townEnd, classEnd := 0, 0
	for i := range c.list {
		if !c.otherScript(i) {
			continue
		}
		h.kinds[i] = c.kindsAt(i)
		town, class := c.longest(i)
		if town.end > 0 && i >= townEnd {
			h.mark(i, town.end, 200+uint64(town.what))
			townEnd = town.end
		}
		if class.end > 0 && i >= classEnd {
			h.mark(i, class.end, 300+uint64(class.what))
			classEnd = class.end
		}
	}
	return h
}

func (h *scriptHints) mark(first, last int, what uint64) {
	for i := first; i < last; i++ {
		h.rows[i] = append(h.rows[i], mix(what, uint64(crf.PlaceIn(i, first, last))))
	}
}

// kindsAt are the names of persons that a cell and its token are known as.
func (c *cells) kindsAt(i int) uint8 {
	of := func(hash uint64) uint8 {
		_, e := lexis.StartPhrase().Next(hash)
		return uint8(lexis.Kinds(hash) | e.Kind())
	}
	here := of(c.traits[c.list[i].traits].word)
	if w := c.list[i].whole; w >= 0 {
		return here | of(c.traits[w].word)<<2
	}
	return here | here<<2
}

// known is a phrase of the lists: what it is, and the cell behind it.
type known struct {
	what uint8
	end  int
}

// longest are the longest city and the longest word of a class that start at a cell.
func (c *cells) longest(i int) (town, class known) {
	for _, whole := range []bool{false, true} {
		p, at := lexis.StartPhrase(), i
		for n := 0; n < lexis.MaxPlaceWords && at < len(c.list) && (n == 0 || !c.list[at].first); n++ {
			hash, next := c.wordAt(at, whole || n > 0)
			if next == 0 {
				break
			}
			var e lexis.Entry
			p, e = p.Next(hash)
			if at = next; e.Size() != lexis.NoPlace && at > town.end {
				town = known{uint8(e.Size()), at}
			}
			if e.Class() != lexis.NoClass && at > class.end {
				class = known{uint8(e.Class()), at}
			}
		}
		if c.list[i].whole < 0 {
			break
		}
	}
	return town, class
}

// wordAt is the hash of the word at a cell and the cell behind it: what a prefix leaves of a token, or where whole is asked for all of it.
// There is no word where the cell behind it is 0.
func (c *cells) wordAt(i int, whole bool) (hash uint64, next int) {
	x := &c.list[i]
	switch t := &c.traits[x.traits]; {
	case t.kind != word:
		return 0, 0
	case x.whole < 0:
		return t.word, i + 1
	case whole && x.start == c.view.tokens[x.token].start:
		for next = i + 1; next < len(c.list) && c.list[next].token == x.token; next++ {
		}
		return c.traits[x.whole].word, next
	case !whole && x.place == stem:
		return t.word, i + 1
	}
	return 0, 0
}

// kind is what name of a person a cell is, at the edges of a sentence a mark of its own.
func (h *scriptHints) kind(i, first, last int) uint64 {
	if i < first || i >= last {
		return 99
	}
	return uint64(h.kinds[i])
}

// script adds the features of names and words in scripts other than Latin.
func (x *extractor) script(i, first, last int) {
	if !x.otherScript(i) {
		return
	}
	h := &x.scripts
	for _, row := range h.rows[i] {
		x.row(80, row)
		x.pair(84, row, x.lang)
	}
	if i > first {
		for _, row := range h.rows[i-1] {
			x.row(81, row)
		}
	}
	if i+1 < last {
		for _, row := range h.rows[i+1] {
			x.row(82, row)
		}
	}
	before, here, after := h.kind(i-1, first, last), h.kind(i, first, last), h.kind(i+1, first, last)
	if before|here|after != 0 {
		x.pair(85, here, uint64(x.list[i].place))
		x.pair(86, before, here)
		x.pair(87, here, after)
		x.row(88, mix(mix(before, here), after))
	}
}
