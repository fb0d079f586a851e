package suggest

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// view is a text cut into tokens. Token offsets are code points of the text.
type view struct {
	text   string
	lang   string
	tokens []token
}

type token struct {
	start, end int    // code points
	from, to   int    // bytes
	hash       uint64 // of the folded text
	kind       kind
	cased      letterCase
	glued      bool // no white space stands before it
	line       bool // it is the first of its line
	caps       bool // its line is written in capitals
	heads      []edge
	tails      []edge
}

// edge is another place where a token may start or end: behind an Arabic or Hebrew prefix, before a Korean particle.
type edge struct {
	at    int    // code points
	hash  uint64 // of what is left of the token, folded
	affix string // what is cut off
	whole bool   // the cut shows no clean boundary: the span takes the whole token
}

type kind uint8

const (
	symbol kind = iota
	word
	number
)

func (v *view) str(t token) string { return v.text[t.from:t.to] }

// slice is the text from the start of token i to the end of token j-1.
func (v *view) slice(i, j int) string { return v.text[v.tokens[i].from:v.tokens[j-1].to] }

// is reports whether token i exists and is exactly s.
func (v *view) is(i int, s string) bool {
	return i >= 0 && i < len(v.tokens) && v.str(v.tokens[i]) == s
}

func newView(ctx context.Context, text, lang string) (*view, error) {
	v := &view{text: firstLines(text), lang: lang}
	v.tokens = make([]token, 0, len(v.text)/5+2)
	cut := cutter{view: v, line: true}
	it := words.FromString(v.text)
	for n := 0; it.Next(); n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		cut.word(it.Value())
	}
	v.markCapitals()
	return v, nil
}

// phraseView cuts a short phrase as text is cut.
func phraseView(phrase, lang string) *view {
	v, _ := newView(context.Background(), phrase, lang)
	return v
}

func firstLines(text string) string {
	if len(text) <= MaxBytes {
		return text
	}
	return text[:strings.LastIndexByte(text[:MaxBytes], '\n')+1]
}

// cutter walks the words of a text and appends their tokens.
type cutter struct {
	view        *view
	b, cp       int  // where the next word starts: bytes, code points
	space, line bool // white space, a line break stood before it
}

func (c *cutter) word(w string) {
	if isSpace(w) {
		c.space = true
		c.line = c.line || strings.ContainsAny(w, "\n\u2028\u2029")
		c.b, c.cp = c.b+len(w), c.cp+utf8.RuneCountInString(w)
		return
	}
	for len(w) > 0 {
		n := firstPiece(w)
		c.piece(w[:n])
		w = w[n:]
	}
}

func isSpace(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsSpace(r)
}

func (c *cutter) piece(p string) {
	n := utf8.RuneCountInString(p)
	if core := strings.TrimRightFunc(p, invisible); core != "" && !isSpace(core) {
		t := token{start: c.cp, end: c.cp + n - utf8.RuneCountInString(p[len(core):]), from: c.b, to: c.b + len(core),
			kind: kindOf(core), glued: !c.space && c.b > 0, line: c.line}
		t.hash = foldHash(core)
		if t.kind == word {
			t.cased = caseOf(core)
			t.heads, t.tails = attached(core, t, c.view.lang)
		}
		c.view.tokens = append(c.view.tokens, t)
		c.space, c.line = false, false
	}
	c.b, c.cp = c.b+len(p), c.cp+n
}

// invisible characters belong to no token's end, though UAX #29 joins them to the word before.
func invisible(r rune) bool {
	return r != 0x200C && r != 0x200D && unicode.Is(unicode.Cf, r)
}

func kindOf(s string) kind {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return word
	case unicode.IsDigit(r):
		return number
	}
	return symbol
}

// firstPiece is the length in bytes of the first token in a UAX #29 word: words are cut where small letters run into a
// capital, between letters and digits, and at the marks that the standard keeps inside words. U.S stays whole.
func firstPiece(w string) int {
	before, _ := utf8.DecodeRuneInString(w)
	if abbreviation(w) {
		return len(w)
	}
	for i, r := range w {
		if i == 0 || joins(r) {
			continue
		}
		if hebrewQuote(w, i, before, r) {
			continue
		}
		if boundary(before, r) {
			return i
		}
		before = r
	}
	return len(w)
}

// hebrewQuote reports the quotes that Hebrew writes inside acronyms and foreign sounds, and behind a single letter. The
// quote counts as part of the letter before it.
func hebrewQuote(w string, i int, before, r rune) bool {
	if before < 0x05D0 || before > 0x05EA || !strings.ContainsRune("\"'״׳’", r) {
		return false
	}
	return i+utf8.RuneLen(r) < len(w) || i == utf8.RuneLen(before)
}

// joins reports marks and invisible joiners, which never start a token.
func joins(r rune) bool {
	return r >= 0x300 && (unicode.IsMark(r) || unicode.Is(unicode.Cf, r))
}

// abbreviation reports whether w is single letters with dots between them.
func abbreviation(w string) bool {
	if strings.IndexByte(w, '.') < 1 {
		return false
	}
	for part := range strings.SplitSeq(w, ".") {
		if r, n := utf8.DecodeRuneInString(part); n != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

func boundary(before, r rune) bool {
	a, b := classOf(before), classOf(r)
	if a == 's' && b == 's' {
		return before < utf8.RuneSelf // emoji may be several characters in one
	}
	return a != b && !(a == 'U' && b == 'l')
}

// classOf tells small letters, capitals, digits and symbols apart; letters without case count as small.
func classOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'U'
	case unicode.IsLetter(r):
		return 'l'
	case unicode.IsDigit(r):
		return 'd'
	}
	return 's'
}

// markCapitals marks the tokens of lines that have three words or more, all in capitals.
func (v *view) markCapitals() {
	for i := 0; i < len(v.tokens); {
		j, high, low := i, 0, 0
		for ; j < len(v.tokens) && (j == i || !v.tokens[j].line); j++ {
			switch v.tokens[j].cased {
			case capital:
				high++
			case lowered, titled:
				low++
			}
		}
		if low == 0 && high >= 3 {
			for k := i; k < j; k++ {
				v.tokens[k].caps = true
			}
		}
		i = j
	}
}

// chain is the hash of a phrase that goes on with one more token.
func chain(phrase, token uint64) uint64 {
	return (phrase^token)*0x9E3779B97F4A7C15 + phrase>>29
}
