package state

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Filter chooses rows: those that pass all its parts. Two filters with the same parts are equal, but for Only.
type Filter struct {
	Shelf             Shelf
	All               bool      // every shelf
	Languages         Names     // one of them; none is any
	Labels            Names     // the annotator gave all of these there
	Without           Names     // and none of these
	Open              Asked     // whether suggestions are open, where they were counted
	Shortest, Longest int       // code points; 0 is no limit
	Words             string    // in the title, whatever their case
	Only              *Articles // nil is all
}

// Asked is what a filter wants of something that is there or not.
type Asked int

const (
	Whatever Asked = iota
	Yes
	No
)

// Narrow reports whether the filter leaves out more than other shelves.
func (f Filter) Narrow() bool { return f != Filter{Shelf: f.Shelf, All: f.All} }

// Articles are some articles of the project, such as those that a search found.
type Articles struct {
	Title   string // for people, such as "“harbour” in the text"
	numbers []uint64
	n       int
}

// NewArticles takes the numbers of articles, as storage.Header has them.
func NewArticles(title string, numbers iter.Seq[uint64]) *Articles {
	a := &Articles{Title: title}
	for n := range numbers {
		for uint64(len(a.numbers)) <= n/64 {
			a.numbers = append(a.numbers, make([]uint64, len(a.numbers)+1)...)
		}
		if !a.Has(n) {
			a.numbers[n/64] |= 1 << (n % 64)
			a.n++
		}
	}
	return a
}

// Has reports whether an article is among them.
func (a *Articles) Has(number uint64) bool {
	return number/64 < uint64(len(a.numbers)) && a.numbers[number/64]>>(number%64)&1 == 1
}

// Len is how many they are.
func (a *Articles) Len() int { return a.n }

// sieve is a filter made ready for many rows.
type sieve struct {
	Filter
	every           bool // all rows pass
	finder          *finder
	labels, without []string
	good            []uint8 // of a chunk: what its names are good for
}

const (
	goodStatus uint8 = 1 << iota
	goodLanguage
	goodLabels
)

func newSieve(f Filter) *sieve {
	s := &sieve{Filter: f, every: f == Filter{Shelf: f.Shelf, All: true}, labels: f.Labels.List(), without: f.Without.List()}
	if f.Words != "" {
		s.finder = newFinder(f.Words)
	}
	return s
}

// pass appends the rows of [from, to) that pass to a list.
func (s *sieve) pass(list []int, rows Rows, from, to int) []int {
	for i := from; i < to; {
		c, k := rows.chunk(i)
		end := min(chunkRows, to-i+k)
		list = s.passChunk(list, c, i, k, end)
		i += end - k
	}
	return list
}

// passChunk looks at the rows from k to end of a chunk; i is the index of the first.
func (s *sieve) passChunk(list []int, c *chunk, i, k, end int) []int {
	if s.every {
		for ; k < end; k++ {
			list = append(list, i)
			i++
		}
		return list
	}
	s.look(c.names)
	for ; k < end; k++ {
		if s.passRow(c, k) {
			list = append(list, i)
		}
		i++
	}
	return list
}

// look finds out what the names of a chunk are good for.
func (s *sieve) look(names []string) {
	s.good = s.good[:0]
	for _, name := range names {
		good := uint8(0)
		if s.All || shelfOf(annotate.Status(name)) == s.Shelf {
			good |= goodStatus
		}
		if s.Languages == "" || s.Languages.Has(name) && name != "" {
			good |= goodLanguage
		}
		missing := func(label string) bool { return !Names(name).Has(label) }
		if !slices.ContainsFunc(s.labels, missing) && !slices.ContainsFunc(s.without, Names(name).Has) {
			good |= goodLabels
		}
		s.good = append(s.good, good)
	}
}

func (s *sieve) passRow(c *chunk, k int) bool {
	cell, fixed := &c.cells[k], &c.fixed.rows[k]
	language := cell.own
	if language == 0 {
		language = cell.found
	}
	if s.good[cell.status]&goodStatus == 0 || s.good[language]&goodLanguage == 0 || s.good[cell.labelled]&goodLabels == 0 {
		return false
	}
	switch {
	case s.Open == Yes && cell.suggestions <= 0, s.Open == No && cell.suggestions != 0,
		int(fixed.codePoints) < s.Shortest, s.Longest > 0 && int(fixed.codePoints) > s.Longest,
		s.Only != nil && !s.Only.Has(uint64(fixed.number)):
		return false
	}
	return s.finder == nil || s.finder.in(c.fixed.title(k))
}

// finder finds words in titles as strings.Contains does once both are in lower case, and makes nothing anew for it.
type finder struct {
	words  string // in lower case
	anchor int    // byte of words where the rarest letter begins
	forms  []string
}

// newFinder takes words that are not empty.
func newFinder(words string) *finder {
	f := &finder{words: strings.ToLower(words)}
	best := -1
	for at, r := range f.words {
		n := strings.IndexRune(frequent, r) + 1 // a character that is not frequent has 0
		if best < 0 || n < best {
			f.anchor, best = at, n
		}
	}
	letter, _ := utf8.DecodeRuneInString(f.words[f.anchor:])
	for _, form := range formsOf(letter) {
		f.forms = append(f.forms, string(form))
	}
	return f
}

// frequent are letters of titles, the rarest first.
const frequent = "jkqxz0123456789vpygfwmucldhrsnioate \u0627\u0644\u0438\u0430\u043e\u0435"

// formsOf are all characters of which that one is the lower case.
func formsOf(lower rune) []rune {
	forms := []rune{lower}
	for r := unicode.SimpleFold(lower); r != lower; r = unicode.SimpleFold(r) {
		if unicode.ToLower(r) == lower {
			forms = append(forms, r)
		}
	}
	if lower == 'i' {
		forms = append(forms, 'İ')
	}
	return forms
}

func (f *finder) in(title string) bool {
	if len(title) < len(f.words)/3 { // a letter in another case has at most three times the bytes
		return false
	}
	for _, form := range f.forms {
		for from := 0; ; {
			at := strings.Index(title[from:], form)
			if at < 0 {
				break
			}
			at += from
			if f.before(title[:at]) && follows(title[at+len(form):], f.words[f.anchor+utf8.RuneLen(lowerOf(form)):]) {
				return true
			}
			from = at + len(form)
		}
	}
	return false
}

func lowerOf(form string) rune {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.ToLower(r)
}

// before reports whether a text ends with the words before the anchor.
func (f *finder) before(text string) bool {
	for words := f.words[:f.anchor]; words != ""; {
		want, n := utf8.DecodeLastRuneInString(words)
		got, m := utf8.DecodeLastRuneInString(text)
		if m == 0 || unicode.ToLower(got) != want {
			return false
		}
		words, text = words[:len(words)-n], text[:len(text)-m]
	}
	return true
}

// follows reports whether a text begins with words, which are in lower case.
func follows(text, words string) bool {
	for words != "" {
		want, n := utf8.DecodeRuneInString(words)
		got, m := utf8.DecodeRuneInString(text)
		if m == 0 || unicode.ToLower(got) != want {
			return false
		}
		words, text = words[n:], text[m:]
	}
	return true
}
