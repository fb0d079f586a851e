package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// TestEveryPaneByKeysAndByName: Tab reaches all that takes keys, one sees where the keyboard is, and a screen reader has
// a name for it.
func TestEveryPaneByKeysAndByName(t *testing.T) {
	s := parttest.Focus(parttest.State(t), "Coastal Union")
	none := func(state.Msg) {}
	for name, pane := range map[string]func() fyne.CanvasObject{
		"list": func() fyne.CanvasObject {
			l := NewList(parttest.Fonts(t), none)
			l.Show(s)
			return l.Object()
		},
		"side": func() fyne.CanvasObject {
			p := NewSide(parttest.Fonts(t), parttest.Keys(t), none)
			p.Show(s)
			return p.Object()
		},
		"status": func() fyne.CanvasObject {
			p := NewStatus(parttest.Fonts(t), parttest.Keys(t), none)
			p.Show(s)
			return p.Object()
		},
		"start": func() fyne.CanvasObject {
			p := NewStart(parttest.Fonts(t), none, func() {}, func(string) {})
			p.SetRecent([]string{"/projects/harbour.rubric", "/projects/ميناء.rubric"})
			p.Show(state.Start())
			return p.Object()
		},
	} {
		parttest.App(t, theme.Light)
		o := pane()
		win := parttest.Window(t, o, 600, 560)
		parttest.Named(t, name, o)
		parttest.Reached(t, name, win, o)
	}
}

func TestFindBarByKeysAndByName(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "s")
	parttest.Named(t, "find", f.Object())
	if name := f.previous.AccessibilityLabel(); name != "Previous hit" {
		t.Errorf("the arrow up is called %q", name)
	}
	parttest.Reached(t, "find", f.win, f.Object())
}

// TestPanesSayWhatTheyShow: Fyne looks into containers only, so a pane itself tells a screen reader what stands in it.
func TestPanesSayWhatTheyShow(t *testing.T) {
	parttest.App(t, theme.Light)
	s := parttest.Focus(parttest.State(t), "Coastal Union")
	l, p, st := NewList(parttest.Fonts(t), func(state.Msg) {}), NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {}), NewStatus(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
	parttest.Window(t, l.Object(), 300, 600)
	l.Show(s)
	p.Show(s)
	st.Show(s)
	for name, c := range map[string]struct {
		pane fyne.CanvasObject
		want []string
	}{
		"list":   {l.Object(), []string{"Search titles", "All 10, on", "Article 1 of 10: Harbour talks resume in Port Sarel, en, 3 open · 3 labels, in progress"}},
		"side":   {p.Object(), []string{"IN FOCUS", "Coastal Union", "confirmed 3 times"}},
		"status": {st.Object(), []string{"Article 1 of 10", "Language: "}},
	} {
		label := c.pane.(fyne.Accessible).AccessibilityLabel()
		for _, want := range c.want {
			if !strings.Contains(label, want) {
				t.Errorf("%s says %q, want %q in it", name, label, want)
			}
		}
	}
}
