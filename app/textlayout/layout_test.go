package textlayout

import (
	"math/rand"
	"strings"
	"testing"
)

func setAt(t testing.TB, text string, width int) *Layout {
	t.Helper()
	return New(text, testFonts(t), Options{Width: width, Style: style20})
}

func style20(int) Style { return Style{Size: 20, LineHeight: 30, Gap: 10} }

func TestParagraphs(t *testing.T) {
	l := setAt(t, "one\ntwo\u2029three\u0085\nאב", 400)
	want := [][2]int{{0, 3}, {4, 7}, {8, 13}, {14, 14}, {15, 17}}
	if l.Paragraphs() != len(want) {
		t.Fatalf("%d paragraphs, want %d", l.Paragraphs(), len(want))
	}
	for i, w := range want {
		if s, e := l.Paragraph(i); s != w[0] || e != w[1] {
			t.Errorf("paragraph %d is [%d, %d), want %v", i, s, e, w)
		}
		if got := l.ParagraphAt(w[1]); got != i {
			t.Errorf("ParagraphAt(%d) = %d, want %d", w[1], got, i)
		}
	}
	if l.Len() != 17 {
		t.Errorf("Len() = %d, want 17", l.Len())
	}
}

func TestParagraphDirection(t *testing.T) {
	const text = "abc אבג\nאבג abc\n123\n\u2067אבג\u2069 abc"
	tests := []struct {
		opts Options
		want []Direction
	}{
		{Options{}, []Direction{LTR, RTL, LTR, LTR}},
		{Options{Base: RTL}, []Direction{LTR, RTL, RTL, LTR}},
		{Options{Base: RTL, Force: true}, []Direction{RTL, RTL, RTL, RTL}},
	}
	for _, tt := range tests {
		tt.opts.Width = 400
		l := New(text, testFonts(t), tt.opts)
		for i, want := range tt.want {
			if got := l.ParagraphDirection(i); got != want {
				t.Errorf("%+v: paragraph %d reads %d, want %d", tt.opts, i, got, want)
			}
		}
	}
	if got := New("12\nאב", testFonts(t), Options{Width: 9}).ParagraphDirection(0); got != RTL {
		t.Errorf("without a strong character the article decides: got %d, want RTL", got)
	}
}

func TestRightToLeftStandsRight(t *testing.T) {
	l := New("שלום עולם", testFonts(t), Options{Width: 400, Style: func(int) Style { return Style{Size: 20, Inset: 30} }})
	ln := l.Lines(0, 10)[0]
	if ln.X1 != 370 || !ln.RTL {
		t.Errorf("ink ends at %d (RTL %v), want 370", ln.X1, ln.RTL)
	}
	l = New("hello", testFonts(t), Options{Width: 400, Style: func(int) Style { return Style{Size: 20, Inset: 30} }})
	if ln := l.Lines(0, 10)[0]; ln.X0 != 30 {
		t.Errorf("ink starts at %d, want 30", ln.X0)
	}
}

func TestWrapFitsTheMeasure(t *testing.T) {
	for _, width := range []int{20, 90, 200, 333} {
		l := setAt(t, mixedSample, width)
		for _, ln := range l.Lines(0, 1<<30) {
			if ln.X0 < 0 && ln.RTL || ln.X1 > width && !ln.RTL {
				if len(ln.cells) > 1 {
					t.Errorf("width %d: line [%d, %d) has ink from %d to %d", width, ln.Start, ln.End, ln.X0, ln.X1)
				}
			}
		}
	}
}

func TestBreaksBetweenGraphemes(t *testing.T) {
	l := setAt(t, strings.Repeat("e\u0301", 200), 100)
	lines := l.Lines(0, 1<<30)
	if len(lines) < 10 {
		t.Fatalf("%d lines, want many", len(lines))
	}
	for _, ln := range lines {
		if ln.Start%2 != 0 {
			t.Errorf("line starts at %d, inside a grapheme", ln.Start)
		}
	}
}

