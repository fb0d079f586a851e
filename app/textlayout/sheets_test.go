package textlayout

import (
	"image"
	"image/color"
	"image/draw"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// sheets show each script in light and dark, at one, one and a half and two times its
// size. Part of a word stands on a fill, part has ink of another colour: neither may
// change a letter or a join. The first paragraph is bold.
var sheets = []struct {
	name, text string
	fill, ink  string // parts of the text; fill within a joined word
	fonts      Fonts
}{
	{"latin", "The harbour office opens late\nMs Flint’s naïve “façade” in Łódź cost 12.5% more; fi ffi AVATAR.\nStraße, œuvre, Iğdır – Şişli, Ærø, čeština, Győr.", "ffi", "Łód", Fonts{}},
	{"vietnamese", vietnamese, "uyễ", "Quản", Fonts{}},
	{"arabic", "مَدْرَسَةٌ جَدِيدَةٌ فِي القَرْيَةِ\nكَتَبَ الطُّلّابُ رِسَالَةً إلى المُدَرِّسَةِ، ثُمَّ قَرَؤُوهَا.\nالأولاد والآباء سافروا إلى الإسكندرية لأنّ الجوّ حارّ؛ أليس كذلك؟", "كندري", "دَرِّ", Fonts{}},
	{"persian", "کتاب‌های تازهٔ ژاله\nنمی‌خواهم؛ گفت پدرش «۱۲ سال پیش در گچساران» بود.\nخانه‌ای که چهار پنجره دارد، ۴۵۶٪ گران‌تر شد.", "ساران", "پنج", Fonts{}},
	{"urdu", "یہ خبر بڑی ہے\nلڑکی نے ٹھنڈے پانی کی ڈبیا بڑھائی، ڈاکٹر نے کہا: ”ٹھیک ہوں۔“\nچھوٹے بھائی گھوڑے پر بیٹھے، ۱۴ اگست کو۔", "ڈاکٹ", "بیٹھ", Fonts{}},
	{"hebrew", "הַיַּלְדָּה כּוֹתֶבֶת מִכְתָּב\nשָׁלוֹם לְכֻלָּם, אָמְרָה הַמּוֹרָה בְּשָׁעָה 9:30.\nב-12 במאי (ABC) פורסם דו״ח של חז״ל: „לא״!", "מְרָ", "פורס", Fonts{}},
	{"devanagari", "विद्यार्थी की कहानी\nश्री शर्मा ने क्षेत्र में हिंदी पत्रिका पढ़ी।\nकृपया १२ बजे द्वार पर मिलें; वर्ष, ट्रक, ज्ञान, रुपये।", "त्रि", "शर्मा", Fonts{}},
	{"thai", "เด็กนักเรียนที่เชียงใหม่\nผู้ใหญ่บ้านกินน้ำแข็งที่ร้านเก่า พ.ศ. ๒๕๖๖\nปั่นจักรยานใกล้ญี่ปุ่น ฎีกา กำลังซื้อปลาทู", "น้ำแ", "ปั่น", Fonts{}},
	{"greek-cyrillic", "Συνάντηση στην Αθήνα\nΟ ποιητής είπε «όχι» στις 12 Μαΐου· γιατί;\nСъезд в Екатеринбурге; ґанок, Ђорђе, ўсё, Йо́сип.", "ποι", "катер", Fonts{}},
	{"serif", "The harbour office opens late\nMs Flint’s naïve “façade” in Łódź cost 12.5% more; fi ffi AVATAR.\nΑθήνα και Москва, Nguyễn Thị Ngọc Ánh.", "ffi", "Łód", Fonts{Serif: true}},
	{"naskh", "مَدْرَسَةٌ جَدِيدَةٌ فِي القَرْيَةِ\nكَتَبَ الطُّلّابُ رِسَالَةً إلى المُدَرِّسَةِ، ثُمَّ قَرَؤُوهَا.\nالأولاد سافروا إلى الإسكندرية عام 2023؛ گچ پژواک ٹھیک ڈاکٹر.", "كندري", "دَرِّ", Fonts{Naskh: true}},
	{"both", "He said سنة 2023 قبل then left\nقال عمرو في عام 2023 إن الشركة (Google) ستفتح.", "ستف", "Goo", Fonts{Serif: true, Naskh: true}},
	{"directions", "He said سنة 2023 قبل then left\nقال عمرو في عام 2023 إن الشركة (Google) ستفتح.\nThe form (טופס 7ב) costs 12.5% – «ثلاثة» or \"שלוש\".\nב-10:30 אמר: \"Let’s go!\" – الساعة 5 - 6 مساء.", "ستف", "Goo", Fonts{}},
	{"signs", "★ Five ≤ 6 → ½ ✔\n● first ■ second ▶ third ♥ ☎ ✗\n€ £ ₫ ₪ ₹ № ™ ‰ ∑ √2 ≈ 1.41 ⇒ ∞", "sec", "1.4", Fonts{}},
	{"strays", "\u0301a lost mark\n\ufffd \u064b\u0651 \u05b8 \u0e48 \u093f \u20dd\na \u0301b \u0301\u0302\u0323 中文 \ue000 ⃣ \ufffc x\u0308\u0301\u0302\u0303\u0304y", "lost", "rk", Fonts{}},
}

const vietnamese = "Thủ tướng thăm Quảng Ngãi\nChị Nguyễn Thị Ngọc Ánh gửi thư cho bà Hoằng ở Huế.\nMưa lớn, đường ngập nửa mét; trẻ nghỉ học đến thứ Bảy."

func TestSheets(t *testing.T) {
	fonts := testFonts(t)
	for _, s := range sheets {
		t.Run(s.name, func(t *testing.T) {
			got := sheet(fonts, s.text, s.fill, s.ink, s.fonts, nil)
			compareSheet(t, s.name, got)
		})
	}
}

// TestSheetOfSigns shows what DrawHidden draws, in both directions.
func TestSheetOfSigns(t *testing.T) {
	const text = "Signs for what is not seen\n" +
		"tab\tthen\u00a0no\u202fbreak em\u2003co\u00adop zw\u200bsp\n" +
		"nj\u200cx jo\u200din lrm\u200e rlm\u200f alm\u061c wj\u2060x bom\ufeffx\n" +
		"\u202alre\u202c \u202brle\u202c \u202dlro\u202c \u202erlo\u202c \u2066lri\u2069 \u2067rli\u2069 \u2068fsi\u2069\n" +
		"nul\x00 cr\rx vs\ufe0f i\u200cl\u200ci\u200cl a\u200e\u200f\u061c\u200b\u200db\n" +
		"می\u200cخواهم\tبا\u00a0هم \u200fنه\u200e \u2067(A)\u2069 \u202bب\u202c کتاب\u00adها"
	got := sheet(testFonts(t), text, "tab", "lrm", Fonts{}, func(p *Painter, dst *image.RGBA, ln *Line, x, y int, dark bool) {
		c := color.NRGBA{0xb0, 0x40, 0x10, 255}
		if dark {
			c = color.NRGBA{0x6a, 0xb0, 0xe8, 255}
		}
		p.DrawHidden(dst, ln, x, y, c)
	})
	compareSheet(t, "hidden", got)
}

// TestVietnameseIsOneLook: composed and decomposed letters give the same picture.
func TestVietnameseIsOneLook(t *testing.T) {
	fonts := testFonts(t)
	decomposed := norm.NFD.String(vietnamese)
	if decomposed == vietnamese {
		t.Fatal("the text has nothing to decompose")
	}
	for _, chosen := range []Fonts{{}, {Serif: true}} {
		a := sheet(fonts, vietnamese, "g", "g", chosen, nil)
		b := sheet(fonts, decomposed, "g", "g", chosen, nil)
		if n := differing(a.Pix, b.Pix, 0); a.Rect != b.Rect || n > 0 {
			t.Errorf("%+v: %d bytes differ", chosen, n)
		}
	}
}

// shade is the step between the shades that a sheet keeps: few of them make a small
// file, and no letter can move or change by less.
const shade = 16

func compareSheet(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	for i, v := range got.Pix {
		got.Pix[i] = uint8(min(255, (int(v)+shade/2)/shade*shade))
	}
	comparePicture(t, filepath.Join("testdata", "sheets", name+".png"), got, shade)
}

// The measures of a sheet at its first size, in pixels.
const (
	sheetEm      = 16
	sheetMeasure = 250
	sheetMargin  = 8
)

type overlay func(p *Painter, dst *image.RGBA, ln *Line, x, y int, dark bool)

// sheet paints a text six times: light at the left, dark at the right, three sizes one
// below the other.
func sheet(fonts *FontSet, text, fill, ink string, chosen Fonts, over overlay) *image.RGBA {
	column := 2*sheetMeasure + 2*sheetMargin
	var layouts []*Layout
	height := sheetMargin
	for half := 2; half <= 4; half++ {
		l := New(text, fonts, Options{Width: sheetMeasure * half / 2, Style: func(i int) Style {
			return Style{Size: sheetEm * half / 2, LineHeight: 15 * half, Gap: half, Bold: i == 0, Fonts: chosen}
		}})
		l.LayoutSome(1 << 20)
		layouts = append(layouts, l)
		height += l.Height() + sheetMargin
	}
	img := image.NewRGBA(image.Rect(0, 0, 2*column, height))
	p := NewPainter(fonts)
	for i, dark := range []bool{false, true} {
		b := &board{p, img.SubImage(image.Rect(i*column, 0, (i+1)*column, height)).(*image.RGBA), dark, over}
		b.rect(b.dst.Rect, color.RGBA{250, 250, 248, 255}, color.RGBA{30, 31, 36, 255})
		y := sheetMargin
		for _, l := range layouts {
			b.text(l, i*column+sheetMargin, y, rangeOf(text, fill), rangeOf(text, ink))
			y += l.Height() + sheetMargin
		}
	}
	return img
}

// board is one half of a sheet.
type board struct {
	*Painter
	dst  *image.RGBA
	dark bool
	over overlay
}

func (b *board) rect(r image.Rectangle, light, dark color.RGBA) {
	if b.dark {
		light = dark
	}
	draw.Draw(b.dst, r, image.NewUniform(light), image.Point{}, draw.Src)
}

func (b *board) text(l *Layout, x, y int, fill, ink [2]int) {
	for _, s := range l.Rects(fill[0], fill[1]) {
		b.rect(image.Rect(x+s.X, y+s.Y+2, x+s.X+s.W, y+s.Y+s.H-2), color.RGBA{255, 222, 120, 255}, color.RGBA{92, 76, 20, 255})
	}
	plain, other := color.NRGBA{30, 31, 36, 255}, color.NRGBA{190, 20, 70, 255}
	if b.dark {
		plain, other = color.NRGBA{222, 222, 226, 255}, color.NRGBA{255, 150, 120, 255}
	}
	for _, ln := range l.Lines(0, l.Height()) {
		b.DrawLine(b.dst, ln, x, y+ln.Y, func(o int) color.NRGBA {
			if o >= ink[0] && o < ink[1] {
				return other
			}
			return plain
		})
		if b.over != nil {
			b.over(b.Painter, b.dst, ln, x, y+ln.Y, b.dark)
		}
	}
}

// rangeOf is where a part of a text stands, in code points.
func rangeOf(text, part string) [2]int {
	before, _, found := strings.Cut(text, part)
	if !found {
		panic(part + " does not stand in the text of the sheet")
	}
	start := len([]rune(before))
	return [2]int{start, start + len([]rune(part))}
}
