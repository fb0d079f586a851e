package find

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/letter"
)

// table has what most characters are folded to, so that a text of many is read fast.
type table struct {
	low  [tabled]entry
	many [][]rune // what is folded to none or several
}

const tabled = 0x2100

// entry is what a code point is folded to when it is a character by itself.
type entry struct {
	to rune
	is uint8
}

const (
	lone   uint8 = 1 << iota // joins no other lone one
	single                   // is folded to one that is not a space
	space                    // is folded to a space
	many                     // is folded to many[to]
	mark                     // belongs to the character before it
)

// of is the entry of a code point; a zero one says that the character must be looked at.
func (t *table) of(r rune) entry {
	switch {
	case r < tabled:
		return t.low[r]
	case 0x4E00 <= r && r < 0xA000:
		return entry{r, lone | single}
	}
	if letter.Alone(r) {
		return entry{is: lone}
	}
	return entry{}
}

// tables are made when they are first needed; whole words make no difference.
var tables [4]func() *table

func init() {
	for i := range tables {
		tables[i] = sync.OnceValue(func() *table { return newTable(Options{Case: i&1 != 0, Marks: i&2 != 0}) })
	}
}

func tableFor(o Options) *table {
	i := 0
	if o.Case {
		i |= 1
	}
	if o.Marks {
		i |= 2
	}
	return tables[i]()
}

func newTable(o Options) *table {
	t := &table{}
	f := folder{o: o}
	for r := range rune(tabled) {
		e := entry{}
		switch {
		case r < utf8.RuneSelf || letter.Alone(r): // there is no CR
			e.is = lone
		case unicode.In(r, unicode.Mn, unicode.Me):
			e.is = mark
		}
		switch to := f.normalised(string(r)); {
		case len(to) == 1 && to[0] == ' ':
			e.is |= space
		case len(to) == 1:
			e.to, e.is = to[0], e.is|single
		default:
			e.to, e.is = rune(len(t.many)), e.is|many
			t.many = append(t.many, slices.Clone(to))
		}
		t.low[r] = e
	}
	return t
}
