package suggest

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest/crf"
)

// Example is a stretch of text that the starter learns from.
type Example struct {
	Text, Language string
	Spans          []LabelledSpan
	Annotated      []string        // the labels that are marked throughout; of others nothing is known outside Spans
	Unknown        []annotate.Span // where anything may stand
	Weight         float32         // how much it counts; 1 for one sentence of ours
}

// LabelledSpan is a span in code points.
type LabelledSpan struct {
	annotate.Span
	Label string
}

// lesson is an example as the model sees it: sentences with their features and constraints.
type prepared struct {
	n      int
	rows   [][]uint32
	scores []float32 // [n][tags] before anything was learnt; of lessons alone
	spans  []crf.Span
	open   []bool     // per label: may stand outside the spans
	free   []bool     // per position: anything may stand here; nil for none
	not    []crf.Span // where no name is
	weight float32
	digest uint64
}

func (p *prepared) setFree(first, last int) {
	if p.free == nil {
		p.free = make([]bool, p.n)
	}
	for i := first; i < last; i++ {
		p.free[i] = true
	}
}

// sum is the digest of what a lesson says, at its place in the document.
func (p *prepared) sum(at int) uint64 {
	h := mix(uint64(at), uint64(p.n))
	for _, list := range [][]crf.Span{p.spans, p.not} {
		h = mix(h, uint64(len(list)))
		for _, s := range list {
			h = mix(mix(mix(h, uint64(s.First)), uint64(s.Last)), uint64(s.Label))
		}
	}
	for i, free := range p.free {
		if free {
			h = mix(h, uint64(i))
		}
	}
	if p.open != nil {
		h = mix(h, 1<<40) // no place of a free position
	}
	for _, rows := range p.rows {
		h = mix(h, uint64(len(rows)))
		for _, f := range rows {
			h = mix(h, uint64(f))
		}
	}
	return h
}

func prepare(ctx context.Context, x Example) ([]prepared, error) {
	v, err := newView(ctx, x.Text, x.Language)
	if err != nil {
		return nil, err
	}
	c := newCells(v)
	doc, err := annotate.NewDocument("x", "", x.Text)
	if err != nil {
		return nil, err
	}
	hints, said, err := hintsFor(ctx, Input{Document: doc, Language: x.Language}, c)
	if err != nil {
		return nil, err
	}
	c.join(said)
	c.noteDates(said)
	f := c.features(hints)
	open := make([]bool, len(StarterLabels()))
	for i, l := range StarterLabels() {
		open[i] = !slices.Contains(x.Annotated, l)
	}
	if !slices.Contains(open, true) {
		open = nil
	}
	var list []prepared
	for s := 0; s+1 < len(c.sentences); s++ {
		first, last := c.sentences[s], c.sentences[s+1]
		p := prepared{n: last - first, weight: x.Weight, open: open}
		for i := first; i < last; i++ {
			p.rows = append(p.rows, f.of(i))
		}
		for _, g := range x.Spans {
			if a, b := c.covering(g.Start, g.End); a >= first && b <= last && a < b {
				p.spans = append(p.spans, crf.Span{First: a - first, Last: b - first, Label: slices.Index(StarterLabels(), g.Label)})
			}
		}
		for _, u := range x.Unknown {
			if a, b := c.covering(u.Start, u.End); a >= first && b <= last {
				if p.free == nil {
					p.free = make([]bool, p.n)
				}
				for i := a; i < b; i++ {
					p.free[i-first] = true
				}
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// constrain lets through what an example says.
func (p prepared) constrain(l *crf.Lattice) {
	inside := make([]bool, p.n)
	for _, s := range p.spans {
		l.Clamp(s)
		for i := s.First; i < s.Last; i++ {
			inside[i] = true
		}
	}
	for i := range p.n {
		if inside[i] || p.free != nil && p.free[i] {
			continue
		}
		l.Allow(i, func(tag int) bool {
			label, _ := crf.Split(tag)
			return label < 0 || p.open != nil && p.open[label]
		})
	}
	for _, s := range p.not {
		for i := s.First; i < s.Last; i++ {
			l.Allow(i, outside)
		}
	}
}

// learnFrom is one step of learning from one sentence.
func learnFrom(w *crf.Weights, l *crf.Lattice, g *crf.Gradient, p *prepared, r crf.Rate) float64 {
	l.SetTransitions(w.Trans)
	l.Reset(p.n)
	for i, rows := range p.rows {
		w.Add(l.At(i), rows)
	}
	p.constrain(l)
	loss := l.Gradient(g)
	r.Eta *= p.weight
	w.Learn(g, p.rows, r)
	return loss
}

// Training says how a starter learns.
type Training struct {
	Rounds int     // over all examples
	Seed   uint64  // of the order in which they come
	Drop   float64 // share of the features that each step leaves out, so that no feature relies on another
	Eta    float32 // step of AdaGrad
	Least  float32 // weights nearer to zero are left out of the starter
}

// UsualTraining is what the bundled starter is trained with.
var UsualTraining = Training{Rounds: 5, Seed: 1, Drop: 0, Eta: 0.06, Least: 0.01}

// Train learns a starter from examples. The same examples in the same order give the same starter.
func Train(ctx context.Context, examples []Example, how Training) (*Starter, error) {
	var all []prepared
	for _, x := range examples {
		p, err := prepare(ctx, x)
		if err != nil {
			return nil, err
		}
		all = append(all, p...)
	}
	tags := crf.Tags{Labels: len(StarterLabels())}
	w := crf.NewWeights(tags, 1<<rowBits)
	l, g := crf.NewLattice(tags, w.Trans), &crf.Gradient{}
	r := rand.New(rand.NewPCG(how.Seed, 1))
	rate := crf.Rate{Eta: how.Eta, Epsilon: 0.01, Least: 1e-3}
	for range how.Rounds {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i := range all {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			p := all[i]
			p.rows = thinned(p.rows, r, how.Drop)
			learnFrom(w, l, g, &p, rate)
		}
	}
	s := quantized(w, float32(1-how.Drop), how.Least)
	s.Header.Sentences = len(all)
	for _, x := range examples {
		if !slices.Contains(s.Header.Languages, x.Language) {
			s.Header.Languages = append(s.Header.Languages, x.Language)
		}
	}
	slices.Sort(s.Header.Languages)
	return s, nil
}

// thinned leaves out a share of the features.
func thinned(rows [][]uint32, r *rand.Rand, share float64) [][]uint32 {
	out := make([][]uint32, len(rows))
	for i, list := range rows {
		kept := make([]uint32, 0, len(list))
		for _, f := range list {
			if r.Float64() >= share {
				kept = append(kept, f)
			}
		}
		out[i] = kept
	}
	return out
}

// quantized are weights times a factor as a starter: in steps of the greatest, which counts as 4 where it is more, without those near zero.
func quantized(w *crf.Weights, factor, least float32) *Starter {
	k := w.Tags.Count()
	s := &Starter{table: newTable(k, w.Rows), trans: w.Trans}
	top := float32(0)
	for f := range uint32(w.Rows) {
		for _, x := range w.Row(f) {
			top = max(top, x*factor, -x*factor)
		}
	}
	top = min(top, 4)
	s.Header = StarterHeader{Labels: StarterLabels(), Templates: templateVersion, RowBits: rowBits, Scale: top / 127}
	for f := range uint32(w.Rows) {
		for tag, x := range w.Row(f) {
			if x *= factor; x >= least || x <= -least {
				s.table.set(int(f), tag, int8(max(-127, min(127, math.Round(float64(x/s.Header.Scale))))))
			}
		}
	}
	return s
}
