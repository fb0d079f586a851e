package crf

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Every figure of short sequences is compared with what enumeration of all paths gives.
func TestAgainstAllPaths(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		tags, n := Tags{Labels: 1 + r.IntN(2)}, 1+r.IntN(5)
		l, trans := random(r, tags, n)
		if round%2 == 0 {
			constrain(r, l)
		}
		all := enumerate(l, trans)
		logZ := l.Forward()
		if len(all) == 0 {
			if !math.IsInf(logZ, -1) {
				t.Fatalf("no path is left, logZ is %v", logZ)
			}
			if path, _ := l.Best(); path != nil {
				t.Fatalf("no path is left, the best is %v", path)
			}
			continue
		}
		near(t, "logZ", logZ, logSum(all))
		checkMarginals(t, l, all)
		best := slices.MaxFunc(all, func(a, b scored) int { return cmpFloat(a.score, b.score) })
		path, score := l.Best()
		near(t, "best score", score, best.score)
		if !slices.Equal(path, best.tags) {
			t.Fatalf("best path %v, want %v", path, best.tags)
		}
	}
}

func checkMarginals(t *testing.T, l *Lattice, all []scored) {
	t.Helper()
	z := logSum(all)
	for i := range l.N {
		for tag := range l.Tags.Count() {
			want := 0.0
			for _, p := range all {
				if p.tags[i] == tag {
					want += math.Exp(p.score - z)
				}
			}
			near(t, "marginal", l.Marginal(i, tag), want)
		}
	}
	for first := range l.N {
		for last := first + 1; last <= l.N; last++ {
			for label := range l.Tags.Labels {
				s, want := Span{first, last, label}, 0.0
				for _, p := range all {
					if slices.Contains(Spans(p.tags), s) {
						want += math.Exp(p.score - z)
					}
				}
				near(t, "span probability", l.Probability(s), want)
			}
		}
	}
}

// Where some tags are far likelier than others, those that add next to nothing are left out of the sums: what comes out is what the plain
// recursion over all pairs of tags gives.
func TestSureTagsAgainstAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 300 {
		tags, n := Tags{Labels: 1 + r.IntN(7)}, 2+r.IntN(30)
		l, trans := random(r, tags, n)
		for i := range trans {
			trans[i] *= float32(round % 5)
		}
		if l.SetTransitions(trans); round%2 == 0 {
			l.TryTransitions(trans)
		}
		for i := range l.Emit {
			l.Emit[i] *= float32(round % 7)
		}
		if round%3 == 0 {
			constrain(r, l)
		}
		logZ := l.Forward()
		want, best := allPairs(l, trans)
		if math.IsInf(want, -1) {
			if !math.IsInf(logZ, -1) {
				t.Fatalf("no path is left, logZ is %v", logZ)
			}
			continue
		}
		near(t, "logZ", logZ, want)
		for i := range n {
			sum := 0.0
			for tag := range tags.Count() {
				sum += l.Marginal(i, tag)
			}
			near(t, "the sum of marginals", sum, 1)
		}
		_, score := l.Best()
		near(t, "best score", score, best)
	}
}

// allPairs is the logarithm of the sum over all paths and the score of the best one, by plain recursion.
func allPairs(l *Lattice, trans []float32) (logZ, best float64) {
	k := l.Tags.Count()
	sum, top := make([]float64, k), make([]float64, k)
	for i := range l.N {
		sums, tops := make([]float64, k), make([]float64, k)
		for b := range k {
			sums[b], tops[b] = math.Inf(-1), math.Inf(-1)
			if l.allowed != nil && !l.allowed[i*k+b] || i == 0 && !starts(b) || i == l.N-1 && !ends(b) {
				continue
			}
			var all []scored
			for a := range k {
				switch {
				case i == 0 && a == 0:
					all = append(all, scored{score: 0})
					tops[b] = 0
				case i > 0 && follows(a, b) && !math.IsInf(sum[a], -1):
					w := float64(trans[a*k+b])
					all = append(all, scored{score: sum[a] + w})
					tops[b] = max(tops[b], top[a]+w)
				}
			}
			if len(all) > 0 {
				sums[b] = stableLogSum(all) + float64(l.Emit[i*k+b])
				tops[b] += float64(l.Emit[i*k+b])
			}
		}
		sum, top = sums, tops
	}
	var all []scored
	for _, s := range sum {
		all = append(all, scored{score: s})
	}
	return stableLogSum(all), slices.Max(top)
}

func stableLogSum(all []scored) float64 {
	top := math.Inf(-1)
	for _, p := range all {
		top = max(top, p.score)
	}
	if math.IsInf(top, -1) {
		return top
	}
	sum := 0.0
	for _, p := range all {
		sum += math.Exp(p.score - top)
	}
	return top + math.Log(sum)
}

