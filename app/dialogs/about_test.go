package dialogs

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

// longCredits are more than a window holds, in several scripts.
func longCredits() []Credit {
	var sources strings.Builder
	for i := range 60 {
		fmt.Fprintf(&sources, "Corpus %d of بلدية ميناء سارل (2024), under CC BY 4.0: https://example.org/corpus/%d\n", i+1, i+1)
	}
	return []Credit{{"Programs and fonts", "Written in Go with Fyne (BSD-3-Clause) and bbolt (MIT)."}, {"What the suggestions know", sources.String()}}
}

func TestLongCreditsScrollByKeys(t *testing.T) {
	for look, variant := range looks {
		st := newStage(t, variant, 900, 520)
		About(st.Host, "1.2.0", longCredits()...)
		says(t, st, "Up and Down, Page Up and Page Down scroll")
		var scroll *container.Scroll
		parttest.Walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
			if s, ok := o.(*container.Scroll); ok {
				scroll = s
			}
		})
		if scroll == nil || scroll.Size().Height > 520 {
			t.Fatalf("the credits do not scroll inside the window: %+v", scroll)
		}
		st.press(t, fyne.KeyPageDown, fyne.KeyDown)
		if want := scroll.Size().Height; scroll.Offset.Y != want {
			t.Errorf("Page Down and Down scrolled to %v, want %v", scroll.Offset.Y, want)
		}
		golden(t, "about-long-"+look, st)
		for range 20 {
			st.press(t, fyne.KeyPageDown)
		}
		if end := scroll.Content.MinSize().Height - scroll.Size().Height; scroll.Offset.Y != end {
			t.Errorf("the last page is at %v, want %v", scroll.Offset.Y, end)
		}
		st.press(t, fyne.KeyEscape)
		st.gone(t)
	}
}

func TestCreditsThatFitNeedNoKeys(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	About(st.Host, "1.2.0", Credit{"Programs", "Written in Go."})
	parttest.Walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if a, ok := o.(fyne.Accessible); ok && strings.Contains(a.AccessibilityLabel(), "Page Down") {
			t.Errorf("it offers to scroll: %q", a.AccessibilityLabel())
		}
	})
	st.press(t, fyne.KeyReturn)
	st.gone(t)
}
