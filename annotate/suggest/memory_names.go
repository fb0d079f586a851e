package suggest

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/letter"
)

// particles belong to the last name that follows them.
var particles = []string{"al", "el", "ben", "bin", "ibn", "abu", "von", "van", "de", "da", "di", "del", "della", "der", "la", "le", "dos", "du"}

// takeLastName counts the last name of a person's full name, and with its particles: "Sisi" and "el-Sisi".
func (m *Memory) takeLastName(v *view, times int) {
	full := newForm(v).text
	for _, from := range lastNames(v) {
		part := &view{text: v.text, tokens: v.tokens[from:]}
		keys := part.key()
		names, ok := m.last.at(keys)
		if !ok {
			names = map[string]int{}
			m.last.put(keys, names)
		}
		if addTo(names, full, times); len(names) == 0 {
			m.last.drop(keys)
		}
	}
}

// lastNames are the tokens at which a full name's last name starts; none for a single word.
func lastNames(v *view) (starts []int) {
	n := len(v.tokens) - 1
	if n < 1 || !lastName(v.str(v.tokens[n])) {
		return nil
	}
	if !v.hyphen(n - 1) {
		starts = append(starts, n)
	}
	for i := n - 1; i > 0; i-- {
		if v.hyphen(i) {
			continue
		}
		if !v.hyphen(i+1) && !slices.Contains(particles, fold(v.str(v.tokens[i]))) {
			break
		}
		starts = append(starts, i)
	}
	if len(starts) > 0 && v.hyphen(n-1) {
		starts = append(starts, n)
	}
	return starts
}

// lastName reports whether a word can stand for a person alone: a capitalised word, or one in letters without case of
// three letters or more that is no part of a longer word of respect.
func lastName(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	switch fold(w) {
	case "الله", "الدين", "الرحمن", "الحق", "الاسلام", "jr", "sr", "ii", "iii":
		return false
	}
	switch {
	case unicode.IsLower(first) || !unicode.IsLetter(first):
		return false
	case unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul):
		return false
	}
	return utf8.RuneCountInString(w) >= letter.MinStem || unicode.IsUpper(first) && utf8.RuneCountInString(w) == 2
}
