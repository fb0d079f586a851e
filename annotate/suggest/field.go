package suggest

import (
	"math"
	"slices"
	"sync"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// field is the model of one project: the starter, frozen, and what was learnt on top of it in the project, over the project's labels. Both
// score the same features; the starter's part goes through the map of labels.
type field struct {
	*frozen
	mu    sync.RWMutex // guards what follows in a field that is in force
	delta *crf.Weights
	trans []float32 // of both together
}

// frozen is the part of a field that does not change: fields that share it give a text the same scores before anything was learnt.
type frozen struct {
	schema  annotate.Schema
	labels  []string
	starter *Starter // nil where it is off
	mapping mapping
}

const (
	outsidePrior  = 9 // score of O where no starter speaks: nothing is a name until somebody says so
	newLabelPrior = 4 // how far a label that the starter does not know begins below O
)

// learnRate is the step of learning in a project.
var learnRate = crf.Rate{Eta: 0.025, Epsilon: 0.01, Least: 1e-3}

// learnPasses is how often a sentence is learnt from.
const learnPasses = 3

// newFrozen is the frozen part for a schema; chosen has its label for each of the starter's, which is nil where it is off.
func newFrozen(s *Starter, schema annotate.Schema, chosen map[string]string) *frozen {
	z := &frozen{schema: schema, labels: namesIn(schema), starter: s}
	if s != nil {
		z.mapping = newMapping(s, z.labels, chosen)
	}
	return z
}

func namesIn(schema annotate.Schema) (names []string) {
	for _, l := range schema.Labels {
		names = append(names, l.Name)
	}
	return names
}

// newField is a field that has learnt nothing yet.
func newField(z *frozen) *field {
	f := &field{frozen: z, delta: crf.NewWeights(z.tags(), 1<<rowBits)}
	k := f.delta.Tags.Count()
	f.trans = make([]float32, k*k)
	f.joinTransitions()
	return f
}

// clone is a field that has learnt the same.
func (f *field) clone() *field {
	return &field{frozen: f.frozen, delta: f.delta.Clone(), trans: slices.Clone(f.trans)}
}

// starterTag is the starter's tag for one of the project; what it does not know goes on as its organisations do.
func (f *frozen) starterTag(tag int) int {
	label, place := crf.Split(tag)
	switch {
	case label < 0:
		return crf.Outside
	case !f.knows(label):
		return f.starter.tags().Tag(min(1, len(f.starter.Header.Labels)-1), place)
	}
	return f.starter.tags().Tag(f.mapping.of[label][0], place)
}

func (f *field) joinTransitions() {
	copy(f.trans, f.delta.Trans)
	if f.starter == nil {
		return
	}
	k, kb := f.delta.Tags.Count(), f.starter.tags().Count()
	for a := range k {
		for b := range k {
			f.trans[a*k+b] += f.starter.trans[f.starterTag(a)*kb+f.starterTag(b)]
		}
	}
}

// tags are those of the labels.
func (f *frozen) tags() crf.Tags { return crf.Tags{Labels: len(f.labels)} }

// room is what start needs to work in.
func (f *frozen) room() []float32 {
	if f.starter == nil {
		return nil
	}
	return make([]float32, f.starter.tags().Count())
}

// start sets what the scores are before anything was learnt.
func (f *frozen) start(emit, base []float32, rows []uint32) {
	if f.starter == nil {
		clear(emit)
		emit[crf.Outside] = outsidePrior
		return
	}
	f.starter.add(base, rows)
	outside := base[crf.Outside]
	for _, b := range f.mapping.none {
		outside = max(outside, base[1+4*b+crf.Single])
	}
	emit[crf.Outside] = outside
	for label, known := range f.mapping.of {
		at := 1 + 4*label
		for place := range 4 {
			emit[at+place] = outside - newLabelPrior
		}
		for n, b := range known {
			for place := range 4 {
				if w := base[1+4*b+place]; n == 0 || w > emit[at+place] {
					emit[at+place] = w
				}
			}
		}
	}
}

// knows reports whether the starter has a label of its own for one of the project.
func (f *frozen) knows(label int) bool { return f.starter != nil && len(f.mapping.of[label]) > 0 }

// lattice is one for sequences of this field.
func (f *field) lattice() *crf.Lattice { return crf.NewLattice(f.delta.Tags, f.trans) }

// learn makes what a lesson says likelier.
func (f *field) learn(l *crf.Lattice, g *crf.Gradient, p *prepared, log *crf.Log) {
	f.delta.Keep(log)
	defer f.delta.Keep(nil)
	for range learnPasses {
		l.TryTransitions(f.trans)
		l.Reset(p.n)
		copy(l.Emit, p.scores)
		for i, rows := range p.rows {
			f.delta.Add(l.At(i), rows)
		}
		p.constrain(l)
		l.Gradient(g)
		f.delta.Learn(g, p.rows, learnRate)
		f.joinTransitions()
	}
}

// reset forgets all that was learnt.
func (f *field) reset() {
	f.delta.Reset()
	f.joinTransitions()
}

func (f *field) forget(log *crf.Log) {
	f.delta.TakeBack(log)
	f.joinTransitions()
}

// lift raises the tags of a span so that it stands as its score says against O, or, where it is to stand against all, against whatever the model
// thinks most of in its place.
func (f *field) lift(l *crf.Lattice, s crf.Span, score float64, all bool) {
	for i := s.First; i < s.Last; i++ {
		e := l.At(i)
		tag := f.delta.Tags.Tag(s.Label, crf.PlaceIn(i, s.First, s.Last))
		against := e[crf.Outside]
		if all {
			against = slices.Max(e)
		}
		e[tag] = max(e[tag], against)
		if i == s.First {
			e[tag] += float32(logit(score))
		}
	}
}

// logit is the logarithm of the odds of a probability, which counts as 0.995 where it is more and as 0.005 where it is less.
func logit(p float64) float64 {
	p = min(0.995, max(0.005, p))
	return math.Log(p / (1 - p))
}
