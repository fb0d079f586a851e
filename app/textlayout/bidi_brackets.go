package textlayout

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// maxBrackets is the size of the stack that BD16 prescribes.
const maxBrackets = 63

type bracketPair struct{ open, close int } // positions in sequence.at

// brackets applies N0.
func (s *sequence) brackets() {
	embedding := strongOf(s.level)
	for _, p := range s.bracketPairs() {
		same, opposite := false, false
		for k := p.open + 1; k < p.close && !same; k++ {
			switch strongType(s.types[s.at[k]]) {
			case embedding:
				same = true
			case bidi.L, bidi.R:
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
func (s *sequence) contextBefore(k int) bidi.Class {
	for k--; k >= 0; k-- {
		if t := strongType(s.types[s.at[k]]); t != bidi.ON {
			return t
		}
	}
	return s.sos
}

// setBracket sets both brackets and the marks that follow them.
func (s *sequence) setBracket(p bracketPair, t bidi.Class) {
	for _, k := range [2]int{p.open, p.close} {
		s.types[s.at[k]] = t
		for k++; k < len(s.at) && s.original[s.at[k]] == bidi.NSM; k++ {
			s.types[s.at[k]] = t
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
	for k, i := range s.at {
		if s.types[i] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(s.runes[i])
		if !p.IsBracket() {
			continue
		}
		if p.IsOpeningBracket() {
			if len(stack) == maxBrackets {
				return nil
			}
			stack = append(stack, opened{closingOf(s.runes[i]), k})
			continue
		}
		for n := len(stack) - 1; n >= 0; n-- {
			if stack[n].want == canonicalBracket(s.runes[i]) {
				pairs = append(pairs, bracketPair{stack[n].at, k})
				stack = stack[:n]
				continue scan
			}
		}
	}
	sort.Slice(pairs, func(a, b int) bool { return pairs[a].open < pairs[b].open })
	return pairs
}

// closingOf is the bracket that closes r. x/text keeps the pairs to itself, but
// its ReverseString swaps a bracket for its partner.
func closingOf(r rune) rune {
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
