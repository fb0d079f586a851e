package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate/letter"
)

// trimmed is what stays of a quote when white space and stray punctuation are taken off its ends: from and to are code
// points, and equal where nothing stays.
func trimmed(quote string) (from, to int) {
	r := []rune(quote)
	from, to = 0, len(r)
	for from < to && strayBefore(r[from:to]) {
		from++
	}
	for from < to && strayAfter(r[from:to]) {
		to--
	}
	return from, to
}

// closing has, for each sign that opens, the one that closes it.
var closing = map[rune]rune{'(': ')', '[': ']', '{': '}', '“': '”', '„': '“', '«': '»', '‘': '’', '"': '"', '\'': '\'', '»': '«',
	'（': '）', '「': '」', '『': '』', '《': '》', '【': '】', '〈': '〉'}

// strayBefore reports whether a name does not begin with its first character.
func strayBefore(r []rune) bool {
	first := r[0]
	if unicode.IsSpace(first) || letter.Plain(first) < 0 {
		return true
	}
	if end, opens := closing[first]; opens {
		return !slices.Contains(r[1:], end) && !(letter.Plain(first) == '\'' && len(r) > 1 && inWord(r[1])) // ’s Gravenhage, '90s
	}
	switch first {
	case ',', ';', ':', '!', '?', ')', ']', '}', '”', '’', '»', '،', '؛', '؟', '。', '、', '，', '）', '」', '』', '》', '】', '…', '|':
		return true
	case '-', '–', '—', '.':
		return len(r) == 1 || !inWord(r[1]) // -5, .NET
	}
	return false
}

// strayAfter reports whether a name does not end with its last character.
func strayAfter(r []rune) bool {
	n := len(r) - 1
	last := r[n]
	if unicode.IsSpace(last) || letter.Plain(last) < 0 && !unicode.IsMark(last) && last != 0x0640 {
		return true
	}
	for open, end := range closing {
		if last == end && slices.Contains(r[:n], open) {
			return false
		}
	}
	switch last {
	case '.':
		return fullStop(string(r[:n]))
	case '\'', '’':
		initial := n > 0 && unicode.IsUpper(r[n-1]) && (n == 1 || !inWord(r[n-2])) // Guns N'
		return n == 0 || unicode.ToLower(r[n-1]) != 's' && !initial                // the workers'
	case ',', ';', ':', '?', '(', '[', '{', ')', ']', '}', '“', '”', '„', '‘', '«', '»', '"', '-', '–', '—', '،', '؛', '؟', '。', '、', '，', '（', '）',
		'「', '」', '『', '』', '《', '》', '【', '】', '|', '…':
		return true
	}
	return false
}

// fullStop reports whether a point after s ends a sentence and not an abbreviation.
func fullStop(s string) bool {
	w := lastWord(s)
	if strings.HasSuffix(strings.TrimSuffix(s, w), ".") || utf8.RuneCountInString(w) < 4 {
		return w == ""
	}
	return !slices.Contains(abbreviations, strings.ToLower(w))
}

// abbreviations of four letters and more that names end with or contain, in English, German, French and Spanish.
var abbreviations = strings.Fields(`corp bros assn dept univ sept inst conn mass mich minn miss tenn wash calif comm capt prof assoc intl natl mfgr mtge cmdr messrs supt
	gebr nachf vorm dipl hrsg verl frhr hptm landkr ehem evang kath
	janv févr juil dépt boul faub gouv établ prés
	avda hnos gral dpto prov excmo excma ilmo ilma sres sras srta profa`)

// overEnd reports whether a quote goes on over the end of a sentence or a paragraph.
func overEnd(quote string) bool {
	if strings.Contains(strings.TrimSpace(quote), "\n\n") {
		return true
	}
	for i, r := range quote {
		rest := quote[i+utf8.RuneLen(r):]
		switch r {
		case '.', '!', '?', '؟':
			next, n := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
			spaced := rest != "" && unicode.IsSpace([]rune(rest)[0])
			if n > 0 && spaced && (unicode.IsUpper(next) || unicode.Is(unicode.Lo, next)) && (r != '.' || sentenceBefore(quote[:i])) {
				return true
			}
		case '。', '！', '？', '।':
			if strings.TrimSpace(rest) != "" && !closes(rest) {
				return true
			}
		}
	}
	return false
}

// sentenceBefore reports whether a point after s ends a sentence: the word before it is in small letters but for the
// first, and long enough to be no abbreviation.
func sentenceBefore(s string) bool {
	w := lastWord(s)
	return utf8.RuneCountInString(w) >= 4 && fullStop(s)
}

func closes(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	return unicode.In(r, unicode.Pe, unicode.Pf, unicode.Po) && strings.TrimSpace(rest[n:]) == ""
}
