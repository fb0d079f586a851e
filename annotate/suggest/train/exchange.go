package train

import (
	"math/rand/v2"
	"strings"
	"unicode"
)

// exchange writes other names over those of persons that have a forename and a surname, and over either of them where it
// stands alone elsewhere in the record. Other persons are left: God, a prophet, a king are no names to exchange.
func (n Names) exchange(s *sheet, random *rand.Rand) bool {
	others := map[string]string{}
	for _, sp := range s.of.Spans {
		forename, surname, two := strings.Cut(string(s.text[sp.Start:sp.End]), " ")
		if sp.Label != "PER" || !two || !plainName(forename) || !plainName(surname) {
			continue
		}
		script := scriptOf(forename)
		if script == nil || script != scriptOf(surname) || len(n.forenames[script]) == 0 || len(n.surnames[script]) == 0 {
			continue
		}
		if others[surname] == "" {
			others[surname] = pick(n.surnames[script], random)
		}
		if others[forename] == "" {
			others[forename] = pick(n.forenames[script], random)
		}
	}
	changed := false
	for i := len(s.of.Spans) - 1; i >= 0; i-- {
		sp := s.of.Spans[i]
		words := strings.Split(string(s.text[sp.Start:sp.End]), " ")
		if sp.Label != "PER" || len(words) > 2 || others[words[0]] == "" || others[words[len(words)-1]] == "" {
			continue
		}
		for k, w := range words {
			words[k] = others[w]
		}
		s.replace(sp.Span, strings.Join(words, " "))
		changed = true
	}
	return changed
}

func pick(list []string, random *rand.Rand) string { return list[random.IntN(len(list))] }

// plainName reports whether a word is a name with one capital, or in a script without capitals.
func plainName(word string) bool {
	for i, r := range []rune(word) {
		if i == 0 && unicode.IsLower(r) || i > 0 && unicode.IsUpper(r) || !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return false
		}
	}
	return len([]rune(word)) > 2
}
