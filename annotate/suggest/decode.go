package suggest

import (
	"cmp"
	"context"
	"math"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// decoder reads suggestions for one article off the model.
type decoder struct {
	field   *field
	article *article
	in      Input
	refused func(annotate.Suggestion) bool
	heard   func(annotate.Suggestion) bool
	answers *calibration
	lattice *crf.Lattice
	lifts   []lifted // sorted by their first cell
	others  voices
	taken   []crf.Span            // annotations, in cells, sorted and apart; label -1 for those that the model cannot hold
	blocked []bool                // cells in which nothing may be suggested
	found   []annotate.Suggestion // in the sentence at hand
	echo    *echo                 // nil in the first round

	learntScores []float32 // [cells][tags] with what was learnt
}

// lifted is what somebody else says of a span of cells.
type lifted struct {
	crf.Span
	said  annotate.Suggestion
	bonus float32 // 0: raised to where its score puts it
}

func (x lifted) lift(f *field, l *crf.Lattice, s crf.Span) {
	if x.bonus == 0 {
		f.lift(l, s, x.said.Score, x.said.Suggester == memoryName)
		return
	}
	for i := s.First; i < s.Last; i++ {
		l.At(i)[l.Tags.Tag(s.Label, crf.PlaceIn(i, s.First, s.Last))] += x.bonus
	}
}

// memoryWeight is what a phrase that was confirmed elsewhere adds for each point of its score, where the starter knows the label: the model has
// learnt from the same places and says more of them than the phrase alone.
const memoryWeight = 2

// listWeight is what a list or rule adds for each point of its score, beside what the starter has learnt to make of it.
const listWeight = 0.3

// run reads sentence after sentence. It ends with the error of ctx soon after that ends.
func (d *decoder) run(ctx context.Context) ([]annotate.Suggestion, error) {
	d.lattice = d.field.lattice()
	d.block()
	slices.SortStableFunc(d.lifts, func(a, b lifted) int { return a.First - b.First })
	c := d.article.cells
	answers := make([][]annotate.Suggestion, len(c.sentences))
	d.learntScores = make([]float32, d.field.delta.Tags.Count()*len(c.list))
	for s := 0; s+1 < len(c.sentences); s++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d.score(c.sentences[s], c.sentences[s+1])
		answers[s] = d.sentence(c.sentences[s], c.sentences[s+1])
	}
	again := newEcho(d, answers)
	var all []annotate.Suggestion
	for s := 0; s+1 < len(c.sentences); s++ {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if again.speaks(c.sentences[s], c.sentences[s+1]) {
			d.echo = again
			answers[s] = d.sentence(c.sentences[s], c.sentences[s+1])
		}
		all = append(all, answers[s]...)
	}
	return all, nil
}

// lift takes suggestions of others, under labels of the project: those that are raised to where their score puts them, or, where soft says so,
// get a bonus alone.
func (d *decoder) lift(list []annotate.Suggestion, weight float64, soft func(label int, s annotate.Suggestion) bool) {
	for _, s := range apart(d.article.cells, list) {
		first, last := d.article.cells.covering(s.Span.Start, s.Span.End)
		label := slices.Index(d.field.labels, s.Label)
		if label < 0 {
			continue
		}
		x := lifted{Span: crf.Span{First: first, Last: last, Label: label}, said: s}
		if soft(label, s) {
			x.bonus = float32(weight * (s.Score - Floor))
		}
		d.lifts = append(d.lifts, x)
	}
}

func hard(int, annotate.Suggestion) bool { return false }

// lead is how much surer the shorter of two proposals must be to stand instead of the longer.
const lead = 0.3

