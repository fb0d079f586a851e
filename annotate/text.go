package annotate

import (
	"crypto/sha256"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Text is a frozen article text with an index from code points to bytes. The zero value is the empty text.
// This file is the only place where code points are converted to other units.
type Text struct {
	s     string
	n     int   // code points
	marks []int // byte offset of every stride-th code point; nil when the text is ASCII
}

const stride = 64

// NewText indexes s, which must be valid UTF-8 without NUL and without carriage returns.
func NewText(s string) (Text, error) {
	if !utf8.ValidString(s) {
		return Text{}, fmt.Errorf("%w: not valid UTF-8 at byte %d", ErrText, invalidAt(s))
	}
	if i := strings.IndexAny(s, "\x00\r"); i >= 0 {
		return Text{}, fmt.Errorf("%w: character %q at byte %d", ErrText, s[i], i)
	}
	n := utf8.RuneCountInString(s)
	if n == len(s) {
		return Text{s: s, n: n}, nil
	}
	marks := make([]int, 0, n/stride+1)
	i := 0
	for b := range s {
		if i%stride == 0 {
			marks = append(marks, b)
		}
		i++
	}
	return Text{s: s, n: n, marks: marks}, nil
}

func invalidAt(s string) int {
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && w == 1 {
			return i
		}
		i += w
	}
	return len(s)
}

// String is the whole text.
func (t Text) String() string { return t.s }

// Len is the length in code points.
func (t Text) Len() int { return t.n }

// SHA256 is the hash of the text's UTF-8 bytes.
func (t Text) SHA256() [32]byte { return sha256.Sum256([]byte(t.s)) }

// Slice is the text under a span. A span that reaches outside the text is cut to it.
func (t Text) Slice(sp Span) string {
	start, end := max(0, min(sp.Start, t.n)), max(0, min(sp.End, t.n))
	if start >= end {
		return ""
	}
	return t.s[t.Byte(start):t.Byte(end)]
}

// Byte is the byte offset of a code-point offset in [0, Len].
func (t Text) Byte(offset int) int {
	if t.marks == nil {
		return offset
	}
	if offset >= t.n {
		return len(t.s)
	}
	b := t.marks[offset/stride]
	for range offset % stride {
		_, w := utf8.DecodeRuneInString(t.s[b:])
		b += w
	}
	return b
}

// CodePoint is the code-point offset of a byte offset that stands on a character's first byte, or at the end.
func (t Text) CodePoint(b int) int {
	if t.marks == nil {
		return b
	}
	m := sort.SearchInts(t.marks, b+1) - 1
	if m < 0 {
		return 0
	}
	return m*stride + utf8.RuneCountInString(t.s[t.marks[m]:b])
}

// UTF16 is the offset in UTF-16 code units of a code-point offset.
func (t Text) UTF16(offset int) int {
	units := 0
	for _, r := range t.s[:t.Byte(offset)] {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return units
}
