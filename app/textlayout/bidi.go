package textlayout

import "golang.org/x/text/unicode/bidi"

// levels gives every rune of one paragraph its embedding level by the Unicode
// bidirectional algorithm (UAX #9, rules X1 to I2). base is the paragraph's own
// level, 0 or 1. Rule L1 belongs to lines and is applied by resetTrailing.
// Characters that rule X9 removes take the level of the character before them,
// so that they never cut a run.
func levels(runes []rune, base uint8) []uint8 {
	out := make([]uint8, len(runes))
	classes, plain := classify(runes, base)
	if plain {
		return out
	}
	r := resolver{runes: runes, types: classes, levels: out, base: base}
	r.original = append([]bidi.Class(nil), classes...)
	r.matchIsolates()
	r.explicit()
	for _, s := range r.sequences() {
		s.weak()
		s.brackets()
		s.neutral()
		s.implicit()
	}
	r.fillRemoved()
	return out
}

// resolver holds one paragraph while its levels are worked out.
type resolver struct {
	runes    []rune
	original []bidi.Class // as looked up
	types    []bidi.Class // as the rules change them; BN is what X9 removes
	levels   []uint8
	base     uint8
	match    []int // isolate initiator <-> its PDI; -1 where there is none
}

// classify looks up the classes; plain says that all levels are 0.
func classify(runes []rune, base uint8) (classes []bidi.Class, plain bool) {
	classes = make([]bidi.Class, len(runes))
	plain = base == 0
	for i, r := range runes {
		c := classOf(r)
		classes[i] = c
		switch c {
		case bidi.L, bidi.EN, bidi.ES, bidi.ET, bidi.CS, bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.BN, bidi.NSM:
		default:
			plain = false
		}
	}
	return classes, plain
}

func classOf(r rune) bidi.Class {
	if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
		return bidi.L
	}
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// firstStrong is the direction of the first strong character that stands in no
// isolate (rules P2 and P3), or Auto when there is none.
func firstStrong(runes []rune) Direction {
	depth := 0
	for _, r := range runes {
		switch classOf(r) {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			depth = max(0, depth-1)
		case bidi.L:
			if depth == 0 {
				return LTR
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return RTL
			}
		}
	}
	return Auto
}

// matchIsolates pairs isolate initiators with their PDI (BD9).
func (r *resolver) matchIsolates() {
	r.match = make([]int, len(r.types))
	var open []int
	for i, t := range r.types {
		r.match[i] = -1
		switch t {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			open = append(open, i)
		case bidi.PDI:
			if n := len(open); n > 0 {
				r.match[i], r.match[open[n-1]] = open[n-1], i
				open = open[:n-1]
			}
		case bidi.B:
			open = open[:0]
		}
	}
}

// fillRemoved gives removed characters the level of what stands before them.
func (r *resolver) fillRemoved() {
	last := r.base
	for i, t := range r.types {
		if t == bidi.BN {
			r.levels[i] = last
		}
		last = r.levels[i]
	}
}

func isIsolate(c bidi.Class) bool {
	return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI
}
