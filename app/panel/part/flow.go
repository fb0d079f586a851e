package part

import "fyne.io/fyne/v2"

// Flow places objects in rows from the left, as words in a paragraph, and returns the height that they take. With
// hidden objects it does nothing.
func Flow(objects []fyne.CanvasObject, x, y, width, gap, lead float32) float32 {
	left, top, row := x, y, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if left > x && left+size.Width > x+width {
			left, top, row = x, top+row+lead, 0
		}
		Place(o, left, top, min(size.Width, width), size.Height)
		left += size.Width + gap
		row = max(row, size.Height)
	}
	return top + row - y
}
