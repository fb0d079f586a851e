package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestSettingsOutliveTheWindow(t *testing.T) {
	program := test.NewTempApp(t)
	open := func() *Workbench {
		w, err := New(program, Options{Started: time.Now(), testOnlyEmbeddedFonts: true})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := open()
	for _, m := range []state.Msg{
		state.TuneReading{Tune: state.TuneWider}, state.TuneReading{Tune: state.TuneTight}, state.TuneReading{Tune: state.TuneSerif},
		state.TuneReading{Tune: state.TuneNaskh}, state.SetTheme{Theme: state.ThemeDarkContrast},
	} {
		w.Dispatch(m)
	}
	want := state.Reading{Letters: 80, Spacing: state.SpacingTight, Serif: true, Naskh: true}
	if w.state.Reading != want || theme.CurrentVariant() != theme.VariantDarkContrast {
		t.Fatalf("reading is %+v in look %d, want %+v with high contrast", w.state.Reading, theme.CurrentVariant(), want)
	}
	again := open()
	if again.state.Reading != want || again.state.Theme != state.ThemeDarkContrast {
		t.Errorf("the next window has %+v and %q, want %+v with high contrast", again.state.Reading, again.state.Theme, want)
	}
	if r := reading(again.state); r.Letters != 80 || r.Spacing != state.SpacingTight || !r.Fonts.Serif || !r.Fonts.Naskh {
		t.Errorf("the article is set by %+v", r)
	}
}
