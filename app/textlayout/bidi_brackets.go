package textlayout

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// maxBrackets is the size of the stack that BD16 prescribes.
const maxBrackets = 63

type bracketPair struct{ open, close int } // positions in the sequence

// brackets applies N0.
func (s *sequence) brackets() {
	embedding := strongOf(s.level)
	for _, p := range s.bracketPairs() {
		same, opposite := false, false
		for k := p.open + 1; k < p.close && !same; k++ {
			switch strongType(s.types[k]) {
			case embedding:
				same = true
			case classL, classR:
				opposite = true
			}
		}
		switch {
		case same:
			s.setBracket(p, embedding)
		case opposite && s.contextBefore(p.open) != embedding:
			s.setBracket(p, s.contextBefore(p.open))
		case opposite:
			s.setBracket(p, embedding)
		}
	}
}

// contextBefore is the strong type that reigns before position k.
func (s *sequence) contextBefore(k int) class {
	for k--; k >= 0; k-- {
		if t := strongType(s.types[k]); t != classON {
			return t
		}
	}
	return s.sos
}

// setBracket sets both brackets and the marks that follow them.
func (s *sequence) setBracket(p bracketPair, t class) {
	for _, k := range [2]int{p.open, p.close} {
		s.types[k] = t
		for k++; k < len(s.types) && s.classes[k] == classNSM; k++ {
			s.types[k] = t
		}
	}
}

// bracketPairs finds the pairs of BD16, in the order of their opening brackets.
func (s *sequence) bracketPairs() []bracketPair {
	type opened struct {
		want rune
		at   int
	}
	var stack []opened
	var pairs []bracketPair
scan:
	for k, t := range s.types {
		if t != classON {
			continue
		}
		r := s.runeAt(k)
		bracket, opens := bracketKind(r)
		if !bracket {
			continue
		}
		if opens {
			if len(stack) == maxBrackets {
				return nil
			}
			stack = append(stack, opened{closingOf(r), k})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].want == canonicalBracket(r) {
				pairs = append(pairs, bracketPair{stack[n].at, k})
				stack = stack[:n]
				continue scan
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool { return pairs[a].open < pairs[b].open })
	return pairs
}

// bracketKind reports a bracket of BD14 and BD15.
func bracketKind(r rune) (bracket, opens bool) {
	switch {
	case r == '(' || r == '[' || r == '{':
		return true, true
	case r == ')' || r == ']' || r == '}':
		return true, false
	case r < 0x80:
		return false, false
	}
	p, _ := bidi.LookupRune(r)
	return p.IsBracket(), p.IsOpeningBracket()
}

// closingOf is the bracket that closes r. x/text keeps the pairs to itself, but
// its ReverseString swaps a bracket for its partner.
func closingOf(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[', '{':
		return r + 2
	}
	for _, c := range bidi.ReverseString(string(r)) {
		return canonicalBracket(c)
	}
	return r
}

// canonicalBracket maps the angle brackets that are canonically equal.
func canonicalBracket(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}
