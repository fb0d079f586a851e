package textlayout

import (
	"image"
	"image/color"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/harfbuzz"
)

// badTexts are what no writer means and files nevertheless hold. seen lists the
// offsets that must be drawn, each within its own rectangle; unseen those that must
// take no room.
var badTexts = []struct {
	name, text   string
	seen, unseen []int
}{
	{"replacement character", "a\ufffdb قال\ufffd", []int{0, 1, 2, 7}, nil},
	{"mark at the start", "\u0301abc", []int{0, 1}, nil},
	{"mark after a space", "a \u0301b", []int{0, 1, 3}, nil},
	{"mark after spaces at the end", "a  \u0301", []int{0, 2}, nil},
	{"mark after a newline", "a\n\u0301b", []int{2, 3}, nil},
	{"mark after a tab", "a\t\u0301b", []int{0, 2, 3}, nil},
	{"marks stacked on nothing", "\u0301\u0302\u0323\u0308", []int{0}, nil},
	{"mark after a control", "a\x01\u0301b", []int{0, 2, 3}, []int{1}},
	{"mark after a joiner at the start", "\u200d\u0301b", []int{0, 2}, nil},
	{"harakat at the start", "\u064b\u0651قال", []int{0, 2}, nil},
	{"point at the start", "\u05b8ש", []int{0, 1}, nil},
	{"tone mark at the start", "\u0e48ก", []int{0, 1}, nil},
	{"vowel sign at the start", "\u093fक", []int{0, 1}, nil},
	{"enclosing mark alone", "\u20dd", []int{0}, nil},
	{"mark of another script", "ש\u0301 a\u05b8", []int{0, 3}, nil},
	{"controls", "a\x00b\x01\x08\x1b\x1f\x7fc\u0080\u009f", []int{0, 2, 8}, []int{1, 3, 4, 5, 6, 7, 9, 10}},
	{"controls alone", "\x00\x01", nil, []int{0, 1}},
	{"joiners at the ends", "\u200dab\u200d", []int{1, 2}, nil},
	{"joiner alone", "\u200d", nil, []int{0}},
	{"embeddings without end", "\u202aab\u202bקם\u202eed", []int{1, 2, 4, 5, 7, 8}, []int{0, 3, 6}},
	{"ends without embeddings", "\u202c\u202cab\u202c", []int{2, 3}, []int{0, 1, 4}},
	{"isolates without end", "\u2066ab\u2067קם\u2068cd", []int{1, 2, 4, 5, 7, 8}, []int{0, 3, 6}},
	{"ends without isolates", "\u2069ab\u2069", []int{1, 2}, []int{0, 3}},
	{"crossed embedding and isolate", "\u202aa\u2066b\u202cc\u2069d", []int{1, 3, 5, 7}, []int{0, 2, 4, 6}},
	{"tag characters", "\U000e0061\U000e007fab", []int{2, 3}, []int{0, 1}},
	{"variation selectors alone", "\ufe0f\ufe0e\U000e0100x", []int{3}, []int{0}},
	{"skin tone alone", "\U0001f3fd", []int{0}, nil},
	{"half a flag", "\U0001f1fb ", []int{0}, nil},
	{"no character at all", "\ufdd0\ufffe\U0010ffff", []int{0, 1, 2}, nil},
	{"not assigned, private", "\u0378\ue000\U000f0000", []int{0, 1, 2}, nil},
	{"half a Hangul syllable", "\u11a8\u1160", []int{0}, nil},
	{"byte order mark within", "a\ufeffb", []int{0, 2}, []int{1}},
	{"object and annotation", "\ufffca\ufff9b\ufffac\ufffb", []int{0, 1, 3, 5}, []int{2, 4, 6}},
	{"controls of hieroglyphs", "\U00013430", []int{0}, nil},
	{"line separator", "a\u2028\u2028b", []int{0, 3}, []int{1, 2}},
}

// TestBadCharacters: whatever is in a text, it is shaped, wrapped and painted, keeps
// its offsets, and is seen where something is due.
func TestBadCharacters(t *testing.T) {
	p := testPainter(t)
	for _, tt := range badTexts {
		t.Run(tt.name, func(t *testing.T) {
			for _, width := range []int{30, 600} {
				for _, base := range []Direction{LTR, RTL} {
					checkLayout(t, New(tt.text, p.fonts, Options{Width: width, Base: base, Force: true, Style: style20}))
				}
			}
			l := New(tt.text, p.fonts, Options{Width: 600, Style: style20})
			for _, o := range tt.seen {
				checkInk(t, p, l, o)
			}
			signs := image.NewRGBA(image.Rect(0, 0, 620, 200))
			for _, ln := range l.Lines(0, 1<<30) {
				p.DrawHidden(signs, ln, 10, ln.Y+10, signInk)
			}
			if x0, x1 := inkExtent(signs); len(tt.unseen) > 0 && x1 <= x0 {
				t.Error("what is not seen has no sign")
			}
			for _, o := range tt.unseen {
				if r := l.Rects(o, o+1); len(r) > 0 {
					t.Errorf("%U at %d takes %d pixels", l.text[o], o, r[0].W)
				}
			}
		})
	}
}

