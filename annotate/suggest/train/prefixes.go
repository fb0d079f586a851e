package train

import "strings"

// inNames counts the words of names, spelt the simplest way: as the first of a name, and anywhere in one.
type inNames struct{ first, any map[string]int }

// withoutPrefixes parts Arabic prefixes from the first words of names, in all passages of a set.
func withoutPrefixes(all [][]word, known *lists) (out [][]word) {
	names := inNames{map[string]int{}, map[string]int{}}
	for state := range known.states["ar"] {
		first, _, _ := strings.Cut(state, " ")
		names.any[simple(first)] = 1000 // more often than any form with a prefix
	}
	for _, words := range all {
		for _, s := range spansOf(words) {
			names.first[simple(words[s.from].text)]++
			for _, w := range words[s.from:s.to] {
				names.any[simple(w.text)]++
			}
		}
	}
	for _, words := range all {
		out = append(out, names.cut(words))
	}
	return out
}

// simple spells an Arabic word without what writers leave out: hamzas, the dots of ة and ى.
var simple = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي", "ة", "ه").Replace

// cut parts the prefixes of one passage. Where a name opens with و and nothing tells whether that belongs to it, the
// name is left open.
func (o inNames) cut(words []word) (out []word) {
	spans := spansOf(words)
	for i, w := range words {
		n := 0
		for _, s := range spans {
			if s.from <= i && i < s.to {
				n = o.prefix(simple(words[s.from].text), s.label)
				if n == 0 && strings.HasPrefix(words[s.from].text, "و") && o.first[simple(words[s.from].text)] == 1 {
					w.tag = w.tag[:2] + unknown
				}
				if i > s.from {
					n = 0
				}
			}
		}
		if n == 0 {
			out = append(out, w)
			continue
		}
		out = append(out, word{text: w.text[:n], tag: "O"}, word{text: w.text[n:], tag: w.tag, glued: true})
	}
	return out
}

// prefix is how many bytes of a word are prefixes: a letter in front of what stands in names elsewhere, at least as
// often as the whole word opens one. Behind two ل the article has lost its first letter.
func (o inNames) prefix(w, label string) int {
	if bare, ok := strings.CutPrefix(w, "لل"); ok && o.any["ال"+bare] > 0 && o.any["ال"+bare] >= o.first[w] {
		return len("لل")
	}
	for _, p := range []string{"و", "ف", "ب", "ل", "ك"} {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || len([]rune(rest)) < 3 {
			continue
		}
		switch {
		case o.any[rest] > 0 && o.any[rest] >= o.first[w]:
			if p == "و" {
				return len(p) + o.prefix(rest, label)
			}
			return len(p)
		case p != "و":
			continue
		case label != "PER" && strings.HasPrefix(rest, "ال") && len([]rune(rest)) > 4:
			return len(p)
		}
		if n := o.prefix(rest, label); n > 0 {
			return len(p) + n
		}
	}
	return 0
}
