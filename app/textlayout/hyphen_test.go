package textlayout

import (
	"image"
	"image/color"
	"slices"
	"testing"
)

// checkHyphen: a line that breaks at a soft hyphen shows it, within the measure.
func checkHyphen(t *testing.T, l *Layout, ln *Line) {
	t.Helper()
	n := len(ln.cells)
	if !ln.hyphen {
		if n > 0 && l.text[ln.cells[n-1].start] == softHyphen && ln.cells[n-1].x0 != ln.cells[n-1].x1 {
			t.Fatalf("line [%d, %d) ends in a soft hyphen that is seen", ln.Start, ln.End)
		}
		return
	}
	c, letter := ln.cells[n-1], ln.cells[n-2]
	if l.text[c.start] != softHyphen || c.x1 <= c.x0 || c.rtl != letter.rtl {
		t.Fatalf("the hyphen of line [%d, %d) is %+v after %+v", ln.Start, ln.End, c, letter)
	}
	if beside := c.rtl && c.x1 == letter.x0 || !c.rtl && c.x0 == letter.x1; !beside {
		t.Fatalf("the hyphen of line [%d, %d) is %+v, not beside %+v", ln.Start, ln.End, c, letter)
	}
	const rounding = 1
	if ln.Width() > l.opts.Width+rounding && l.opts.Width > 0 {
		t.Fatalf("line [%d, %d) is %d wide with its hyphen, the measure %d", ln.Start, ln.End, ln.Width(), l.opts.Width)
	}
}

// hyphenated are the lines of a layout, with - where a hyphen is drawn.
func hyphenated(t *testing.T, l *Layout) []string {
	t.Helper()
	var out []string
	for _, ln := range l.Lines(0, 1000) {
		s := string(l.text[ln.Start:ln.End])
		if ln.hyphen {
			s += "-"
		}
		out = append(out, s)
		checkHyphen(t, l, ln)
	}
	return out
}

func TestSoftHyphen(t *testing.T) {
	p := testPainter(t)
	width := func(s string) int { return p.Measure(s, 20, false) }
	hyphen := width("\u2010")
	tests := []struct {
		name, text string
		width      int
		want       []string
	}{
		{"room for all", "hand\u00adbook", 600, []string{"hand\u00adbook"}},
		{"broken", "hand\u00adbook", width("hand") + hyphen + 2, []string{"hand\u00ad-", "book"}},
		{"no room for the hyphen", "a hand\u00adbook", width("a hand") + hyphen/2, []string{"a ", "hand\u00ad-", "book"}},
		{"no other place", "hand\u00adbook", width("hand") + hyphen/2, []string{"hand", "\u00adbook"}},
		{"two", "hand\u00adbook\u00adish", width("handbook") + hyphen + 2, []string{"hand\u00adbook\u00ad-", "ish"}},
		{"at the end", "hand\u00ad", 600, []string{"hand\u00ad"}},
		{"after a space", "hand \u00adbook", width("hand") + 2, []string{"hand \u00ad", "book"}},
		{"right to left", "כתב\u00adעת", width("כתב") + hyphen + 2, []string{"כתב\u00ad-", "עת"}},
		{"two in a row", "hand\u00ad\u00adbook", width("hand") + hyphen + 2, []string{"hand\u00ad\u00ad-", "book"}},
		{"two in a row, right to left", "כתב\u00ad\u00adעת", width("כתב") + hyphen + 2, []string{"כתב\u00ad\u00ad-", "עת"}},
		{"two in a row, the other way", "קר hand\u00ad\u00adbook", width("קר hand") + hyphen + 2, []string{"קר hand\u00ad\u00ad-", "book"}},
		{"after an isolate", "קר \u2066hand\u2069\u00adאב", width("קר hand") + hyphen + 2, []string{"קר \u2066hand\u2069\u00ad-", "אב"}},
		{"before a space", "hand\u00ad book", width("hand") + hyphen + 2, []string{"hand\u00ad ", "book"}},
		{"alone", "\u00ad", 600, []string{"\u00ad"}},
		{"alone, and a letter", "\u00adhandbook", width("hand") + 2, []string{"\u00ad", "hand", "book"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := hyphenated(t, setAt(t, tt.text, tt.width)); !slices.Equal(got, tt.want) {
				t.Errorf("in %d pixels: %q, want %q", tt.width, got, tt.want)
			}
		})
	}
}

// TestHyphenAtBlockEdge: a block ends a line, and its paragraph goes on.
func TestHyphenAtBlockEdge(t *testing.T) {
	p := testPainter(t)
	for _, tt := range []struct {
		width int
		want  []string
	}{
		{600, []string{"hand\u00ad-", "book\u00ad"}},
		{p.Measure("hand", 20, false) + 2, []string{"hand", "\u00ad", "book\u00ad"}},
	} {
		l := New("hand\u00adbook\u00ad", p.fonts, Options{Width: tt.width, Style: style20, block: 5})
		if got := hyphenated(t, l); len(l.blocks) != 2 || !slices.Equal(got, tt.want) {
			t.Errorf("in %d pixels: %q in %d blocks, want %q in two", tt.width, got, len(l.blocks), tt.want)
		}
	}
}

// TestHyphenIsDrawn: there is ink in the place of the hyphen, at the visual end of its
// word, in the colour of its offset; carets stand on both sides of it.
func TestHyphenIsDrawn(t *testing.T) {
	p := testPainter(t)
	for _, text := range []string{"hand\u00adbook", "כתב\u00adעת", "קרא handbook\u00adish"} {
		width := p.Measure(text, 20, false) - 10
		l := setAt(t, text, width)
		ln := l.Lines(0, 1)[0]
		if !ln.hyphen {
			t.Fatalf("%q in %d pixels: no hyphen", text, width)
		}
		img := image.NewRGBA(image.Rect(0, 0, width, 30))
		p.DrawLine(img, ln, 0, 0, func(offset int) color.NRGBA {
			if offset == ln.End-1 {
				return color.NRGBA{A: 255}
			}
			return color.NRGBA{}
		})
		r := ln.AppendRects(nil, ln.End-1, ln.End)[0]
		if x0, x1 := inkExtent(img); x0 < r.X || x1 > r.X+r.W || x1 <= x0 {
			t.Errorf("%q: the hyphen's ink is [%d, %d), its rectangle [%d, %d)", text, x0, x1, r.X, r.X+r.W)
		}
		before, after := l.Caret(Position{ln.End - 1, Upstream}).X, l.Caret(Position{ln.End, Upstream}).X
		if d := after - before; d != r.W && d != -r.W {
			t.Errorf("%q: carets at %d and %d, the hyphen is %d wide", text, before, after, r.W)
		}
	}
}
