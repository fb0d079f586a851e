package dialogs

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestSettingsTakeEffectAtOnce(t *testing.T) {
	st := newStage(t, theme.Light, 900, 760)
	Settings(st.Host, parttest.State(t), nil, func(map[string][]command.Key) error { return nil })
	st.press(t, fyne.KeyRight, fyne.KeyRight)
	test.Tap(chip(t, st, "Larger"))
	says(t, st, "20 points")
	for _, words := range []string{"90", "Full width", "Wide", "Serif", "Naskh"} {
		test.Tap(chip(t, st, words))
	}
	want := parttest.Sent{state.SetTheme{Theme: state.ThemeLight}, state.SetTheme{Theme: state.ThemeDark}, state.SetTextSize{Points: 20}}
	r := state.UsualReading()
	for _, change := range []func(){func() { r.Letters = 90 }, func() { r.Letters = 0 }, func() { r.Spacing = state.SpacingWide }, func() { r.Serif = true }, func() { r.Naskh = true }} {
		change()
		want = append(want, state.SetReading{Reading: r})
	}
	if !slices.Equal(*st.sent, want) {
		t.Errorf("sent %+v, want %+v", *st.sent, want)
	}
}

// askKey opens the settings and asks for the key of the first command that is found.
func askKey(t *testing.T, find string, own map[string][]command.Key, save func(map[string][]command.Key) error) (*stage, *catcher) {
	t.Helper()
	st := newStage(t, theme.Light, 900, 760)
	Settings(st.Host, parttest.State(t), own, save)
	test.Tap(chip(t, st, "Keys"))
	return st, asked(t, st, find)
}

// asked finds a command on the page of keys and asks for its key.
func asked(t *testing.T, st *stage, find string) *catcher {
	t.Helper()
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*part.Entry); ok && e.Hint == "Find a command" {
			st.Window.Canvas().Focus(e)
		}
	})
	parttest.Write(t, st.Window, find)
	st.press(t, fyne.KeyReturn)
	return st.Window.Canvas().Focused().(*catcher)
}

func down(c *catcher, keys ...fyne.KeyName) {
	for _, k := range keys {
		c.KeyDown(&fyne.KeyEvent{Name: k})
	}
}

