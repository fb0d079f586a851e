package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Small words that Arabic and Hebrew write onto the next word, in the combinations that news uses.
var (
	arabicPrefixes = []string{"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"}
	hebrewPrefixes = []string{"ו", "ה", "ב", "ל", "כ", "מ", "ש", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "של", "מה", "כש"}
)

// Arabic writes ل before the article ال as one لل: the stem shows no clean boundary.
var arabicArticle = []string{"لل", "ولل", "فلل"}

// koreanParticles follow a noun without a space.
var koreanParticles = []string{"은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만",
	"에서", "으로", "에게", "까지", "부터", "에는", "에서는", "이다"}

// minStem is how many letters must be left when an affix is cut off.
const minStem = 3

// attached lists where else a word may start and end.
func attached(w string, t token, lang string) (heads, tails []edge) {
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case r < 0x0590:
		return nil, nil
	case unicode.Is(unicode.Arabic, r) && arabicWriting(lang):
		return append(cutHeads(w, t, arabicPrefixes), cutArticle(w, t)...), nil
	case unicode.Is(unicode.Hebrew, r):
		return cutHeads(w, t, hebrewPrefixes), nil
	case unicode.Is(unicode.Hangul, r):
		return nil, cutTails(w, t)
	}
	return nil, nil
}

// arabicWriting reports whether words in Arabic letters may carry Arabic prefixes.
func arabicWriting(lang string) bool {
	switch lang {
	case "fa", "ur", "ku", "ps", "ckb", "ug", "sd":
		return false
	}
	return true
}

func cutHeads(w string, t token, prefixes []string) (heads []edge) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= minStem && startsClean(rest) {
			heads = append(heads, edge{at: t.start + utf8.RuneCountInString(p), hash: foldHash(rest), affix: p})
		}
	}
	return heads
}

func cutArticle(w string, t token) (heads []edge) {
	for _, p := range arabicArticle {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= minStem && startsClean(rest) {
			heads = append(heads, edge{at: t.start, hash: foldHash("ال" + rest), affix: p, whole: true})
		}
	}
	return heads
}

// startsClean reports whether s can stand alone: it does not open with a mark of the letter before.
func startsClean(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func cutTails(w string, t token) (tails []edge) {
	for _, p := range koreanParticles {
		if rest, ok := strings.CutSuffix(w, p); ok && utf8.RuneCountInString(rest) >= 2 {
			tails = append(tails, edge{at: t.end - utf8.RuneCountInString(p), hash: foldHash(rest), affix: p})
		}
	}
	return tails
}

// surelyPrefixed reports whether an Arabic phrase opens with a prefix for certain: one before the article ال.
func surelyPrefixed(phrase string) bool {
	if r, _ := utf8.DecodeRuneInString(phrase); !unicode.Is(unicode.Arabic, r) {
		return false
	}
	f := fold(phrase)
	for _, p := range []string{"وال", "بال", "فال", "كال", "لل", "وبال", "ولل"} {
		if rest, ok := strings.CutPrefix(f, p); ok && utf8.RuneCountInString(rest) >= minStem {
			return true
		}
	}
	return false
}
