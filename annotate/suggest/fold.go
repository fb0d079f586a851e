package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/letter"
)

// fold is the form of a word under which its spellings meet: lower case, one kind of quote and dash, Arabic letters
// without their variants, marks and tatweel, digits in ASCII. Accents are kept: they tell Vietnamese words apart.
func fold(s string) string {
	if isLowerASCII(s) {
		return s
	}
	return mapRunes(s, func(r rune) rune { return letter.Lower(letter.Plain(r)) })
}

// foldHash is the hash of what fold returns, without making it (FNV-1a over code points).
func foldHash(s string) uint64 {
	if !isASCII(s) && !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	h := uint64(0xCBF29CE484222325)
	for _, r := range s {
		if r = letter.Plain(r); r >= 0 {
			h = (h ^ uint64(letter.Lower(r))) * 0x100000001B3
		}
	}
	return h
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldKeepingCase is fold without the lower case.
func foldKeepingCase(s string) string { return mapRunes(s, letter.Plain) }

func mapRunes(s string, f func(rune) rune) string {
	if !isASCII(s) && !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.Map(f, s)
}

func isLowerASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// letterCase is how a word or phrase is written.
type letterCase uint8

const (
	uncased letterCase = iota // no letter has case
	lowered                   // all small
	titled                    // starts with a capital, or has capitals among small letters
	capital                   // capitals only
)

func caseOf(s string) letterCase {
	var upper, small bool
	for _, r := range s {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			upper = true
		case unicode.IsLower(r):
			small = true
		}
	}
	switch {
	case upper && small:
		return titled
	case upper:
		return capital
	case small:
		return lowered
	}
	return uncased
}
