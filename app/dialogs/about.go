package dialogs

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// About says which version this is, and whose work it stands on: of each kind a heading and its lines.
func About(h Host, version string, credits ...Credit) {
	d := newSheet(h, "Rubricator", 600)
	d.main = d.close
	text := newLeaf(d.pen, credits)
	scroll := container.NewVScroll(text)
	ok := d.button("Close", part.Main, d.close)
	ok.Else = func(e *fyne.KeyEvent) {
		if !scrollKey(scroll, e) {
			d.escape(e)
		}
	}
	d.show(ok, newColumn(prose(d.pen.Prose("Version "+version, 0, part.Sentence), 0), line{o: scroll, high: text.heightAt, grow: true, gap: 14}))
	if scroll.Size().Height < text.MinSize().Height {
		d.help.SetText("Up and Down, Page Up and Page Down scroll")
		d.resize()
	}
}

// Credit is whose work the program stands on in one respect.
type Credit struct{ Of, Words string }

// leaf is text that may be longer than its window: headings, and under each what belongs to it.
type leaf struct {
	part.Panelled
	text *column
}

func newLeaf(pen *part.Pen, credits []Credit) *leaf {
	var lines []line
	for i, c := range credits {
		gap := float32(14)
		if i == 0 {
			gap = 0
		}
		lines = append(lines, caption(pen, c.Of, gap), prose(pen.Prose(strings.TrimSpace(c.Words), 0, part.Size(theme.TextSmall), part.Sentence), 3))
	}
	l := &leaf{text: newColumn(lines...)}
	l.Init(l, func(size fyne.Size) { part.Place(l.text, 0, 0, size.Width-leafBar, size.Height) }, l.text)
	return l
}

const leafBar = 14 // what a scroll bar takes beside a text

func (l *leaf) heightAt(width float32) float32 {
	l.Least = fyne.NewSize(0, l.text.heightAt(width-leafBar))
	return l.Least.Height
}
