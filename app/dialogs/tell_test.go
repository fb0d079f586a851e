package dialogs

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/theme"
)

func TestReportIsCopied(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Report(st.Host, "Import", []string{"one", "two"}, "2 lines")
	test.Tap(chip(t, st, "Copy"))
	if got := fyne.CurrentApp().Clipboard().Content(); got != "2 lines\none\ntwo\n" {
		t.Errorf("copied %q", got)
	}
	test.Tap(chip(t, st, "Close"))
	st.gone(t)
}

func TestReportWithoutLines(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Report(st.Host, "Exported", nil, "41 articles to /harbour.jsonl")
	says(t, st, "41 articles to /harbour.jsonl")
	st.press(t, fyne.KeyReturn)
	st.gone(t)
}

func TestProgressPaintsTwentyTimesASecond(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	b := Progress(st.Host, "Importing", func() {})
	clock := time.Unix(1000, 0)
	b.now = func() time.Time { return clock }
	painted := map[string]bool{}
	for i := range 1000 {
		b.Set(i, 2000)
		painted[b.words.Content()] = true
		clock = clock.Add(time.Millisecond)
	}
	if len(painted) > 20 || len(painted) < 15 {
		t.Errorf("%d different lines in a second, want at most 20", len(painted))
	}
	b.Set(2000, 2000)
	says(t, st, "2,000 of 2,000")
	b.Close()
	st.gone(t)
}

func TestProgressIsCancelledOnce(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	cancelled := 0
	Progress(st.Host, "Importing", func() { cancelled++ })
	st.press(t, fyne.KeyEscape, fyne.KeyEscape, fyne.KeyReturn)
	if cancelled != 1 || st.Window.Canvas().Overlays().Top() == nil {
		t.Errorf("cancelled %d times; want once, and the dialog to stay", cancelled)
	}
}

func TestUnsaved(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	retried, copied, left := 0, 0, 0
	open := func(pending int) {
		Unsaved(st.Host, pending, UnsavedWays{Retry: func() { retried++ }, Copy: func() { copied++ }, Leave: func() { left++ }})
	}
	open(1)
	says(t, st, "One step is not on disk")
	st.press(t, fyne.KeyReturn)
	open(3)
	says(t, st, "3 steps are not on disk")
	test.Tap(chip(t, st, "Leave without them"))
	open(3)
	test.Tap(chip(t, st, "Stay"))
	open(3)
	test.Tap(chip(t, st, "Save a copy and leave"))
	if retried != 1 || copied != 1 || left != 1 {
		t.Errorf("retried %d times, copied %d times and left %d times, want once each", retried, copied, left)
	}
}
