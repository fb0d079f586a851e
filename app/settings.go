package app

import (
	"cmp"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"rubricator/annotate/suggest"
	"rubricator/app/dialogs"
	"rubricator/app/settings"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/textview"
)

// loadSettings takes the person's settings from their file.
func (w *Workbench) loadSettings() {
	var found bool
	if w.kept, found = settings.Open(filepath.Join(w.fyne.Storage().RootURI().Path(), settings.FileName)); !found {
		w.takeOver()
	}
	s := &w.state
	if points, err := strconv.Atoi(w.kept.Get("text-size")); err == nil {
		s.TextSize = min(max(points, state.SmallestText), state.LargestText)
	}
	s.Reading = state.ReadReading(w.kept.Get("reading"))
	s.LastZoom, _ = strconv.Atoi(w.kept.Get("zoom"))
	s.Hidden = w.kept.Get("hidden") == "true"
	s.Thorough = w.kept.Get("walk-faint") == "true"
	s.Backups = state.ReadBackups(w.kept.Get("backups"))
	s.Theme = state.Theme(cmp.Or(w.kept.Get("theme"), string(state.ThemeSystem)))
}

// takeOver takes what earlier versions kept in Fyne's preferences, which lose it when two windows write at once.
func (w *Workbench) takeOver() {
	p := w.fyne.Preferences()
	for _, name := range []string{"reading", "zoom", "hidden", "theme", "threshold", "keys"} {
		if v := p.String(name); v != "" {
			w.kept.Set(name, v)
		}
	}
	if points := p.Int("text-size"); points != 0 {
		w.kept.Set("text-size", strconv.Itoa(points))
	}
	if recent := p.StringList("recent"); len(recent) > 0 {
		w.kept.SetRecent(recent)
	}
	if width, height := p.Float("width"), p.Float("height"); width > 0 && height > 0 {
		w.kept.SetSize(float32(width), float32(height))
	}
}

// windowSize is how large the window was when it was closed.
func (w *Workbench) windowSize() fyne.Size {
	if width, height := w.kept.Size(); width > 0 && height > 0 {
		return fyne.NewSize(width, height)
	}
	return fyne.NewSize(1280, 820)
}

// reading is how the article view sets its text.
func reading(s state.State) textview.Reading {
	r := s.Reading
	return textview.Reading{Points: float32(s.Points()), Letters: r.Letters, Spacing: float32(r.Spacing),
		Fonts: textlayout.Fonts{Serif: r.Serif, Naskh: r.Naskh}}
}

// credits stand in the about box.
func credits() []dialogs.Credit {
	return []dialogs.Credit{{Of: "Programs and fonts", Words: programs}, {Of: "What the suggestions know", Words: suggest.Credits()}}
}

const programs = `Written in Go with Fyne (BSD-3-Clause), bbolt (MIT), go-text/typesetting (BSD-3-Clause) and lingua-go (Apache-2.0).
Fonts: Noto Sans, Noto Serif, Noto Naskh Arabic and Noto Sans Arabic, Hebrew, Thai, Devanagari, Math and Symbols, under the SIL Open Font License 1.1.
Words of Chinese, Japanese, Lao and Khmer: ICU 78 (Unicode License 3.0, with parts under BSD licences) and jieba (MIT); of Thai: PyThaiNLP (CC0).`
