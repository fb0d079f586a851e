package textlayout

import (
	"strings"
	"testing"
)

// oddTexts have nothing of what makes long texts cheap: no sentences, no spaces, no
// strong characters, or very much of what the bidirectional algorithm looks far for.
var oddTexts = map[string]string{
	"spaces":       " ",
	"digits":       "1",
	"letters":      "abc",
	"arabic":       "ابج",
	"opening":      "(",
	"brackets":     "(א)",
	"nested":       strings.Repeat("(", 60) + "א" + strings.Repeat(")", 60),
	"isolates":     "\u2067a\u2069 ",
	"first strong": "\u2068",
	"embeddings":   "\u202bא",
	"marks":        "\u0301",
	"joiners":      "a\u200d",
	"emoji":        "👩\u200d👩\u200d👦",
	"flags":        "🇩🇪",
	"chinese":      "我来了",
	"thai":         "สวัสดีชาวโลก",
	"soft hyphens": "ab\u00ad",
	"tabs":         "\t",
	"quotes":       "« “",
	"devanagari":   "क्षि",
}

func TestOddTexts(t *testing.T) {
	fonts := testFonts(t)
	for name, part := range oddTexts {
		text := strings.Repeat(part, 1+100/len(part))
		for _, block := range []int{0, 16} {
			checkLayout(t, New(text, fonts, Options{Width: 150, Style: style20, block: block}))
		}
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

// BenchmarkOddTexts is the first screen, a jump to the middle and a word there, of 300 KB in
// one paragraph.
func BenchmarkOddTexts(b *testing.B) {
	fonts := testFonts(b)
	for name, part := range oddTexts {
		text := strings.Repeat(part, 300_000/len(part))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l := New(text, fonts, Options{Width: 700, Style: style20})
				l.Lines(0, screen)
				y := l.Caret(Position{Offset: l.Len() / 2}).Y
				l.Lines(y, y+screen)
				l.WordAt(l.Hit(300, y).Offset)
			}
		})
	}
}
