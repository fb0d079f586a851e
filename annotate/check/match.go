package check

import (
	"cmp"
	"slices"

	"rubricator/annotate"
)

// mostWords is how long a phrase is looked for.
const mostWords = 16

// match finds, in one pass over the words that a document holds, where names stand that begin with one of first and
// have a place of from or later in Index.names.
func (x *Index) match(d *document, first starts, from int32) (found []place) {
	heads := d.heads
	for i, h := range d.held {
		if h.hash == nothing {
			continue
		}
		found = x.phrases(found, d, i, h.hash&^maybeName, 0, first, from)
		for len(heads) > 0 && int(heads[0].word) < i {
			heads = heads[1:]
		}
		for len(heads) > 0 && int(heads[0].word) == i {
			found = x.phrases(found, d, i, heads[0].hash, int(heads[0].skip), first, from)
			heads = heads[1:]
		}
	}
	return found
}

// phrases tries those that begin with the i-th word, of which the first is compared as hash and begins behind skip code points.
func (x *Index) phrases(found []place, d *document, i int, hash uint32, skip int, first starts, from int32) []place {
	longest := min(first[hash], mostWords)
	phrase, named := uint64(0), false
	for j := i; j < min(len(d.held), i+longest); j++ {
		w := d.held[j]
		if w.hash == nothing {
			break
		}
		named = named || w.hash&maybeName != 0
		if j > i {
			hash = w.hash &^ maybeName
		}
		phrase = chain(phrase, hash)
		at, known := x.byPhrase[phrase]
		if !known || at < from {
			continue
		}
		p := place{start: int32(d.held[i].start() + skip), end: int32(w.end()), name: at, inner: none, cut: skip > 0}
		if x.stands(d, &p) && (p.inner != none || d.read && named && !d.amid(i, j)) {
			_, p.answered = slices.BinarySearchFunc(d.answered, p.span(), annotate.Span.Compare)
			found = append(found, p)
		}
	}
	return found
}

// stands reports whether a place is no annotation, and neither inside one nor across one; it finds the one inside it.
func (x *Index) stands(d *document, p *place) bool {
	i, _ := slices.BinarySearchFunc(d.mentions, p.end, func(m mention, end int32) int { return cmp.Compare(m.start, end) })
	hull, several := mention{start: p.end, end: p.start}, false
	for i--; i >= 0 && d.mentions[i].reach > p.start; i-- {
		m := d.mentions[i]
		switch {
		case m.end <= p.start:
			continue
		case m.start < p.start || m.end > p.end || m.start == p.start && m.end == p.end:
			return false
		}
		if several = m.start > hull.start || m.end < hull.end; !several {
			p.inner = int32(i)
		}
		hull.start, hull.end = min(hull.start, m.start), max(hull.end, m.end)
	}
	return !several
}

// amid reports whether the words from i to j look like a part of a longer name: a word with a capital stands right beside
// them that is no title.
func (d *document) amid(i, j int) bool {
	if i > 0 && d.held[i-1].strong() && d.held[i].start()-d.held[i-1].end() <= 1 && !titleHashes[d.held[i-1].hash&^maybeName] {
		return true
	}
	return j+1 < len(d.held) && d.held[j+1].strong() && d.held[j+1].start()-d.held[j].end() <= 1
}
