package crf

import "math"

// Lattice holds the scores of one sequence. A Lattice is used again for the next sequence by Reset; it belongs to one goroutine.
type Lattice struct {
	Tags Tags
	N    int       // positions
	Emit []float32 // [N][tags] scores in the log domain, to be filled after Reset

	trans    []float32 // [tags][tags] in the log domain; allowed pairs alone count
	expTrans []float32
	allowed  []bool // [N][tags]; nil allows all

	free    []int // tags that may stand behind a free tag: O, B, S
	closing []int // tags behind which free tags may stand: O, E, S

	exp, alpha, beta []float32
	scale            []float32
	shift            float64 // sum of what was taken from the emissions before exp
	back             []int16
	best             []float32
}

// NewLattice returns a lattice for these tags, with transitions [tags][tags] in the log domain, which it does not change.
func NewLattice(t Tags, trans []float32) *Lattice {
	l := &Lattice{Tags: t}
	for tag := range t.Count() {
		if starts(tag) {
			l.free = append(l.free, tag)
		}
		if ends(tag) {
			l.closing = append(l.closing, tag)
		}
	}
	l.SetTransitions(trans)
	return l
}

// SetTransitions takes other transition scores.
func (l *Lattice) SetTransitions(trans []float32) {
	l.trans = trans
	l.expTrans = grown(l.expTrans, len(trans))
	for i, w := range trans {
		l.expTrans[i] = float32(math.Exp(float64(w)))
	}
}

// Reset makes room for n positions, with all emissions 0 and all tags allowed.
func (l *Lattice) Reset(n int) {
	l.N = n
	l.Emit = grown(l.Emit, n*l.Tags.Count())
	clear(l.Emit)
	l.allowed = nil
}

// At are the emissions of a position.
func (l *Lattice) At(i int) []float32 { k := l.Tags.Count(); return l.Emit[i*k : (i+1)*k] }

// Clamp lets only tags that agree with a span through: a person confirmed it.
func (l *Lattice) Clamp(s Span) {
	for i := s.First; i < s.Last; i++ {
		want := l.Tags.Tag(s.Label, PlaceIn(i, s.First, s.Last))
		l.Allow(i, func(tag int) bool { return tag == want })
	}
}

// Allow lets through, of the tags that a position may still have, those that ok names.
func (l *Lattice) Allow(i int, ok func(tag int) bool) {
	k := l.Tags.Count()
	if l.allowed == nil {
		l.allowed = make([]bool, l.N*k)
		for j := range l.allowed {
			l.allowed[j] = true
		}
	}
	for tag := range k {
		l.allowed[i*k+tag] = l.allowed[i*k+tag] && ok(tag)
	}
}

// Forget drops all constraints.
func (l *Lattice) Forget() { l.allowed = nil }

// Forward runs forward-backward under the constraints and returns the logarithm of the sum over all paths, -Inf where no path is left.
func (l *Lattice) Forward() (logZ float64) {
	k := l.Tags.Count()
	n := l.N
	l.exp, l.alpha, l.beta = grown(l.exp, n*k), grown(l.alpha, n*k), grown(l.beta, n*k)
	l.scale = grown(l.scale, n)
	l.exponentiate()
	logZ = l.shift
	for i := range n {
		a := l.alpha[i*k : (i+1)*k]
		if i == 0 {
			clear(a)
			for _, t := range l.free {
				a[t] = l.exp[t]
			}
		} else {
			l.step(l.alpha[(i-1)*k:i*k], a, l.exp[i*k:(i+1)*k])
		}
		if i == n-1 {
			for t := range k {
				if !ends(t) {
					a[t] = 0
				}
			}
		}
		sum := float32(0)
		for _, x := range a {
			sum += x
		}
		if sum == 0 {
			return math.Inf(-1)
		}
		l.scale[i] = 1 / sum
		for t := range a {
			a[t] *= l.scale[i]
		}
		logZ += math.Log(float64(sum))
	}
	l.backward()
	return logZ
}

// exponentiate fills exp with e to the emissions, less the greatest of each position so that nothing overflows.
func (l *Lattice) exponentiate() {
	k := l.Tags.Count()
	l.shift = 0
	for i := range l.N {
		e, x := l.Emit[i*k:(i+1)*k], l.exp[i*k:(i+1)*k]
		top := float32(math.Inf(-1))
		for t, w := range e {
			if w > top && (l.allowed == nil || l.allowed[i*k+t]) {
				top = w
			}
		}
		if math.IsInf(float64(top), -1) {
			top = 0
		}
		l.shift += float64(top)
		for t, w := range e {
			if l.allowed != nil && !l.allowed[i*k+t] {
				x[t] = 0
				continue
			}
			x[t] = fastExp(w - top)
		}
	}
}

// step is one step of the forward pass, without scaling.
func (l *Lattice) step(from, to, exp []float32) {
	k := l.Tags.Count()
	clear(to)
	for _, a := range l.closing {
		x := from[a]
		if x < tiny {
			continue
		}
		row := l.expTrans[a*k : (a+1)*k]
		for _, b := range l.free {
			to[b] += x * row[b]
		}
	}
	for label := range l.Tags.Labels {
		b, in, end := 1+4*label+Begin, 1+4*label+Inside, 1+4*label+End
		x, y := from[b], from[in]
		to[in] = x*l.expTrans[b*k+in] + y*l.expTrans[in*k+in]
		to[end] = x*l.expTrans[b*k+end] + y*l.expTrans[in*k+end]
	}
	for t := range to {
		to[t] *= exp[t]
	}
}

