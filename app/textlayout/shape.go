package textlayout

import (
	"unicode"

	"github.com/go-text/typesetting/di"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// tabStop is the distance between tab stops in widths of a space.
const tabStop = 16

// noLigatures keeps letters apart that a highlight's edge may have to part.
var noLigatures = []shaping.FontFeature{
	{Tag: ot.MustNewTag("liga")}, {Tag: ot.MustNewTag("clig")}, {Tag: ot.MustNewTag("dlig")},
}

// source is text that is shaped together, with the paragraph around it.
type source struct {
	text       []rune  // the paragraph
	start, end int     // what is shaped
	levels     []uint8 // of what is shaped; nil: they are worked out, for a whole paragraph
}

func (s source) whole() bool { return s.start == 0 && s.end == len(s.text) }

// around is how many code points on either side can change the form of a letter.
const around = 8

// shape lays the glyphs of a block out in one endless line.
func (f *FontSet) shape(src source, dir Direction, style Style) *shaped {
	s := &shaped{runes: src.text[src.start:src.end:src.end], base: baseLevel(dir), size: style.Size}
	s.attrs = attributes(&f.breaks, s.runes)
	if src.levels != nil {
		s.levels = append([]uint8(nil), src.levels...)
	} else {
		s.levels = levels(s.runes, s.base)
	}
	s.tab = max(fixed.I(1), f.spaceWidth(style)*tabStop)
	s.hyphen = f.hyphenRun(s.runes, style)
	s.goesOn = src.end < len(src.text)
	s.cutCells()
	scripts := f.itemise(s, style, scriptBefore(src))
	from := max(0, src.start-around)
	clean := drawable(src.text[from:min(len(src.text), src.end+around)])
	c := &clusters{make([]bool, len(s.runes)), make([]fixed.Int26_6, len(s.runes))}
	first := 0
	for i := range s.runs {
		if !control(s.runes[s.runs[i].start]) {
			f.shapeRun(&s.runs[i], clean, src.start-from, scripts[i])
		}
		first = s.measure(i, first, c)
	}
	return s
}

func baseLevel(dir Direction) uint8 {
	if dir == RTL {
		return 1
	}
	return 0
}

// cutCells makes a cell of every grapheme and gives all of it one level.
func (s *shaped) cutCells() {
	for i, r := range s.runes {
		if s.attrs[i]&graphemeStart == 0 && i > 0 {
			s.levels[i] = s.levels[i-1]
			if !invisible(r) { // a mark on a space, or on nothing
				s.cells[len(s.cells)-1].kind = inkCell
			}
			continue
		}
		c := cell{start: int32(i)}
		switch {
		case r == '\t':
			c.kind = tabCell
		case invisible(r):
			c.kind = hiddenCell
		case unicode.IsSpace(r) && r != 0xA0 && r != 0x202F && r != 0x2007:
			c.kind = spaceCell
		}
		s.cells = append(s.cells, c)
	}
}

// itemise cuts the block into runs and returns the script of each. Controls are
// runs of their own: a tab's width is only known on its line, and rule L1 may move
// the others away from what they stand beside.
func (f *FontSet) itemise(s *shaped, style Style, before language.Script) []language.Script {
	var scripts []language.Script
	cellScripts := scriptsOf(s, before)
	for i := range s.cells {
		start, end := int(s.cells[i].start), s.cellEnd(i)
		grapheme, orphan := s.runes[start:end], s.orphan(i)
		if orphan {
			grapheme = onCircle(grapheme)
		}
		ft := f.choose(grapheme, cellScripts[i], style)
		if n := len(s.runs); ft == nil && n > 0 {
			ft = s.runs[n-1].font
		} else if ft == nil {
			ft = f.main(style.Bold)
		}
		size := f.sizeOf(ft, s.runes[start], cellScripts[i], style)
		if n := len(s.runs); n > 0 {
			last := &s.runs[n-1]
			same := ft == last.font && size == last.size && last.level == s.levels[start] && scripts[n-1] == cellScripts[i]
			if same && !orphan && !last.orphan && !control(s.runes[start]) && !control(s.runes[s.cells[i-1].start]) {
				last.end = end
				s.cells[i].run = int32(n - 1)
				continue
			}
		}
		s.cells[i].run = int32(len(s.runs))
		s.runs = append(s.runs, run{start: start, end: end, level: s.levels[start], font: ft, size: size, orphan: orphan})
		scripts = append(scripts, cellScripts[i])
	}
	return scripts
}

// scriptsOf gives each cell a script; what is common to all takes the script
// before it, and at the start the one that follows.
func scriptsOf(s *shaped, before language.Script) []language.Script {
	out := make([]language.Script, len(s.cells))
	current := before
	for i, c := range s.cells {
		if script := language.LookupScript(s.runes[c.start]); script.Strong() {
			current = script
		}
		out[i] = current
	}
	next := language.Latin
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] == 0 {
			out[i] = next
		}
		next = out[i]
	}
	return out
}

