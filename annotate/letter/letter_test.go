package letter_test

import (
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	. "rubricator/annotate/letter"
)

// Between any two characters that stand alone a character starts.
func TestAloneNeverJoins(t *testing.T) {
	var alone []rune
	for r := rune(0); r < 0x10000; r++ {
		if Alone(r) {
			alone = append(alone, r)
		}
	}
	if len(alone) < 30_000 {
		t.Fatalf("%d characters stand alone; that saves little", len(alone))
	}
	for i, r := range alone {
		for _, next := range []rune{'a', ' ', 'é', 'ا', 'ก', '中', '한', 'が', '”', alone[(i*7919)%len(alone)], alone[(i+1)%len(alone)]} {
			pair := string(r) + string(next)
			it := graphemes.FromString(pair)
			if it.Next(); it.End() != utf8.RuneLen(r) {
				t.Fatalf("%q is one character", pair)
			}
		}
	}
}

func TestPlainAndLower(t *testing.T) {
	for in, want := range map[rune]rune{'أ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ة': 'ه', 'ک': 'ك', '٣': '3', '۳': '3', '’': '\'', '–': '-', '״': '"', 'é': 'é',
		'ـ': -1, 'ً': -1, 'ָ': -1, 0xAD: -1, 0x200C: -1, 'A': 'A'} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[rune]rune{'A': 'a', 'İ': 'i', 'ı': 'i', 'I': 'i', 'É': 'é', 'ß': 'ß', '7': '7'} {
		if got := Lower(in); got != want {
			t.Errorf("Lower(%q) = %q, want %q", in, got, want)
		}
	}
}
