package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/letter"
)

// name is what all documents say of the phrases that are compared as one.
type name struct {
	phrase    uint64
	is        uint8   // what it looks like
	words     int32   // how many it has, signs and numbers too
	cores     []core  // other names that it contains
	spellings []tally // by place in Index.quotes
	labels    []tally // annotations, by place in Index.labels
	parts     []tally // places where only a part of it has this label
	free      int     // places in documents read to the end where it has none
	docs      []int32 // that have any of these, sorted
	verdict   verdict
}

const (
	looksStray    uint8 = 1 << iota // it has stray punctuation at an end
	looksAlone                      // it is one word
	looksShort                      // of few letters
	looksPlain                      // in a script that has no capitals
	looksSolid                      // in a script that has no spaces
	looksPrefixed                   // it begins with an Arabic prefix for certain: one before the article
)

// shortName has so many letters at most that a prefix and the rest of a word may look like it.
const shortName = 4

// bare is a quote without what no comparison sees, so that all spellings of a name look the same: white space at its ends,
// all but one between words, and characters that are not compared.
func bare(quote string) string {
	quote = strings.Map(func(r rune) rune {
		if letter.Plain(r) < 0 {
			return -1
		}
		return r
	}, norm.NFC.String(quote))
	return strings.Join(strings.Fields(quote), " ")
}

// looks says what a bare quote looks like.
func looks(quote string) (is uint8) {
	list := words(nil, quote, 0)
	if from, to := trimmed(quote); from > 0 || to < utf8.RuneCountInString(quote) {
		is |= looksStray
	}
	if prefixed(quoteWord(quote)) {
		is |= looksPrefixed
	}
	first, _ := utf8.DecodeRuneInString(quote)
	switch {
	case alone(first):
		is |= looksSolid
	case unicode.Is(unicode.Lo, first):
		is |= looksPlain
	}
	if len(list) == 1 {
		is |= looksAlone
		if list[0].span.Len() <= shortName {
			is |= looksShort
		}
	}
	return is
}

// tally counts one of several.
type tally struct{ of, n int32 }

// verdict is what follows from the counts of a name.
type verdict struct {
	label    int32 // the most frequent label; none where several are
	conflict bool  // it has other labels too
	missed   bool  // its free places are findings
	often    bool  // also those of a short name behind a prefix
	whole    bool  // annotations of the whole name are findings: elsewhere only a part has the label
	part     bool  // annotations of a part are findings
	core     int32 // name that it contains and that stands alone more often; none
}

const none = -1

