package textview

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/present"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestKeysAreHandedOn(t *testing.T) {
	s := lightStage(t, english)
	s.FocusGained()
	if !s.AcceptsTab() {
		t.Error("Tab would leave the article")
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.TypedKey(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.TypedRune('ش')
	s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl})
	s.told(t, "key Tab 0", "key Left 1", "key Left 0", "rune ش", "shortcut CustomDesktop:Control+D")
}

func TestModifiersAreForgottenWithTheFocus(t *testing.T) {
	s := lightStage(t, english)
	for _, k := range []fyne.KeyName{desktop.KeyControlLeft, desktop.KeyAltLeft, desktop.KeySuperLeft} {
		s.KeyDown(&fyne.KeyEvent{Name: k})
	}
	s.FocusLost()
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	s.told(t, "key F2 0")
}

func TestWheelWithCtrlZooms(t *testing.T) {
	s := lightStage(t, english)
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 25}})
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}})
	s.told(t, "zoom 1", "zoom -1")
	if s.View.scroll != 0 {
		t.Error("it scrolled as well")
	}
}

func TestCaretBlinksWhileTheViewHasTheKeyboard(t *testing.T) {
	s := lightStage(t, "Title\nabc")
	s.count()
	if s.View.caret.bar.Visible() || s.tick() != 0 {
		t.Error("the caret is there without the keyboard")
	}
	s.FocusGained()
	for _, want := range []bool{false, true, false} {
		if s.tick() != 1 || s.View.caret.bar.Visible() != want {
			t.Fatalf("after a tick the caret is seen: %v", !want)
		}
	}
	for range restAfter {
		s.tick()
	}
	if s.tick() != 0 || !s.View.caret.bar.Visible() {
		t.Error("it never rests, or rests unseen")
	}
	s.show(func(a *present.Article) { a.Caret.Offset, a.Anchor = 1, 1 })
	if s.tick() != 1 {
		t.Error("it does not wake when it moves")
	}
	s.FocusLost()
	if s.tick() != 0 || s.View.caret.bar.Visible() || s.count() != 0 {
		t.Error("without the keyboard it still blinks, or painted lines")
	}
}
