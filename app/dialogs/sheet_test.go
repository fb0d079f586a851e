package dialogs

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

func TestEscapeClosesEveryDialog(t *testing.T) {
	dir := files(t)
	t.Setenv("HOME", dir)
	t.Chdir(dir)
	for name, open := range others(t) {
		st := newStage(t, theme.Light, 1000, 700)
		open(st)
		st.press(t, fyne.KeyEscape)
		if name == "progress" {
			continue // it stays until the job has stopped
		}
		if st.Window.Canvas().Overlays().Top() != nil || st.closed != 1 {
			t.Errorf("%s: Esc left it open, or the keyboard was given back %d times", name, st.closed)
		}
	}
}

func TestClickOnNothingLeavesTheKeyboardToTheDialog(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	Keys(st.Host)
	field := st.Window.Canvas().Focused()
	st.Window.Canvas().Unfocus() // as the driver does before it tells of the click
	test.TapCanvas(st.Window.Canvas(), fyne.NewPos(5, 5))
	if st.Window.Canvas().Focused() != field {
		t.Errorf("%T has the keyboard", st.Window.Canvas().Focused())
	}
}

func TestDialogsFitSmallWindows(t *testing.T) {
	dir := files(t)
	t.Setenv("HOME", dir)
	t.Chdir(dir)
	for name, open := range others(t) {
		st := newStage(t, theme.Light, 620, 460)
		open(st)
		over := st.Window.Canvas().Overlays().Top().(*part.Overlay)
		walk(over, func(o fyne.CanvasObject) {
			b, ok := o.(*part.Button)
			if !ok || !b.Visible() {
				return
			}
			pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
			if foot := pos.Y + b.Size().Height; foot > 460 || pos.X < 0 || pos.X+b.Size().Width > 620 {
				t.Errorf("%s: the button %q reaches to %v, %v in a window of 620, 460", name, b.Content(), pos.X+b.Size().Width, foot)
			}
		})
	}
}

// chip finds a button of the dialog on top by its words.
func chip(t *testing.T, st *stage, words string) *part.Button {
	t.Helper()
	var found *part.Button
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Button); ok && b.Content() == words {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("there is no button %q", words)
	}
	return found
}

// walk visits an object and all that it consists of.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			walk(child, visit)
		}
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, child := range test.WidgetRenderer(w).Objects() {
			walk(child, visit)
		}
	}
}

// allWords is all that the dialog on top says.
func allWords(st *stage) string {
	var words []string
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *part.Text:
			words = append(words, o.Content())
		case *part.Prose:
			words = append(words, o.Content())
		}
	})
	return strings.Join(words, "\n")
}

func says(t *testing.T, st *stage, want string) {
	t.Helper()
	if words := allWords(st); !strings.Contains(words, want) {
		t.Errorf("the dialog says %q, want %q in it", words, want)
	}
}
