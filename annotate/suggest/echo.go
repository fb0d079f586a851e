package suggest

import (
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// echo lets the places of a phrase in one document speak for each other: what is surely a name in one place is likely one in the next. It is
// a second reading, in which each place of a phrase is told what the first thought of all of them (after Krishnan and Manning 2006).
type echo struct {
	phrases map[uint64]*phrase
	first   map[uint64]bool // hashes of the phrases' first words
	places  []place         // sorted by their first cell
	longest int
	tags    crf.Tags
}

// phrase is what the first reading thought of a sequence of words.
type phrase struct {
	cells int
	sure  []float64 // per label the sum of probabilities
	seen  int       // places
}

type place struct {
	crf.Span
	bonus float32
}

// echoWeight is what a phrase that is surely a name wherever it stands adds to each of its places; those that the first reading gave less than
// echoLeast say nothing.
const echoWeight, echoLeast = 2, 0.4

func newEcho(d *decoder, answers [][]annotate.Suggestion) *echo {
	e := &echo{phrases: map[uint64]*phrase{}, first: map[uint64]bool{}, tags: d.field.delta.Tags}
	c := d.article.cells
	for _, list := range answers {
		for _, s := range list {
			first, last := c.covering(s.Span.Start, s.Span.End)
			if s.Score < echoLeast || last-first > 8 {
				continue
			}
			e.note(d, first, last, slices.Index(d.field.labels, s.Label), s.Score)
		}
	}
	for _, t := range d.taken {
		if t.Label >= 0 && t.Last-t.First <= 8 {
			e.note(d, t.First, t.Last, t.Label, 1)
		}
	}
	e.find(c)
	return e
}

func (e *echo) note(d *decoder, first, last, label int, p float64) {
	h := d.article.cells.phraseHash(first, last)
	x := e.phrases[h]
	if x == nil {
		x = &phrase{cells: last - first, sure: make([]float64, len(d.field.labels))}
		e.phrases[h] = x
		e.first[d.article.cells.phraseHash(first, first+1)] = true
		e.longest = max(e.longest, x.cells)
	}
	x.sure[label] += p
}

// phraseHash is the hash of the words of some cells as they are written.
func (c *cells) phraseHash(first, last int) uint64 {
	h := uint64(1)
	for i := first; i < last; i++ {
		h = c.longerHash(h, i)
	}
	return h
}

// longerHash is the hash of a phrase that goes on with cell i.
func (c *cells) longerHash(h uint64, i int) uint64 {
	t := &c.traits[c.list[i].traits]
	return mix(h, t.word+uint64(t.cased))
}

// find looks for the places of all phrases.
func (e *echo) find(c *cells) {
	type found struct {
		first int
		x     *phrase
	}
	var all []found
	for s := 0; s+1 < len(c.sentences); s++ {
		for i := c.sentences[s]; i < c.sentences[s+1]; i++ {
			h := c.phraseHash(i, i)
			for n := 1; n <= e.longest && i+n <= c.sentences[s+1]; n++ {
				h = c.longerHash(h, i+n-1)
				if n == 1 && !e.first[h] {
					break
				}
				if x := e.phrases[h]; x != nil && x.cells == n {
					x.seen++
					all = append(all, found{i, x})
				}
			}
		}
	}
	for _, f := range all {
		if f.x.seen < 2 {
			continue
		}
		for label, sum := range f.x.sure {
			if share := sum / float64(f.x.seen); sum > 0 {
				e.places = append(e.places, place{crf.Span{First: f.first, Last: f.first + f.x.cells, Label: label}, float32(echoWeight * share)})
			}
		}
	}
}

func (e *echo) between(first, last int) []place {
	from, _ := slices.BinarySearchFunc(e.places, first, func(p place, at int) int { return p.First - at })
	to, _ := slices.BinarySearchFunc(e.places, last, func(p place, at int) int { return p.First - at })
	return e.places[from:to]
}

func (e *echo) speaks(first, last int) bool { return len(e.between(first, last)) > 0 }

// add raises the tags of the places in one sentence.
func (e *echo) add(l *crf.Lattice, first, last int) {
	if e == nil {
		return
	}
	for _, p := range e.between(first, last) {
		for i := p.First; i < p.Last; i++ {
			l.At(i - first)[e.tags.Tag(p.Label, crf.PlaceIn(i, p.First, p.Last))] += p.bonus
		}
	}
}
