package textlayout

import (
	"container/list"
	"image"

	"github.com/go-text/typesetting/font"
)

// maxGlyphBytes bounds the masks that a painter keeps.
const maxGlyphBytes = 16 << 20

// glyphKey names a mask; quarter is the fraction of a pixel, in quarters, by which
// the glyph stands right of a whole one.
type glyphKey struct {
	font    *font.Font
	id      font.GID
	size    uint16
	quarter uint8
}

// glyphImage is a drawn glyph: a coverage mask, or a picture with its own colours.
type glyphImage struct {
	mask   *image.Alpha
	colour *image.RGBA
	x, y   int // of its top left corner from the glyph's origin
}

func (g *glyphImage) empty() bool { return g.mask == nil && g.colour == nil }

func (g *glyphImage) bytes() int {
	const overhead = 200
	n := overhead
	if g.mask != nil {
		n += len(g.mask.Pix)
	}
	if g.colour != nil {
		n += len(g.colour.Pix)
	}
	return n
}

// glyphCache drops what was drawn longest ago.
type glyphCache struct {
	entries map[glyphKey]*list.Element
	recent  *list.List
	size    int // bytes
	limit   int
}

type glyphEntry struct {
	key glyphKey
	img glyphImage
}

func newGlyphCache() *glyphCache {
	return &glyphCache{entries: map[glyphKey]*list.Element{}, recent: list.New(), limit: maxGlyphBytes}
}

func (c *glyphCache) get(fonts *FontSet, key glyphKey) *glyphImage {
	if el := c.entries[key]; el != nil {
		c.recent.MoveToFront(el)
		return &el.Value.(*glyphEntry).img
	}
	e := &glyphEntry{key, rasterise(fonts.face(key.font), key)}
	c.entries[key] = c.recent.PushFront(e)
	c.size += e.img.bytes()
	for c.size > c.limit && c.recent.Len() > 1 {
		old := c.recent.Remove(c.recent.Back()).(*glyphEntry)
		delete(c.entries, old.key)
		c.size -= old.img.bytes()
	}
	return &e.img
}
