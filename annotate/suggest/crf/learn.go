package crf

// Gradient is the difference of expectations that a sequence's conditional likelihood has as its gradient: what the constraints say less
// what the model says, for each position's tags and for each pair of tags.
type Gradient struct {
	Emit  []float32 // [N][tags]
	Trans []float32 // [tags][tags]
}

// Gradient works out the gradient of log P(constraints): the constraints are those of the lattice. Where they leave several paths, the sum
// over these is what is made likelier, so that a partly labelled sequence teaches only what it says. loss is -log P, 0 and no gradient where no path is left.
func (l *Lattice) Gradient(g *Gradient) (loss float64) {
	k, n := l.Tags.Count(), l.N
	g.Emit, g.Trans = grown(g.Emit, n*k), grown(g.Trans, k*k)
	clear(g.Emit)
	clear(g.Trans)
	constraints := l.allowed
	inside := l.Forward()
	if inside != inside || inside < -1e30 {
		return 0
	}
	l.collect(g, 1)
	l.allowed = nil
	all := l.Forward()
	l.collect(g, -1)
	l.allowed = constraints
	return all - inside
}

// collect adds the expectations of the last Forward.
func (l *Lattice) collect(g *Gradient, sign float32) {
	k, n := l.Tags.Count(), l.N
	for i := range n {
		inv := sign / l.scale[i]
		for t := range k {
			at := i*k + t
			g.Emit[at] += l.alpha[at] * l.beta[at] * inv
		}
		if i > 0 {
			l.collectPairs(g, i, sign)
		}
	}
}

func (l *Lattice) collectPairs(g *Gradient, i int, sign float32) {
	k := l.Tags.Count()
	before := l.alpha[(i-1)*k : i*k]
	x := l.ahead
	for t := range x {
		x[t] = l.exp[i*k+t] * l.beta[i*k+t] * sign
	}
	for _, a := range l.trans.closing {
		if before[a] < 1e-6 {
			continue
		}
		row, out := l.trans.exp[a*k:(a+1)*k], g.Trans[a*k:(a+1)*k]
		for _, b := range l.trans.free {
			out[b] += before[a] * row[b] * x[b]
		}
	}
	for label := range l.Tags.Labels {
		begin, in, end := 1+4*label+Begin, 1+4*label+Inside, 1+4*label+End
		for _, a := range [2]int{begin, in} {
			for _, b := range [2]int{in, end} {
				g.Trans[a*k+b] += before[a] * l.trans.exp[a*k+b] * x[b]
			}
		}
	}
}
