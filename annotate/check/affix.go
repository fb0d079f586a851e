package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/letter"
)

// affix is what stands before or after a name and belongs to it for some and not for others.
type affix uint8

const (
	article affix = iota
	title
	possessive
	prefix // a small word that Arabic or Hebrew write onto the next
	affixes
)

var articles = wordSet("the der die das den dem des le la les el los las il lo gli het de o os as")

var titles = wordSet(`mr mrs ms miss dr prof professor president prime minister chancellor secretary senator governor mayor king queen prince
	princess pope sir lord lady sheikh shaikh imam ayatollah general colonel captain major lieutenant sergeant judge justice ambassador
	rev reverend bishop archbishop cardinal herr frau präsident präsidentin kanzler kanzlerin monsieur madame mme président présidente
	presidente presidenta señor señora sr sra don doña ministro signor signora vice former
	الرئيس الشيخ الدكتور السيد السيده الملك الامير الجنرال الوزير القائد العقيد اللواء النائب الامام`)

// titleHashes are the titles as they stand before a name.
var titleHashes = func() map[uint32]bool {
	set := map[uint32]bool{}
	for w := range titles {
		first, n := utf8.DecodeRuneInString(w)
		set[fold(w)], set[fold(string(unicode.ToUpper(first))+w[n:])] = true, true
	}
	return set
}()

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[plainLower(w)] = true
	}
	return set
}

func plainLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r = letter.Plain(r); r < 0 {
			return r
		}
		return letter.Lower(r)
	}, s)
}

// core is what another annotation of the same name may cover: the name without an affix.
type core struct {
	phrase uint64
	had    affix
}

// cores of a name: what stays of it without the articles and titles before it and the possessive behind it, or, of words
// that open with an Arabic or Hebrew prefix, behind each that it may be.
func cores(quote string) (list []core) {
	if rest, had, ok := stripped(quote); ok {
		return []core{{phraseOf(rest), had}}
	}
	w := quoteWord(quote)
	for _, h := range heads(w) {
		list = append(list, core{phraseOf(h.rest + quote[len(w):]), prefix})
	}
	return list
}

func stripped(quote string) (rest string, had affix, ok bool) {
	rest, had = quote, affixes
	for {
		w := quoteWord(rest)
		next := strings.TrimLeft(strings.TrimPrefix(rest[len(w):], "."), " \n\u00a0")
		lower := plainLower(w)
		switch {
		case w == "" || next == "" || next == rest[len(w):]: // the last word, or one that goes on without a space
			return withoutEnd(rest, had)
		case titles[lower]:
			had = title
		case articles[lower] && (w == lower || lower == "the"): // La Paz
			had = min(had, article)
		default:
			return withoutEnd(rest, had)
		}
		rest = next
	}
}

func withoutEnd(rest string, had affix) (string, affix, bool) {
	if n := possessiveEnd(rest); n > 0 && n < len(rest) {
		return rest[:len(rest)-n], possessive, true
	}
	return rest, had, had != affixes
}

// outside is the affixes that stand right before and after a piece of text, as bits.
func outside(before, after string) (bits uint8) {
	if end := strings.TrimRight(before, " \n\u00a0."); end != before {
		w := strings.ToLower(lastWord(end))
		if articles[plainLower(w)] {
			bits |= 1 << article
		}
		if titles[plainLower(w)] {
			bits |= 1 << title
		}
	}
	if w := lastWord(before); slices.Contains(letter.Prefixes(w), w) {
		bits |= 1 << prefix
	}
	if strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") {
		bits |= 1 << possessive
	}
	return bits
}

// possessiveEnd is how many bytes of an English possessive s ends in.
func possessiveEnd(s string) int {
	for _, end := range []string{"'s", "’s"} {
		if strings.HasSuffix(s, end) {
			return len(end)
		}
	}
	return 0
}

func quoteWord(s string) string {
	n, _ := reach(s)
	return s[:n]
}

// head is another way to read the beginning of a word: behind a prefix.
type head struct {
	rest  string
	skip  int // code points of the prefix
	whole bool
}

// heads lists them. Arabic writes ل before the article ال as one لل: there the name begins with the word.
func heads(w string) (list []head) {
	for _, p := range letter.Prefixes(w) {
		if rest, ok := strings.CutPrefix(w, p); ok && letter.IsStem(rest) {
			list = append(list, head{rest: rest, skip: utf8.RuneCountInString(p)})
		}
	}
	for _, p := range letter.ArabicArticle {
		if rest, ok := strings.CutPrefix(w, p); ok && letter.IsStem(rest) {
			list = append(list, head{rest: "ال" + rest, whole: true})
		}
	}
	return list
}

// prefixed reports whether an Arabic word opens with a prefix for certain: one before the article.
func prefixed(w string) bool {
	if first, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Arabic, first) {
		return false
	}
	return slices.ContainsFunc(heads(w), func(h head) bool { return h.whole || strings.HasPrefix(h.rest, "ال") })
}
