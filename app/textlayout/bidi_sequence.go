package textlayout

import "golang.org/x/text/unicode/bidi"

// sequence is an isolating run sequence (BD13): the characters that rules W1 to
// I2 see as neighbours.
type sequence struct {
	*resolver
	at       []int // indexes into the paragraph, in logical order
	level    uint8
	sos, eos bidi.Class
}

// sequences builds the isolating run sequences (X10), leaving out what X9 removes.
func (r *resolver) sequences() []*sequence {
	runs, runOf := r.levelRuns()
	var out []*sequence
	for _, run := range runs {
		first := run[0]
		if r.original[first] == bidi.PDI && r.match[first] >= 0 {
			continue // continues the sequence of its initiator
		}
		s := &sequence{resolver: r, at: run, level: r.levels[first]}
		for {
			last := s.at[len(s.at)-1]
			if !isIsolate(r.original[last]) || r.match[last] < 0 {
				break
			}
			s.at = append(s.at[:len(s.at):len(s.at)], runs[runOf[r.match[last]]]...)
		}
		s.ends()
		out = append(out, s)
	}
	return out
}

// levelRuns cuts the kept characters at level changes; runOf tells each
// character's run.
func (r *resolver) levelRuns() (runs [][]int, runOf []int) {
	runOf = make([]int, len(r.types))
	kept := make([]int, 0, len(r.types))
	for i, t := range r.types {
		if t != bidi.BN {
			kept = append(kept, i)
		}
	}
	for start := 0; start < len(kept); {
		end := start
		for end < len(kept) && r.levels[kept[end]] == r.levels[kept[start]] {
			runOf[kept[end]] = len(runs)
			end++
		}
		runs = append(runs, kept[start:end:end])
		start = end
	}
	return runs, runOf
}

// ends works out sos and eos from the levels on both sides.
func (s *sequence) ends() {
	before, after := s.base, s.base
	for i := s.at[0] - 1; i >= 0; i-- {
		if s.types[i] != bidi.BN {
			before = s.levels[i]
			break
		}
	}
	last := s.at[len(s.at)-1]
	if !isIsolate(s.original[last]) {
		for i := last + 1; i < len(s.types); i++ {
			if s.types[i] != bidi.BN {
				after = s.levels[i]
				break
			}
		}
	}
	s.sos, s.eos = strongOf(max(before, s.level)), strongOf(max(after, s.level))
}

func strongOf(level uint8) bidi.Class {
	if level&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak applies W1 to W7.
func (s *sequence) weak() {
	s.marksAndNumbers()
	s.separators()
	s.terminators()
	strong := s.sos
	for _, i := range s.at {
		switch s.types[i] {
		case bidi.L, bidi.R:
			strong = s.types[i]
		case bidi.EN:
			if strong == bidi.L { // W7
				s.types[i] = bidi.L
			}
		}
	}
}

// marksAndNumbers applies W1, W2 and W3.
func (s *sequence) marksAndNumbers() {
	previous, strong := s.sos, s.sos
	for _, i := range s.at {
		t := s.types[i]
		if t == bidi.NSM {
			t = previous
			if isIsolate(previous) || previous == bidi.PDI {
				t = bidi.ON
			}
		}
		previous = t
		switch t {
		case bidi.L, bidi.R:
			strong = t
		case bidi.AL:
			strong = t
			t = bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				t = bidi.AN
				previous = t
			}
		}
		s.types[i] = t
	}
}

// separators applies W4.
func (s *sequence) separators() {
	for k := 1; k+1 < len(s.at); k++ {
		t := s.types[s.at[k]]
		before, after := s.types[s.at[k-1]], s.types[s.at[k+1]]
		if before != after {
			continue
		}
		if before == bidi.EN && (t == bidi.ES || t == bidi.CS) || before == bidi.AN && t == bidi.CS {
			s.types[s.at[k]] = before
		}
	}
}

// terminators applies W5 and W6.
func (s *sequence) terminators() {
	for k := 0; k < len(s.at); k++ {
		switch s.types[s.at[k]] {
		case bidi.ES, bidi.CS:
			s.types[s.at[k]] = bidi.ON
		case bidi.ET:
			end := k
			for end < len(s.at) && s.types[s.at[end]] == bidi.ET {
				end++
			}
			t := bidi.ON
			if k > 0 && s.types[s.at[k-1]] == bidi.EN || end < len(s.at) && s.types[s.at[end]] == bidi.EN {
				t = bidi.EN
			}
			for ; k < end; k++ {
				s.types[s.at[k]] = t
			}
			k--
		}
	}
}

// neutral applies N1 and N2.
func (s *sequence) neutral() {
	for k := 0; k < len(s.at); k++ {
		if !isNeutral(s.types[s.at[k]]) {
			continue
		}
		end := k
		for end < len(s.at) && isNeutral(s.types[s.at[end]]) {
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = strongType(s.types[s.at[k-1]])
		}
		if end < len(s.at) {
			after = strongType(s.types[s.at[end]])
		}
		t := strongOf(s.level)
		if before == after {
			t = before
		}
		for ; k < end; k++ {
			s.types[s.at[k]] = t
		}
		k--
	}
}

// implicit applies I1 and I2.
func (s *sequence) implicit() {
	for _, i := range s.at {
		t := s.types[i]
		switch {
		case s.level&1 == 1:
			if t != bidi.R {
				s.levels[i]++
			}
		case t == bidi.R:
			s.levels[i]++
		case t == bidi.AN || t == bidi.EN:
			s.levels[i] += 2
		}
	}
}

func isNeutral(c bidi.Class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

// strongType reads numbers as R, as N0 and N1 do; other neutrals give ON.
func strongType(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}
