package app

import (
	"rubricator/app/state"
)

// loadSettings takes the person's settings from the preferences.
func (w *Workbench) loadSettings() {
	p := w.fyne.Preferences()
	s := &w.state
	s.TextSize = min(max(p.IntWithFallback("text-size", s.TextSize), 10), 48)
	s.Theme = state.Theme(p.StringWithFallback("theme", string(state.ThemeSystem)))
}

// credits stand in the about box.
const credits = `Written in Go with Fyne (BSD-3-Clause), bbolt (MIT), go-text/typesetting (BSD-3-Clause) and lingua-go (Apache-2.0).
Fonts: Noto Sans, Noto Sans Arabic, Hebrew, Thai and Devanagari, under the SIL Open Font License 1.1.
Place names: Unicode CLDR 48, under the Unicode License 3.0.`
