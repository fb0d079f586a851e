package dialogs

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestOccurrencesByKeyboard(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	found := hits(false)
	Occurrences(st.Host, parttest.State(t), found, func(string, bool) {})
	chip(t, st, "Label 4 places")           // two are labelled already
	st.press(t, fyne.KeySpace, fyne.KeyEnd) // not the first
	parttest.Write(t, st.Window, "3")       // Place
	st.press(t, fyne.KeyReturn)
	m := st.sent.Take(t).(state.LabelOccurrences)
	want := []state.Hit{found.Hits[1], found.Hits[3], found.Hits[5]}
	if m.Label != "LOC" || !slices.Equal(m.Hits, want) {
		t.Errorf("sent %s on %d hits %+v, want LOC on %+v", m.Label, len(m.Hits), m.Hits, want)
	}
	st.gone(t)
}

func TestOccurrencesThatAreLabelled(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	Occurrences(st.Host, parttest.State(t), hits(false), func(string, bool) {})
	rows := st.Window.Canvas().Focused().(*part.Rows)
	test.Tap(chip(t, st, "Tick none"))
	if !chip(t, st, "Label 0 places").Disabled() {
		t.Error("nothing is ticked, and the button can be pressed")
	}
	st.Window.Canvas().Focus(rows)
	st.press(t, fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace) // has this label
	chip(t, st, "Label 0 places")
	parttest.Write(t, st.Window, "1")
	st.press(t, fyne.KeySpace) // has another one, in the open article
	chip(t, st, "Label 1 place")
	st.press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace) // has another one, elsewhere
	chip(t, st, "Label 1 place")
	parttest.Write(t, st.Window, "2") // the label that the ticked place has
	chip(t, st, "Label 0 places")
}

// What may be wrong is labelled only if somebody ticks it.
func TestDoubtfulOccurrencesAreNotTicked(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	found := hits(false)
	found.Hits[0].Doubt, found.Hits[3].Doubt = "inside “نقابة Coastal Union العامة” (ORG)", "part of a word"
	Occurrences(st.Host, parttest.State(t), found, nil)
	chip(t, st, "Label 2 places")
	golden(t, "doubts-light", st)
	st.press(t, fyne.KeyHome, fyne.KeySpace)
	chip(t, st, "Label 3 places")
	test.Tap(chip(t, st, "Tick all"))
	chip(t, st, "Label 4 places")
}

func TestOccurrencesByMouse(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	Occurrences(st.Host, parttest.State(t), hits(false), func(string, bool) {})
	rows := st.Window.Canvas().Focused().(*part.Rows)
	test.TapAt(rows, fyne.NewPos(100, hitHeight+5))
	chip(t, st, "Label 3 places")
	test.Tap(chip(t, st, "Tick all"))
	test.Tap(chip(t, st, "Label 4 places"))
	if m := st.sent.Take(t).(state.LabelOccurrences); len(m.Hits) != 4 {
		t.Errorf("sent %d hits, want 4", len(m.Hits))
	}
}

func TestOccurrencesInAllArticles(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	var label string
	var project bool
	Occurrences(st.Host, parttest.State(t), hits(false), func(l string, p bool) { label, project = l, p })
	parttest.Write(t, st.Window, "٤") // on an Arabic keyboard
	test.Tap(chip(t, st, "All articles"))
	if label != "DATE" || !project {
		t.Errorf("searched again for %q, project %v; want DATE in the project", label, project)
	}
	st.gone(t)
}

func TestHitsOfOneArticleAlone(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	found := hits(false)
	found.Note = "Left out: 2 hits in parts that are not the article. 1 hit begins or ends inside a word; “Whole words” leaves such out."
	Occurrences(st.Host, parttest.State(t), found, nil)
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Button); ok && b.Content() == "All articles" {
			t.Error("all articles can be chosen where only one was searched")
		}
	})
	golden(t, "hits-light", st)
}

func TestTenThousandHitsStayVirtual(t *testing.T) {
	st := newStage(t, theme.Light, 1000, 700)
	found := hits(false)
	for len(found.Hits) < 10_000 {
		found.Hits = append(found.Hits, found.Hits[1])
	}
	Occurrences(st.Host, parttest.State(t), found, func(string, bool) {})
	rows := st.Window.Canvas().Focused().(*part.Rows)
	if n := len(test.WidgetRenderer(rows).Objects()) / 3; n > 14 {
		t.Errorf("%d rows exist", n)
	}
	chip(t, st, "Label 9,998 places")
}
