package textlayout

import (
	"github.com/go-text/typesetting/language"
	"golang.org/x/image/math/fixed"
)

const (
	softHyphen = 0xAD
	hyphen     = 0x2010
)

// hyphenRun is the hyphen, in the font of Latin letters, for a text that has soft hyphens.
func (f *FontSet) hyphenRun(runes []rune, style Style) run {
	for _, r := range runes {
		if r != softHyphen {
			continue
		}
		ft := f.choose([]rune{hyphen}, language.Latin, style)
		id, _ := ft.NominalGlyph(hyphen)
		units := f.face(ft).HorizontalAdvance(id)
		advance := fixed.Int26_6(units * float32(style.Size) * 64 / float32(ft.Upem()))
		return run{font: ft, size: style.Size, glyphs: []glyph{{id: id, advance: advance}}}
	}
	return run{}
}

// hyphenReach is how many cells that are not seen may stand between a letter and its
// hyphen, the soft hyphen among them: more than anybody types.
const hyphenReach = 8

// hyphenAfter is the width of the hyphen that a line of cells [from, to) gets, and the
// letter that it follows: none, and -1, unless the line ends in a soft hyphen after a
// letter, with nothing between them that is seen, and is not the paragraph's last.
func (s *shaped) hyphenAfter(from, to int) (width fixed.Int26_6, letter int) {
	if len(s.hyphen.glyphs) == 0 || to <= from || to == len(s.cells) && !s.goesOn {
		return 0, -1
	}
	if s.runes[s.cells[to-1].start] != softHyphen {
		return 0, -1
	}
	for i := to - 2; i >= max(from, to-1-hyphenReach); i-- {
		switch c := s.cells[i]; {
		case c.kind == inkCell && c.width > 0:
			return s.hyphen.glyphs[0].advance, i
		case c.kind != hiddenCell:
			return 0, -1
		}
	}
	return 0, -1
}

// hyphenAt is the hyphen as a run of its own that stands for the soft hyphen in cell i.
func (s *shaped) hyphenAt(i int, level uint8) *run {
	r := s.hyphen
	r.start, r.end, r.level = int(s.cells[i].start), s.cellEnd(i), level
	r.glyphs = []glyph{s.hyphen.glyphs[0]}
	r.glyphs[0].cluster = s.cells[i].start
	return &r
}
