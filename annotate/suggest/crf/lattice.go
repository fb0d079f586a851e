package crf

import (
	"math"
	"slices"
)

// Lattice holds the scores of one sequence. A Lattice is used again for the next sequence by Reset; it belongs to one goroutine.
type Lattice struct {
	Tags Tags
	N    int       // positions
	Emit []float32 // [N][tags] scores in the log domain, to be filled after Reset

	trans   transitions
	allowed []bool // [N][tags]; nil allows all
	room    []bool // that allowed takes
	sums    []float32
	ahead   []float32
	from    []int16

	exp, alpha, beta []float32
	scale            []float32
	shift            float64 // sum of what was taken from the emissions before exp
	back             []int16
	best             []float32
}

// NewLattice returns a lattice for these tags, with transitions [tags][tags] in the log domain, which it does not change.
func NewLattice(t Tags, trans []float32) *Lattice {
	l := &Lattice{Tags: t, trans: newTransitions(t)}
	l.sums, l.from = make([]float32, len(l.trans.free)), make([]int16, len(l.trans.free))
	l.ahead = make([]float32, t.Count())
	l.SetTransitions(trans)
	return l
}

// SetTransitions takes other transition scores, for many sequences: comparing them takes time that grows with the cube of the labels and lets
// each pass leave out what adds next to nothing.
func (l *Lattice) SetTransitions(trans []float32) {
	l.trans.set(l.Tags, trans)
	l.trans.compare()
}

// TryTransitions takes other transition scores for a sequence or two: nothing is compared, nothing left out.
func (l *Lattice) TryTransitions(trans []float32) { l.trans.set(l.Tags, trans) }

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
		l.room = grown(l.room, l.N*k)
		l.allowed = l.room
		for j := range l.allowed {
			l.allowed[j] = true
		}
	}
	for tag := range k {
		l.allowed[i*k+tag] = l.allowed[i*k+tag] && ok(tag)
	}
}

// Forward runs forward-backward under the constraints and returns the logarithm of the sum over all paths, -Inf where no path is left.
func (l *Lattice) Forward() (logZ float64) {
	k := l.Tags.Count()
	n := l.N
	l.exp, l.alpha, l.beta = grown(l.exp, n*k), grown(l.alpha, n*k), grown(l.beta, n*k)
	l.scale = grown(l.scale, n)
	l.exponentiate()
	logZ = l.shift
	product := 1.0 // of sums whose logarithm is still to be taken
	for i := range n {
		a := l.alpha[i*k : (i+1)*k]
		l.step(i, a)
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
		if product *= float64(sum); product < 1e-200 || product > 1e200 {
			logZ += math.Log(product)
			product = 1
		}
	}
	l.backward()
	return logZ + math.Log(product)
}

// exponentiate fills exp with e to the emissions, less the greatest of each position so that nothing overflows.
func (l *Lattice) exponentiate() {
	k := l.Tags.Count()
	l.shift = 0
	for i := range l.N {
		e, x := l.Emit[i*k:(i+1)*k], l.exp[i*k:(i+1)*k]
		top := l.greatest(i, e)
		l.shift += float64(top)
		for t, w := range e {
			x[t] = fastExp(w - top)
		}
		if l.allowed == nil {
			continue
		}
		for t, ok := range l.allowed[i*k : (i+1)*k] {
			if !ok {
				x[t] = 0
			}
		}
	}
}

// greatest is the greatest emission that a position allows; 0 where it allows none.
func (l *Lattice) greatest(i int, e []float32) float32 {
	if l.allowed == nil {
		return slices.Max(e)
	}
	top := float32(math.Inf(-1))
	for t, ok := range l.allowed[i*len(e) : (i+1)*len(e)] {
		if ok {
			top = max(top, e[t])
		}
	}
	if math.IsInf(float64(top), -1) {
		return 0
	}
	return top
}

