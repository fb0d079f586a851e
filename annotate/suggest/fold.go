package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold is the form of a word under which its spellings meet: lower case, one kind of quote and dash, Arabic letters
// without their variants, marks and tatweel, digits in ASCII. Accents are kept: they tell Vietnamese words apart.
func fold(s string) string {
	if isLowerASCII(s) {
		return s
	}
	return mapRunes(s, func(r rune) rune { return lower(plain(r)) })
}

// foldHash is the hash of what fold returns, without making it (FNV-1a over code points).
func foldHash(s string) uint64 {
	if !isASCII(s) && !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	h := uint64(0xCBF29CE484222325)
	for _, r := range s {
		if r = plain(r); r >= 0 {
			h = (h ^ uint64(lower(r))) * 0x100000001B3
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
func foldKeepingCase(s string) string { return mapRunes(s, plain) }

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

func lower(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	}
	if r == 'ı' {
		return 'i'
	}
	return unicode.ToLower(r)
}

// plain maps a character to the one it is compared as; -1 for those that are not compared.
func plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case 0x0590 <= r && r < 0x0600:
		return plainHebrew(r)
	case 0x0600 <= r && r < 0x0700:
		return plainArabic(r)
	case 0x2000 <= r && r < 0x2070:
		return plainPunctuation(r)
	}
	switch r {
	case '«', '»':
		return '"'
	case 'ʼ', '´':
		return '\''
	case 0xAD, 0xFEFF:
		return -1
	}
	return r
}

func plainPunctuation(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '′':
		return '\''
	case '“', '”', '„', '‟', '″':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―':
		return '-'
	case 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069:
		return -1
	}
	return r
}

func plainHebrew(r rune) rune {
	switch {
	case r == '־':
		return '-'
	case r == '׳':
		return '\''
	case r == '״':
		return '"'
	case unicode.Is(unicode.Mn, r):
		return -1
	}
	return r
}

func plainArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ې':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ة', 'ہ', 'ە', 'ۀ', 'ۃ', 'ھ':
		return 'ه'
	case 0x0640:
		return -1
	}
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case '٠' <= r && r <= '٩':
		return '0' + r - '٠'
	case '۰' <= r && r <= '۹':
		return '0' + r - '۰'
	}
	return r
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
