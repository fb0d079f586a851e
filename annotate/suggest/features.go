package suggest

import "rubricator/annotate/suggest/lexis"

// features are the rows of the weight table that speak for each cell, in one slice.
type features struct {
	flat []uint32
	from []int32 // where the cells' begin, and at last the length
}

func (f *features) of(i int) []uint32 { return f.flat[f.from[i]:f.from[i+1]] }

// rowBits is the size of the weight tables: 2^18 rows.
const rowBits = 18

// extractor writes the features of cells.
type extractor struct {
	*cells
	lang  uint64
	hints [][]uint64 // what the lists and rules say of each cell
	out   features
	runs  []run // of the cells

	scripts scriptHints
}

func (c *cells) features(hints [][]uint64) features {
	x := extractor{cells: c, lang: lexis.Hash(c.view.lang), hints: hints, runs: c.runs(), scripts: c.scriptHints()}
	n := len(c.list)
	x.out.flat = make([]uint32, 0, 60*n)
	x.out.from = make([]int32, 1, n+1)
	for s := 0; s+1 < len(c.sentences); s++ {
		for i := c.sentences[s]; i < c.sentences[s+1]; i++ {
			x.cell(i, c.sentences[s], c.sentences[s+1])
			x.out.from = append(x.out.from, int32(len(x.out.flat)))
		}
	}
	return x.out
}

// row adds the feature of a template with a value.
func (x *extractor) row(template, value uint64) {
	x.out.flat = append(x.out.flat, uint32(mix(template, value)>>(64-rowBits)))
}

// pair adds the feature of a template with two values.
func (x *extractor) pair(template, a, b uint64) { x.row(template, a*31+b) }

var noTraits = &traits{word: 11, shape: 12}

func (x *extractor) near(i, first, last int) *traits {
	if i < first || i >= last {
		return noTraits
	}
	return &x.traits[x.list[i].traits]
}

func (x *extractor) cell(i, first, last int) {
	c := &x.list[i]
	t, before, after := x.near(i, first, last), x.near(i-1, first, last), x.near(i+1, first, last)
	before2, after2 := x.near(i-2, first, last), x.near(i+2, first, last)
	tok := &x.view.tokens[c.token]
	x.row(0, x.lang)
	x.row(1, t.word)
	x.row(2, before.word)
	x.row(3, after.word)
	x.row(4, before2.word)
	x.row(5, after2.word)
	x.pair(6, before.word, t.word)
	x.pair(7, t.word, after.word)
	x.row(8, t.shape)
	x.pair(9, before.shape, t.shape)
	x.pair(10, t.shape, after.shape)
	x.row(11, mix(mix(before.shape, t.shape), after.shape))
	x.pair(12, t.word, uint64(t.cased))
	x.pair(13, before.word, t.shape)
	x.pair(14, t.shape, after.word)
	for k, a := range t.affix {
		if a != 0 {
			x.row(15+uint64(k), a)
		}
	}
	if t.affix[6] != 0 {
		x.pair(24, t.affix[6], x.lang)
		x.pair(23, t.affix[6], t.shape)
	}
	if after.affix[6] != 0 {
		x.row(25, after.affix[6])
	}
	if before.affix[6] != 0 {
		x.row(26, before.affix[6])
	}
	x.pair(27, t.shape, x.lang)
	x.classes(t, before, after)
	if t.name|before.name|after.name != 0 {
		x.pair(43, uint64(t.name), t.shape)
		x.pair(44, uint64(before.name), uint64(t.name))
		x.pair(45, uint64(t.name), uint64(after.name))
		x.pair(46, uint64(before.name), t.shape)
	}
	x.place(c, t, tok)
	if t.chars {
		x.row(40, mix(mix(before2.word, before.word), t.word))
		x.row(41, mix(mix(t.word, after.word), after2.word))
		x.row(42, mix(mix(before.word, t.word), after.word))
	}
	if x.hints != nil {
		x.hint(i, first, last)
	}
	x.inRun(i, first, last)
	x.script(i, first, last)
}

// classTemplates are those of a word's own clusters by level.
var classTemplates = [levels]uint64{28, 30, 31, 32}

// classes are the features of word clusters.
func (x *extractor) classes(t, before, after *traits) {
	for k, c := range t.class {
		if c != 0 {
			x.row(classTemplates[k], c)
		}
	}
	if c := t.class[middle]; c != 0 {
		x.pair(33, c, t.shape)
	}
	if c := before.class[middle]; c != 0 {
		x.row(34, c)
		x.pair(36, c, t.shape)
		x.row(38, before.class[fine])
		x.pair(47, before.class[fine], t.shape)
	}
	if c := after.class[middle]; c != 0 {
		x.row(35, c)
		x.pair(37, c, t.shape)
		x.row(39, after.class[fine])
		x.pair(48, after.class[fine], t.shape)
	}
}

// place says where a cell stands: in its sentence, its line, its document, its word.
func (x *extractor) place(c *cell, t *traits, tok *token) {
	flags := uint64(tok.kind)
	if c.first {
		flags |= 4
	}
	if tok.line {
		flags |= 8
	}
	if tok.caps {
		flags |= 16
	}
	if tok.glued {
		flags |= 32
	}
	x.pair(50, flags, t.shape)
	if t.kind == word && t.cased != uncased && t.cased != lowered {
		u := x.doc[t.word]
		how := uint64(min(u.small, 1)*4 + min(u.high, 3))
		if c.first || tok.caps {
			how |= 16
		}
		x.row(51, how+x.custom)
	}
	if c.place != entire {
		w := &x.traits[c.whole]
		x.pair(52, w.word, uint64(c.place))
		x.pair(53, uint64(c.place), x.lang)
		x.pair(54, w.affix[2], uint64(c.place))
	}
}

// hint adds what lists and rules say of a cell and of its neighbours.
func (x *extractor) hint(i, first, last int) {
	for _, h := range x.hints[i] {
		h += x.custom
		x.row(60, h)
		if x.list[i].first {
			x.row(63, h)
		}
	}
	if i > first {
		for _, h := range x.hints[i-1] {
			x.row(61, h)
		}
	}
	if i+1 < last {
		for _, h := range x.hints[i+1] {
			x.row(62, h)
		}
	}
}
