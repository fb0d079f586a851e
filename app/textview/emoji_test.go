package textview

import (
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"testing"

	fynetheme "fyne.io/fyne/v2/theme"

	"rubricator/app/textlayout"
)

// pictures are emoji of one character and of several: families, trades, skin tones,
// flags, keycaps, and signs that are letters or pictures by a selector.
const pictures = "Pictures 😀 ✅ ⭐ in bold\n" +
	"👩\u200d👩\u200d👧\u200d👦 and 👩🏽\u200d🌾 met 👨\u200d💻, 👍🏿 👍\n" +
	"🇻🇳 🇪🇬 🇮🇱 🇺 1\ufe0f\u20e3 #\ufe0f\u20e3 ❤\ufe0f ❤ ☎\ufe0f ☎ 😀\ufe0e\n" +
	"قالت 👍🏽 في عام 2023 😀."

// TestEmojiSheet draws emoji with the font that the window hands to textlayout, light
// and dark, at three sizes; the ink of letters does not colour them.
func TestEmojiSheet(t *testing.T) {
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{Emoji: fynetheme.DefaultEmojiFont().Content()})
	if err != nil {
		t.Fatal(err)
	}
	const column, margin = 440, 8
	var layouts []*textlayout.Layout
	height := margin
	for half := 2; half <= 4; half++ {
		l := textlayout.New(pictures, fonts, textlayout.Options{Width: 212 * half / 2, Style: func(i int) textlayout.Style {
			return textlayout.Style{Size: 8 * half, LineHeight: 14 * half, Bold: i == 0}
		}})
		l.LayoutSome(1 << 20)
		layouts = append(layouts, l)
		height += l.Height() + margin
	}
	got := image.NewRGBA(image.Rect(0, 0, 2*column, height))
	p := textlayout.NewPainter(fonts)
	for i, look := range [][2]color.NRGBA{{{250, 250, 248, 255}, {30, 31, 36, 255}}, {{30, 31, 36, 255}, {222, 222, 226, 255}}} {
		draw.Draw(got, image.Rect(i*column, 0, (i+1)*column, height), image.NewUniform(look[0]), image.Point{}, draw.Src)
		y := margin
		for _, l := range layouts {
			for _, ln := range l.Lines(0, l.Height()) {
				p.DrawLine(got, ln, i*column+margin, y+ln.Y, func(int) color.NRGBA { return look[1] })
			}
			y += l.Height() + margin
		}
	}
	path := filepath.Join("testdata", "emoji.png")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		writePicture(t, path, got)
		return
	}
	if err := samePicture(readPicture(t, path), got); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

// TestEmojiAreOneStep: a sequence is one step of the caret, no box, and one picture, but
// for those that are younger than the font: they stand as their parts, side by side.
func TestEmojiAreOneStep(t *testing.T) {
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{Emoji: fynetheme.DefaultEmojiFont().Content()})
	if err != nil {
		t.Fatal(err)
	}
	style := func(int) textlayout.Style { return textlayout.Style{Size: 20} }
	one := textlayout.New("😀", fonts, textlayout.Options{Width: 300, Style: style}).Lines(0, 1)[0].Width()
	younger := map[string]int{"👩🏽\u200d🌾": 2}
	for _, s := range []string{"👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🌾", "👍🏿", "🇻🇳", "1\ufe0f\u20e3", "❤\ufe0f", "✅", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"} {
		l := textlayout.New(s, fonts, textlayout.Options{Width: 300, Style: style})
		if end := l.NextGrapheme(0); end != len([]rune(s)) {
			t.Errorf("%q: the first step ends at %d", s, end)
		}
		if w := l.Lines(0, 1)[0].Width(); w > one*max(1, younger[s])*5/4 {
			t.Errorf("%q is %d wide, one picture is %d", s, w, one)
		}
		if names := fonts.MissingScripts([]rune(s)); len(names) > 0 {
			t.Errorf("%q: %v missing", s, names)
		}
	}
}