// checkInk: the grapheme at an offset is drawn, and in its own rectangle.
func checkInk(t *testing.T, p *Painter, l *Layout, o int) {
	t.Helper()
	next := l.NextGrapheme(o)
	img := image.NewRGBA(image.Rect(0, 0, 600, 30))
	p.DrawLine(img, l.LineAt(o, Downstream), 0, 0, func(at int) color.NRGBA {
		if at >= o && at < next {
			return color.NRGBA{A: 255}
		}
		return color.NRGBA{}
	})
	x0, x1 := inkExtent(img)
	rects := l.Rects(o, next)
	if len(rects) != 1 || x1 <= x0 {
		t.Fatalf("%U at %d: ink from %d to %d, rectangles %v", l.text[o], o, x0, x1, rects)
	}
	if r := rects[0]; x1 <= r.X || x0 >= r.X+r.W {
		t.Errorf("%U at %d has ink in [%d, %d), its rectangle is [%d, %d)", l.text[o], o, x0, x1, r.X, r.X+r.W)
	}
}

// TestInvisibleTakesNoRoom tries every character that counts as never seen.
func TestInvisibleTakesNoRoom(t *testing.T) {
	fonts := testFonts(t)
	measure := func(s string) int { return ShapeLabel(fonts, s, 20, false, 0, Auto).Width() }
	widths := map[string]int{}
	for _, beside := range []string{"a", "ק", "ا"} {
		widths[beside] = measure(beside + beside)
	}
	count := 0
	for r := rune(0); r <= 0x10FFFF; r++ {
		if harfbuzz.IsDefaultIgnorable(r) && !invisible(r) {
			t.Errorf("%U is hidden when shaped and counts as seen", r)
		}
		if !invisible(r) || r < 0x20 || r == 0x85 || r == 0x2028 || r == 0x2029 {
			continue
		}
		count++
		for beside, want := range widths {
			if got := measure(beside + string(r) + beside); got < want || got > want+1 { // a joiner may lengthen an alef
				t.Errorf("%q is %d wide with %U between, want %d", beside+beside, got, r, want)
			}
		}
	}
	if count < 4000 {
		t.Errorf("%d characters tried", count)
	}
}

// TestManyMarks: ten thousand marks on one letter are one grapheme, and the work of
// painting grows with their number and no faster.
func TestManyMarks(t *testing.T) {
	p := testPainter(t)
	asked := func(n int) int {
		text := "a" + strings.Repeat("\u0301", n) + "b\n" + strings.Repeat("\u05b8", n)
		l := New(text, p.fonts, Options{Width: 200, Style: style20})
		lines := l.Lines(0, 1<<30)
		checkLinesCoverText(t, l, lines)
		count := 0
		for _, ln := range lines {
			checkCells(t, ln)
			checkPieces(t, ln)
			p.DrawLine(canvas(200, 30), ln, 0, 0, func(int) color.NRGBA {
				count++
				return color.NRGBA{A: 255}
			})
		}
		if next := l.NextGrapheme(0); next != n+1 {
			t.Errorf("the letter with %d marks ends at %d", n, next)
		}
		checkInk(t, p, l, n+1)
		checkInk(t, p, l, n+3)
		return count
	}
	few, many := asked(1000), asked(10_000)
	if few == 0 || many > 11*few {
		t.Errorf("%d glyphs are drawn for ten times the marks of %d", many, few)
	}
}

// TestDeepEmbedding goes past the depth that the bidi algorithm knows.
func TestDeepEmbedding(t *testing.T) {
	p := testPainter(t)
	const depth = 300
	for _, signs := range [][2]string{{"\u202a\u202b", "\u202c"}, {"\u2066\u2067", "\u2069"}, {"\u202e", "\u202c"}, {"\u2068", ""}} {
		open := strings.Repeat(signs[0], depth)
		text := "a" + open + "bקל" + strings.Repeat(signs[1], len([]rune(open))) + "d"
		l := New(text, p.fonts, Options{Width: 300, Style: style20})
		checkLayout(t, l)
		first := 1 + len([]rune(open))
		for _, o := range []int{0, first, first + 1, first + 2, l.Len() - 1} {
			checkInk(t, p, l, o)
		}
	}
}

// FuzzPaint paints letters and signs of any text: colours are asked for offsets of the
// line alone, and the signs change no line.
func FuzzPaint(f *testing.F) {
	p := testPainter(f)
	for _, tt := range badTexts {
		f.Add(tt.text, uint16(200))
	}
	img := canvas(200, 60)
	f.Fuzz(func(t *testing.T, text string, width uint16) {
		l := New(text[:min(len(text), 600)], p.fonts, Options{Width: int(width % 400), Style: style20})
		for _, ln := range l.Lines(0, 1<<30) {
			p.DrawLine(img, ln, 10, 10, func(o int) color.NRGBA {
				if o < ln.Start || o >= ln.End {
					t.Fatalf("line [%d, %d) asks for the colour of %d", ln.Start, ln.End, o)
				}
				return color.NRGBA{A: 255}
			})
			before := ln.AppendRects(nil, ln.Start, ln.End)
			p.DrawHidden(img, ln, 10, 10, signInk)
			if !slices.Equal(before, ln.AppendRects(nil, ln.Start, ln.End)) {
				t.Fatal("the signs changed the line")
			}
		}
	})
}

func BenchmarkManyMarks(b *testing.B) {
	p := NewPainter(testFonts(b))
	img := canvas(200, 30)
	for _, n := range []int{1000, 10_000} {
		text := "a" + strings.Repeat("\u0301", n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				for _, ln := range New(text, p.fonts, Options{Width: 200, Style: style20}).Lines(0, 1<<30) {
					p.DrawLine(img, ln, 0, 0, black)
				}
			}
		})
	}
}
