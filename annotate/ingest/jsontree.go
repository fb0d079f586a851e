package ingest

import (
	"strconv"
)

// tree is a JSON value with all in it. What is absent has the kind 0 and is as good as empty.
type tree struct {
	kind byte // '{', '[', '"', '1' for a number, 't', 'f' or 'n'
	text string
	raw  []byte
	list []tree
	keys []string // of list, where it is an object
}

// parseTree reads one value. Flaws are what jsonCursor calls so; the error is the first thing that is no JSON. data must
// be UTF-8 and must not change while the tree is in use.
func parseTree(data []byte) (tree, []string, error) {
	c := &jsonCursor{b: data}
	t := c.tree(0)
	c.end()
	return t, c.flaws, c.err
}

func (c *jsonCursor) tree(depth int) (t tree) {
	if depth > maxJSONDepth {
		c.fail("a value that is not nested so deep")
		return t
	}
	b := c.peek()
	from := c.at
	switch {
	case b == '{':
		t.kind = b
		c.object(func(key string) { t.keys, t.list = append(t.keys, key), append(t.list, c.tree(depth+1)) })
	case b == '[':
		t.kind = b
		c.list(func() { t.list = append(t.list, c.tree(depth+1)) })
	case b == '"':
		t.kind, t.text = b, c.str()
	default:
		c.scalar()
		if c.err == nil && c.at > from {
			t.kind = kindOfScalar(c.b[from])
		}
	}
	if c.err == nil {
		t.raw = c.b[from:c.at]
	}
	return t
}

// kindOfScalar goes by the first byte; NaN and the infinities are numbers that no reader takes.
func kindOfScalar(b byte) byte {
	if b == 't' || b == 'f' || b == 'n' {
		return b
	}
	return '1'
}

// get is the value of a key; of an object in which it is not, and of what is no object, it is absent.
func (t tree) get(key string) tree {
	for i, k := range t.keys {
		if k == key {
			return t.list[i]
		}
	}
	return tree{}
}

// at is an element of a list; absent where there is none.
func (t tree) at(i int) tree {
	if t.kind != '[' || i >= len(t.list) {
		return tree{}
	}
	return t.list[i]
}

// missing reports whether the value is absent or null.
func (t tree) missing() bool { return t.kind == 0 || t.kind == 'n' }

// str is a string; false for anything else.
func (t tree) str() (string, bool) { return t.text, t.kind == '"' }

// id is a string or a number as a string.
func (t tree) id() string {
	if t.kind == '1' {
		return string(t.raw)
	}
	return t.text
}

// int is a whole number; false for anything else.
func (t tree) int() (int, bool) {
	if t.kind != '1' {
		return 0, false
	}
	n, err := strconv.Atoi(string(t.raw))
	return n, err == nil
}

// number is a number; false for anything else, for NaN and for the infinities.
func (t tree) number() (float64, bool) {
	if t.kind != '1' || !isNumber(t.raw) {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(t.raw), 64)
	return f, err == nil
}

// plain is a value as a line for people: a string itself, anything else its JSON.
func (t tree) plain() string {
	if t.kind == '"' {
		return t.text
	}
	return string(t.raw)
}
