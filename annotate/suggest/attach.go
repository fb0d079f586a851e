package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/letter"
)

// koreanParticles follow a noun without a space.
var koreanParticles = []string{"은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만",
	"에서", "으로", "에게", "까지", "부터", "에는", "에서는", "이다"}

// attached lists where else a word may start and end.
func attached(w string, t token, lang string) (heads, tails []edge) {
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case r < 0x0590:
		return nil, nil
	case unicode.Is(unicode.Arabic, r) && arabicWriting(lang):
		return append(cutHeads(w, t), cutArticle(w, t)...), nil
	case unicode.Is(unicode.Hebrew, r):
		return cutHeads(w, t), nil
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

func cutHeads(w string, t token) (heads []edge) {
	for _, p := range letter.Prefixes(w) {
		if rest, ok := strings.CutPrefix(w, p); ok && letter.IsStem(rest) {
			heads = append(heads, edge{at: t.start + utf8.RuneCountInString(p), hash: foldHash(rest), affix: p})
		}
	}
	return heads
}

func cutArticle(w string, t token) (heads []edge) {
	for _, p := range letter.ArabicArticle {
		if rest, ok := strings.CutPrefix(w, p); ok && letter.IsStem(rest) {
			heads = append(heads, edge{at: t.start, hash: foldHash("ال" + rest), affix: p, whole: true})
		}
	}
	return heads
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
		if rest, ok := strings.CutPrefix(f, p); ok && utf8.RuneCountInString(rest) >= letter.MinStem {
			return true
		}
	}
	return false
}
