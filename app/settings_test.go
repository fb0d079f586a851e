package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/settings"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// TestOwnKeysOutliveNewDefaults: a key that somebody chose before the program had it for something else stays theirs.
func TestOwnKeysOutliveNewDefaults(t *testing.T) {
	program := ownFolder(t)
	program.Preferences().SetString("keys", `{"note":["F3"],"undo":["F9"]}`)
	w := begin(t, program)
	for k, id := range map[command.Key]string{"F3": "note", "F9": "undo", "Shift+F3": "find.previous"} {
		if c, ok := w.keys.Lookup(k); !ok || c.ID != id {
			t.Errorf("%s runs %q, want %q", k, c.ID, id)
		}
	}
	if w.state.Toast.Text != "" {
		t.Errorf("the window starts with %q", w.state.Toast.Text)
	}
	own := w.ownKeys()
	own["redo"] = []command.Key{"F10"}
	if err := w.saveKeys(own); err != nil {
		t.Errorf("another key cannot be changed: %v", err)
	}
}

func TestSettingsOutliveTheWindow(t *testing.T) {
	program := ownFolder(t)
	w := begin(t, program)
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
	w.quit()
	again := begin(t, program)
	if again.state.Reading != want || again.state.Theme != state.ThemeDarkContrast {
		t.Errorf("the next window has %+v and %q, want %+v with high contrast", again.state.Reading, again.state.Theme, want)
	}
	if r := reading(again.state); r.Letters != 80 || r.Spacing != state.SpacingTight || !r.Fonts.Serif || !r.Fonts.Naskh {
		t.Errorf("the article is set by %+v", r)
	}
}

func TestOldPreferencesAreTakenOverOnce(t *testing.T) {
	program := ownFolder(t)
	p := program.Preferences()
	p.SetString("theme", string(state.ThemeDark))
	p.SetInt("text-size", 24)
	p.SetString("threshold", "0.40")
	p.SetStringList("recent", []string{"/one.rubric"})
	p.SetFloat("width", 900)
	p.SetFloat("height", 650)
	w := begin(t, program)
	if w.state.Theme != state.ThemeDark || w.state.TextSize != 24 || w.kept.Get("threshold") != "0.40" || !slices.Equal(w.kept.Recent(), []string{"/one.rubric"}) || w.windowSize() != fyne.NewSize(900, 650) {
		t.Errorf("taken over: %q, %d points, %q, %q, %v", w.state.Theme, w.state.TextSize, w.kept.Get("threshold"), w.kept.Recent(), w.windowSize())
	}
	w.Dispatch(state.SetTheme{Theme: state.ThemeLight})
	w.quit()
	if again := begin(t, program); again.state.Theme != state.ThemeLight {
		t.Errorf("the old preferences came back: %q", again.state.Theme)
	}
}

func TestADamagedFileOfSettingsStartsTheUsualWindow(t *testing.T) {
	program := ownFolder(t)
	program.Preferences().SetString("theme", string(state.ThemeDark)) // of an earlier version
	path := filepath.Join(program.Storage().RootURI().Path(), settings.FileName)
	write(t, path, `{"kind":"rubricator set`)
	w := begin(t, program)
	if w.state.Theme != state.ThemeSystem || w.windowSize() != fyne.NewSize(1280, 820) {
		t.Errorf("the window starts with %q, %v", w.state.Theme, w.windowSize())
	}
	if _, err := os.Stat(path + ".bad"); err != nil {
		t.Error(err)
	}
}
