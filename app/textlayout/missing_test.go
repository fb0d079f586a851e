package textlayout

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

func TestMissingScripts(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "[]"},
		{"Hà Nội, Ελλάδα, Москва, قال ١٢، שָׁלוֹם สวัสดี नमस्ते €→∑\t\u200d\u00ad\u2067\x00\ufeff\u00a0", "[]"},
		{"中文 and 中文", "[Han]"},
		{"서울 中", "[Hangul Han]"},
		{"中 서울", "[Hangul Han]"},
		{"中ა", "[Han Georgian]"}, // as often: the one that comes first
		{"ひらがなカタカナカ", "[Katakana Hiragana]"},
		{"𐤀𐤁 አማርኛ", "[Ethiopic Phoenician]"},
		{"👩🏽\u200d🌾", "[Symbols]"},
		{"\ue000", "[Private use]"},
		{"\u0378 \ufffe", "[Unknown]"},
	}
	fonts := testFonts(t)
	for _, tt := range tests {
		if got := fmt.Sprint(fonts.MissingScripts([]rune(tt.text))); got != tt.want {
			t.Errorf("MissingScripts(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestMissingScriptsAgree: what is named is what Missing says, whatever the text.
func TestMissingScriptsAgree(t *testing.T) {
	fonts := testFonts(t)
	r := rand.New(rand.NewSource(3))
	for range 300 {
		text := []rune(randomText(r, r.Intn(60)))
		want := map[string]bool{}
		for _, c := range text {
			if fonts.Missing(c) {
				want[scriptName(c)] = true
			}
		}
		got := fonts.MissingScripts(text)
		for _, name := range got {
			if !want[name] {
				t.Errorf("%q: %s is named and not missing", string(text), name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q: %v named, want %v", string(text), got, want)
		}
	}
}

func TestRuneSet(t *testing.T) {
	var s runeSet
	for _, r := range []rune{0, 63, 64, 0xFFFF, 0x10000, 0x10FFFF, -1} {
		if !s.add(r) || s.add(r) {
			t.Errorf("%U is not new exactly once", r)
		}
	}
}

func BenchmarkMissingScripts(b *testing.B) {
	manyHan := make([]rune, 0, 350_000)
	for i := range cap(manyHan) {
		manyHan = append(manyHan, rune(0x4E00+i%20_000))
	}
	for _, text := range []struct {
		name  string
		runes []rune
	}{
		{"latin and arabic", []rune(longText("mixed", 1e6, false))},
		{"han", manyHan},
		{"emoji", []rune(strings.Repeat("😀👍🏽", 80_000))},
	} {
		for _, system := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s, system %v", text.name, system), func(b *testing.B) {
				fonts, err := NewFontSet(FontOptions{System: system, CacheDir: b.TempDir()})
				if err != nil {
					b.Fatal(err)
				}
				fonts.MissingScripts(text.runes) // opens the system's fonts
				b.SetBytes(1 << 20)
				for b.Loop() {
					fonts.Clone().MissingScripts(text.runes)
				}
			})
		}
	}
}
