package export

import (
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The encoder appends JSON to a slice. It escapes what JSON must, and the line ends U+0085, U+2028 and U+2029, at
// which some programs would break a line; all other characters stand as themselves.

// text appends s as a JSON string. NUL and bytes that are not UTF-8 cannot be carried: each becomes U+FFFD and the
// string is counted in the report.
func (r *run) text(dst []byte, s string) []byte {
	if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
		r.dirty++
		s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
	}
	return appendString(dst, s)
}

// field appends a key with its string; key comes with its punctuation, as in `,"id":`.
func (r *run) field(dst []byte, key, s string) []byte {
	return r.text(append(dst, key...), s)
}

func appendInt(dst []byte, key string, n int) []byte {
	return strconv.AppendInt(append(dst, key...), int64(n), 10)
}

// special marks the bytes at which a string may need an escape. 0xC2 and 0xE2 begin U+0085 and U+2028.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	t['"'], t['\\'], t[0xC2], t[0xE2] = true, true, true, true
	return t
}()

// appendString appends valid UTF-8 as a JSON string.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		esc, width := escape(s[i:])
		if width == 0 {
			continue
		}
		dst = append(append(dst, s[from:i]...), esc...)
		i += width - 1
		from = i + 1
	}
	return append(append(dst, s[from:]...), '"')
}

// escape gives the escape for the character that s begins with, and how many bytes it stands for; none is "", 0.
func escape(s string) (string, int) {
	switch c := s[0]; {
	case c == '\n':
		return `\n`, 1
	case c == '\t':
		return `\t`, 1
	case c == '"':
		return `\"`, 1
	case c == '\\':
		return `\\`, 1
	case c == '\r':
		return `\r`, 1
	case c < 0x20:
		return `\u00` + hex.EncodeToString([]byte{c}), 1
	case strings.HasPrefix(s, "\u0085"):
		return `\u0085`, 2
	case strings.HasPrefix(s, "\u2028"):
		return `\u2028`, 3
	case strings.HasPrefix(s, "\u2029"):
		return `\u2029`, 3
	}
	return "", 0
}
