package suggest

import (
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// lessonsOf are the sentences of a document that its work says something about, in the order of the text. A sentence counts as read to the
// end when a later one was touched or the article is finished: then what is not labelled is no name. Of the last one touched only
// what was said is learnt: the rest is open.
func lessonsOf(a *article, w annotate.Work, z *frozen) (list []prepared) {
	c := a.cells
	touched := make([]bool, len(c.sentences))
	last := -1
	touch := func(s annotate.Span) {
		if i := c.sentenceOf(s.Start); i >= 0 {
			touched[i], last = true, max(last, i)
		}
	}
	for x := range w.Annotations.Values() {
		touch(x.Span)
	}
	for d := range w.Decisions.Values() {
		touch(d.Span)
	}
	finished := w.Status == annotate.Finished
	w.Zones = merged(w.Zones)
	for s := 0; s+1 < len(c.sentences); s++ {
		if !finished && !touched[s] {
			continue
		}
		list = append(list, workedOn{c, w, z.labels, c.sentences[s], c.sentences[s+1]}.prepare(a, z, finished || s < last))
	}
	return list
}

// sentenceOf is the number of the sentence in which a place in code points lies; -1 for none.
func (c *cells) sentenceOf(place int) int {
	i := c.at(place)
	if i == len(c.list) {
		return -1
	}
	n, found := slices.BinarySearch(c.sentences, i)
	if !found {
		n--
	}
	return n
}

// workedOn is a sentence that somebody worked on.
type workedOn struct {
	cells       *cells
	work        annotate.Work
	labels      []string
	first, last int // cells
}

func (x workedOn) prepare(a *article, z *frozen, whole bool) prepared {
	p := prepared{n: x.last - x.first, weight: 1, scores: a.scores(z, x.first, x.last)}
	for i := x.first; i < x.last; i++ {
		p.rows = append(p.rows, a.features.of(i))
	}
	if !whole {
		p.open = make([]bool, len(x.labels))
		for i := range p.open {
			p.open[i] = true
		}
	}
	x.addSpans(&p)
	x.addRejections(&p)
	x.addZones(&p)
	p.digest = p.sum(x.first)
	return p
}

func (x workedOn) text() annotate.Span {
	return annotate.Span{Start: x.cells.list[x.first].start, End: x.cells.list[x.last-1].end}
}

// addSpans takes the outermost annotations. Where one ends within a cell, or has a label that the schema lacks, anything may stand.
func (x workedOn) addSpans(p *prepared) {
	list := slices.Clone(x.work.Annotations.Between(nil, x.text()))
	slices.SortStableFunc(list, func(a, b annotate.Annotation) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return b.Span.End - a.Span.End
	})
	end := 0
	for _, a := range list {
		first, last := x.cells.covering(a.Span.Start, a.Span.End)
		first, last = max(first-x.first, 0), min(last-x.first, p.n)
		label := slices.Index(x.labels, a.Label)
		if first < end || first >= last {
			continue
		}
		end = last
		if label < 0 || !x.cells.exact(a.Span, x.first+first, x.first+last) {
			p.setFree(first, last)
			continue
		}
		p.spans = append(p.spans, crf.Span{First: first, Last: last, Label: label})
	}
}

// exact reports whether a span begins and ends with these cells.
func (c *cells) exact(s annotate.Span, first, last int) bool {
	return first < last && c.list[first].start == s.Start && c.list[last-1].end == s.End
}

// addRejections closes the words of rejected suggestions in which nothing was labelled: there is no name.
func (x workedOn) addRejections(p *prepared) {
	for _, d := range x.work.Decisions.Between(nil, x.text()) {
		if d.Verdict != annotate.Rejected || !x.text().Contains(d.Span) || len(x.work.Annotations.Between(nil, d.Span)) > 0 {
			continue
		}
		first, last := x.cells.covering(d.Span.Start, d.Span.End)
		if x.cells.exact(d.Span, first, last) {
			p.not = append(p.not, crf.Span{First: first - x.first, Last: last - x.first})
		}
	}
}

func (x workedOn) addZones(p *prepared) {
	for _, z := range zonesIn(x.work.Zones, x.text()) {
		if first, last := x.cells.covering(z.Start, z.End); first < x.last && last > x.first {
			p.setFree(max(first-x.first, 0), min(last-x.first, p.n))
		}
	}
}
