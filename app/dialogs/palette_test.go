package dialogs

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestPaletteRunsWhatWasFound(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Palette(st.Host, parttest.State(t))
	parttest.Write(t, st.Window, "set asi")
	st.press(t, fyne.KeyReturn)
	want, _ := st.Keymap.Command("set.aside")
	if m := st.sent.Take(t); m != want.Msg {
		t.Errorf("sent %+v, want %+v", m, want.Msg)
	}
	st.gone(t)
}

func TestPaletteDoesNotRunWhatCannotRun(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Palette(st.Host, state.Start())
	parttest.Write(t, st.Window, "undo")
	says(t, st, "no project is open")
	st.press(t, fyne.KeyReturn)
	if len(*st.sent) != 0 || st.Window.Canvas().Overlays().Top() == nil {
		t.Errorf("sent %+v; want nothing, and the palette to stay", *st.sent)
	}
	st.press(t, fyne.KeyEscape)
	st.gone(t)
}

func TestFuzzyPrefersTheStartsOfWords(t *testing.T) {
	texts := []string{"Remove the label", "Select all", "Save a backup", "Set the article aside"}
	for query, want := range map[string]int{"sa": 1, "sab": 2, "aside": 3, "rtl": 0, "label": 0} {
		if got := fuzzy(query, texts); len(got) == 0 || got[0] != want {
			t.Errorf("fuzzy(%q) = %v, want %q first", query, got, texts[want])
		}
	}
	if got := fuzzy("xyz", texts); len(got) != 0 {
		t.Errorf("fuzzy found %v for letters that none has", got)
	}
	if got := fuzzy("", texts); !slices.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("fuzzy(\"\") = %v, want all in their order", got)
	}
}
