package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// tip shows a label's guideline while the pointer or the keyboard is on the label. It takes no clicks.
type tip struct {
	part.Panelled
	box  *part.Box
	text *part.Prose
}

func newTip(pen *part.Pen) *tip {
	t := &tip{
		box:  part.NewBox(part.Look{Fill: part.Paper, Stroke: part.Rule, Line: 1, Radius: 8}),
		text: pen.Prose("", 8, part.Size(theme.TextSmall)),
	}
	t.Init(t, t.place, t.box, t.text)
	t.Hide()
	return t
}

func (t *tip) say(words string) {
	t.text.SetText(words)
	part.Show(t, words != "")
}

func (t *tip) heightAt(width float32) float32 { return t.text.HeightAt(width-24) + 18 }

func (t *tip) place(size fyne.Size) {
	part.Place(t.box, 0, 0, size.Width, size.Height)
	part.Place(t.text, 12, 9, size.Width-24, size.Height-18)
}
