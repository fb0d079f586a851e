package textlayout

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
)

var signInk = color.NRGBA{200, 60, 20, 255}

// hiddenOf draws the signs of the first line of a text alone, with the text's left edge
// at 100, and returns the picture and the line.
func hiddenOf(t *testing.T, text string) (*image.RGBA, *Line) {
	t.Helper()
	p := testPainter(t)
	ln := New(text, p.fonts, Options{Width: 400, Style: style20}).Lines(0, 1)[0]
	img := image.NewRGBA(image.Rect(0, 0, 600, 60))
	p.DrawHidden(img, ln, 100, 10, signInk)
	return img, ln
}

func TestSeenTextHasNoSigns(t *testing.T) {
	for _, text := range []string{"", "plain text, with spaces.", "قال المتحدث", "e\u0302\u0323 שָׁ क्षि 中", "\u0301a"} {
		img, _ := hiddenOf(t, text)
		if x0, x1 := inkExtent(img); x1 > x0 {
			t.Errorf("%q has signs from %d to %d", text, x0, x1)
		}
	}
}

// TestSignsStandAtTheirCarets: every unseen character has a sign, where the caret
// stands before it.
func TestSignsStandAtTheirCarets(t *testing.T) {
	for r, kind := range named {
		for _, letters := range [][2]string{{"ab", "cd"}, {"של", "ום"}} {
			img, ln := hiddenOf(t, letters[0]+string(r)+letters[1])
			at := 100 + ln.gapX(ln.gapOf(Position{Offset: 2}))
			if r == 0x200C || r == 0x200D { // in the grapheme of the letter before it
				at = 100 + ln.gapX(ln.gapOf(Position{Offset: 3}))
			}
			x0, x1 := inkExtent(img)
			if x1 <= x0 || at < x0-1 || at > x1+1 || x1-x0 > 20 {
				t.Errorf("%U (sign %d) in %q has ink in [%d, %d), its caret stands at %d", r, kind, letters[0]+letters[1], x0, x1, at)
			}
		}
	}
}

// TestSignsDiffer compares every sign with every other, as drawn at 16 px and at 20.
func TestSignsDiffer(t *testing.T) {
	for _, em := range []int{16, 20, 40} {
		var pictures [otherSign + 1]*image.RGBA
		for k := softHyphenSign; k <= otherSign; k++ {
			pictures[k] = image.NewRGBA(image.Rect(0, 0, 100, 100))
			newHiddenPen(pictures[k], em, 60, signInk).post(post{k, 50, false})
		}
		for a := softHyphenSign; a <= otherSign; a++ {
			for b := a + 1; b <= otherSign; b++ {
				if n := differing(pictures[a].Pix, pictures[b].Pix, 4); n < 4*3 {
					t.Errorf("at %d px, signs %d and %d differ in %d bytes", em, a, b, n)
				}
			}
		}
	}
}

// TestSignsOfDirection: what makes text read to the right points there, and its
// counterpart is its mirror image.
func TestSignsOfDirection(t *testing.T) {
	for right, left := range mirrored {
		var weight [2]int // how far the ink reaches right of the post, and left of it
		for i, k := range []sign{left, right} {
			img := image.NewRGBA(image.Rect(0, 0, 101, 100))
			newHiddenPen(img, 20, 60, signInk).post(post{k, 50, false})
			x0, x1 := inkExtent(img)
			weight[i] = (x1 - 1 - 50) - (50 - x0)
		}
		if weight[0] <= 2 || weight[1] >= -2 {
			t.Errorf("sign %d leans by %d, sign %d by %d", left, weight[0], right, weight[1])
		}
	}
}

func TestTabSignFollowsItsDirection(t *testing.T) {
	for text, rtl := range map[string]bool{"ab\tcd": false, "של\tום": true} {
		img, ln := hiddenOf(t, text)
		cell := ln.cells[2]
		x0, x1 := inkExtent(img)
		if x0 < 100+int(cell.x0) || x1 > 100+int(cell.x1) {
			t.Errorf("%q: the arrow fills [%d, %d) of [%d, %d)", text, x0-100, x1-100, cell.x0, cell.x1)
		}
		tall := func(x int) (n int) {
			for y := range img.Rect.Dy() {
				if img.RGBAAt(x, y).A > 0 {
					n++
				}
			}
			return n
		}
		if head := tall(x0+1) > tall(x1-2); head != rtl {
			t.Errorf("%q: the head is at the left: %v", text, head)
		}
	}
}