func TestTrailingSpacesHang(t *testing.T) {
	l := setAt(t, "aaaa"+strings.Repeat(" ", 60)+"bbbb", 200)
	lines := l.Lines(0, 1<<30)
	if len(lines) != 2 || lines[1].Start != 64 || lines[0].X1 > 60 {
		t.Errorf("lines %d, second from %d, ink to %d", len(lines), lines[1].Start, lines[0].X1)
	}
}

func TestControlsTakeNoPlace(t *testing.T) {
	plain := setAt(t, "abאב", 600).Lines(0, 9)[0]
	odd := setAt(t, "\u200ea\u00ad\x00b\u200bא\u2060\u200fב\r", 600).Lines(0, 9)[0]
	if plain.X1 != odd.X1 || plain.X0 != odd.X0 {
		t.Errorf("ink [%d, %d] with controls, [%d, %d] without", odd.X0, odd.X1, plain.X0, plain.X1)
	}
	fonts := testFonts(t)
	for _, r := range "\u200e\u00ad\x00\t\r\u2028\u2067\ufe0f" {
		if fonts.lacks(r) {
			t.Errorf("%U counts as missing", r)
		}
	}
	if !fonts.lacks('中') || fonts.lacks('a') || fonts.lacks('ض') || fonts.lacks('ế') {
		t.Error("lacks is wrong about 中, a, ض or ế")
	}
}

func TestFallbackKeepsLineHeight(t *testing.T) {
	l := setAt(t, "abc\nعربي abc\nไทย नमस्ते", 600)
	for _, ln := range l.Lines(0, 1000) {
		if ln.Height != 30 || ln.Baseline != l.Lines(0, 1)[0].Baseline {
			t.Errorf("line %d: height %d, baseline %d", ln.Paragraph, ln.Height, ln.Baseline)
		}
	}
}

func TestNoLatinLigature(t *testing.T) {
	l := setAt(t, "office", 600)
	for _, g := range l.Lines(0, 9)[0].pieces[0].run.glyphs {
		if g.advance == 0 {
			t.Error("a glyph without advance: letters were joined")
		}
	}
	if n := len(l.Lines(0, 9)[0].pieces[0].run.glyphs); n != 6 {
		t.Errorf("%d glyphs for 6 letters", n)
	}
}

func TestLamAlefIsShared(t *testing.T) {
	l := setAt(t, "لا", 600)
	r := l.Rects(0, 1)
	whole := l.Rects(0, 2)
	if len(r) != 1 || len(whole) != 1 {
		t.Fatalf("rects %v, whole %v", r, whole)
	}
	if d := 2*r[0].W - whole[0].W; d < -1 || d > 1 {
		t.Errorf("lam takes %d of %d pixels, want half", r[0].W, whole[0].W)
	}
	if r[0].X <= whole[0].X {
		t.Error("lam must take the right half")
	}
}

func TestMarksStayWhole(t *testing.T) {
	l := setAt(t, "שָׁ\u05bc e\u0302\u0323 👩\u200d👩\u200d👦", 600)
	for o := 0; o <= l.Len(); {
		next := l.NextGrapheme(o)
		if next <= o {
			break
		}
		for inside := o + 1; inside < next; inside++ {
			a, b := l.Caret(Position{Offset: inside}), l.Caret(Position{Offset: o})
			if a.X != b.X {
				t.Errorf("offset %d is inside a grapheme but has a place of its own", inside)
			}
		}
		o = next
	}
}

func TestHeightsBecomeExact(t *testing.T) {
	l := setAt(t, strings.Repeat(mixedSample+"\n", 40), 300)
	for !l.LayoutSome(7) {
	}
	sum := 0
	for i := range l.blocks {
		sum += len(l.blocks[i].breaks)*30 + 10
	}
	if l.Height() != sum {
		t.Errorf("Height() = %d, want %d", l.Height(), sum)
	}
	y := 0
	for _, ln := range l.Lines(0, sum) {
		if ln.Y < y || l.LineY(ln) != ln.Y {
			t.Fatalf("line at %d after %d; LineY %d", ln.Y, y, l.LineY(ln))
		}
		y = ln.Y + ln.Height
	}
	if y != sum-10 {
		t.Errorf("lines end at %d, want %d", y, sum-10)
	}
}

