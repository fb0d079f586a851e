package find

import (
	"bytes"
	"unicode/utf8"
	"unsafe"
)

// Query is something to look for in many texts. It never changes; any number of goroutines may share it.
type Query struct {
	o      Options
	needle []rune // folded; nil for an expression
	anchor anchor // the rarest letter of the needle
	expr   *expr  // nil for plain words
	table  *table // of the options
	always bool   // no letter is worth looking for first
}

// New prepares a search for what somebody typed. It finds what Find does.
func New(query string, o Options) *Query {
	q := &Query{o: o, needle: []rune(Fold(query, o)), table: tableFor(o)}
	q.anchor = rarest(q.needle, inverseFor(o).sources)
	q.always = len(q.anchor.bytes) == 0
	return q
}

// Empty reports whether nothing is left to compare: such a query is found nowhere.
func (q *Query) Empty() bool { return q.expr == nil && len(q.needle) == 0 }

// Searcher looks for a query in one text after another. It serves one goroutine and keeps what it needs from text to text.
type Searcher struct {
	q    *Query
	m    *matcher
	text string
	next []int // where each byte of the anchor stands next
	b    int   // where the matcher is, in bytes and code points
	cp   int
}

// Searcher makes one for a goroutine.
func (q *Query) Searcher() *Searcher {
	return &Searcher{q: q, m: newMatcher(q.needle, q.o), next: make([]int, len(q.anchor.bytes))}
}

// Search returns the first hits in a text, at most so many, and how many there are in all. The text is valid UTF-8. The
// hits are good until the next call; they do not refer to the text.
func (s *Searcher) Search(text []byte, most int) (hits []Hit, n int) {
	if s.q.Empty() || len(text) == 0 {
		return nil, 0
	}
	s.text = unsafe.String(unsafe.SliceData(text), len(text)) // read only while this call lasts
	s.m.begin(s.text, most)
	s.b, s.cp = 0, 0
	switch {
	case s.q.expr != nil:
		s.express(text)
	case s.q.always:
		s.m.run()
	default:
		s.words(text)
	}
	s.text, s.m.text = "", ""
	return s.m.hits, s.m.found
}

// words goes from one place of the rarest letter to the next, and compares only around those that its neighbours fit.
func (s *Searcher) words(text []byte) {
	s.q.anchor.begin(text, s.next)
	for from := 0; ; {
		at, w := s.q.anchor.find(text, s.next, max(from, s.b))
		if at < 0 {
			return
		}
		from = at + w
		if !s.fits(at, w) {
			continue
		}
		s.jump(at)
		for s.b < len(text) && (s.b <= at || s.m.state > 0) {
			s.b, s.cp = s.m.next(s.b, s.cp)
		}
	}
}

// fits reports whether what stands around the rarest letter can be the needle. It looks as far as single letters go.
func (s *Searcher) fits(at, w int) bool {
	t, needle, k := s.q.table, s.q.needle, s.q.anchor.k
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	if t.of(r).is&(lone|single) != lone|single {
		return true
	}
	for j, p := k+1, at+w; j < len(needle); j++ {
		if p == len(s.text) {
			return false
		}
		r, w := utf8.DecodeRuneInString(s.text[p:])
		if known, same := likely(t.of(r), needle[j]); !known {
			break
		} else if !same {
			return false
		}
		p += w
	}
	for j, p := k-1, at; j >= 0; j-- {
		if p == 0 {
			return false
		}
		r, w := utf8.DecodeLastRuneInString(s.text[:p])
		if known, same := likely(t.of(r), needle[j]); !known {
			break
		} else if !same {
			return false
		}
		p -= w
	}
	return true
}

// likely compares a code point beside others with a letter of the needle, where that can be done without its neighbours.
// From white space on it is not known how much there is of it.
func likely(e entry, want rune) (known, same bool) {
	switch {
	case e.is&lone == 0:
		return false, false
	case e.is&space != 0:
		return want != ' ', false
	case e.is&single == 0:
		return false, false
	}
	return true, e.to == want
}

// jump moves the matcher on to a place before which no hit begins that has the anchor at that byte: as many letters back
// as the needle has before its anchor, and there between two characters.
func (s *Searcher) jump(at int) {
	t, left := s.q.table, s.q.anchor.k
	here := s.entryAt(at)
	for p := at; p > s.b; {
		r, w := utf8.DecodeLastRuneInString(s.text[:p])
		before := t.of(r)
		if left <= 0 && here.is&lone != 0 && before.is&lone != 0 && before.is&(single|space) != 0 {
			s.cp += utf8.RuneCountInString(s.text[s.b:p])
			s.b = p
			s.m.state, s.m.spaced = 0, before.is&space != 0
			return
		}
		if before.is&(lone|single) == lone|single {
			left--
		}
		p, here = p-w, before
	}
}

