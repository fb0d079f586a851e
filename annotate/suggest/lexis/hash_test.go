package lexis_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/letter"
	. "rubricator/annotate/suggest/lexis"
)

func TestHashTakesWrittenFormsTogether(t *testing.T) {
	for _, pair := range [][2]string{
		{"Paris", "paris"}, {"PARIS", "paris"}, {"مُحَمَّد", "محمد"}, {"أحمد", "احمد"}, {"علی", "علي"}, {"محـــمد", "محمد"},
		{"۱۹۹۰", "1990"}, {"٣", "7"}, {"1990", "2024"}, {"e\u0301te\u0301", "été"}, {"I\u0307stanbul", "istanbul"}, {"Ｆ", "ｆ"},
		{"O’Neill", "o'neill"}, {"co\u00ADop", "coop"}, {"१२", "34"}, {"\u200fبغداد", "بغداد"}, {"\u064b", ""},
	} {
		if Hash(pair[0]) != Hash(pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"ete", "été"}, {"F", "Ｆ"}, {"1", "11"}, {"a", "b"}, {"ab", "ba"}, {"ß", "ss"}} {
		if Hash(pair[0]) == Hash(pair[1]) {
			t.Errorf("%q and %q are the same", pair[0], pair[1])
		}
	}
}

// FNV-1a of 64 bits has published values.
func TestHashIsFNV(t *testing.T) {
	for word, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c, "foobar": 0x85944171f73967e8} {
		if got := Hash(word); got != want {
			t.Errorf("Hash(%q) = %x, want %x", word, got, want)
		}
	}
}

// plainHash is the definition in small steps.
func plainHash(word string) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, r := range norm.NFC.String(word) {
		r = letter.Plain(r)
		if r < 0 {
			continue
		}
		r = letter.Lower(r)
		if unicode.IsDigit(r) {
			r = '0'
		}
		h = (h ^ uint64(r)) * 0x100000001B3
	}
	return h
}

func FuzzHash(f *testing.F) {
	for _, seed := range []string{"", "Paris", "3rd", "مُحَمَّد", "e\u0301", "Ａ１", "\xff", "a\xffb", "۱۹۹۰"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if got, want := Hash(word), plainHash(word); got != want {
			t.Fatalf("Hash(%q) = %x, want %x", word, got, want)
		}
		if utf8.ValidString(word) && !strings.ContainsRune(word, 'İ') && Hash(norm.NFD.String(word)) != Hash(word) {
			t.Fatalf("%q differs from its decomposed form", word)
		}
		Clusters(Hash(word))
	})
}

func BenchmarkHash(b *testing.B) {
	for range b.N {
		Hash("Government")
	}
}
