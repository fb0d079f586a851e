package ingest

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// The readers here take the value that is wanted; any other kind of value is a flaw, and null counts as absent.

func (c *jsonCursor) wantString(key string) string {
	if c.peek() == '"' {
		before := len(c.flaws)
		s := c.str()
		for i := before; i < len(c.flaws); i++ {
			c.flaws[i] = key + ": " + c.flaws[i]
		}
		return s
	}
	c.other(key, "a string")
	return ""
}

func (c *jsonCursor) wantInt(key string) int {
	if b := c.peek(); b != '-' && (b < '0' || b > '9') {
		c.other(key, "a whole number")
		return 0
	}
	raw := c.raw()
	n, err := strconv.Atoi(string(raw))
	if err != nil && c.err == nil {
		c.flaw("%s: %.30s is not a whole number", key, raw)
	}
	return n
}

func (c *jsonCursor) wantNumber(key string) float64 {
	if b := c.peek(); b != '-' && (b < '0' || b > '9') {
		c.other(key, "a number")
		return 0
	}
	raw := c.raw()
	f, err := strconv.ParseFloat(string(raw), 64)
	if (err != nil || math.IsInf(f, 0)) && c.err == nil {
		c.flaw("%s: %.30s is not a number that JSON can hold", key, raw)
		return 0
	}
	return f
}

func (c *jsonCursor) wantList(key string, each func()) bool {
	if c.peek() == '[' {
		c.list(each)
		return true
	}
	c.other(key, "a list")
	return false
}

func (c *jsonCursor) wantObject(key string, each func(key string)) bool {
	if c.peek() == '{' {
		c.object(each)
		return true
	}
	c.other(key, "an object")
	return false
}

// other steps over a value that is not of the kind that is wanted.
func (c *jsonCursor) other(key, want string) {
	raw := c.raw()
	if c.err == nil && string(raw) != "null" {
		c.flaw("%s: %.30s is not %s", key, raw, want)
	}
}

// raw steps over one value of any kind and gives its bytes.
func (c *jsonCursor) raw() []byte {
	c.peek()
	from := c.at
	c.value(0)
	return c.b[from:c.at]
}

func (c *jsonCursor) value(depth int) {
	if depth > maxJSONDepth {
		c.fail("a value that is not nested so deep")
		return
	}
	switch b := c.peek(); {
	case b == '{':
		c.object(func(string) { c.value(depth + 1) })
	case b == '[':
		c.list(func() { c.value(depth + 1) })
	case b == '"':
		c.str()
	default:
		c.scalar()
	}
}

var numberForm = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// scalar reads a number or a word. NaN and the infinities, which Python writes, are left to who wanted a number.
func (c *jsonCursor) scalar() {
	from := c.at
	for c.at < len(c.b) && bytes.IndexByte([]byte(" \t\r\n,]}:\"[{"), c.b[c.at]) < 0 {
		c.at++
	}
	word := c.b[from:c.at]
	switch string(word) {
	case "true", "false", "null", "NaN", "Infinity", "-Infinity":
		return
	}
	if !isNumber(word) {
		c.at = from
		c.fail("a value")
	}
}

// isNumber reports whether b is a JSON number; short whole numbers need no pattern.
func isNumber(b []byte) bool {
	if len(b) > 0 && len(b) < 18 && (b[0] != '0' || len(b) == 1) {
		digits := 0
		for digits < len(b) && b[digits]-'0' < 10 {
			digits++
		}
		if digits == len(b) {
			return true
		}
	}
	return numberForm.Match(b)
}

// keySet remembers the keys of one object.
type keySet struct {
	few  [32]string // n of them
	n    int
	many map[string]bool // once there are more
}

// add reports whether the key was there before.
func (k *keySet) add(key string) bool {
	if k.many != nil {
		was := k.many[key]
		k.many[key] = true
		return was
	}
	if slices.Contains(k.few[:k.n], key) {
		return true
	}
	if k.n < len(k.few) {
		k.few[k.n] = key
		k.n++
		return false
	}
	k.many = make(map[string]bool, 2*len(k.few))
	for _, have := range k.few {
		k.many[have] = true
	}
	k.many[key] = true
	return false
}
