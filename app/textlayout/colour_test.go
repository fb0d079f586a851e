package textlayout

import (
	"image/color"
	"testing"

	"github.com/go-text/typesetting/font"
)

// TestSVGGlyph draws a red square that stands on the baseline and fills half an em.
func TestSVGGlyph(t *testing.T) {
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 50 64 64"><path fill="#FF0000" d="M0,18 L32,18 L32,50 L0,50 Z"/></svg>`
	data := font.GlyphSVG{Source: []byte(picture), ViewBox: font.SVGViewBox{MinY: 50, Width: 64, Height: 64}}
	g, ok := svgGlyph(data, glyphKey{size: 32})
	if !ok {
		t.Fatal("the picture was not drawn")
	}
	img := canvas(60, 60)
	g.draw(img, 10, 40, color.NRGBA{A: 255})
	red, white := color.RGBA{255, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	for _, tt := range []struct {
		x, y int
		want color.RGBA
	}{{12, 38, red}, {24, 26, red}, {12, 42, white}, {28, 38, white}, {12, 22, white}} {
		if got := img.RGBAAt(tt.x, tt.y); got != tt.want {
			t.Errorf("pixel %d, %d is %v, want %v", tt.x, tt.y, got, tt.want)
		}
	}
	if _, ok := svgGlyph(font.GlyphSVG{Source: []byte("no picture")}, glyphKey{size: 32}); ok {
		t.Error("a glyph without a view box was drawn")
	}
}

// TestEmojiFont hands in a font of its own, here one without any emoji, so that only
// what it has is taken from it.
func TestEmojiFont(t *testing.T) {
	data, err := fontFiles.ReadFile("fonts/NotoSans-Bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		emoji []byte
		text  string
		own   bool
	}{{data, "a\ufe0f", true}, {data, "a", false}, {nil, "a\ufe0f", false}, {[]byte("no font"), "a\ufe0f", false}} {
		fonts, err := NewFontSet(FontOptions{Emoji: tt.emoji})
		if err != nil {
			t.Fatal(err)
		}
		ln := New(tt.text, fonts, Options{Width: 100}).Lines(0, 1)[0]
		if own := ln.pieces[0].run.font != fonts.main(false); own != tt.own {
			t.Errorf("%q with %d bytes of font: own font %v, want %v", tt.text, len(tt.emoji), own, tt.own)
		}
	}
}

func TestWantsEmoji(t *testing.T) {
	for text, want := range map[string]bool{
		"a": false, "1": false, "→": false, "❤": false, "★": false, "中": false, "": false,
		"✅": true, "⭐": true, "😀": true, "🇻🇳": true, "❤\ufe0f": true, "1\ufe0f\u20e3": true, "🃏": true,
		"⌚\ufe0e": false, "😀\ufe0e": false,
	} {
		if got := wantsEmoji([]rune(text)); got != want {
			t.Errorf("wantsEmoji(%q) = %v", text, got)
		}
	}
}
