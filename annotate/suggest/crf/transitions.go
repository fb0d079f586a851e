package crf

import "math"

// transitions are the scores of one tag behind another, made ready for the passes over a sequence. The many pairs are those between spans: a
// closing tag (O, E, S) and a free one (O, B, S) behind it. They lie dense, so that a pass runs over them in a row. Within a span there are four
// pairs a label.
type transitions struct {
	log []float32 // [tags][tags], the caller's; allowed pairs alone count
	exp []float32 // [tags][tags], of allowed pairs

	free    []int // tags that may stand behind a closing tag, and first
	closing []int // tags behind which free tags may stand, and that may be last

	jump, jumpBack []float32 // exp of closing to free: [closing][free] and [free][closing]
	jumpLog        []float32 // [closing][free]

	// How much more one tag can be worth than another beside it, whatever stands on the other side: the greatest log of their ratio, and e to that.
	lead, leadExp []float32 // [closing][closing]: the second against the first
	lagExp        []float32 // [free][free]
	compared      bool      // these are of the scores in use; else nothing is left out
}

func newTransitions(t Tags) transitions {
	var x transitions
	for tag := range t.Count() {
		if starts(tag) {
			x.free = append(x.free, tag)
		}
		if ends(tag) {
			x.closing = append(x.closing, tag)
		}
	}
	return x
}

func (x *transitions) set(t Tags, log []float32) {
	k, m := t.Count(), len(x.free)
	x.log, x.exp = log, grown(x.exp, k*k)
	x.jump, x.jumpBack, x.jumpLog = grown(x.jump, m*m), grown(x.jumpBack, m*m), grown(x.jumpLog, m*m)
	for i, a := range x.closing {
		for j, b := range x.free {
			w := log[a*k+b]
			e := float32(math.Exp(float64(w)))
			x.exp[a*k+b] = e
			x.jumpLog[i*m+j], x.jump[i*m+j], x.jumpBack[j*m+i] = w, e, e
		}
	}
	for label := range t.Labels {
		for _, a := range [2]int{t.Tag(label, Begin), t.Tag(label, Inside)} {
			for _, b := range [2]int{t.Tag(label, Inside), t.Tag(label, End)} {
				x.exp[a*k+b] = float32(math.Exp(float64(log[a*k+b])))
			}
		}
	}
	x.compared = false
}

// compare fills lead and lag.
func (x *transitions) compare() {
	m := len(x.free)
	x.lead, x.leadExp, x.lagExp = grown(x.lead, m*m), grown(x.leadExp, m*m), grown(x.lagExp, m*m)
	lag := make([]float32, m*m)
	for i := range lag {
		x.lead[i], lag[i] = negative, negative
	}
	for i := range m {
		row := x.jumpLog[i*m : (i+1)*m]
		for j := range m {
			other, lead := x.jumpLog[j*m:(j+1)*m], float32(negative)
			for b, w := range row {
				lead = max(lead, other[b]-w)
			}
			x.lead[i*m+j] = lead
			of := lag[j*m : (j+1)*m]
			for b, w := range row {
				of[b] = max(of[b], w-row[j])
			}
		}
	}
	for i := range lag {
		x.leadExp[i], x.lagExp[i] = bound(x.lead[i]), bound(lag[i])
	}
	x.compared = true
}

// least is the value below which a part is left out, where a sum has one of most.
func (x *transitions) least(most float32) float32 {
	if !x.compared {
		return -1
	}
	return slight * most
}

// bound is no less than e to the power of x, but for rounding.
func bound(x float32) float32 {
	if x > 80 {
		return float32(math.Inf(1))
	}
	return fastExp(max(x, -80))
}

// slight is a share of a sum below which a part of it is left out: about that of rounding.
const slight = 1e-7

// forward sums what leads to each free tag from the closing tags before it: from are the values by tag, sums [free].
func (x *transitions) forward(from, sums []float32) { x.sum(x.closing, from, x.leadExp, x.jump, sums) }

// backward is forward the other way: ahead are the free tags' values by tag, sums [closing].
func (x *transitions) backward(ahead, sums []float32) {
	x.sum(x.free, ahead, x.lagExp, x.jumpBack, sums)
}

// sum adds up, for each tag on the other side of jumps [tags][sums], what some tags are worth there. Tags that add next to
// nothing are left out: ratios [tags][tags] say how much more one can be worth than another.
func (x *transitions) sum(tags []int, values, ratios, jumps, sums []float32) {
	m := len(tags)
	top, most := x.greatest(tags, values)
	least := x.least(most)
	ratio := ratios[top*m : (top+1)*m]
	clear(sums)
	for i, tag := range tags {
		w := values[tag]
		if w*ratio[i] < least {
			continue
		}
		row := jumps[i*m : (i+1)*m]
		row = row[:len(sums)]
		for j := range sums {
			sums[j] += w * row[j]
		}
	}
}

// best finds, for each free tag, the closing tag before it that scores most and that score; the first of equals. top are the scores so far.
func (x *transitions) best(before, top []float32, from []int16) {
	m := len(x.free)
	for j := range top {
		top[j] = negative
	}
	first, most := x.greatest(x.closing, before)
	if most <= negative {
		return
	}
	lead := x.lead[first*m : (first+1)*m]
	least := most - 1e-4*(1+max(most, -most)) // room for rounding
	if !x.compared {
		least = float32(math.Inf(-1))
	}
	for i, a := range x.closing {
		w := before[a]
		if w+lead[i] < least {
			continue
		}
		row := x.jumpLog[i*m : (i+1)*m]
		row = row[:len(top)]
		for j := range top {
			if v := w + row[j]; v > top[j] {
				top[j], from[j] = v, int16(a)
			}
		}
	}
}

// greatest is the first of some tags that has the greatest value: its place among them, and that value.
func (x *transitions) greatest(tags []int, values []float32) (at int, most float32) {
	most = values[tags[0]]
	for i, t := range tags {
		if v := values[t]; v > most {
			at, most = i, v
		}
	}
	return at, most
}
