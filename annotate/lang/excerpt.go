package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxLetters = 300     // letters of a paragraph that are examined
	maxScan    = 8 << 10 // bytes of a paragraph in which they are looked for
)

// excerpt is what is examined of a paragraph: the words in its main script.
type excerpt struct {
	script  *script
	letters int
	words   string // composed (NFC), without links, digits and punctuation
}

// excerptOf takes the first letters of a paragraph. Addresses of pages and
// people are left out: their letters are of no language.
func excerptOf(text string) excerpt {
	text = norm.NFC.String(wholeRunes(text, maxScan))
	counts := map[*script]int{}
	words := map[*script]*strings.Builder{}
	letters := 0
	for field := range strings.FieldsSeq(text) {
		if isAddress(field) {
			continue
		}
		var last *script
		for _, r := range field {
			s := scriptOf(r)
			if s == nil {
				if !unicode.IsMark(r) {
					last = nil
				} else if last != nil && !last.bareLetters {
					words[last].WriteRune(r)
				}
				continue
			}
			if words[s] == nil {
				words[s] = &strings.Builder{}
			}
			if s != last && words[s].Len() > 0 {
				words[s].WriteByte(' ')
			}
			words[s].WriteRune(r)
			counts[s]++
			last = s
			if letters++; letters >= maxLetters {
				break
			}
		}
		if letters >= maxLetters {
			break
		}
	}
	main := mainScript(counts)
	if main == nil {
		return excerpt{}
	}
	return excerpt{script: main, letters: counts[main], words: words[main].String()}
}

// wholeRunes is the start of s, at most n bytes, with no character cut in two.
func wholeRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func isAddress(field string) bool {
	return strings.Contains(field, "://") || strings.HasPrefix(field, "www.") || strings.Contains(field, "@")
}
