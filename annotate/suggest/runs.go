package suggest

// run is a sequence of capitalised words within a sentence, with the hyphens between them: most names are one, or a part of one. What a word's
// run begins and ends with, and what stands around it, tells names apart whose own words nobody knows.
type run struct{ first, last int } // cells; last is 0 where there is none

// runs are those of each cell.
func (c *cells) runs() []run {
	runs := make([]run, len(c.list))
	for s := 0; s+1 < len(c.sentences); s++ {
		for i, last := c.sentences[s], c.sentences[s+1]; i < last; i++ {
			if !c.high(i) {
				continue
			}
			r := run{i, i + 1}
			for r.last < last && (c.high(r.last) || r.last+1 < last && c.hyphen(r.last) && c.high(r.last+1)) {
				r.last++
			}
			for ; i < r.last; i++ {
				runs[i] = r
			}
		}
	}
	return runs
}

// high reports whether a cell is a word with a capital that it does not owe to its place at the beginning of a sentence, and no part of a date.
func (c *cells) high(i int) bool {
	x := &c.list[i]
	t := &c.traits[x.traits]
	return t.kind == word && t.cased != uncased && t.cased != lowered && !(x.first && c.doc[t.word].small > 0) && !(c.dates != nil && c.dates[i])
}

func (c *cells) hyphen(i int) bool { s := c.text(i); return s == "-" || s == "‐" }

// where is the place of a cell in its run.
func (r run) where(i int) uint64 {
	switch {
	case r.last-r.first == 1:
		return 3
	case i == r.first:
		return 0
	case i == r.last-1:
		return 2
	}
	return 1
}

// longRun is the number of cells from which on runs count as equally long.
const longRun = 6

// inRun adds what a cell's run looks like.
func (x *extractor) inRun(i, first, last int) {
	r := x.runs[i]
	if r.last == 0 {
		return
	}
	at, n := r.where(i), min(r.last-r.first, longRun)
	open, head := x.near(r.first, first, last), x.near(r.last-1, first, last)
	before, after := x.near(r.first-1, first, last), x.near(r.last, first, last)
	x.row(64, uint64(n)*4+at)
	if n > 1 {
		x.pair(65, head.word, at)
		x.pair(66, head.class[fine], at)
		x.pair(67, open.class[fine], at)
		x.pair(68, mix(head.class[fine], open.class[fine]), at)
		x.pair(69, before.class[fine], at)
		x.pair(70, after.class[fine], at)
		x.pair(71, before.word, at)
		x.pair(72, after.word, at)
	}
	x.pair(73, mix(before.class[fine], after.class[fine]), at)
	x.pair(74, mix(head.class[fine], before.class[fine]), at)
	x.pair(75, mix(head.class[fine], after.class[fine]), at)
	x.pair(76, mix(before.word, after.word), at)
}
