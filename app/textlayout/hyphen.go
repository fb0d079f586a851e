package textlayout

import (
	"golang.org/x/image/math/fixed"

	"github.com/go-text/typesetting/font"
)

const softHyphen = 0xAD

// hyphenRun is the hyphen of the main font for a text that has soft hyphens.
func (f *FontSet) hyphenRun(runes []rune, style Style) run {
	for _, r := range runes {
		if r != softHyphen {
			continue
		}
		ft := f.main(style.Bold)
		g := glyph{id: hyphenGlyph(ft)}
		units := f.face(ft).HorizontalAdvance(g.id)
		g.advance = fixed.Int26_6(units * float32(style.Size) * 64 / float32(ft.Upem()))
		return run{font: ft, size: style.Size, glyphs: []glyph{g}}
	}
	return run{}
}

func hyphenGlyph(ft *font.Font) font.GID {
	if id, ok := ft.NominalGlyph(0x2010); ok {
		return id
	}
	id, _ := ft.NominalGlyph('-')
	return id
}

// hyphenAfter is the width of the hyphen that a line from one cell on gets when it ends
// before another: it has none unless it ends in a soft hyphen right after a letter, and
// the last line has none.
func (s *shaped) hyphenAfter(from, to int) fixed.Int26_6 {
	if len(s.hyphen.glyphs) == 0 || to-2 < from || to == len(s.cells) {
		return 0
	}
	if s.runes[s.cells[to-1].start] != softHyphen || s.cells[to-2].kind != inkCell || s.cells[to-2].width == 0 {
		return 0
	}
	return s.hyphen.glyphs[0].advance
}

// hyphenAt is the hyphen as a run of its own that stands for the soft hyphen in cell i.
func (s *shaped) hyphenAt(i int, level uint8) *run {
	r := s.hyphen
	r.start, r.end, r.level = int(s.cells[i].start), s.cellEnd(i), level
	r.glyphs = []glyph{s.hyphen.glyphs[0]}
	r.glyphs[0].cluster = s.cells[i].start
	return &r
}
