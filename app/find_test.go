package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/present"
	"rubricator/app/state"
)

// types sends characters to what has the keyboard, as the driver does.
func (d *desk) types(text string) {
	d.t.Helper()
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
}

// taps sends keys to what has the keyboard.
func (d *desk) taps(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, k := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (d *desk) selected() string { return d.state.Session.Document.Text.Slice(d.state.Selection()) }

func TestFindAndLabelOneByOne(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Ctrl+F")
	if !d.find.Object().Visible() || !d.find.Holds(d.window.Canvas().Focused()) {
		t.Fatal("Ctrl+F does not give the keyboard to the bar")
	}
	if y := d.view.Position().Y; y != d.find.Object().Size().Height || y == 0 {
		t.Errorf("the article stands at %v, the bar is %v high", y, d.find.Object().Size().Height)
	}
	d.types("okonkwo")
	if h := present.Hints(d.state, d.Workbench.keys); h[0].Words != "next hit" {
		t.Errorf("the keys are said to do %+v", h)
	}
	if got := d.selected(); got != "Okonkwo" || d.state.Find.At != 0 || len(d.state.HitsShown()) != 2 {
		t.Fatalf("%q is selected, hit %d of %d", got, d.state.Find.At, len(d.state.HitsShown()))
	}
	d.taps(fyne.KeyReturn, fyne.KeyEscape)
	if h := present.Hints(d.state, d.Workbench.keys); h[0].Words != "label the selection" {
		t.Errorf("in the article the keys are said to do %+v", h)
	}
	if d.find.Object().Visible() || d.window.Canvas().Focused() != fyne.Focusable(d.view) || d.view.Position().Y != 0 {
		t.Fatal("Escape does not give the keyboard and the room back")
	}
	d.keys("1", "F3", "1")
	d.want("a-english", "Mira [PER Okonkwo] met")
	d.want("a-english", "[PER Okonkwo] flies")
	if d.state.Find.At != 0 {
		t.Errorf("F3 went to hit %d", d.state.Find.At)
	}
}

func TestLabelAllHitsIsOneUndo(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Ctrl+F")
	d.types("الوزيره") // nothing in the English article
	d.keys("Ctrl+PgDn")
	if hits := d.state.HitsShown(); d.state.Session.Document.ID != "b-arabic" || len(hits) != 2 {
		t.Fatalf("in %s there are %d hits", d.state.Session.Document.ID, len(hits))
	}
	d.keys("Ctrl+F")
	entry := d.window.Canvas().Focused().(fyne.Shortcutable)
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierAlt})
	if d.window.Canvas().Overlays().Top() == nil {
		t.Fatal("Alt+1 shows no preview")
	}
	d.taps(fyne.KeyReturn)
	d.keys()
	d.want("b-arabic", "[PER الوزيرة] تصل")
	d.want("b-arabic", "وصلت [PER الوزيرة] ميرا")
	d.keys("Ctrl+Z")
	if got := d.stored("b-arabic"); got != arabic {
		t.Errorf("one undo leaves\n%s", got)
	}
}

func TestLongArticleIsSearchedBesideTheWindow(t *testing.T) {
	d := sit(t)
	file := filepath.Join(t.TempDir(), "c-long.txt")
	write(t, file, strings.Repeat("Port Sarel waits for the ferries of North Bay. ", 30_000))
	d.importPaths([]string{file})
	d.until("the import", func() bool { return d.state.List.Rows.Len() == 3 })
	d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
	d.keys("Ctrl+F")
	d.Dispatch(state.OpenArticle{ID: "c-long"})
	d.keys("Ctrl+F")
	d.types("ferries of")
	d.until("the hits", func() bool { return !d.state.Find.Pending })
	if n := len(d.state.HitsShown()); n != 30_000 || d.selected() != "ferries of" {
		t.Fatalf("%d hits, %q selected", n, d.selected())
	}
	d.taps(fyne.KeyUp)
	if top, _, _ := d.view.Scroll(); d.state.Find.At != 29_999 || top == 0 {
		t.Errorf("the last hit is %d, and the article shows its top", d.state.Find.At)
	}
}

func TestPanesIncludeTheBar(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+F")
	d.press("F6")
	if d.window.Canvas().Focused() != fyne.Focusable(d.view) {
		t.Error("F6 does not lead from the bar to the article")
	}
	d.press("Shift+F6")
	if !d.find.Holds(d.window.Canvas().Focused()) {
		t.Error("Shift+F6 does not lead back")
	}
}
