package ingest

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonCursor reads one JSON value, front to back. It is stricter than encoding/json: keys are compared exactly, and
// half of a surrogate pair, a NUL and a key that comes twice are flaws. A flaw leaves the rest readable and waits in
// flaws; an err ends the reading.
type jsonCursor struct {
	b     []byte // valid UTF-8
	at    int
	err   error
	flaws []string
	words *shortStrings // of values read before; may be nil
	buf   []byte        // for strings with escapes
}

const maxJSONDepth = 500

func (c *jsonCursor) fail(want string) {
	if c.err != nil {
		return
	}
	if c.at >= len(c.b) {
		c.err = fmt.Errorf("the line ends where %s should be", want)
		return
	}
	c.err = fmt.Errorf("byte %d: %.20q where %s should be", c.at+1, c.b[c.at:], want)
}

func (c *jsonCursor) flaw(format string, args ...any) {
	c.flaws = append(c.flaws, fmt.Sprintf(format, args...))
}

// take hands over the flaws found since the last call.
func (c *jsonCursor) take() []string {
	f := c.flaws
	c.flaws = nil
	return f
}

// peek steps over white space and gives the next byte; 0 at the end or after an error.
func (c *jsonCursor) peek() byte {
	for c.err == nil && c.at < len(c.b) {
		switch b := c.b[c.at]; b {
		case ' ', '\t', '\n', '\r':
			c.at++
		default:
			return b
		}
	}
	return 0
}

func (c *jsonCursor) eat(b byte, want string) bool {
	if c.peek() != b {
		c.fail(want)
		return false
	}
	c.at++
	return true
}

// end expects nothing more.
func (c *jsonCursor) end() {
	if c.peek() != 0 || c.at < len(c.b) {
		c.fail("the end of the line")
	}
}

// object calls each with every key; each must read the value. A key that comes twice is a flaw.
func (c *jsonCursor) object(each func(key string)) {
	if !c.eat('{', "an object") {
		return
	}
	var seen keySet
	for first := true; c.err == nil; first = false {
		if c.peek() == '}' && first {
			c.at++
			return
		}
		c.peek()
		key := c.str()
		if !c.eat(':', "a colon after a key") {
			return
		}
		if seen.add(key) {
			c.flaw("key %q is there twice", key)
		}
		each(key)
		if c.peek() == '}' {
			c.at++
			return
		}
		c.eat(',', "a comma or } after a value")
	}
}

// list calls each at every element; each must read it.
func (c *jsonCursor) list(each func()) {
	if !c.eat('[', "a list") {
		return
	}
	if c.peek() == ']' {
		c.at++
		return
	}
	for c.err == nil {
		each()
		if c.peek() == ']' {
			c.at++
			return
		}
		c.eat(',', "a comma or ] after a value")
	}
}

// str reads a string.
func (c *jsonCursor) str() string {
	if !c.eat('"', "a string") {
		return ""
	}
	from := c.at
	for c.at < len(c.b) {
		switch b := c.b[c.at]; {
		case b == '"':
			c.at++
			return c.words.of(c.b[from : c.at-1])
		case b == '\\':
			return c.escaped(append(c.buf[:0], c.b[from:c.at]...))
		case b < 0x20:
			c.fail("a character or an escape (control characters must be escaped)")
			return ""
		}
		c.at++
	}
	c.fail("the end of a string")
	return ""
}

// escaped reads the rest of a string from its first backslash on.
func (c *jsonCursor) escaped(out []byte) string {
	for c.err == nil && c.at < len(c.b) {
		switch b := c.b[c.at]; {
		case b == '"':
			c.at++
			c.buf = out
			return c.words.of(out)
		case b < 0x20:
			c.fail("a character or an escape (control characters must be escaped)")
		case b == '\\':
			out = c.escape(out)
		default:
			n := bytes.IndexAny(c.b[c.at:], "\"\\")
			if n < 0 {
				n = len(c.b) - c.at
			}
			n = plain(c.b[c.at : c.at+n])
			out = append(out, c.b[c.at:c.at+n]...)
			c.at += n
		}
	}
	c.fail("the end of a string")
	return ""
}

// plain is how many bytes stand before the first control character.
func plain(b []byte) int {
	for i, x := range b {
		if x < 0x20 {
			return i
		}
	}
	return len(b)
}

func (c *jsonCursor) escape(out []byte) []byte {
	if c.at+1 >= len(c.b) {
		c.at = len(c.b)
		return out
	}
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	b := c.b[c.at+1]
	if i := bytes.IndexByte([]byte(from), b); i >= 0 {
		c.at += 2
		return append(out, to[i])
	}
	r, ok := c.unit(c.at)
	if !ok {
		c.fail("an escape")
		return out
	}
	c.at += 6
	if utf16.IsSurrogate(r) {
		low, _ := c.unit(c.at)
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			c.flaw("half of a surrogate pair, %s, stands alone", c.b[c.at-6:c.at])
		} else {
			c.at += 6
		}
	}
	if r == 0 {
		c.flaw("the character NUL")
	}
	return utf8.AppendRune(out, r)
}

// unit reads \uXXXX at a place without stepping over it.
func (c *jsonCursor) unit(at int) (rune, bool) {
	if at+6 > len(c.b) || c.b[at] != '\\' || c.b[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(c.b[at+2:at+6]), 16, 16)
	return rune(n), err == nil
}

// next goes on with another value; what was read of the last one stays good.
func (c *jsonCursor) next(b []byte) {
	buf := c.buf
	if cap(buf) > longBuffer {
		buf = nil
	}
	*c = jsonCursor{b: b, words: c.words, buf: buf}
}

const longBuffer = 1 << 20 // bytes that are not kept for another value

// shortStrings has strings that were read before, so that keys, labels and names that come again take no memory again.
// Each has one place, by its hash, and the last one there stays: it never grows.
type shortStrings [1024]string

const maxShort = 32 // bytes; an annotation's ID is longer and never comes again

var shortSeed = maphash.MakeSeed()

// of is string(b).
func (t *shortStrings) of(b []byte) string {
	if t == nil || len(b) > maxShort {
		return string(b)
	}
	at := &t[maphash.Bytes(shortSeed, b)%uint64(len(t))]
	if *at != string(b) {
		*at = string(b)
	}
	return *at
}
