package find

import (
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Whole reports whether a span is no part of a longer word, as a hit must not be with Options.Words.
func Whole(t annotate.Text, span annotate.Span) bool {
	return wholeWords(t.String(), t.Byte(span.Start), t.Byte(span.End))
}

// wholeWords reports whether no word goes on across the ends of a range of bytes.
func wholeWords(text string, start, end int) bool {
	return !joined(lastRune(text[:start]), firstRune(text[start:end])) && !joined(lastRune(text[start:end]), firstRune(text[end:]))
}

// firstRune is the first code point that is not invisible and no mark; 0 when there is none.
func firstRune(s string) rune {
	for _, r := range s {
		if !passed(r) {
			return r
		}
	}
	return 0
}

func lastRune(s string) rune {
	for len(s) > 0 {
		r, w := utf8.DecodeLastRuneInString(s)
		if !passed(r) {
			return r
		}
		s = s[:len(s)-w]
	}
	return 0
}

func passed(r rune) bool { return invisible(r) || r >= 0x300 && unicode.Is(unicode.Mn, r) }

// joined reports whether two neighbours belong to one word. In scripts that put no space between words any two letters
// may belong to different ones.
func joined(a, b rune) bool { return inWord(a) && inWord(b) && !unspaced(a) && !unspaced(b) }

func inWord(r rune) bool {
	return r == '_' || unicode.In(r, unicode.L, unicode.M, unicode.N)
}

func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
