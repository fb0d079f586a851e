// Package lexis holds what is known of words before anything is learnt: clusters of English words, names of people and
// names of cities. All is looked up by the hash of a word and takes a few megabytes.
package lexis

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/letter"
)

const (
	hashStart = 0xCBF29CE484222325
	hashPrime = 0x100000001B3
)

// Hash is the hash of a word as it is compared: FNV-1a over the code points of its NFC form in lower case, without marks
// that are not compared, all digits alike.
func Hash(word string) uint64 {
	h := uint64(hashStart)
	for i := range len(word) {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return hashAny(word)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '0' <= c && c <= '9':
			c = '0'
		}
		h = (h ^ uint64(c)) * hashPrime
	}
	return h
}

func hashAny(word string) uint64 {
	if !norm.NFC.IsNormalString(word) {
		word = norm.NFC.String(word)
	}
	h := uint64(hashStart)
	for _, r := range word {
		if r = letter.Plain(r); r < 0 {
			continue
		}
		if r = letter.Lower(r); unicode.IsDigit(r) {
			r = '0'
		}
		h = (h ^ uint64(r)) * hashPrime
	}
	return h
}
