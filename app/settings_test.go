package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rubricator/app/command"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// TestOwnKeysOutliveNewDefaults: a key that somebody chose before the program had it for something else stays theirs.
func TestOwnKeysOutliveNewDefaults(t *testing.T) {
	program := test.NewTempApp(t)
	program.Preferences().SetString("keys", `{"note":["F3"],"undo":["F9"]}`)
	w, err := New(program, Options{Started: time.Now(), testOnlyEmbeddedFonts: true})
	if err != nil {
		t.Fatal(err)
	}
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
