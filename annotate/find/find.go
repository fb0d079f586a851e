// Package find finds what somebody types in the text of an article.
//
//	spans := find.Find(doc.Text, "istanbul", find.Options{})   // also “İSTANBUL”, “I\u0307stanbul” and “ıstanbul”
//
// Unless the options say otherwise case, marks and the variants of letters do not count. Whatever the options,
// precomposed and decomposed letters are the same, a run of white space is one space, and what has no width (soft
// hyphens, joiners, direction marks) is not there. A hit begins and ends where characters do, so a letter takes its
// marks with it.
//
// Many texts are searched with a Query, which finds the same and passes over what cannot be a hit:
//
//	q := find.New("istanbul", find.Options{})
//	s := q.Searcher()                       // one for each goroutine
//	hits, n := s.Search(text, 1000)         // the first 1,000 of n
//
// The text is folded character by character while it is read, and compared by the method of Knuth, Morris and Pratt
// (SIAM Journal on Computing 6, 1977), so the time grows with the length of the text alone.
package find

import (
	"math"
	"unicode/utf8"

	"rubricator/annotate"
)

// Options say what counts. The zero value finds most.
type Options struct {
	Case  bool // small and capital letters differ
	Marks bool // accents, vowel points and variants of letters, quotes, dashes and digits differ
	Words bool // a hit must not be part of a longer word
}

// Find returns the places of query in text from its beginning on, without overlap, in code points. White space around
// the query does not count; a query in which nothing is left to compare is found nowhere.
func Find(text annotate.Text, query string, o Options) []annotate.Span {
	needle := []rune(Fold(query, o))
	if len(needle) == 0 {
		return nil
	}
	m := newMatcher(needle, o)
	m.begin(text.String(), math.MaxInt)
	m.run()
	spans := make([]annotate.Span, len(m.hits))
	for i, h := range m.hits {
		spans[i] = h.Span
	}
	return spans
}

// Hit is a place where something was found.
type Hit struct {
	annotate.Span     // in code points
	From, To      int // the same in bytes
}

// matcher reads a text once. A place is a character, as UAX #29 sees it.
type matcher struct {
	text   string
	o      Options
	fold   *folder
	needle []rune
	fail   []int   // for each length of a partial match, the next shorter one
	state  int     // how much of the needle the last folded characters are
	spaced bool    // the last folded character is a space
	ring   []place // where the last folded characters come from
	n      int     // folded characters so far
	hits   []Hit   // the first of them, at most so many
	most   int
	found  int // how many there are
}

// place is where a folded character comes from.
type place struct {
	at, cp int  // of the character, in bytes and code points
	first  bool // of what the character is folded to
}

func newMatcher(needle []rune, o Options) *matcher {
	m := &matcher{o: o, fold: newFolder(o), needle: needle, fail: failures(needle)}
	size := 1
	for size < len(needle) {
		size *= 2
	}
	m.ring = make([]place, size)
	return m
}

// begin starts at the beginning of a text, of which it keeps so many hits.
func (m *matcher) begin(text string, most int) {
	m.text, m.most = text, most
	m.state, m.spaced, m.n, m.found = 0, true, 0, 0
	m.hits = m.hits[:0]
}

// failures is, for each prefix of the needle, the length of the longest shorter prefix that it ends in.
func failures(needle []rune) []int {
	fail := make([]int, len(needle)+1)
	for i, k := 1, 0; i < len(needle); i++ {
		for k > 0 && needle[i] != needle[k] {
			k = fail[k]
		}
		if needle[i] == needle[k] {
			k++
		}
		fail[i+1] = k
	}
	return fail
}

// run goes through the text character by character.
func (m *matcher) run() {
	for b, cp := 0, 0; b < len(m.text); {
		if m.state == 0 {
			b, cp = m.skip(b, cp)
		}
		b, cp = m.next(b, cp)
	}
}

// skip passes over single characters that no hit begins with, as far as the next one that may be another. It reads code
// points of one and two bytes, which most texts with letters are made of.
func (m *matcher) skip(b, cp int) (nextByte, nextCP int) {
	low, first, last := &m.fold.table.low, m.needle[0], entry{}
	for n := b; n < len(m.text); {
		r, w := rune(m.text[n]), 1
		if r >= utf8.RuneSelf {
			if r >= 0xE0 || n+1 == len(m.text) {
				break
			}
			r, w = r&0x1F<<6|rune(m.text[n+1]&0x3F), 2
		}
		e := low[r]
		if e.is&lone == 0 {
			break
		}
		if n > b { // the one before is a character, now that this one does not join it
			b, cp = n, cp+1
			m.spaced = last.is&space != 0
		}
		if e.is&(single|space) == 0 || e.to == first {
			break
		}
		n, last = n+w, e
	}
	return b, cp
}

// next takes the character at a byte offset and returns where the one after it starts.
func (m *matcher) next(b, cp int) (nextByte, nextCP int) {
	r, w := rune(m.text[b]), 1
	if r >= utf8.RuneSelf {
		r, w = utf8.DecodeRuneInString(m.text[b:])
	}
	e := m.fold.table.of(r)
	switch {
	case e.is&lone == 0 || e.is&(single|space) == 0 || !m.startsAt(b+w):
		return m.cluster(b, cp)
	case e.is&space != 0:
		m.space(place{b, cp, true}, b+w, cp+1)
	case m.state == 0 && e.to != m.needle[0]:
		m.spaced = false
	default:
		m.feed(e.to, place{b, cp, true}, b+w, cp+1, true)
	}
	return b + w, cp + 1
}

// startsAt reports whether the character at a byte offset is one that joins none of its sort before it.
func (m *matcher) startsAt(b int) bool {
	if b >= len(m.text) {
		return true
	}
	if m.text[b] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(m.text[b:])
	return m.fold.table.of(r).is&lone != 0
}

// cluster takes a character of several code points, or one that folds to several.
func (m *matcher) cluster(b, cp int) (nextByte, nextCP int) {
	s := m.fold.first(m.text[b:])
	end, endCP := b+len(s), cp+utf8.RuneCountInString(s)
	folded := m.fold.character(s)
	final := len(folded) - 1 // a hit ends with the last that is no space, and begins with the first
	for final > 0 && folded[final] == ' ' {
		final--
	}
	p := place{b, cp, true}
	for i, r := range folded {
		if r == ' ' {
			m.space(p, end, endCP)
			continue
		}
		m.feed(r, p, end, endCP, i == final)
		p.first = false
	}
	return end, endCP
}

func (m *matcher) space(p place, end, endCP int) {
	if !m.spaced {
		m.feed(' ', p, end, endCP, true)
		m.spaced = true
	}
}

// feed takes the next folded character; last says that its character ends with it.
func (m *matcher) feed(r rune, p place, end, endCP int, last bool) {
	m.spaced = false
	m.ring[m.n&(len(m.ring)-1)] = p
	m.n++
	for m.state > 0 && m.needle[m.state] != r {
		m.state = m.fail[m.state]
	}
	if m.needle[m.state] != r {
		return
	}
	m.state++
	if m.state < len(m.needle) {
		return
	}
	from := m.ring[(m.n-len(m.needle))&(len(m.ring)-1)]
	if last && from.first && (!m.o.Words || wholeWords(m.text, from.at, end)) {
		m.hit(Hit{annotate.Span{Start: from.cp, End: endCP}, from.at, end})
		m.state = 0
		return
	}
	m.state = m.fail[m.state]
}

func (m *matcher) hit(h Hit) {
	if m.found++; m.found <= m.most {
		m.hits = append(m.hits, h)
	}
}
