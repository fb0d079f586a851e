package ingest

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

func TestRuler(t *testing.T) {
	for _, text := range []string{"", "abc", "Mira 🚒 قرية", "👩‍🚀e\u0301x", "🇫🇷🇫🇷", strings.Repeat("a🚒é", 50)} {
		want := map[Unit]map[int]int{CodePoints: {}, UTF16: {}, Bytes: {}, Graphemes: {}}
		units, bytes, points := 0, 0, 0
		mark := func() {
			want[CodePoints][points], want[UTF16][units], want[Bytes][bytes] = points, points, points
		}
		for _, r := range text {
			mark()
			points, bytes, units = points+1, bytes+utf8.RuneLen(r), units+len(utf16.AppendRune(nil, r))
		}
		mark()
		n, at := 0, 0
		for all := graphemes.FromString(text); all.Next(); n++ {
			want[Graphemes][n] = at
			at += utf8.RuneCountInString(all.Value())
		}
		want[Graphemes][n] = at
		for unit, places := range want {
			r := newRuler(text, unit)
			for offset := range len(text) + 3 {
				got, ok := r.codePoint(offset)
				wanted, there := places[offset]
				outside := r.ends == nil && offset > points // left to the check of the span
				if !outside && (ok != there || ok && got != wanted) {
					t.Errorf("%q: offset %d in %s is %d %v, want %d %v", text, offset, unit, got, ok, wanted, there)
				}
			}
			if _, ok := r.codePoint(-1); ok {
				t.Errorf("%q: -1 %s lies in the text", text, unit)
			}
		}
	}
}