func (s *Searcher) entryAt(p int) entry {
	r, _ := utf8.DecodeRuneInString(s.text[p:])
	return s.q.table.of(r)
}

// anchor is a letter of the needle in all the ways in which a text may have it, and the bytes to look for.
type anchor struct {
	k      int // index in the needle
	bytes  []byte
	low    [1024]uint64 // code points up to 0xFFFF that the letter may come of
	high   map[rune]bool
	weight float64 // how often one of the bytes stands in a text, about
}

func (a *anchor) has(r rune) bool {
	if r < 1<<16 {
		return a.low[r>>6]&(1<<(r&63)) != 0
	}
	return a.high[r]
}

// begin finds the first place of each byte.
func (a *anchor) begin(text []byte, next []int) {
	for i, b := range a.bytes {
		next[i] = indexFrom(text, b, 0)
	}
}

func indexFrom(text []byte, b byte, from int) int {
	if i := bytes.IndexByte(text[from:], b); i >= 0 {
		return from + i
	}
	return len(text)
}

// find is the next place of the letter from a byte on, with its width; -1 when there is none.
func (a *anchor) find(text []byte, next []int, from int) (at, width int) {
	for from < len(text) {
		at := len(text)
		for i := range next {
			if next[i] < from {
				next[i] = indexFrom(text, a.bytes[i], from)
			}
			at = min(at, next[i])
		}
		if at == len(text) {
			break
		}
		if text[at] < utf8.RuneSelf {
			return at, 1
		}
		start := at
		for !utf8.RuneStart(text[start]) {
			start--
		}
		r, w := utf8.DecodeRune(text[start:])
		if start >= from && a.has(r) {
			return start, w
		}
		from = max(from, start+w)
	}
	return -1, 0
}

// rarest chooses the letter that is found fastest. sources are the code points that a letter may come of.
func rarest(needle []rune, sources func(rune) []rune) (best anchor) {
	for k, r := range needle {
		if a := newAnchor(k, sources(r)); len(a.bytes) > 0 && (len(best.bytes) == 0 || a.weight < best.weight) {
			best = a
		}
	}
	return best
}

// newAnchor looks for each code point by its first byte, or where those with that first byte are better told by their
// last ones, by these.
func newAnchor(k int, sources []rune) anchor {
	a := anchor{k: k, high: map[rune]bool{}}
	byFirst := map[byte]map[byte]bool{}
	for _, r := range sources {
		if r < 1<<16 {
			a.low[r>>6] |= 1 << (r & 63)
		} else {
			a.high[r] = true
		}
		s := string(r)
		first := s[0]
		if byFirst[first] == nil {
			byFirst[first] = map[byte]bool{}
		}
		byFirst[first][s[len(s)-1]] = true
	}
	chosen := map[byte]bool{}
	for first, lasts := range byFirst {
		whole := 0.0
		for last := range lasts {
			whole += cost(last)
		}
		if cost(first) <= whole {
			chosen[first] = true
			continue
		}
		for last := range lasts {
			chosen[last] = true
		}
	}
	for b := range 256 {
		if chosen[byte(b)] {
			a.bytes = append(a.bytes, byte(b))
			a.weight += cost(byte(b))
		}
	}
	return a
}

// cost is about how much of the time a byte takes to look for: its share of a text in its own script, and the looking.
func cost(b byte) float64 {
	const look = 0.004
	return look + share(b)
}

func share(b byte) float64 {
	switch {
	case b < utf8.RuneSelf:
		return float64(asciiShare[b]) / 1000
	case b < 0xC0: // last bytes
		return 0.016
	case b == 0xD0, b == 0xD1, b == 0xD7, b == 0xD8, b == 0xD9, b == 0xE0:
		return 0.25
	case b == 0xE3, 0xE4 <= b && b <= 0xED:
		return 0.1
	case b == 0xC3, b == 0xE2, b == 0xDA, b == 0xDB, b == 0xE1, b == 0xCE, b == 0xCF:
		return 0.02
	}
	return 0.002
}

// asciiShare is how often a character stands among a thousand of European news, about.
var asciiShare = func() (n [utf8.RuneSelf]uint8) {
	for i := range n {
		n[i] = 1
	}
	for i, c := range []byte("etaoinsrhldcumfpgwybvkxjqz") {
		share := []uint8{100, 72, 66, 60, 58, 56, 52, 50, 42, 36, 32, 26, 24, 20, 18, 17, 16, 15, 14, 12, 8, 7, 2, 2, 1, 1}[i]
		n[c], n[c-'a'+'A'] = share, 1+share/20
	}
	n[' '], n['.'], n[','] = 160, 9, 10
	return n
}()
