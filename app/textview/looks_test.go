package textview

import (
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// TestGoldenLooks has the article with high contrast, in the other faces, and at the closest and widest settings.
func TestGoldenLooks(t *testing.T) {
	faces := textlayout.Fonts{Serif: true, Naskh: true}
	usual := Reading{Points: 18, Letters: 70}
	for name, c := range map[string]struct {
		look    theme.Variant
		reading Reading
	}{
		"contrast-light": {theme.LightContrast, usual},
		"contrast-dark":  {theme.DarkContrast, usual},
		"faces-light":    {theme.Light, Reading{Points: 18, Letters: 70, Fonts: faces}},
		"tight-light":    {theme.Light, Reading{Points: 18, Letters: 50, Spacing: 0.85}},
		"wide-dark":      {theme.Dark, Reading{Points: 18, Spacing: 1.25, Fonts: faces}},
	} {
		for language, marked := range map[string]string{"english": english, "arabic": arabic} {
			t.Run(language+"-"+name, func(t *testing.T) {
				s := newStage(t, c.look, fyne.NewSize(820, 560), 1, marked)
				s.SetReading(c.reading)
				dress(t, s, language)
				golden(t, s, language+"-"+name)
			})
		}
	}
}