// farScript is how far back the script of the text before a block is looked for, in
// code points.
const farScript = 1000

// scriptBefore is the script that reigns where a block begins; 0 where there is none.
func scriptBefore(src source) language.Script {
	for i := src.start - 1; i >= max(0, src.start-farScript); i-- {
		if script := language.LookupScript(src.text[i]); script.Strong() {
			return script
		}
	}
	return 0
}

// drawable replaces control characters, which fonts show as boxes, by a zero
// width space. The slice is the same where there are none.
func drawable(runes []rune) []rune {
	out := runes
	for i, r := range runes {
		if !control(r) {
			continue
		}
		if &out[0] == &runes[0] {
			out = append([]rune(nil), runes...)
		}
		out[i] = 0x200B
	}
	return out
}

// control reports what a font has no glyph for, nor needs one.
func control(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || 0xFFF9 <= r && r <= 0xFFFB
}

// shapeRun fills in the glyphs of a run. Its block begins lead code points after text.
func (f *FontSet) shapeRun(r *run, text []rune, lead int, script language.Script) {
	in := shaping.Input{
		Text: text, RunStart: lead + r.start, RunEnd: lead + r.end,
		Direction: di.DirectionLTR, Face: f.face(r.font),
		Size: fixed.I(r.size), Script: script,
	}
	if r.level&1 == 1 {
		in.Direction = di.DirectionRTL
	}
	switch script {
	case language.Latin, language.Greek, language.Cyrillic, language.Hebrew, language.Armenian, language.Georgian:
		in.FontFeatures = noLigatures
	}
	if r.orphan {
		in.Text = onCircle(text[in.RunStart:in.RunEnd])
		in.RunStart, in.RunEnd = 0, len(in.Text)
	}
	out := f.shaper.ShapeNoExtents(in)
	r.glyphs = make([]glyph, len(out.Glyphs))
	for i, g := range out.Glyphs {
		r.glyphs[i] = glyph{
			cluster: int32(g.TextIndex() - lead), id: g.GlyphID,
			advance: g.Advance, dx: g.XOffset, dy: g.YOffset,
		}
		if r.orphan {
			r.glyphs[i].cluster = int32(r.start)
		}
	}
}

// clusters notes, rune by rune, where the glyphs of a block begin and how wide
// they are.
type clusters struct {
	begins []bool
	width  []fixed.Int26_6
}

// measure spreads the glyphs' advances over the cells of run i, the first of which
// is cell first, and returns the first cell of the next run.
func (s *shaped) measure(i, first int, c *clusters) (next int) {
	r := &s.runs[i]
	for _, g := range r.glyphs {
		c.begins[g.cluster] = true
		c.width[g.cluster] += g.advance
	}
	at := first
	for a := r.start; a < r.end; {
		b, end := a+1, at
		for b < r.end && !c.begins[b] {
			b++
		}
		for end < len(s.cells) && int(s.cells[end].start) < b {
			end++
		}
		inside := at > first && (at == end || int(s.cells[at].start) != a)
		if inside { // the cluster begins within the grapheme before
			share(s.cells[at-1:end], c.width[a])
		} else {
			share(s.cells[at:end], c.width[a])
		}
		a, at = b, end
	}
	return at
}

// share divides a cluster's width evenly: lam-alef is one glyph of two letters.
// Hidden characters that a font joins to their neighbours get nothing.
func share(cells []cell, width fixed.Int26_6) {
	seen := make([]int, 0, 4)
	for i := range cells {
		cells[i].tied = cells[i].tied || i > 0
		if cells[i].kind != hiddenCell {
			seen = append(seen, i)
		}
	}
	if len(seen) == 0 {
		seen = append(seen, 0)
	}
	n := fixed.Int26_6(len(seen))
	for k, i := range seen {
		k := fixed.Int26_6(k)
		cells[i].width += width*(k+1)/n - width*k/n
	}
}

// spaceWidth is the advance of U+0020 in the main font.
func (f *FontSet) spaceWidth(style Style) fixed.Int26_6 {
	face := f.face(f.main(style.Bold))
	gid, _ := face.NominalGlyph(' ')
	units := face.HorizontalAdvance(gid)
	return fixed.Int26_6(units * float32(style.Size) * 64 / float32(face.Upem()))
}
