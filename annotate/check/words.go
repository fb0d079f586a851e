package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate"
	"rubricator/annotate/letter"
)

// word is a word, a number or a single sign of a text.
type word struct {
	span  annotate.Span
	hash  uint32 // of what is compared of it
	kind  wordKind
	alone bool // a letter of a script without spaces
}

type wordKind uint8

const (
	sign   wordKind = iota
	number          // it begins with a digit
	small           // a word that no name begins with: in scripts with case, one without capitals
	namely          // a word that may be a name
)

// words cuts a piece of text that begins at a code point. Letters that are written without spaces stand alone.
func words(list []word, s string, at int) []word {
	for len(s) > 0 {
		r, w := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) || letter.Plain(r) < 0 {
			s, at = s[w:], at+1
			continue
		}
		n, runes := w, 1
		if inWord(r) && !alone(r) {
			n, runes = reach(s)
		}
		list = append(list, word{annotate.Span{Start: at, End: at + runes}, fold(s[:n]), kindOf(s[:n]), alone(r)})
		s, at = s[n:], at+runes
	}
	return list
}

// reach is how far the word at the beginning of s goes, in bytes and code points. What has no width at its end is left out.
func reach(s string) (bytes, runes int) {
	n := 0
	for b, r := range s {
		n++
		switch {
		case alone(r):
			return bytes, runes
		case inWord(r):
			bytes, runes = b+utf8.RuneLen(r), n
		case letter.Plain(r) >= 0:
			return bytes, runes
		}
	}
	return bytes, runes
}

// length is how many words a name has for a model: two letters that stand alone count as one.
func length(list []word) (n int32) {
	for _, w := range list {
		n += 2
		if w.alone {
			n--
		}
	}
	return (n + 1) / 2
}

// lastWord is the word that s ends with; "" where it ends with none.
func lastWord(s string) string { return s[len(strings.TrimRightFunc(s, inWord)):] }

func inWord(r rune) bool {
	return r < utf8.RuneSelf && ('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_') ||
		r >= utf8.RuneSelf && unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// alone reports letters of scripts without spaces between words.
func alone(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func kindOf(w string) wordKind {
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsDigit(first):
		return number
	case !inWord(first):
		return sign
	}
	for _, r := range w {
		if unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r) {
			return namely
		}
	}
	return small
}

// capitals is from how many letters on a word in capitals is the same as with one: IRAN and Iran, but not US and Us.
const capitals = 4

// fold is the hash of what is compared of a word: its case counts, as names and other words may differ in nothing else
// (May, may), but not its marks and variants of letters.
func fold(w string) uint32 {
	if !norm.NFC.IsNormalString(w) {
		w = norm.NFC.String(w)
	}
	loud := allCapitals(w)
	h := uint64(0xCBF29CE484222325)
	first := true
	for _, r := range w {
		if r = letter.Plain(r); r < 0 {
			continue
		}
		if loud && !first {
			r = letter.Lower(r)
		}
		first = false
		h = (h ^ uint64(r)) * 0x100000001B3
	}
	if h32 := uint32(h^h>>32) &^ maybeName; h32 != nothing {
		return h32
	}
	return 2
}

// nothing is the hash of no word. The lowest bit of a hash is 0.
const nothing = 0

func allCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= capitals
}

// chain is the hash of a phrase that goes on with one more word.
func chain(phrase uint64, w uint32) uint64 {
	return (phrase^uint64(w))*0x9E3779B97F4A7C15 + phrase>>29
}

// phraseOf is the hash of a phrase, whatever its white space; 0 where it has no words.
func phraseOf(s string) uint64 {
	h := uint64(0)
	for _, w := range words(nil, s, 0) {
		h = chain(h, w.hash)
	}
	return h
}
