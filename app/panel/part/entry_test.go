package part_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

// field is a field of one line that has the keyboard.
func field(t *testing.T, text string) (*part.Entry, fyne.Window) {
	t.Helper()
	parttest.App(t, theme.Light)
	e := part.NewPen(parttest.Fonts(t)).Entry("hint")
	win := parttest.Window(t, e, 300, 36)
	e.SetText(text)
	win.Canvas().Focus(e)
	return e, win
}

func control(e *part.Entry, key fyne.KeyName, shift bool) {
	m := fyne.KeyModifierControl
	if shift {
		m |= fyne.KeyModifierShift
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: m})
}

func TestTypingInBothDirections(t *testing.T) {
	e, win := field(t, "")
	var changes []string
	e.OnChanged = func(s string) { changes = append(changes, s) }
	parttest.Write(t, win, "ميناء")
	parttest.Press(t, win, fyne.KeyRight) // back a letter in Arabic
	parttest.Write(t, win, "x")
	if e.Text != "ميناxء" || len(changes) != 6 {
		t.Errorf("the field says %q after %d changes", e.Text, len(changes))
	}
}

func TestArrowsGoWhereTheyPoint(t *testing.T) {
	e, win := field(t, "ab ميناء")
	parttest.Press(t, win, fyne.KeyHome, fyne.KeyRight, fyne.KeyRight)
	parttest.Write(t, win, "c")
	if e.Text != "abc ميناء" {
		t.Errorf("the field says %q", e.Text)
	}
}

func TestErasing(t *testing.T) {
	e, win := field(t, "one two three")
	parttest.Press(t, win, fyne.KeyBackspace)
	control(e, fyne.KeyBackspace, false)
	if e.Text != "one two " {
		t.Errorf("after Backspace by letter and by word: %q", e.Text)
	}
	parttest.Press(t, win, fyne.KeyHome, fyne.KeyDelete)
	if e.Text != "ne two " {
		t.Errorf("after Delete: %q", e.Text)
	}
	e.SetText("e\u0302\u0323") // one letter of three characters
	parttest.Press(t, win, fyne.KeyBackspace, fyne.KeyBackspace)
	if e.Text != "" {
		t.Errorf("half a letter is left: %q", e.Text)
	}
}

func TestSelectionIsReplaced(t *testing.T) {
	e, win := field(t, "one two three")
	control(e, fyne.KeyLeft, true)
	parttest.Write(t, win, "x")
	if e.Text != "one two x" {
		t.Errorf("the field says %q", e.Text)
	}
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	parttest.Press(t, win, fyne.KeyHome)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if start, end := e.Selection(); start != 0 || end != 9 {
		t.Errorf("[%d, %d) is selected, want all", start, end)
	}
	parttest.Press(t, win, fyne.KeyBackspace)
	if e.Text != "" {
		t.Errorf("the field says %q", e.Text)
	}
}

func TestClipboardAndUndo(t *testing.T) {
	e, win := field(t, "")
	parttest.Write(t, win, "abc")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCut{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "abc" || e.Text != "" {
		t.Errorf("cut %q, left %q", got, e.Text)
	}
	fyne.CurrentApp().Clipboard().SetContent("two\nlines")
	e.TypedShortcut(&fyne.ShortcutPaste{})
	for _, want := range []string{"two lines", "", "abc", "", ""} {
		if e.Text != want {
			t.Errorf("the field says %q, want %q", e.Text, want)
		}
		e.TypedShortcut(&fyne.ShortcutUndo{})
	}
	e.TypedShortcut(&fyne.ShortcutRedo{})
	if e.Text != "abc" {
		t.Errorf("done again, the field says %q", e.Text)
	}
}

func TestMouseInAField(t *testing.T) {
	e, win := field(t, "one two")
	test.DoubleTap(e)
	if start, end := e.Selection(); start != 0 || end != 3 {
		t.Errorf("[%d, %d) is selected, want the first word", start, end)
	}
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(290, 18)}})
	parttest.Write(t, win, "!")
	if e.Text != "one two!" {
		t.Errorf("a click behind the text and a letter made %q", e.Text)
	}
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(290, 18)}})
	test.Drag(win.Canvas(), fyne.NewPos(2, 18), -100, 0)
	if start, end := e.Selection(); start != 0 || end != 8 {
		t.Errorf("[%d, %d) is selected, want all", start, end)
	}
}

func TestLongTextScrollsToTheCaret(t *testing.T) {
	text := ""
	for range 60 {
		text += "word "
	}
	e, win := field(t, text)
	at := parttest.Picture(win)
	parttest.Press(t, win, fyne.KeyHome)
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(2, 18)}})
	parttest.Write(t, win, "x")
	if e.Text[0] != 'x' {
		t.Error("Home did not show the beginning")
	}
	if same(at, parttest.Picture(win)) {
		t.Error("the field did not scroll")
	}
}

func TestKeysOfTheOwnerComeFirst(t *testing.T) {
	e, win := field(t, "ab")
	e.Keys = func(k *fyne.KeyEvent) bool { return k.Name == fyne.KeyBackspace }
	parttest.Press(t, win, fyne.KeyBackspace, fyne.KeyHome, fyne.KeyDelete)
	if e.Text != "b" {
		t.Errorf("the field says %q", e.Text)
	}
}
