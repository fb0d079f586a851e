package part_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// TestAWrappedSentenceKeepsItsOrder: a sentence is set as present.Sentence prepares it, its last line, cut, too.
func TestAWrappedSentenceKeepsItsOrder(t *testing.T) {
	parttest.App(t, theme.Light)
	pen := part.NewPen(parttest.Fonts(t))
	const words = "cannot write “ميناء”: 12 of 40 steps wait, and “أخبار”: 3 of 7 are lost"
	for _, c := range []struct {
		lines int
		width float32
	}{{0, 600}, {0, 150}, {1, 190}} {
		picture := func(p *part.Prose) fyne.Window {
			win := test.NewWindow(p)
			t.Cleanup(win.Close)
			win.Resize(fyne.NewSize(c.width, 120))
			return win
		}
		got := picture(pen.Prose(words, c.lines, part.Sentence)).Canvas().Capture()
		want := picture(pen.Prose(present.Sentence(words), c.lines, part.Sentence)).Canvas().Capture()
		plain := picture(pen.Prose("\u200e"+words, c.lines)).Canvas().Capture()
		if !same(got, want) {
			t.Errorf("%d lines of %.0f: not set as it was prepared", c.lines, c.width)
		}
		if same(got, plain) {
			t.Errorf("%d lines of %.0f: what is quoted reorders what stands beside it", c.lines, c.width)
		}
	}
}
