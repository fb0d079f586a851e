package textlayout

import "container/list"

// maxShaped bounds the shaped text that a layout keeps, in code points; a shaped
// code point takes about 150 bytes.
const maxShaped = 100_000

// shapeCache keeps the blocks last looked at.
type shapeCache struct {
	entries map[int]*list.Element
	recent  *list.List // of *cacheEntry, newest first
	size    int        // code points
}

type cacheEntry struct {
	block int
	key   shapeKey
	text  *shaped
	lines []*Line
	words []wordSpan // nil until asked for
}

// shapeKey is all that shaping depends on beside the text.
type shapeKey struct {
	size  int
	bold  bool
	fonts Fonts
	dir   Direction
}

func (c *shapeCache) init() {
	c.entries = map[int]*list.Element{}
	c.recent = list.New()
}

func (c *shapeCache) get(i int, key shapeKey) *cacheEntry {
	el := c.entries[i]
	if el == nil {
		return nil
	}
	e := el.Value.(*cacheEntry)
	if e.key != key {
		c.remove(el)
		return nil
	}
	c.recent.MoveToFront(el)
	return e
}

// peek is the text of a block if it is kept, without counting as a look at it.
func (c *shapeCache) peek(i int, key shapeKey) *shaped {
	if el := c.entries[i]; el != nil && el.Value.(*cacheEntry).key == key {
		return el.Value.(*cacheEntry).text
	}
	return nil
}

func (c *shapeCache) put(i int, key shapeKey, s *shaped) *cacheEntry {
	e := &cacheEntry{block: i, key: key, text: s}
	c.entries[i] = c.recent.PushFront(e)
	c.size += len(s.runes) + 1
	for c.size > maxShaped && c.recent.Len() > 1 {
		c.remove(c.recent.Back())
	}
	return e
}

func (c *shapeCache) remove(el *list.Element) {
	e := c.recent.Remove(el).(*cacheEntry)
	delete(c.entries, e.block)
	c.size -= len(e.text.runes) + 1
}

// dropLines forgets the lines and keeps the glyphs.
func (c *shapeCache) dropLines() {
	for el := c.recent.Front(); el != nil; el = el.Next() {
		el.Value.(*cacheEntry).lines = nil
	}
}