// The gradient of log P(constraints) is compared with differences of the likelihood itself.
func TestGradientByDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		tags, n := Tags{Labels: 1 + r.IntN(2)}, 1+r.IntN(5)
		l, trans := random(r, tags, n)
		constrain(r, l)
		allowed := l.allowed
		if len(enumerate(l, trans)) == 0 {
			continue
		}
		likelihood := func() float64 {
			l.allowed = allowed
			some := logSum(enumerate(l, l.trans.log))
			l.allowed = nil
			whole := logSum(enumerate(l, l.trans.log))
			l.allowed = allowed
			return some - whole
		}
		var g Gradient
		near(t, "loss", l.Gradient(&g), -likelihood())
		for range 10 {
			at := r.IntN(len(l.Emit))
			near3(t, "emission", float64(g.Emit[at]), slope(&l.Emit[at], likelihood))
			pair := r.IntN(len(trans))
			near3(t, "transition", float64(g.Trans[pair]), slope(&trans[pair], likelihood))
		}
	}
}

func slope(at *float32, f func() float64) float64 {
	const h = 1e-2
	was := *at
	*at = was + h
	up := f()
	*at = was - h
	down := f()
	*at = was
	return (up - down) / (2 * h)
}

func TestSpansAndPath(t *testing.T) {
	tags := Tags{Labels: 2}
	spans := []Span{{0, 1, 0}, {1, 3, 1}, {4, 7, 0}}
	path := tags.Path(8, spans)
	for i := 1; i < len(path); i++ {
		if !follows(path[i-1], path[i]) {
			t.Errorf("tag %d stands behind tag %d", path[i], path[i-1])
		}
	}
	if got := Spans(path); !slices.Equal(got, spans) {
		t.Errorf("%v became %v", spans, got)
	}
}

func TestFastExp(t *testing.T) {
	for x := float32(-79); x <= 0; x += 0.01 {
		if got, want := float64(fastExp(x)), math.Exp(float64(x)); math.Abs(got-want) > 2e-5*want {
			t.Fatalf("e^%v is %v, want %v", x, got, want)
		}
	}
}

type scored struct {
	tags  []int
	score float64
}

func enumerate(l *Lattice, trans []float32) (all []scored) {
	k := l.Tags.Count()
	var walk func(tags []int, score float64)
	walk = func(tags []int, score float64) {
		i := len(tags)
		if i == l.N {
			if ends(tags[i-1]) {
				all = append(all, scored{slices.Clone(tags), score})
			}
			return
		}
		for t := range k {
			if l.allowed != nil && !l.allowed[i*k+t] || i == 0 && !starts(t) || i > 0 && !follows(tags[i-1], t) {
				continue
			}
			s := score + float64(l.Emit[i*k+t])
			if i > 0 {
				s += float64(trans[tags[i-1]*k+t])
			}
			walk(append(tags, t), s)
		}
	}
	walk(nil, 0)
	return all
}

func random(r *rand.Rand, tags Tags, n int) (*Lattice, []float32) {
	trans := make([]float32, tags.Count()*tags.Count())
	for i := range trans {
		trans[i] = float32(r.NormFloat64())
	}
	l := NewLattice(tags, trans)
	l.Reset(n)
	for i := range l.Emit {
		l.Emit[i] = float32(3 * r.NormFloat64())
	}
	return l, trans
}

func constrain(r *rand.Rand, l *Lattice) {
	if first := r.IntN(l.N); r.IntN(2) == 0 {
		l.Clamp(Span{first, first + 1 + r.IntN(l.N-first), r.IntN(l.Tags.Labels)})
	}
	not := r.IntN(l.Tags.Count())
	l.Allow(r.IntN(l.N), func(tag int) bool { return tag != not })
}

func logSum(all []scored) float64 {
	sum := 0.0
	for _, p := range all {
		sum += math.Exp(p.score)
	}
	return math.Log(sum)
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
		t.Fatalf("%s is %v, want %v", what, got, want)
	}
}

// near3 is for slopes, which differences give to three digits.
func near3(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 2e-3*(1+math.Abs(want)) {
		t.Fatalf("gradient by %s is %v, want %v", what, got, want)
	}
}

// follows reports whether tag b may stand behind tag a.
func follows(a, b int) bool {
	la, pa := Split(a)
	lb, pb := Split(b)
	opened := la >= 0 && (pa == Begin || pa == Inside)
	goesOn := lb >= 0 && (pb == Inside || pb == End)
	return opened == goesOn && (!opened || la == lb)
}
