package train

import (
	"io/fs"
	"strings"
	"unicode"
)

var europeana = &set{
	credit: Credit{Source: "europeana", Name: "Europeana Newspapers NER", Authors: "Clemens Neudecker and the partners of Europeana Newspapers",
		Year: 2016, Licence: "CC0-1.0", LicenceURL: "https://creativecommons.org/publicdomain/zero/1.0/",
		Changes: changed + "; cut into sentences, pieces that were read badly left out."},
	weight: 0.05, dense: true,
	labels: map[string]string{"BER": unknown, "MISC": unknown, "ORG": unknown}, // ships, horses and shops are ORG there
	read: func(folder fs.FS, visit func(passage)) error {
		for _, f := range []struct{ name, language string }{{"enp_FR.bnf.bio", "fr"}, {"enp_NL.kb.bio", "nl"}, {"enp_DE.lft.bio", "de"},
			{"enp_DE.onb.bio", "de"}} {
			c := columns{word: 0, tag: -1}
			err := c.read(folder, f.name, func(string) {}, func(all []word) {
				for _, w := range sentences(all) {
					if legible(w) {
						visit(passage{language: f.language, group: f.name, words: w})
					}
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	},
	mend: func(d *draft, _ *lists) {
		d.withoutTitles(true)
		d.each("PER", d.legibleName)
		d.each("LOC", d.legibleName)
	},
}

// In words: how long a piece of running text without breaks is at least and at most.
const shortest, longest = 8, 60

// sentences cuts running text behind a full stop that a capital follows, never inside a span.
func sentences(words []word) (list [][]word) {
	from := 0
	for i := range words {
		n := i + 1 - from
		if i+1 < len(words) && (n < shortest || words[i].tag != "O" && words[i+1].tag != "O") {
			continue
		}
		if i+1 == len(words) || n >= longest || strings.HasSuffix(words[i].text, ".") && !small(words[i+1].text) && len(words[i].text) != 2 {
			list, from = append(list, words[from:i+1]), i+1
		}
	}
	return list
}

// legible reports whether most words were read well: letters, digits, or one mark.
func legible(words []word) bool {
	bad := 0
	for _, w := range words {
		if !legibleWord(w.text) {
			bad++
		}
	}
	return bad*12 <= len(words)
}

// legibleWord reports whether a word is letters with marks at its edges, or a number; a capital behind a small letter
// and a mark inside a word come from bad reading.
func legibleWord(s string) bool {
	inner := []rune(strings.TrimFunc(s, func(r rune) bool { return !inName(r) }))
	if len(inner) == 0 {
		return len([]rune(s)) < 3
	}
	for i, r := range inner {
		switch {
		case strings.ContainsRune("-'’.,/", r), unicode.IsDigit(r) && unicode.IsDigit(inner[0]):
		case !unicode.IsLetter(r):
			return false
		case i > 1 && unicode.IsUpper(r) && unicode.IsLower(inner[i-1]):
			return false
		}
	}
	return true
}

// legibleName keeps spans whose words were read well and begin with a capital; others are left open.
func (d *draft) legibleName(s Span) []Span {
	s = d.trimmed(s)
	if s.Empty() {
		return nil
	}
	words := strings.Fields(d.str(s.Span))
	for _, w := range words {
		if !legibleWord(w) || strings.ContainsFunc(w, func(r rune) bool { return !inName(r) && !strings.ContainsRune("-'’.", r) }) {
			return d.doubt(s)
		}
	}
	if small(words[len(words)-1]) || s.Len() < 3 || !unicode.IsUpper(d.text[s.Start]) {
		return d.doubt(s)
	}
	return []Span{s}
}
