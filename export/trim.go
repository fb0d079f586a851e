package export

import (
	"strings"
	"unicode"
)

// trim takes white space and invisible marks from both ends: no exported span may start or end on them.
func trim(s string) string { return strings.TrimFunc(s, edgeless) }

// edgeless reports whether a span may not start or end on r: the white space of Python's str.isspace, zero-width
// characters and the controls of text direction.
func edgeless(r rune) bool {
	switch {
	case unicode.IsSpace(r), 0x1C <= r && r <= 0x1F:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}
