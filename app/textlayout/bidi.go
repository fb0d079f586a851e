package textlayout

// levels gives every rune of one paragraph its embedding level by the Unicode
// bidirectional algorithm (UAX #9, rules X1 to I2). base is the paragraph's own
// level, 0 or 1. Rule L1 belongs to lines and is applied by resetTrailing.
// Characters that rule X9 removes take the level of the character before them,
// so that they never cut a run.
func levels(runes []rune, base uint8) []uint8 {
	out := make([]uint8, len(runes))
	if levelsAreZero(runes, base) {
		return out
	}
	classes, seen := classify(runes)
	r := resolver{runes: runes, original: classes, levels: out, base: base}
	if seen&formatting == 0 {
		r.types = append([]class(nil), classes...)
		for i := range out {
			out[i] = base
		}
		s := sequence{resolver: &r, types: r.types, classes: classes, level: base, sos: strongOf(base), eos: strongOf(base)}
		s.resolve()
		return out
	}
	r.types = append([]class(nil), classes...)
	r.matchIsolates()
	r.explicit()
	for _, s := range r.sequences() {
		s.resolve()
	}
	r.fillRemoved()
	return out
}

// levelsAreZero reports text of which nothing reads right to left. It takes no memory.
func levelsAreZero(runes []rune, base uint8) bool {
	if base != 0 {
		return false
	}
	look := newClasses()
	for _, r := range runes {
		if !leftToRight.has(look.of(r)) {
			return false
		}
	}
	return true
}

// resolver holds one paragraph while its levels are worked out.
type resolver struct {
	runes    []rune
	original []class // as looked up
	types    []class // as rules X1 to X9 change them; BN is what X9 removes
	levels   []uint8
	base     uint8
	match    map[int32]int32 // isolate initiator <-> its PDI
}

// classify looks up the classes; seen are all that there are.
func classify(runes []rune) (classes []class, seen classSet) {
	classes = make([]class, len(runes))
	look := newClasses()
	for i, r := range runes {
		c := look.of(r)
		classes[i] = c
		seen |= 1 << c
	}
	return classes, seen
}

// FirstStrong is the direction of the first strong character that stands in no
// isolate (rules P2 and P3), or Auto when there is none.
func FirstStrong(runes []rune) Direction {
	depth := 0
	look := newClasses()
	for _, r := range runes {
		switch look.of(r) {
		case classLRI, classRLI, classFSI:
			depth++
		case classPDI:
			depth = max(0, depth-1)
		case classL:
			if depth == 0 {
				return LTR
			}
		case classR, classAL:
			if depth == 0 {
				return RTL
			}
		}
	}
	return Auto
}

// matchIsolates pairs isolate initiators with their PDI (BD9).
func (r *resolver) matchIsolates() {
	r.match = map[int32]int32{}
	var open []int32
	for i, t := range r.types {
		switch t {
		case classLRI, classRLI, classFSI:
			open = append(open, int32(i))
		case classPDI:
			if n := len(open); n > 0 {
				r.match[int32(i)], r.match[open[n-1]] = open[n-1], int32(i)
				open = open[:n-1]
			}
		case classB:
			open = open[:0]
		}
	}
}

// fillRemoved gives removed characters the level of what stands before them.
func (r *resolver) fillRemoved() {
	last := r.base
	for i, t := range r.types {
		if t == classBN {
			r.levels[i] = last
		}
		last = r.levels[i]
	}
}
