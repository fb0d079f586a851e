package export

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// walker reads a line that this package has just written, to check it. It knows the order of the keys and expects no
// white space; the first thing that is not as expected stays in err, and every later call does nothing.
type walker struct {
	b   []byte
	at  int
	err error
}

func (w *walker) fail(want string) {
	if w.err == nil {
		w.err = fmt.Errorf("the line just made has %.20q at byte %d in place of %s", w.b[min(w.at, len(w.b)):], w.at, want)
	}
}

// lit expects exactly these bytes.
func (w *walker) lit(s string) {
	if w.err != nil {
		return
	}
	if len(w.b)-w.at < len(s) || string(w.b[w.at:w.at+len(s)]) != s {
		w.fail(s)
		return
	}
	w.at += len(s)
}

// more reports whether a list that begins with [ has another element, and steps over what stands before it.
func (w *walker) more(first bool) bool {
	if w.err != nil || w.at >= len(w.b) {
		w.fail("a list")
		return false
	}
	c := w.b[w.at]
	switch {
	case c == ']':
		w.at++
		return false
	case first:
		return true
	case c == ',':
		w.at++
		return true
	}
	w.fail(", or ]")
	return false
}

// num reads a whole number.
func (w *walker) num() int {
	n, from := 0, w.at
	for w.err == nil && w.at < len(w.b) && w.b[w.at]-'0' < 10 {
		n = n*10 + int(w.b[w.at]-'0')
		w.at++
	}
	if w.at == from {
		w.fail("a number")
	}
	return n
}

// str appends the decoded string to dst.
func (w *walker) str(dst []byte) []byte {
	w.lit(`"`)
	from := w.at
	for w.err == nil && w.at < len(w.b) {
		switch w.b[w.at] {
		case '"':
			dst = append(dst, w.b[from:w.at]...)
			w.at++
			return dst
		case '\\':
			dst = w.unescape(append(dst, w.b[from:w.at]...))
			from = w.at
		default:
			w.at++
		}
	}
	w.fail("the end of a string")
	return dst
}

func (w *walker) unescape(dst []byte) []byte {
	if w.at+1 >= len(w.b) {
		w.fail("an escape")
		return dst
	}
	switch c := w.b[w.at+1]; c {
	case 'n':
		dst = append(dst, '\n')
	case 't':
		dst = append(dst, '\t')
	case 'r':
		dst = append(dst, '\r')
	case '"', '\\':
		dst = append(dst, c)
	case 'u':
		v, err := strconv.ParseUint(string(w.b[w.at+2:min(w.at+6, len(w.b))]), 16, 16)
		if err != nil {
			w.fail("four hexadecimal digits")
			return dst
		}
		w.at += 4
		dst = utf8.AppendRune(dst, rune(v))
	default:
		w.fail("an escape")
		return dst
	}
	w.at += 2
	return dst
}

// skip steps over one value of any kind.
func (w *walker) skip() {
	depth := 0
	for w.err == nil && w.at < len(w.b) {
		switch w.b[w.at] {
		case '"':
			w.skipString()
			if depth == 0 {
				return
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return
			}
			if depth--; depth == 0 {
				w.at++
				return
			}
		case ',':
			if depth == 0 {
				return
			}
		}
		w.at++
	}
	w.fail("the end of a value")
}

func (w *walker) skipString() {
	for w.at++; w.at < len(w.b); w.at++ {
		switch w.b[w.at] {
		case '\\':
			w.at++
		case '"':
			w.at++
			return
		}
	}
	w.fail("the end of a string")
}