func TestSpacesHaveTheirSigns(t *testing.T) {
	for _, text := range []string{"a\u00a0b", "a\u202fb", "a\u2007b", "a\u2003b", "a\u3000b"} {
		img, ln := hiddenOf(t, text)
		x0, x1 := inkExtent(img)
		if x1 <= x0 || x0 < 99+int(ln.cells[1].x0) || x1 > 101+int(ln.cells[1].x1) {
			t.Errorf("%q: ink in [%d, %d), the space in [%d, %d)", text, x0-100, x1-100, ln.cells[1].x0, ln.cells[1].x1)
		}
	}
}

// TestSignsKeepApart: signs that stand together cover no other, and each is drawn as
// long as there is room; then three dots are.
func TestSignsKeepApart(t *testing.T) {
	for _, xs := range [][]int{{50, 50, 50}, {50, 53, 56, 59}, {50, 50, 54, 54}, slices.Repeat([]int{50}, 9)} {
		img := image.NewRGBA(image.Rect(0, 0, 300, 100))
		h := newHiddenPen(img, 20, 60, signInk)
		for _, x := range xs {
			h.post(post{joinerSign, x, false})
		}
		if len(h.taken) != len(xs) {
			t.Errorf("%d of the signs at %v have a place", len(h.taken), xs)
		}
		for i, a := range h.taken {
			for _, b := range h.taken[:i] {
				if a.Overlaps(b) {
					t.Errorf("signs at %v: %v covers %v", xs, a, b)
				}
			}
		}
	}
	img, _ := hiddenOf(t, "a"+strings.Repeat("\u200b", 9)+"b")
	more, _ := hiddenOf(t, "a"+strings.Repeat("\u200b", 10)+"b")
	many, _ := hiddenOf(t, "a"+strings.Repeat("\u200b", 10_000)+"b")
	_, x1 := inkExtent(img)
	if _, dots := inkExtent(more); dots <= x1 {
		t.Errorf("the tenth sign leaves the picture as it was, to %d", x1)
	}
	if differing(more.Pix, many.Pix, 0) != 0 {
		t.Error("ten thousand signs are drawn otherwise than ten")
	}
}

// TestHiddenClips draws the signs with every edge of the picture through them.
func TestHiddenClips(t *testing.T) {
	p := testPainter(t)
	ln := New("a\tb\u00a0c\u200d\u200e\u200fd", p.fonts, Options{Width: 400, Style: style20}).Lines(0, 1)[0]
	whole := image.NewRGBA(image.Rect(0, 0, 300, 60))
	p.DrawHidden(whole, ln, 5, 10, signInk)
	for _, at := range []image.Point{{0, 0}, {70, 8}, {100, 20}, {140, 30}} {
		part := image.NewRGBA(image.Rect(0, 0, 30, 20))
		p.DrawHidden(part, ln, 5-at.X, 10-at.Y, signInk)
		for y := range 20 {
			for x := range 30 {
				if part.RGBAAt(x, y) != whole.RGBAAt(x+at.X, y+at.Y) {
					t.Fatalf("cut at %v, pixel %d, %d differs", at, x, y)
				}
			}
		}
	}
}

func BenchmarkDrawHidden(b *testing.B) {
	p := NewPainter(testFonts(b))
	for name, text := range map[string]string{"none": benchTexts["english"], "persian": strings.Repeat("می\u200cخواهم کتاب\u200cها ", 10)} {
		ln := New(text, p.fonts, Options{Width: 700, Style: style20}).Lines(0, 1)[0]
		img := image.NewRGBA(image.Rect(0, 0, 700, 40))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p.DrawHidden(img, ln, 0, 0, signInk)
			}
		})
	}
}
