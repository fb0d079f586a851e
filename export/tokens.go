package export

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"rubricator/annotate"
)

// What the manifest says about tokens.
const (
	tokenizerID      = "uax29"
	tokenizerLibrary = "clipperhouse/uax29/v2 v2.7.0"
	tokenizerUnicode = "17.0.0"
)

// token is a word of a text, its place in code points. White space is no token and stands at no end of one.
type token struct {
	annotate.Span
	text string
}

// segmenter cuts a text into pieces that give it back: words, and what stands between them.
type segmenter func(string) iter.Seq[string]

// unicodeWords are the segments of UAX #29.
func unicodeWords(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			n := plainWord(s)
			if n == 0 {
				all := words.FromString(s)
				all.Next()
				n = len(all.Value())
			}
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// What an ASCII character is to plainWord.
const (
	other  = iota // stands by itself
	letter        // or a digit
	space
	joiner // between letters or digits it may join them
	rest   // what only the whole of the rules can tell
)

var asciiKinds = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf, c == '_', c == '\r':
			t[c] = rest
		case '0' <= c && c <= '9', 'a' <= c|0x20 && c|0x20 <= 'z':
			t[c] = letter
		case c == ' ':
			t[c] = space
		case strings.IndexByte(".,:;'", byte(c)) >= 0:
			t[c] = joiner
		}
	}
	return t
}()

// plainWord is the length in bytes of the first segment of s, where ASCII characters alone decide about it: a run of letters and
// digits, a run of spaces, or one other character. 0 leaves it to the rules.
func plainWord(s string) int {
	n, kind := 1, asciiKinds[s[0]]
	switch kind {
	case rest:
		return 0
	case letter, space:
		for n < len(s) && asciiKinds[s[n]] == kind {
			n++
		}
	}
	if n == len(s) {
		return n
	}
	switch next := asciiKinds[s[n]]; {
	case next == rest, kind == letter && next == joiner && n+1 < len(s) && (asciiKinds[s[n+1]] == letter || asciiKinds[s[n+1]] == rest):
		return 0
	}
	return n
}

// tokens are the words of a text by the format's rules, else by Unicode's (UAX #29), cut wherever a span starts or ends inside one. Each
// word that was cut is counted, and has a row in alignment.tsv for each span that cut it.
func (r *run) tokens(rec Record, text annotate.Text, spans []placed) []token {
	edges := make([]int, 0, 2*len(spans))
	for _, p := range spans {
		edges = append(edges, p.Start, p.End)
	}
	slices.Sort(edges)
	list, cut := r.segmenter().split(text.String(), slices.Compact(edges))
	r.report.Cut += len(cut)
	if len(cut) > 0 {
		for _, p := range spans {
			r.cutBy(rec, p, cut)
		}
	}
	return list
}

// cutBy writes a row for each word that the span cuts; one that lies around the whole span is one row.
func (r *run) cutBy(rec Record, p placed, cut []token) {
	last := -1
	for _, edge := range []int{p.Start, p.End} {
		i, _ := slices.BinarySearchFunc(cut, edge, func(t token, e int) int { return cmp.Compare(t.End, e+1) })
		if i < len(cut) && i != last && cut[i].Start < edge && edge < cut[i].End {
			r.row(lossOf(rec, p.from, "cut", fmt.Sprintf("the token %q is cut at its edge", cut[i].text)), cut[i].text)
			last = i
		}
	}
}

func (r *run) segmenter() segmenter {
	if r.format.segments != nil {
		return r.format.segments
	}
	return unicodeWords
}

// split gives the words of s by Unicode's rules.
func split(s string, edges []int) (list, cut []token) { return segmenter(unicodeWords).split(s, edges) }

// split gives the words of s, cut at the edges, and whole those that were cut. Edges are in code points, sorted.
func (g segmenter) split(s string, edges []int) (list, cut []token) {
	at := 0
	list = make([]token, 0, len(s)/5+1)
	for seg := range g(s) {
		end := at + utf8.RuneCountInString(seg)
		for len(edges) > 0 && edges[0] <= at {
			edges = edges[1:]
		}
		if len(edges) > 0 && edges[0] < end {
			if w, ok := word(seg, at); ok {
				cut = append(cut, w)
			}
		}
		for len(edges) > 0 && edges[0] < end {
			head := prefix(seg, edges[0]-at)
			list = appendWord(list, head, at)
			seg, at, edges = seg[len(head):], edges[0], edges[1:]
		}
		if visible(seg) {
			list = append(list, token{annotate.Span{Start: at, End: end}, seg})
		} else {
			list = appendWord(list, seg, at)
		}
		at = end
	}
	return list, cut
}

// visible reports whether s has letters or signs of ASCII at both ends.
func visible(s string) bool {
	return s != "" && ' ' < s[0] && s[0] < 0x7F && ' ' < s[len(s)-1] && s[len(s)-1] < 0x7F
}

// prefix is the first n code points of s.
func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func appendWord(list []token, s string, at int) []token {
	if w, ok := word(s, at); ok {
		return append(list, w)
	}
	return list
}

// word is s without white space at its ends; false when nothing is left.
func word(s string, at int) (token, bool) {
	right := strings.TrimLeftFunc(s, isSpace)
	both := strings.TrimRightFunc(right, isSpace)
	start := at + utf8.RuneCountInString(s[:len(s)-len(right)])
	return token{annotate.Span{Start: start, End: start + utf8.RuneCountInString(both)}, both}, both != ""
}
