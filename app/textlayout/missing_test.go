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

// TestMissingScriptsAgree: what is named is what lacks says, whatever the text.
func TestMissingScriptsAgree(t *testing.T) {
	fonts := testFonts(t)
	r := rand.New(rand.NewSource(3))
	for range 300 {
		text := []rune(randomText(r, r.Intn(60)))
		want := map[string]bool{}
		for _, c := range text {
			if fonts.lacks(c) {
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

// TestHan: where the system has a font for Han, it is found when it is first needed and
// drawn; where it has none, boxes are drawn and the script is named.
func TestHan(t *testing.T) {
	const text = "北京大学 は 東京 and 서울"
	fonts, err := NewFontSet(FontOptions{System: true, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if New("plain", fonts, Options{Width: 600}).Lines(0, 1); fonts.library.system != nil {
		t.Error("the system's fonts were opened for Latin text")
	}
	missing := fonts.MissingScripts([]rune(text))
	t.Logf("missing here: %v", missing)
	l := New(text, fonts, Options{Width: 600, Style: style20})
	p := NewPainter(fonts)
	boxes := map[bool]bool{} // by whether lacks says so
	for _, pc := range l.Lines(0, 1)[0].pieces {
		for _, g := range pc.run.glyphs {
			missing, box := fonts.lacks(l.text[g.cluster]), g.id == 0
			if missing != box {
				t.Errorf("%q is drawn by glyph %d, missing: %v", l.text[g.cluster], g.id, missing)
			}
			boxes[missing] = true
		}
	}
	if boxes[true] != (len(missing) > 0) {
		t.Errorf("boxes are drawn: %v; missing: %v", boxes[true], missing)
	}
	for o, r := range l.text {
		if r != ' ' {
			checkInk(t, p, l, o)
		}
	}
	bare := testFonts(t)
	if got := fmt.Sprint(bare.MissingScripts([]rune(text))); got != "[Han Hangul Hiragana]" {
		t.Errorf("without the system's fonts %s are missing", got)
	}
	l, p = New(text, bare, Options{Width: 600, Style: style20}), NewPainter(bare)
	checkInk(t, p, l, 0)
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
