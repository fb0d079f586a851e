package app

import (
	"strconv"

	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/textview"
)

// loadSettings takes the person's settings from the preferences.
func (w *Workbench) loadSettings() {
	p := w.fyne.Preferences()
	s := &w.state
	s.TextSize = min(max(p.IntWithFallback("text-size", s.TextSize), state.SmallestText), state.LargestText)
	s.Reading = state.ReadReading(p.String("reading"))
	s.LastZoom, _ = strconv.Atoi(p.String("zoom"))
	s.Hidden = p.String("hidden") == "true"
	s.Theme = state.Theme(p.StringWithFallback("theme", string(state.ThemeSystem)))
}

// reading is how the article view sets its text.
func reading(s state.State) textview.Reading {
	r := s.Reading
	return textview.Reading{Points: float32(s.Points()), Letters: r.Letters, Spacing: float32(r.Spacing),
		Fonts: textlayout.Fonts{Serif: r.Serif, Naskh: r.Naskh}}
}

// credits stand in the about box.
const credits = `Written in Go with Fyne (BSD-3-Clause), bbolt (MIT), go-text/typesetting (BSD-3-Clause) and lingua-go (Apache-2.0).
Fonts: Noto Sans, Noto Serif, Noto Naskh Arabic and Noto Sans Arabic, Hebrew, Thai, Devanagari, Math and Symbols, under the SIL Open Font License 1.1.
Words of Chinese, Japanese, Lao and Khmer: ICU 78 (Unicode License 3.0, with parts under BSD licences) and jieba (MIT); of Thai: PyThaiNLP (CC0).
Place names: Unicode CLDR 48, under the Unicode License 3.0.`
