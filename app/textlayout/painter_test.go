package textlayout

import (
	"image"
	"image/color"
	"math/rand"
	"strings"
	"sync"
	"testing"
)

func TestBlend(t *testing.T) {
	mask := image.NewAlpha(image.Rect(0, 0, 3, 1))
	copy(mask.Pix, []byte{0, 128, 255})
	dst := image.NewRGBA(image.Rect(0, 0, 3, 1))
	copy(dst.Pix, []byte{10, 20, 30, 255, 0, 0, 0, 0, 200, 200, 200, 255})
	blendMask(dst, mask, 0, 0, color.NRGBA{255, 0, 0, 128})
	want := []byte{10, 20, 30, 255, 64, 0, 0, 64, 228, 100, 100, 255}
	for i, w := range want {
		if d := int(dst.Pix[i]) - int(w); d < -1 || d > 1 {
			t.Fatalf("pixels %v, want %v", dst.Pix, want)
		}
	}
}

// TestDiv255Pair holds two divisions at once to one after the other.
func TestDiv255Pair(t *testing.T) {
	for a := uint32(0); a <= 255*255; a++ {
		b := 255*255 - a
		if got, want := div255Pair(a|b<<16), div255(a)|div255(b)<<16; got != want {
			t.Fatalf("%d and %d: %08x, want %08x", a, b, got, want)
		}
	}
}

func TestDrawingClips(t *testing.T) {
	p := testPainter(t)
	ln := setAt(t, "clipping at every edge", 600).Lines(0, 1)[0]
	whole, part := canvas(200, 40), canvas(60, 20)
	p.DrawLine(whole, ln, 5, 3, black)
	p.DrawLine(part, ln, 5-40, 3-8, black)
	for y := range 20 {
		for x := range 60 {
			if part.RGBAAt(x, y) != whole.RGBAAt(x+40, y+8) {
				t.Fatalf("pixel %d, %d differs when clipped", x, y)
			}
		}
	}
}

func TestInkIsAskedByOffset(t *testing.T) {
	l := setAt(t, "zero\nab קמ", 600)
	ln := l.Lines(0, 1000)[1]
	seen := map[int]bool{}
	testPainter(t).DrawLine(canvas(100, 40), ln, 0, 0, func(offset int) color.NRGBA {
		seen[offset] = true
		return color.NRGBA{}
	})
	for _, o := range []int{5, 6, 8, 9} {
		if !seen[o] {
			t.Errorf("no colour asked for offset %d; asked %v", o, seen)
		}
	}
	if len(seen) != 4 {
		t.Errorf("asked for %v, want the four letters", seen)
	}
}

func TestTextIsDrawnWhereRectsSay(t *testing.T) {
	l := setAt(t, "abc عربي 123 def", 600)
	ln := l.Lines(0, 1)[0]
	p := testPainter(t)
	for o := range l.Len() {
		if l.text[o] == ' ' {
			continue
		}
		img := image.NewRGBA(image.Rect(0, 0, 600, 30))
		p.DrawLine(img, ln, 0, 0, func(at int) color.NRGBA {
			if at == o {
				return color.NRGBA{A: 255}
			}
			return color.NRGBA{}
		})
		x0, x1 := inkExtent(img)
		r := ln.AppendRects(nil, o, o+1)[0]
		const overhang = 4
		if x0 < r.X-overhang || x1 > r.X+r.W+overhang || x1 <= x0 {
			t.Errorf("%q has ink in [%d, %d), its rectangle is [%d, %d)", l.text[o], x0, x1, r.X, r.X+r.W)
		}
	}
}

func inkExtent(img *image.RGBA) (x0, x1 int) {
	x0 = img.Rect.Dx()
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.RGBAAt(x, y).A > 0 {
				x0, x1 = min(x0, x), max(x1, x+1)
			}
		}
	}
	return x0, x1
}

func TestGlyphCacheForgets(t *testing.T) {
	p := testPainter(t)
	p.glyphs.limit = 20_000
	img := canvas(600, 60)
	for size := 8; size < 40; size++ {
		p.DrawString(img, "The quick brown fox", size, false, 0, 40, color.NRGBA{A: 255})
	}
	sum := 0
	for _, el := range p.glyphs.entries {
		sum += el.Value.(*glyphEntry).img.bytes()
	}
	if p.glyphs.size > p.glyphs.limit || sum != p.glyphs.size {
		t.Errorf("cache counts %d bytes of %d, holds %d", p.glyphs.size, p.glyphs.limit, sum)
	}
}

