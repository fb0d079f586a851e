package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// headed reports whether words name an organisation, a place or a thing rather than a person.
func (s *shapes) headed(first, last int) bool {
	for i := first; i < last; i++ {
		if w := fold(s.view.str(s.view.tokens[i])); heads[w] || things[w] {
			return true
		}
	}
	return false
}

// organisation proposes capitalised words from token i that end in an organisation's head, or open with one and "of".
func (s *shapes) organisation(i int) {
	v := s.view
	if notNames[fold(v.str(v.tokens[i]))] {
		i++
	}
	end, head, of := i, -1, false
	for j := i; j < len(v.tokens) && j < i+8 && (j == i || !v.tokens[j].line); j++ {
		w := fold(v.str(v.tokens[j]))
		switch {
		case v.capitalised(j) && (j == i || s.joined(i, j)) && !(notNames[w] && j > i):
			end = j + 1
			if heads[w] {
				head = j
			}
		case j > i && w == "of" && leading[fold(v.str(v.tokens[j-1]))] && v.capitalised(j+1):
			of = true
		case j > i && (w == "and" || w == "for" || w == "the") && of && v.capitalised(j+1):
		case j > i && v.hyphen(j):
		default:
			j = len(v.tokens)
		}
	}
	if head < 0 {
		return
	}
	if !of {
		end = head + 1
	}
	if end-i >= 2 {
		s.propose(i, end, organisation, roleScore, "ends or opens like an organisation’s name")
	}
}

// abbreviated proposes "Eastern Ferry Council (EFC)" by the letters of its words, both the words and the letters.
func (s *shapes) abbreviated(i int) {
	v := s.view
	if !v.is(i, "(") || !v.is(i+2, ")") || i < 2 || !isAcronym(v.str(v.tokens[i+1])) {
		return
	}
	first := v.spelt(i, v.str(v.tokens[i+1]))
	if first < 0 || s.taken[first] && s.taken[i-1] {
		return
	}
	s.propose(first, i, organisation, oneWordScore, "spelt out before “"+v.str(v.tokens[i+1])+"”")
	s.propose(i+1, i+2, organisation, oneWordScore, "letters of “"+v.slice(first, i)+"”")
}

func isAcronym(w string) bool {
	n := utf8.RuneCountInString(w)
	return caseOf(w) == capital && 2 <= n && n <= 8
}

// spelt is the token at which the words before token i start whose first letters make the acronym; -1 for none. Small
// words between them need not count.
func (v *view) spelt(i int, acronym string) int {
	letters := []rune(acronym)
	n := len(letters) - 1
	for j := i - 1; j >= 0 && j > i-12 && !v.tokens[j+1].line; j-- {
		r, _ := utf8.DecodeRuneInString(v.str(v.tokens[j]))
		switch {
		case r == letters[n] && v.tokens[j].kind == word:
			if n--; n < 0 {
				return j
			}
		case v.tokens[j].cased == lowered && utf8.RuneCountInString(v.str(v.tokens[j])) <= 3, v.hyphen(j):
		default:
			return -1
		}
	}
	return -1
}

// acronyms proposes letters in brackets under the label of the suggestion that they follow: "... Emirates (UAE)".
func acronyms(in Input, list []annotate.Suggestion) (short []annotate.Suggestion) {
	v := in.view
	ends := map[int]annotate.Suggestion{}
	for _, s := range list {
		ends[s.Span.End] = s
	}
	for i := 1; i+2 < len(v.tokens); i++ {
		s, ok := ends[v.tokens[i-1].end]
		if w := v.str(v.tokens[i+1]); ok && v.is(i, "(") && v.is(i+2, ")") && isAcronym(w) && startsLike(in.Document.Text.Slice(s.Span), w) {
			t := v.tokens[i+1]
			short = append(short, annotate.Suggestion{Span: annotate.Span{Start: t.start, End: t.end}, Label: s.Label,
				Score: min(s.Score, max(s.Score-0.1, DefaultThreshold)), Suggester: s.Suggester, Reason: "short for “" + in.Document.Text.Slice(s.Span) + "”"})
		}
	}
	return short
}

// startsLike reports whether a word of the phrase starts with the acronym's first letter.
func startsLike(phrase, acronym string) bool {
	first, _ := utf8.DecodeRuneInString(acronym)
	for _, w := range strings.Fields(phrase) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.ToUpper(r) == first {
			return true
		}
	}
	return false
}
