package letter

import (
	"unicode"
	"unicode/utf8"
)

// Prefixes are the small words that the language of a word's script writes onto the next word, in the combinations that
// news uses; nil for scripts that write them apart.
func Prefixes(w string) []string {
	first, _ := utf8.DecodeRuneInString(w)
	switch {
	case first < 0x0590:
		return nil
	case unicode.Is(unicode.Hebrew, first):
		return hebrewPrefixes
	case unicode.Is(unicode.Arabic, first):
		return arabicPrefixes
	}
	return nil
}

var (
	arabicPrefixes = []string{"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"}
	hebrewPrefixes = []string{"ו", "ה", "ב", "ל", "כ", "מ", "ש", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "של", "מה", "כש"}
)

// ArabicArticle is ل before the article ال, which Arabic writes as one لل: the rest of the word shows no clean beginning.
var ArabicArticle = []string{"لل", "ولل", "فلل"}

// IsStem reports whether s can stand alone when a prefix before it is cut off: it has three letters at least, and does
// not open with a mark of the letter before.
func IsStem(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return utf8.RuneCountInString(s) >= MinStem && unicode.IsLetter(first)
}

// MinStem is how many letters must be left of a word when an affix is cut off.
const MinStem = 3