func TestLinesSeesWhatItIsAskedFor(t *testing.T) {
	l := setAt(t, strings.Repeat(mixedSample+"\n", 30), 300)
	for y := 0; y < 3000; y += 170 {
		lines := l.Lines(y, y+200)
		if len(lines) == 0 {
			t.Fatalf("no line at %d", y)
		}
		for _, ln := range lines {
			if top := l.LineY(ln); top >= y+200 || top+ln.Height <= y {
				t.Errorf("line at %d for [%d, %d)", top, y, y+200)
			}
		}
		again := l.Lines(y, y+200)
		if len(again) != len(lines) || again[0] != lines[0] {
			t.Errorf("asking twice at %d gives other lines", y)
		}
	}
}

func TestResize(t *testing.T) {
	l := setAt(t, mixedSample, 300)
	first := len(l.Lines(0, 1<<30))
	opts := l.opts
	opts.Width = 150
	l.Resize(opts)
	if n := len(l.Lines(0, 1<<30)); n <= first {
		t.Errorf("%d lines at half the width, %d before", n, first)
	}
	fresh := New(mixedSample, testFonts(t), opts)
	a, b := l.Lines(0, 1<<30), fresh.Lines(0, 1<<30)
	for i := range b {
		if a[i].Start != b[i].Start || a[i].X0 != b[i].X0 || a[i].X1 != b[i].X1 || a[i].Y != b[i].Y {
			t.Fatalf("line %d differs after Resize: %d %d, want %d %d", i, a[i].Start, a[i].X0, b[i].Start, b[i].X0)
		}
	}
}

func TestCacheForgets(t *testing.T) {
	l := setAt(t, strings.Repeat("some words that fill a line or two, again and again\n", 4000), 300)
	for y := 0; y < l.Height(); y += 900 {
		l.Lines(y, y+900)
	}
	if l.cache.size > maxShaped || l.cache.recent.Len() != len(l.cache.entries) {
		t.Errorf("cache holds %d code points in %d entries (%d listed)", l.cache.size, len(l.cache.entries), l.cache.recent.Len())
	}
}

func TestHeightsTree(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	each := make([]int, 77)
	for i := range each {
		each[i] = 1 + r.Intn(50)
	}
	h := newHeights(append([]int(nil), each...))
	for n := 0; n < 200; n++ {
		i := r.Intn(len(each))
		each[i] = 1 + r.Intn(50)
		h.set(i, each[i])
		sum := 0
		for k, v := range each {
			if h.before(k) != sum || h.find(sum) != k || h.find(sum+v-1) != k {
				t.Fatalf("paragraph %d: before %d, want %d; find %d", k, h.before(k), sum, h.find(sum))
			}
			sum += v
		}
		if h.total() != sum || h.find(sum+5) != len(each)-1 {
			t.Fatalf("total %d, want %d", h.total(), sum)
		}
	}
}

func testPainter(t testing.TB) *Painter { return NewPainter(testFonts(t)) }

const mixedSample = "He said سنة 2023 قبل then left, قال (Google) إن النسبة 12.5% في «المدينة» office e\u0302\u0323 לְשָׁלוֹם abc לא fine"

func TestBlankParagraphsAreLower(t *testing.T) {
	fonts := testFonts(t)
	style := func(int) Style { return Style{Size: 16, LineHeight: 32, Gap: 10, Blank: 18} }
	l := New("one\n\n \t\ntwo", fonts, Options{Width: 400, Style: style})
	for !l.LayoutSome(10) {
	}
	if got, want := l.Height(), 32+18+18+42; got != want {
		t.Errorf("height is %d, want %d: a blank line takes the place of the gap before it", got, want)
	}
	if ln := l.Lines(32, 33)[0]; ln.Start != 4 || ln.Height != 18 {
		t.Errorf("the blank line starts at %d and is %d high", ln.Start, ln.Height)
	}
}
