// Package letter says which characters are the same to a reader. The memory of phrases and find share it.
package letter

import (
	"unicode"
	"unicode/utf8"
)

// Lower is a letter in lower case; the Turkish i without a dot is an i.
func Lower(r rune) rune {
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

// Plain maps a character to the one it is compared as, whatever its variant: one kind of quote and dash, Arabic letters
// without their forms, digits in ASCII. It is -1 for those that are not compared: Arabic and Hebrew marks, tatweel, soft
// hyphens and characters of no width. Accents are kept, and so are precomposed letters: normalise first.
func Plain(r rune) rune {
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

// Alone reports characters that never join a neighbour of their own sort: between two of them a character starts
// (UAX #29, grapheme clusters).
func Alone(r rune) bool {
	switch {
	case r < 0x80:
		return r >= ' '
	case r < 0x0600, 0x1E00 <= r && r < 0x2000, 0x0620 <= r && r < 0x0700:
		return unicode.IsLetter(r)
	case r == '،', r == '؛', r == '؟':
		return true
	case 0x0E01 <= r && r <= 0x0E46: // Thai; its sara am joins the letter before it
		return r != 0x0E33 && unicode.IsLetter(r)
	case 0x2010 <= r && r < 0x2028:
		return true
	}
	return 0x3041 <= r && r <= 0x3096 || 0x30A1 <= r && r <= 0x30FA || 0x4E00 <= r && r < 0xA000 || 0xAC00 <= r && r <= 0xD7A3
}