// step is one step of the forward pass, without scaling.
func (l *Lattice) step(i int, to []float32) {
	k, exp := len(to), l.exp[i*len(to):(i+1)*len(to)]
	if i == 0 {
		clear(to)
		for _, t := range l.trans.free {
			to[t] = exp[t]
		}
	} else {
		from, trans := l.alpha[(i-1)*k:i*k], l.trans.exp
		l.trans.forward(from, l.sums)
		for j, t := range l.trans.free {
			to[t] = l.sums[j] * exp[t]
		}
		for b := 1 + Begin; b < k; b += 4 {
			in, end := b+Inside-Begin, b+End-Begin
			x, y := from[b], from[in]
			to[in] = (x*trans[b*k+in] + y*trans[in*k+in]) * exp[in]
			to[end] = (x*trans[b*k+end] + y*trans[in*k+end]) * exp[end]
		}
	}
	if i == l.N-1 {
		for b := 1 + Begin; b < k; b += 4 {
			to[b], to[b+Inside-Begin] = 0, 0
		}
	}
}

// backward fills beta, scaled as alpha is.
func (l *Lattice) backward() {
	k, n := l.Tags.Count(), l.N
	for i := n - 1; i >= 0; i-- {
		b := l.beta[i*k : (i+1)*k]
		if i == n-1 {
			clear(b)
			for _, t := range l.trans.closing {
				b[t] = l.scale[i]
			}
			continue
		}
		l.stepBack(l.beta[(i+1)*k:(i+2)*k], l.exp[(i+1)*k:(i+2)*k], b, l.scale[i])
	}
}

func (l *Lattice) stepBack(next, exp, to []float32, scale float32) {
	k, trans := len(to), l.trans.exp
	x := l.ahead
	for t := range x {
		x[t] = next[t] * exp[t] * scale
	}
	l.trans.backward(x, l.sums)
	for i, t := range l.trans.closing {
		to[t] = l.sums[i]
	}
	for b := 1 + Begin; b < k; b += 4 {
		in, end := b+Inside-Begin, b+End-Begin
		to[b] = trans[b*k+in]*x[in] + trans[b*k+end]*x[end]
		to[in] = trans[in*k+in]*x[in] + trans[in*k+end]*x[end]
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
		p *= float64(l.trans.exp[tag*k+next]) * float64(l.exp[i*k+next]) * float64(l.scale[i])
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
		at := l.best[i*k : (i+1)*k]
		l.bestStep(i, at, l.back[i*k:(i+1)*k])
		if i == n-1 {
			for b := 1 + Begin; b < k; b += 4 {
				at[b], at[b+Inside-Begin] = negative, negative
			}
		}
		for t, w := range l.Emit[i*k : (i+1)*k] {
			if at[t] > negative {
				at[t] += w
			}
		}
		if l.allowed == nil {
			continue
		}
		for t, ok := range l.allowed[i*k : (i+1)*k] {
			if !ok {
				at[t] = negative
			}
		}
	}
	return l.trace()
}

// negative is the score of what is impossible. It stays so with a score added, which is less than its rounding.
const negative = -math.MaxFloat32

// bestStep finds the best way to each tag of a position, without its emissions.
func (l *Lattice) bestStep(i int, at []float32, back []int16) {
	k := len(at)
	if i == 0 {
		for t := range at {
			at[t] = negative
		}
		for _, t := range l.trans.free {
			at[t] = 0
		}
		return
	}
	before, trans := l.best[(i-1)*k:i*k], l.trans.log
	l.trans.best(before, l.sums, l.from)
	for j, t := range l.trans.free {
		at[t], back[t] = l.sums[j], l.from[j]
	}
	for b := 1 + Begin; b < k; b += 4 {
		in := b + Inside - Begin
		for _, t := range [2]int{in, b + End - Begin} {
			at[t], back[t] = before[b]+trans[b*k+t], int16(b)
			if w := before[in] + trans[in*k+t]; w > at[t] {
				at[t], back[t] = w, int16(in)
			}
		}
	}
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
