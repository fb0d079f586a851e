package textlayout

import "sort"

// sequence is an isolating run sequence (BD13): the characters that rules W1 to
// I2 see as neighbours.
type sequence struct {
	*resolver
	types    []class // of its characters, as the rules change them
	classes  []class // as looked up
	at       []int32 // their places in the paragraph; nil: they are all of it
	level    uint8
	sos, eos class
}

func (s *sequence) place(k int) int {
	if s.at == nil {
		return k
	}
	return int(s.at[k])
}

func (s *sequence) runeAt(k int) rune { return s.runes[s.place(k)] }

func (s *sequence) resolve() {
	s.weak()
	s.brackets()
	s.neutral()
	s.implicit()
}

// levelRun is a part of the kept characters (BD7).
type levelRun struct{ from, to int }

// sequences builds the isolating run sequences (X10), leaving out what X9 removes.
func (r *resolver) sequences() []*sequence {
	kept, runs := r.levelRuns()
	var out []*sequence
	for _, run := range runs {
		first := kept[run.from]
		if _, matched := r.match[first]; matched && r.original[first] == classPDI {
			continue // continues the sequence of its initiator
		}
		s := &sequence{resolver: r, level: r.levels[first]}
		last := run
		for {
			s.at = append(s.at, kept[last.from:last.to]...)
			end := kept[last.to-1]
			pdi, matched := r.match[end]
			if !matched || !isolates.has(r.original[end]) {
				break
			}
			last = runs[sort.Search(len(runs), func(i int) bool { return kept[runs[i].from] > pdi })-1]
		}
		s.gather()
		s.ends(kept, run.from, last.to)
		out = append(out, s)
	}
	return out
}

// levelRuns cuts the kept characters at level changes.
func (r *resolver) levelRuns() (kept []int32, runs []levelRun) {
	for i, t := range r.types {
		if t == classBN {
			continue
		}
		if n := len(kept); n == 0 || r.levels[i] != r.levels[kept[n-1]] {
			runs = append(runs, levelRun{from: n})
		}
		kept = append(kept, int32(i))
		runs[len(runs)-1].to = len(kept)
	}
	return kept, runs
}

func (s *sequence) gather() {
	s.types, s.classes = make([]class, len(s.at)), make([]class, len(s.at))
	for k, i := range s.at {
		s.types[k], s.classes[k] = s.resolver.types[i], s.original[i]
	}
}

// ends works out sos and eos from the levels on both sides of kept[from:to].
func (s *sequence) ends(kept []int32, from, to int) {
	before, after := s.base, s.base
	if from > 0 {
		before = s.levels[kept[from-1]]
	}
	if to < len(kept) && !isolates.has(s.original[kept[to-1]]) {
		after = s.levels[kept[to]]
	}
	s.sos, s.eos = strongOf(max(before, s.level)), strongOf(max(after, s.level))
}

func strongOf(level uint8) class {
	if level&1 == 1 {
		return classR
	}
	return classL
}

// weak applies W1 to W7.
func (s *sequence) weak() {
	s.marksAndNumbers()
	s.separators()
	s.terminators()
	strong := s.sos
	for i, t := range s.types {
		switch t {
		case classL, classR:
			strong = t
		case classEN:
			if strong == classL { // W7
				s.types[i] = classL
			}
		}
	}
}

// marksAndNumbers applies W1, W2 and W3.
func (s *sequence) marksAndNumbers() {
	previous, strong := s.sos, s.sos
	for i, t := range s.types {
		if t == classNSM {
			t = previous
			if isolates.has(previous) || previous == classPDI {
				t = classON
			}
		}
		previous = t
		switch t {
		case classL, classR:
			strong = t
		case classAL:
			strong = t
			t = classR
		case classEN:
			if strong == classAL {
				t = classAN
				previous = t
			}
		}
		s.types[i] = t
	}
}

// separators applies W4.
func (s *sequence) separators() {
	for k := 1; k+1 < len(s.types); k++ {
		t := s.types[k]
		before, after := s.types[k-1], s.types[k+1]
		if before != after {
			continue
		}
		if before == classEN && (t == classES || t == classCS) || before == classAN && t == classCS {
			s.types[k] = before
		}
	}
}

// terminators applies W5 and W6.
func (s *sequence) terminators() {
	for k := 0; k < len(s.types); k++ {
		switch s.types[k] {
		case classES, classCS:
			s.types[k] = classON
		case classET:
			end := k
			for end < len(s.types) && s.types[end] == classET {
				end++
			}
			t := classON
			if k > 0 && s.types[k-1] == classEN || end < len(s.types) && s.types[end] == classEN {
				t = classEN
			}
			for ; k < end; k++ {
				s.types[k] = t
			}
			k--
		}
	}
}

// neutral applies N1 and N2.
func (s *sequence) neutral() {
	for k := 0; k < len(s.types); k++ {
		if !neutrals.has(s.types[k]) {
			continue
		}
		end := k
		for end < len(s.types) && neutrals.has(s.types[end]) {
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before = strongType(s.types[k-1])
		}
		if end < len(s.types) {
			after = strongType(s.types[end])
		}
		t := strongOf(s.level)
		if before == after {
			t = before
		}
		for ; k < end; k++ {
			s.types[k] = t
		}
		k--
	}
}

// implicit applies I1 and I2.
func (s *sequence) implicit() {
	for i, t := range s.types {
		up := uint8(0)
		switch {
		case s.level&1 == 1:
			if t != classR {
				up = 1
			}
		case t == classR:
			up = 1
		case t == classAN || t == classEN:
			up = 2
		}
		if up != 0 {
			s.levels[s.place(i)] += up
		}
	}
}

// strongType reads numbers as R, as N0 and N1 do; other neutrals give ON.
func strongType(c class) class {
	switch c {
	case classL:
		return classL
	case classR, classAL, classEN, classAN:
		return classR
	}
	return classON
}
