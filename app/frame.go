package app

import "fyne.io/fyne/v2"

// frame lays out the list, the article, the side panel and the status line. A narrow window keeps the article: the
// panels shrink first, then the list goes, then the side panel. One that has gone comes back while it has the keyboard.
type frame struct {
	called   pane
	checking bool // the pane of the check stands in the place of the list
	past     bool // and that of the history in the place of either
	finding  bool // or the panel of the search, which is wider
}

type pane int

const (
	none pane = iota
	listPane
	sidePane
)

// objects are in the order list, check, history, search, middle, side, status.
func (f *frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	middle, side, status := objects[4], objects[5], objects[6]
	shown := 0
	switch {
	case f.past:
		shown = 2
	case f.finding:
		shown = 3
	case f.checking:
		shown = 1
	}
	left, right := paneWidths(size.Width)
	if shown == 3 {
		left = left * 4 / 3
	}
	switch {
	case f.called == listPane && left == 0:
		left, right = min(270, size.Width-60), 0
	case f.called == sidePane && right == 0:
		left, right = 0, min(250, size.Width-60)
	}
	foot := status.MinSize().Height
	height := size.Height - foot
	for i, o := range objects[:4] {
		width := left
		if i != shown {
			width = 0
		}
		put(o, 0, 0, width, height)
	}
	put(middle, left, 0, size.Width-left-right, height)
	put(side, size.Width-right, 0, right, height)
	put(status, 0, height, size.Width, foot)
}

func paneWidths(width float32) (left, right float32) {
	switch {
	case width >= 1180:
		return 290, 284
	case width >= 860:
		return 220, 236
	case width >= 560:
		return 0, 220
	}
	return 0, 0
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	if w <= 0 {
		o.Hide()
		return
	}
	o.Show()
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// MinSize lets the window be as small as a column of text.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(360, 300) }