func TestAKeyThatIsTakenIsRefusedWithBothNames(t *testing.T) {
	var saved map[string][]command.Key
	own := map[string][]command.Key{"note": {"F12"}}
	st, c := askKey(t, "undo", own, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	down(c, desktop.KeyControlLeft, fyne.KeyS)
	if saved != nil {
		t.Fatalf("saved %v, a key that another command has", saved)
	}
	says(t, st, "When was the last step stored?")
	says(t, st, `"Undo"`)
	c.KeyUp(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
	down(c, fyne.KeyUnknown) // a key of an Arabic keyboard
	c.TypedRune('ش')
	if got := saved["undo"]; len(got) != 1 || got[0] != "ش" || saved["note"][0] != "F12" {
		t.Errorf("saved %v, want ش for undo, and F8 kept", saved)
	}
	if len(own) != 1 {
		t.Errorf("the map that was given became %v", own)
	}
}

func TestChordsAreCaught(t *testing.T) {
	var saved map[string][]command.Key
	_, c := askKey(t, "undo", nil, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	down(c, desktop.KeyControlLeft, desktop.KeyAltLeft, desktop.KeyShiftRight, fyne.KeyPageUp)
	if got := saved["undo"]; len(got) != 1 || got[0] != "Ctrl+Alt+Shift+PgUp" {
		t.Errorf("saved %v", saved)
	}
}

func TestDefaultKeyComesBack(t *testing.T) {
	var saved map[string][]command.Key
	st, _ := askKey(t, "undo", map[string][]command.Key{"undo": {"F11"}}, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	test.Tap(chip(t, st, "Default"))
	if saved == nil || len(saved) != 0 {
		t.Errorf("saved %v, want no key of one's own", saved)
	}
}

func TestTabLeadsToTheButtons(t *testing.T) {
	var saved map[string][]command.Key
	st, c := askKey(t, "undo", map[string][]command.Key{"undo": {"F11"}}, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	tab := func() { // as the driver does
		if k, ok := st.Window.Canvas().Focused().(desktop.Keyable); ok {
			k.KeyDown(&fyne.KeyEvent{Name: fyne.KeyTab})
		}
		if f, ok := st.Window.Canvas().Focused().(fyne.Tabbable); !ok || !f.AcceptsTab() {
			st.Window.Canvas().FocusNext()
		}
	}
	for range 3 {
		tab()
	}
	if st.Window.Canvas().Focused() != fyne.Focusable(c) || saved != nil {
		t.Fatalf("three times Tab lead to %T, saved %v", st.Window.Canvas().Focused(), saved)
	}
	for b, ok := st.Window.Canvas().Focused().(*part.Button); !ok || b.Content() != "Default"; b, ok = st.Window.Canvas().Focused().(*part.Button) {
		tab()
	}
	st.press(t, fyne.KeyReturn)
	if saved == nil || len(saved) != 0 {
		t.Errorf("saved %v, want no key of one's own", saved)
	}
}

func TestCtrlTabIsCaught(t *testing.T) {
	var saved map[string][]command.Key
	_, c := askKey(t, "undo", nil, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	down(c, desktop.KeyControlLeft, fyne.KeyTab)
	if got := saved["undo"]; len(got) != 1 || got[0] != "Ctrl+Tab" {
		t.Errorf("saved %v", saved)
	}
}

func TestAKeyThatCannotBeSaved(t *testing.T) {
	st, c := askKey(t, "undo", nil, func(map[string][]command.Key) error { return errors.New("the disk is full") })
	down(c, fyne.KeyF11)
	says(t, st, "the disk is full")
	down(c, fyne.KeyEscape)
	if _, ok := st.Window.Canvas().Focused().(*part.Rows); !ok {
		t.Errorf("after the key was left, %T has the keyboard; want the list", st.Window.Canvas().Focused())
	}
}

func TestDeleteGivesTheDefaultBack(t *testing.T) {
	var saved map[string][]command.Key
	st, c := askKey(t, "undo", map[string][]command.Key{"undo": {"F11"}, "redo": {"F10"}}, func(keys map[string][]command.Key) error {
		saved = keys
		return nil
	})
	down(c, fyne.KeyEscape) // back to the list
	st.press(t, fyne.KeyDelete)
	if len(saved) != 1 || saved["redo"] == nil {
		t.Errorf("saved %v, want redo's key alone", saved)
	}
}

// TestTabGoesThroughTheSettingsByRows: each row of chips is one step, in which Left and Right choose.
func TestTabGoesThroughTheSettingsByRows(t *testing.T) {
	st := newStage(t, theme.Light, 900, 760)
	Settings(st.Host, parttest.State(t), nil, func(map[string][]command.Key) error { return nil })
	tabs := 0
	for b, ok := focusedButton(st); !ok || b.Content() != "Done"; b, ok = focusedButton(st) {
		if st.Window.Canvas().FocusNext(); tabs > 20 {
			t.Fatal("Tab never leads to “Done”")
		}
		tabs++
		if b, ok := focusedButton(st); ok && b.Content() == "Smaller" {
			st.press(t, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
			says(t, st, "20 points")
		}
	}
	if tabs > 10 {
		t.Errorf("from the colours to “Done” it takes %d times Tab", tabs)
	}
	test.Tap(chip(t, st, "Dark"))
	if b, _ := focusedButton(st); b == nil || b.Content() != "Dark" {
		t.Error("a click on a chip does not give it the keyboard")
	}
	st.press(t, fyne.KeyLeft)
	if m := (*st.sent)[len(*st.sent)-1]; m != (state.SetTheme{Theme: state.ThemeLight}) {
		t.Errorf("Left of “Dark” sent %+v", m)
	}
}

func focusedButton(st *stage) (*part.Button, bool) {
	b, ok := st.Window.Canvas().Focused().(*part.Button)
	return b, ok
}