const tiny = 1e-30

// backward fills beta, scaled as alpha is.
func (l *Lattice) backward() {
	k, n := l.Tags.Count(), l.N
	for i := n - 1; i >= 0; i-- {
		b := l.beta[i*k : (i+1)*k]
		if i == n-1 {
			for t := range b {
				b[t] = 0
			}
			for _, t := range l.closing {
				b[t] = l.scale[i]
			}
			continue
		}
		l.stepBack(l.beta[(i+1)*k:(i+2)*k], l.exp[(i+1)*k:(i+2)*k], b, l.scale[i])
	}
}

func (l *Lattice) stepBack(next, exp, b []float32, scale float32) {
	k := l.Tags.Count()
	var ahead [256]float32
	x := ahead[:k]
	for t := range x {
		x[t] = next[t] * exp[t] * scale
	}
	clear(b)
	for _, a := range l.closing {
		row := l.expTrans[a*k : (a+1)*k]
		sum := float32(0)
		for _, t := range l.free {
			sum += row[t] * x[t]
		}
		b[a] = sum
	}
	for label := range l.Tags.Labels {
		begin, in, end := 1+4*label+Begin, 1+4*label+Inside, 1+4*label+End
		b[begin] = l.expTrans[begin*k+in]*x[in] + l.expTrans[begin*k+end]*x[end]
		b[in] = l.expTrans[in*k+in]*x[in] + l.expTrans[in*k+end]*x[end]
	}
}

// Marginal is the probability of a tag at a position, after Forward.
func (l *Lattice) Marginal(i, tag int) float64 {
	at := i*l.Tags.Count() + tag
	return float64(l.alpha[at]) * float64(l.beta[at]) / float64(l.scale[i])
}

// Probability is the probability of a span, exact: the share of all paths that hold it (Culotta and McCallum 2004).
func (l *Lattice) Probability(s Span) float64 {
	k := l.Tags.Count()
	tag := l.Tags.Tag(s.Label, PlaceIn(s.First, s.First, s.Last))
	p := float64(l.alpha[s.First*k+tag])
	for i := s.First + 1; i < s.Last; i++ {
		next := l.Tags.Tag(s.Label, PlaceIn(i, s.First, s.Last))
		p *= float64(l.expTrans[tag*k+next]) * float64(l.exp[i*k+next]) * float64(l.scale[i])
		tag = next
	}
	last := s.Last - 1
	return min(1, p*float64(l.beta[last*k+tag])/float64(l.scale[last]))
}

// Best is the path with the greatest score under the constraints and that score (Viterbi); nil where no path is left.
func (l *Lattice) Best() (path []int, score float64) {
	k, n := l.Tags.Count(), l.N
	if n == 0 {
		return []int{}, 0
	}
	l.best = grown(l.best, n*k)
	if cap(l.back) < n*k {
		l.back = make([]int16, n*k)
	}
	l.back = l.back[:n*k]
	for i := range n {
		for t := range k {
			at := i*k + t
			l.best[at] = negative
			if l.allowed != nil && !l.allowed[at] || i == 0 && !starts(t) || i == n-1 && !ends(t) {
				continue
			}
			if i == 0 {
				l.best[at] = l.Emit[at]
				continue
			}
			w, from := l.bestBefore(l.best[(i-1)*k:i*k], t)
			if w > negative {
				l.best[at], l.back[at] = w+l.Emit[at], int16(from)
			}
		}
	}
	return l.trace()
}

const negative = -math.MaxFloat32

func (l *Lattice) bestBefore(before []float32, t int) (best float32, from int) {
	k := l.Tags.Count()
	best = negative
	if label, place := Split(t); label >= 0 && (place == Inside || place == End) {
		for _, a := range [2]int{1 + 4*label + Begin, 1 + 4*label + Inside} {
			if w := before[a] + l.trans[a*k+t]; before[a] > negative && w > best {
				best, from = w, a
			}
		}
		return best, from
	}
	for _, a := range l.closing {
		if w := before[a] + l.trans[a*k+t]; before[a] > negative && w > best {
			best, from = w, a
		}
	}
	return best, from
}

func (l *Lattice) trace() ([]int, float64) {
	k, n := l.Tags.Count(), l.N
	top, at := float32(negative), -1
	for t, w := range l.best[(n-1)*k : n*k] {
		if w > top {
			top, at = w, t
		}
	}
	if at < 0 {
		return nil, math.Inf(-1)
	}
	path := make([]int, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = at
		at = int(l.back[i*k+at])
	}
	return path, float64(top)
}

func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// fastExp is e to the power of x to about seven digits, for x from -80 up; 0 below. It splits x into a power of two and a small rest.
func fastExp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := x * 1.4426950408889634
	whole := int32(y)
	if y < 0 {
		whole--
	}
	f := (y - float32(whole)) * 0.6931471805599453
	p := 1 + f*(1+f*(0.5+f*(0.16666667+f*(0.041666668+f*(0.008333334+f*(0.0013888889+f*0.0001984127))))))
	return math.Float32frombits(uint32(whole+127)<<23) * p
}