// apart leaves out proposals that share characters with a longer one, and those that begin or end within a cell.
func apart(c *cells, list []annotate.Suggestion) (kept []annotate.Suggestion) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b annotate.Suggestion) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(b.Score, a.Score))
	})
	for _, s := range list {
		if first, last := c.covering(s.Span.Start, s.Span.End); !c.exact(s.Span, first, last) {
			continue
		}
		if n := len(kept); n > 0 && kept[n-1].Span.Overlaps(s.Span) {
			if kept[n-1].Span != s.Span && s.Score > kept[n-1].Score+lead {
				kept[n-1] = s
			}
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// block notes where people have decided: annotations stand as they are, zones are no text.
func (d *decoder) block() {
	c := d.article.cells
	d.blocked = make([]bool, len(c.list))
	for _, z := range d.in.Work.Zones {
		first, last := c.covering(z.Start, z.End)
		for i := first; i < last; i++ {
			d.blocked[i] = true
		}
	}
	d.blockRejected()
	end := 0
	for a := range d.in.Work.Annotations.Values() {
		first, last := c.covering(a.Span.Start, a.Span.End)
		if first < end || first >= last {
			for i := first; i < last; i++ {
				d.blocked[i] = true
			}
			continue
		}
		end = last
		label := slices.Index(d.field.labels, a.Label)
		if !c.exact(a.Span, first, last) {
			label = -1
		}
		d.taken = append(d.taken, crf.Span{First: first, Last: last, Label: label})
	}
}

// blockRejected keeps names from the words of suggestions that were rejected here and in which nothing was labelled.
func (d *decoder) blockRejected() {
	for x := range d.in.Work.Decisions.Values() {
		if x.Verdict != annotate.Rejected || len(d.in.Work.Annotations.Between(nil, x.Span)) > 0 {
			continue
		}
		first, last := d.article.cells.covering(x.Span.Start, x.Span.End)
		for i := first; i < last; i++ {
			d.blocked[i] = true
		}
	}
}

// sentence are the suggestions for one sentence.
func (d *decoder) sentence(first, last int) []annotate.Suggestion {
	l := d.lattice
	d.found = nil
	l.Reset(last - first)
	copy(l.Emit, d.scores(first, last))
	from, _ := slices.BinarySearchFunc(d.lifts, first, func(x lifted, at int) int { return x.First - at })
	for _, x := range d.lifts[from:] {
		if x.First >= last {
			break
		}
		if x.Last <= last {
			x.lift(d.field, l, crf.Span{First: x.First - first, Last: x.Last - first, Label: x.Label})
		}
	}
	d.echo.add(l, first, last)
	d.constrain(first, last)
	path := d.path(first)
	if path == nil || math.IsInf(l.Forward(), -1) {
		return nil
	}
	for _, s := range crf.Spans(path) {
		d.add(first, s)
	}
	d.doubtful(first, path)
	return d.found
}

// scores are those of the cells from first to last with what was learnt.
func (d *decoder) scores(first, last int) []float32 {
	k := d.field.delta.Tags.Count()
	return d.learntScores[first*k : last*k]
}

// score works them out, once for both readings.
func (d *decoder) score(first, last int) {
	k, list := d.field.delta.Tags.Count(), d.scores(first, last)
	copy(list, d.article.scores(d.field.frozen, first, last))
	for i := range last - first {
		d.field.delta.Add(list[i*k:(i+1)*k], d.article.features.of(first+i))
	}
}

// constrain clamps what people decided.
func (d *decoder) constrain(first, last int) {
	l := d.lattice
	for i := first; i < last; i++ {
		if d.blocked[i] {
			l.Allow(i-first, outside)
		}
	}
	from, _ := slices.BinarySearchFunc(d.taken, first, func(t crf.Span, at int) int { return t.Last - at - 1 })
	for _, t := range d.taken[from:] {
		if t.First >= last {
			break
		}
		switch a, b := max(t.First, first), min(t.Last, last); {
		case t.Label >= 0 && t.First >= first && t.Last <= last && !slices.Contains(d.blocked[a:b], true):
			l.Clamp(crf.Span{First: a - first, Last: b - first, Label: t.Label})
		default:
			for i := a; i < b; i++ {
				l.Allow(i-first, outside)
			}
		}
	}
}

func outside(tag int) bool { return tag == crf.Outside }

// path is the best one without a span that people refused. Where a phrase was refused there is no name, unless it was confirmed under another label.
func (d *decoder) path(first int) []int {
	l := d.lattice
	path, _ := l.Best()
	for range 20 {
		bad, ok := d.firstRefused(first, path)
		if !ok {
			return path
		}
		other := d.confirmedOtherwise(first, bad)
		for i := bad.First; i < bad.Last; i++ {
			l.Allow(i, func(tag int) bool {
				label, _ := crf.Split(tag)
				return label < 0 || other && label != bad.Label
			})
		}
		if path, _ = l.Best(); path == nil {
			return nil
		}
	}
	return path
}

// confirmedOtherwise reports whether the memory knows something else of a refused span's words.
func (d *decoder) confirmedOtherwise(first int, bad crf.Span) bool {
	s := d.suggestion(first, bad, 1)
	return slices.ContainsFunc(d.others.remembered.Between(nil, s.Span), func(g annotate.Suggestion) bool {
		return g.Key() != s.Key() && !d.refused(g)
	})
}

func (d *decoder) firstRefused(first int, path []int) (crf.Span, bool) {
	for _, s := range crf.Spans(path) {
		if !d.isTaken(first, s) && d.refused(d.suggestion(first, s, 1)) {
			return s, true
		}
	}
	return crf.Span{}, false
}

func (d *decoder) isTaken(first int, s crf.Span) bool {
	i, _ := slices.BinarySearchFunc(d.taken, first+s.First, func(t crf.Span, at int) int { return t.First - at })
	return i < len(d.taken) && d.taken[i] == crf.Span{First: first + s.First, Last: first + s.Last, Label: s.Label}
}

func (d *decoder) suggestion(first int, s crf.Span, score float64) annotate.Suggestion {
	c := d.article.cells.list
	return annotate.Suggestion{Span: annotate.Span{Start: c[first+s.First].start, End: c[first+s.Last-1].end}, Label: d.field.labels[s.Label], Score: score}
}

func (d *decoder) add(first int, s crf.Span) {
	if d.isTaken(first, s) {
		return
	}
	if p := d.lattice.Probability(s); p >= leastProbable {
		d.found = append(d.found, d.explained(first, s, p))
	}
}

// doubtful adds spans that the best path leaves out but that are not unlikely: those of the path that is best when O counts less.
func (d *decoder) doubtful(first int, path []int) {
	l := d.lattice
	some := false
	for i, tag := range path {
		some = some || tag == crf.Outside && l.Marginal(i, crf.Outside) < 1-Floor
	}
	if !some {
		return
	}
	for i := range path {
		l.At(i)[crf.Outside] -= 2
	}
	bolder, _ := l.Best()
	for _, s := range crf.Spans(bolder) {
		if slices.ContainsFunc(path[s.First:s.Last], func(tag int) bool { return tag != crf.Outside }) {
			continue
		}
		if p := l.Probability(s); p >= leastProbable && !d.refused(d.suggestion(first, s, p)) {
			d.found = append(d.found, d.explained(first, s, p))
		}
	}
}

// explained says who is behind a span, who else proposed it, else what was learnt here, else the starter, and how often such spans are right;
// what a rule or another suggester raised to its own score has that.
func (d *decoder) explained(first int, s crf.Span, p float64) annotate.Suggestion {
	g := d.suggestion(first, s, p)
	other, known := d.others.of[g.Key()]
	switch {
	case known:
		g.Suggester, g.Reason = other.first.Suggester, other.first.Reason
	case d.learnt(first, s):
		g.Suggester, g.Reason = learntName, "learnt from corrections in this project"
	default:
		g.Suggester, g.Reason = starterName, "the starter reads the sentence so"
	}
	if other.given {
		g.Score = min(p, mostGiven)
	} else {
		g.Score = d.chance(s.Label, g).of(p, g.Suggester, other.listed)
	}
	return g
}

// chance is that of spans of a label. What the memory alone believes is worth less the more examples the model had, but not in an article
// in which the phrase was confirmed.
func (d *decoder) chance(label int, g annotate.Suggestion) chance {
	c := knownChance
	if !d.field.knows(label) {
		c = ownChance
	}
	n := float64(d.answers.labelled[g.Label])
	c.memory *= n / (n + enoughExamples)
	if g.Suggester == memoryName && d.heard(g) {
		c.memory = 0
	}
	return c
}

const starterName, learntName = "starter", "learnt"

// learnt reports whether what was learnt in the project says more for a span than the starter does.
func (d *decoder) learnt(first int, s crf.Span) bool {
	if d.field.starter == nil {
		return true
	}
	k := d.field.delta.Tags.Count()
	was, is := d.article.scores(d.field.frozen, first+s.First, first+s.Last), d.scores(first+s.First, first+s.Last)
	var before, after float32
	for i := s.First; i < s.Last; i++ {
		at := (i - s.First) * k
		tag := at + d.field.delta.Tags.Tag(s.Label, crf.PlaceIn(i, s.First, s.Last))
		before += was[tag] - was[at+crf.Outside]
		after += is[tag] - is[at+crf.Outside]
	}
	return after-before > max(before, 0)
}
