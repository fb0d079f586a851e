package textlayout

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

var goldens = []struct {
	name, text string
	opts       Options
	ranges     [][2]int // highlighted below the text
}{
	{"english", "The office of Ms Flint\nWhen the first efficient office opened in 1997, “difficult” letters (fi, fl, ffi) stood apart – AVATAR, Wörterbuch, naïve.", Options{Width: 420}, [][2]int{{14, 22}}},
	{"arabic", "وزارة التجارة\nقال المتحدث في عام 2023 إن الشركة (Google) ستفتح.\nأضافت الوكالة: «بلغت النسبة 12.5%» في المدينة الكبيرة، وهذا سطر أطول من غيره قليلا.", Options{Width: 420}, [][2]int{{18, 25}, {33, 37}}},
	{"mixed", "He said سنة 2023 قبل then left\nabc عربي 123 def\nThe ministry (وزارة الخارجية) replied: \"لا تعليق\" at 10:30.", Options{Width: 420}, [][2]int{{4, 14}}},
	{"vietnamese", "Nguyễn Ái Quốc đến Hà Nội\nNguye\u0302\u0303n A\u0301i Quo\u0302\u0301c \u0111e\u0302\u0301n Ha\u0300 No\u0323\u0302i", Options{Width: 420}, nil},
	{"hebrew", "בְּרֵאשִׁית בָּרָא\nשרת החוץ (ABC) אמרה ב-12 במאי: \"שלום\".", Options{Width: 420}, nil},
	{"controls", "a\tb\tc\u00adsoft\u2028next\u200f\u202aLRE\u202c \u2067אב\u2069 x\x00y\rz", Options{Width: 420}, nil},
	{"scripts", "สวัสดีชาวโลก ที่นี่\nनमस्ते दुनिया क्षत्रिय\nΑθήνα, Москва", Options{Width: 420}, nil},
}

// TestGolden compares pictures; -update rewrites them, to be looked at.
func TestGolden(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			g.opts.Style = func(i int) Style {
				return Style{Size: 20, LineHeight: 34, Gap: 8, Bold: i == 0 && (g.name == "english" || g.name == "arabic")}
			}
			got := picture(New(g.text, testFonts(t), g.opts), g.opts.Width, g.ranges)
			compareGolden(t, filepath.Join("testdata", "golden", g.name+".png"), got)
		})
	}
}

func TestGoldenLabels(t *testing.T) {
	fonts := testFonts(t)
	labels := []string{"A title that is far too long for its place", "عنوان طويل جدا لا يتسع له المكان المخصص", "short", "قصير", "PER שלום 12"}
	img := canvas(220, 30*len(labels))
	p := NewPainter(fonts)
	for i, s := range labels {
		ln := ShapeLabel(fonts, s, 16, i == 4, 180, Auto)
		x := 10
		if ln.RTL {
			x = 210 - ln.Width()
		}
		p.DrawLine(img, ln, x, 30*i, black)
	}
	compareGolden(t, filepath.Join("testdata", "golden", "labels.png"), img)
}

// tolerance allows for fused multiplication on other processors.
const tolerance = 4

func compareGolden(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	comparePicture(t, name, got, tolerance)
}

// comparePicture holds a picture to a file, or writes the file. One that differs is
// left in testdata/failed.
func comparePicture(t *testing.T, name string, got *image.RGBA, tolerance int) {
	t.Helper()
	if *update {
		writePicture(t, name, got)
		return
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(decoded.Bounds())
	draw.Draw(want, want.Rect, decoded, want.Rect.Min, draw.Src)
	failed := filepath.Join("testdata", "failed", filepath.Base(name))
	if want.Rect != got.Rect {
		writePicture(t, failed, got)
		t.Fatalf("%s: picture is %v, want %v; see %s", name, got.Rect, want.Rect, failed)
	}
	if n := differing(got.Pix, want.Pix, tolerance); n > 0 {
		writePicture(t, failed, got)
		t.Errorf("%s: %d bytes differ by more than %d; see %s", name, n, tolerance, failed)
	}
}

// writePicture writes a PNG, with a palette where the colours allow it.
func writePicture(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, withPalette(img)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// withPalette is the same picture with up to 256 colours listed, if there are no more.
func withPalette(img *image.RGBA) image.Image {
	out := image.NewPaletted(img.Rect, nil)
	index := map[color.RGBA]uint8{}
	for i := range out.Pix {
		p := img.Pix[4*i : 4*i+4]
		c := color.RGBA{p[0], p[1], p[2], p[3]}
		at, ok := index[c]
		if !ok {
			if len(index) == 256 {
				return img
			}
			at = uint8(len(index))
			index[c] = at
			out.Palette = append(out.Palette, c)
		}
		out.Pix[i] = at
	}
	return out
}

func differing(a, b []byte, tolerance int) int {
	n := 0
	for i := range a {
		if d := int(a[i]) - int(b[i]); d > tolerance || d < -tolerance {
			n++
		}
	}
	return n
}

func picture(l *Layout, width int, ranges [][2]int) *image.RGBA {
	l.LayoutSome(1 << 20)
	img := canvas(width, l.Height())
	for _, r := range ranges {
		for _, s := range l.Rects(r[0], r[1]) {
			draw.Draw(img, image.Rect(s.X, s.Y+4, s.X+s.W, s.Y+s.H-4), image.NewUniform(color.RGBA{255, 224, 130, 255}), image.Point{}, draw.Src)
		}
	}
	p := NewPainter(l.fonts)
	for _, ln := range l.Lines(0, l.Height()) {
		p.DrawLine(img, ln, 0, ln.Y, black)
	}
	return img
}

func canvas(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	return img
}

func black(int) color.NRGBA { return color.NRGBA{A: 255} }

func testFonts(t testing.TB) *FontSet {
	t.Helper()
	fonts, err := NewFontSet(FontOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}