func count(list []tally, of int32, n int32) []tally {
	i := slices.IndexFunc(list, func(t tally) bool { return t.of == of })
	if i < 0 {
		return append(list, tally{of, n})
	}
	if list[i].n += n; list[i].n == 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

func counted(list []tally, of int32) int {
	for _, t := range list {
		if t.of == of {
			return int(t.n)
		}
	}
	return 0
}

func sum(list []tally) (n int) {
	for _, t := range list {
		n += int(t.n)
	}
	return n
}

// most is what is counted most often; none where several are, or nothing is.
func most(list []tally) (of int32) {
	of = none
	best := int32(0)
	for _, t := range list {
		switch {
		case t.n > best:
			of, best = t.of, t.n
		case t.n == best:
			of = none
		}
	}
	return of
}

// sureness is how often and in which share of its places a name must have its label to count as known. A label that was
// given once by accident makes nothing known; without capitals, and more so without spaces, many words look like a name.
type sureness struct {
	least int
	share float64
}

var (
	sureOf      = sureness{2, 0.6}
	sureOfPlain = sureness{2, 0.75}
	sureOfSolid = sureness{5, 0.9}
)

// oftenLeast is how often a short name must have its label to be found behind a prefix.
const oftenLeast = 10

// judge says what follows from what is known now.
func (x *Index) judge(n *name) verdict {
	v := verdict{label: most(n.labels), core: none}
	total := sum(n.labels)
	v.conflict = len(n.labels) > 1
	if total == 0 || v.label == none {
		return v
	}
	given, part := counted(n.labels, v.label), counted(n.parts, v.label)
	v.core = x.coreOf(n, v.label, given)
	if n.is&looksStray != 0 {
		return v
	}
	v.missed, v.often = n.known(given, total), given >= oftenLeast
	v.whole, v.part = part > 0 && given <= part, part > 0 && given >= part
	return v
}

func (n *name) known(given, total int) bool {
	sure := sureOf
	switch {
	case n.is&looksSolid != 0:
		sure = sureOfSolid
	case n.is&looksPlain != 0 && n.is&looksAlone != 0 && n.free > 1: // one place may well be forgotten
		sure = sureOfPlain
	}
	return given >= sure.least && float64(given) >= sure.share*float64(total+n.free+sum(n.parts))
}

// coreOf finds the name inside n that stands alone at least as often under the same label.
func (x *Index) coreOf(n *name, label int32, given int) int32 {
	best, at := 0, int32(none)
	for _, c := range n.cores {
		i, ok := x.byPhrase[c.phrase]
		if !ok || c.phrase == n.phrase || x.habit(c.had) {
			continue
		}
		alone := counted(x.names[i].labels, label)
		if c.had == prefix && alone <= 2*given { // the letters may be the name's own
			continue
		}
		if alone >= given && alone > best {
			best, at = alone, i
		}
	}
	return at
}

// A project whose annotators mostly take an affix into the name, and did so habitLeast times, does not hear of it.
const habitLeast = 5

func (x *Index) habit(a affix) bool {
	return x.inside[a] >= habitLeast && x.inside[a] > x.outside[a]
}

// surface is how a name is mostly written; of several the first in the alphabet.
func (x *Index) surface(n *name) string {
	best := tally{}
	for _, t := range n.spellings {
		if t.n > best.n || t.n == best.n && x.quotes[t.of] < x.quotes[best.of] {
			best = t
		}
	}
	if best.n == 0 {
		return ""
	}
	return x.quotes[best.of]
}

// addDoc and dropDoc keep the documents of a name sorted, each once.
func (n *name) addDoc(doc int32) {
	if k := len(n.docs); k == 0 || n.docs[k-1] < doc {
		n.docs = append(n.docs, doc)
		return
	}
	if i, there := slices.BinarySearch(n.docs, doc); !there {
		n.docs = slices.Insert(n.docs, i, doc)
	}
}

func (n *name) dropDoc(doc int32) {
	if i, there := slices.BinarySearch(n.docs, doc); there {
		n.docs = slices.Delete(n.docs, i, i+1)
	}
}

// nameOf is the place of the name that a quote is; none where it has no words.
func (x *Index) nameOf(quote string) (at, spelling int32) {
	if s, ok := x.spelled[quote]; ok {
		return s.name, s.quote
	}
	list := words(nil, quote, 0)
	if len(list) == 0 {
		return none, none
	}
	h := uint64(0)
	for _, w := range list {
		h = chain(h, w.hash)
	}
	at, ok := x.byPhrase[h]
	if !ok {
		at = int32(len(x.names))
		plain := bare(quote)
		x.names = append(x.names, name{phrase: h, words: length(list), is: looks(plain), cores: cores(plain), verdict: verdict{label: none, core: none}})
		x.byPhrase[h] = at
		for _, c := range x.names[at].cores {
			x.around[c.phrase] = append(x.around[c.phrase], at)
		}
		x.fresh.add(list[0].hash, len(list))
	}
	quote, spelling = strings.Clone(quote), int32(len(x.quotes)) // it may be a part of a much longer string
	x.quotes = append(x.quotes, quote)
	x.spelled[quote] = spelled{at, spelling}
	return at, spelling
}

// spelled is a quote's name, and its own place in Index.quotes.
type spelled struct{ name, quote int32 }

// labelOf is the place of a label in Index.labels.
func (x *Index) labelOf(label string) int32 {
	at, ok := x.labelAt[label]
	if !ok {
		at = int32(len(x.labels))
		label = strings.Clone(label)
		x.labels = append(x.labels, label)
		x.examples = append(x.examples, 0)
		x.labelAt[label] = at
	}
	return at
}

// starts are the first words of names, with the number of words of the longest that begins so.
type starts map[uint32]int

func (s starts) add(first uint32, words int) { s[first] = max(s[first], words) }
