package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// trim takes white space and invisible marks from both ends: no span of a training file may start or end on them.
func trim(s string) string { return strings.TrimFunc(s, mayNotEnd) }

// trimmed is the span and quote after trim; the span is empty if nothing is left.
func trimmed(sp annotate.Span, quote string) (annotate.Span, string) {
	right := strings.TrimRightFunc(quote, mayNotEnd)
	both := strings.TrimLeftFunc(right, mayNotEnd)
	sp.End -= utf8.RuneCountInString(quote[len(right):])
	sp.Start += utf8.RuneCountInString(right[:len(right)-len(both)])
	return sp, both
}

// mayNotEnd reports whether no span may start or end on r: white space, zero-width characters and the controls of
// text direction.
func mayNotEnd(r rune) bool {
	switch {
	case isSpace(r):
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}

// isSpace is Python's str.isspace, which the programs that read our files use: 29 characters.
func isSpace(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F }

// vanishes reports whether sub-word tokenizers delete r: white space, controls and format characters.
func vanishes(r rune) bool {
	if r < 0x80 {
		return r <= ' ' || r == 0x7F
	}
	return isSpace(r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

// allVanish reports whether nothing of s is left in front of a model.
func allVanish(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !vanishes(r) }) < 0
}
