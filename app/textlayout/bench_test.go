package textlayout

import (
	"image"
	"strings"
	"testing"
)

// The texts are about 3 KB, the size of a news article.
var benchTexts = map[string]string{
	"english":    strings.Repeat("The ministry said on Tuesday that Ms Flint, 43, would leave the efficient office in Kharkiv; “we wish her well”, it added.\n", 24),
	"arabic":     strings.Repeat("قال المتحدث في عام 2023 إن الشركة (Google) ستفتح مكتبا، وأضاف: «بلغت النسبة 12.5%».\n", 22),
	"vietnamese": strings.Repeat("Bộ trưởng Nguyễn Văn Ái phát biểu tại Hà Nội ngày 5 tháng 3 năm 2023 về kinh tế.\n", 28),
}

func eachText(b *testing.B, f func(b *testing.B, text string)) {
	for _, name := range []string{"english", "arabic", "vietnamese"} {
		b.Run(name, func(b *testing.B) { f(b, benchTexts[name]) })
	}
}

func BenchmarkLayoutArticle(b *testing.B) {
	fonts := testFonts(b)
	eachText(b, func(b *testing.B, text string) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			New(text, fonts, Options{Width: 700, Style: style20}).Lines(0, 1<<30)
		}
	})
}

func BenchmarkDrawLine(b *testing.B) {
	fonts := testFonts(b)
	eachText(b, func(b *testing.B, text string) {
		lines := New(text, fonts, Options{Width: 800, Style: style20}).Lines(0, 1<<30)
		p := NewPainter(fonts)
		img := image.NewRGBA(image.Rect(0, 0, 800, 30))
		p.DrawLine(img, lines[0], 0, 0, black)
		for b.Loop() {
			p.DrawLine(img, lines[0], 0, 0, black)
		}
	})
}

func BenchmarkFirstDraw(b *testing.B) {
	fonts := testFonts(b)
	lines := New(benchTexts["arabic"], fonts, Options{Width: 800, Style: style20}).Lines(0, 1<<30)
	img := image.NewRGBA(image.Rect(0, 0, 800, 30))
	for b.Loop() {
		NewPainter(fonts).DrawLine(img, lines[0], 0, 0, black)
	}
}

func BenchmarkHit(b *testing.B) {
	l := New(benchTexts["arabic"], testFonts(b), Options{Width: 700, Style: style20})
	l.Lines(0, 1<<30)
	for i := 0; b.Loop(); i++ {
		l.Hit(i%700, i*37%900)
	}
}

func BenchmarkCaret(b *testing.B) {
	l := New(benchTexts["arabic"], testFonts(b), Options{Width: 700, Style: style20})
	l.Lines(0, 1<<30)
	for i := 0; b.Loop(); i++ {
		l.Caret(Position{Offset: i * 13 % l.Len()})
	}
}

func BenchmarkRects(b *testing.B) {
	l := New(benchTexts["arabic"], testFonts(b), Options{Width: 700, Style: style20})
	l.Lines(0, 1<<30)
	for i := 0; b.Loop(); i++ {
		at := i * 13 % l.Len()
		l.Rects(at, at+20)
	}
}

func BenchmarkMoveVisualWord(b *testing.B) {
	l := New(benchTexts["arabic"], testFonts(b), Options{Width: 700, Style: style20})
	p := Position{}
	for i := 0; b.Loop(); i++ {
		p = l.MoveVisualWord(p, false)
		if p.Offset >= l.Len()-20 {
			p = Position{}
		}
	}
}

func BenchmarkNewFontSet(b *testing.B) {
	for b.Loop() {
		testFonts(b)
	}
}

func BenchmarkLabel(b *testing.B) {
	fonts := testFonts(b)
	for b.Loop() {
		ShapeLabel(fonts, "وزارة الخارجية الأمريكية", 16, false, 100, Auto)
	}
}