func TestMeasure(t *testing.T) {
	p := testPainter(t)
	if p.Measure("", 16, false) != 0 {
		t.Error("nothing has a width")
	}
	if a, b := p.Measure("PER", 16, false), p.Measure("PER", 16, true); a <= 0 || b <= a {
		t.Errorf("regular %d, bold %d", a, b)
	}
	if got, want := p.DrawString(canvas(9, 9), "PER", 16, true, 0, 9, color.NRGBA{A: 255}), p.Measure("PER", 16, true); got != want {
		t.Errorf("DrawString says %d, Measure %d", got, want)
	}
}

func TestShapeLabel(t *testing.T) {
	fonts := testFonts(t)
	for _, s := range []string{"A title that is far too long", "عنوان طويل جدا لا يتسع له المكان", "a\nb\tc", "", "…", "  "} {
		full := ShapeLabel(fonts, s, 16, false, 0, Auto)
		if full.Truncated || full.End != len([]rune(s)) {
			t.Errorf("%q without limit: truncated %v, ends at %d", s, full.Truncated, full.End)
		}
		for limit := 1; limit <= full.Width(); limit += 7 {
			ln := ShapeLabel(fonts, s, 16, false, limit, Auto)
			if ln.Truncated != (full.Width() > limit) {
				t.Errorf("%q in %d: truncated %v, width %d", s, limit, ln.Truncated, full.Width())
			}
			if ln.End > 0 && ln.Width() > limit {
				t.Errorf("%q in %d: %d wide", s, limit, ln.Width())
			}
		}
	}
	ln := ShapeLabel(fonts, "عنوان طويل جدا لا يتسع", 16, false, 80, Auto)
	last := ln.cells[len(ln.cells)-1]
	if !ln.RTL || last.x0 != 0 || ln.text.runes[len(ln.text.runes)-1] != ellipsis {
		t.Errorf("the ellipsis of an Arabic label stands at %d (RTL %v), want 0", last.x0, ln.RTL)
	}
	if !ShapeLabel(fonts, "12", 16, false, 0, RTL).RTL || ShapeLabel(fonts, "12", 16, false, 0, Auto).RTL {
		t.Error("a label of digits must read as its base")
	}
}

// TestClonesWorkSideBySide is for the race detector.
func TestClonesWorkSideBySide(t *testing.T) {
	fonts := testFonts(t)
	want := len(New(mixedSample, fonts, Options{Width: 200}).Lines(0, 1<<30))
	var wg sync.WaitGroup
	for range 4 {
		clone := fonts.Clone()
		wg.Go(func() {
			l := New(strings.Repeat(mixedSample+"\n", 20), clone, Options{Width: 200})
			for !l.LayoutSome(3) {
			}
			p := NewPainter(clone)
			for _, ln := range l.Lines(0, 300) {
				p.DrawLine(canvas(200, 30), ln, 0, 0, black)
			}
		})
	}
	wg.Wait()
	if want < 2 {
		t.Errorf("%d lines", want)
	}
}

// TestArticlesHaveFonts looks for letters without a font in the real articles.
func TestArticlesHaveFonts(t *testing.T) {
	fonts := testFonts(t)
	for _, text := range append(realArticles(t), mixedSample) {
		for _, r := range text {
			if fonts.lacks(r) {
				t.Errorf("%.40q: no font has %q", text, r)
			}
		}
	}
}

// TestSelectionKeepsLetters: two colours of ink, parted anywhere, cover what one does.
func TestSelectionKeepsLetters(t *testing.T) {
	fonts := testFonts(t)
	p := NewPainter(fonts)
	r := rand.New(rand.NewSource(3))
	red, blue := color.NRGBA{R: 255, A: 255}, color.NRGBA{B: 255, A: 255}
	for _, text := range append(corpus(t), mixedSample, "الأسئلة لا تنتهي، office fi ffi") {
		l := New(text, fonts, Options{Width: 500, Style: style20})
		lines := l.Lines(0, 1<<30)
		for range min(len(lines), 12) {
			ln := lines[r.Intn(len(lines))]
			whole, parted := image.NewRGBA(image.Rect(0, 0, 520, 34)), image.NewRGBA(image.Rect(0, 0, 520, 34))
			from := ln.Start + r.Intn(ln.End-ln.Start+1)
			to := from + r.Intn(ln.End-from+1)
			p.DrawLine(whole, ln, 10, 2, func(int) color.NRGBA { return red })
			p.DrawLine(parted, ln, 10, 2, func(offset int) color.NRGBA {
				if from <= offset && offset < to {
					return blue
				}
				return red
			})
			for i := 3; i < len(whole.Pix); i += 4 {
				if whole.Pix[i] != parted.Pix[i] {
					t.Fatalf("%q parted at %d and %d covers other pixels", string(l.text[ln.Start:ln.End]), from-ln.Start, to-ln.Start)
				}
			}
		}
	}
}
