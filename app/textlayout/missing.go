package textlayout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/language"
)

// lacks reports whether no font has r, so that a box is drawn for it. Characters that
// are never seen, as controls and joiners, are not lacking.
func (f *FontSet) lacks(r rune) bool {
	if invisible(r) || unicode.IsSpace(r) {
		return false
	}
	missing, known := f.missing[r]
	if !known {
		_, found := f.library.find([]rune{r}, language.LookupScript(r), false, Fonts{})
		missing = !found
		f.missing[r] = missing
	}
	return missing
}

// MissingScripts returns the English names of the scripts of which some character in
// the text has no font, the most frequent first: Unicode's names, and "Symbols",
// "Private use" and "Unknown" for what has no script. Each distinct character is looked
// up once. The first that no embedded font has opens the system's fonts, which takes
// a good part of a second on some machines: call it on a Clone beside the window.
func (f *FontSet) MissingScripts(text []rune) []string {
	type tally struct {
		name  string
		count int
	}
	var seen runeSet
	scripts := map[language.Script]int{} // index into found
	lost := map[rune]int{}               // the same, for each character without a font
	var found []tally
	for _, r := range text {
		if seen.add(r) && f.lacks(r) {
			script := language.LookupScript(r)
			at, known := scripts[script]
			if !known {
				at = len(found)
				scripts[script] = at
				found = append(found, tally{name: scriptName(r)})
			}
			lost[r] = at
		}
		if len(lost) == 0 {
			continue
		}
		if at, ok := lost[r]; ok {
			found[at].count++
		}
	}
	slices.SortStableFunc(found, func(a, b tally) int { return cmp.Compare(b.count, a.count) })
	var names []string
	for _, s := range found {
		if !slices.Contains(names, s.name) {
			names = append(names, s.name)
		}
	}
	return names
}

// scriptName is the English name of the script that a character belongs to.
func scriptName(r rune) string {
	if unicode.Is(unicode.Co, r) {
		return "Private use"
	}
	for name, table := range unicode.Scripts {
		if !unicode.Is(table, r) {
			continue
		}
		if name == "Common" || name == "Inherited" {
			return "Symbols"
		}
		return strings.ReplaceAll(name, "_", " ")
	}
	return "Unknown"
}

// runeSet holds characters, those of the first plane as one bit each.
type runeSet struct {
	plane [0x10000 / 64]uint64
	rest  map[rune]bool
}

// add reports whether r was new.
func (s *runeSet) add(r rune) bool {
	if r >= 0 && r < 0x10000 {
		word, bit := &s.plane[r/64], uint64(1)<<(r%64)
		if *word&bit != 0 {
			return false
		}
		*word |= bit
		return true
	}
	if s.rest[r] {
		return false
	}
	if s.rest == nil {
		s.rest = map[rune]bool{}
	}
	s.rest[r] = true
	return true
}
