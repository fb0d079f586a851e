package part

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

func (e *Entry) draw(w, h int) image.Image {
	img := e.pen.sheet(w, h)
	if scale := float32(w) / max(1, e.face.Size().Width); scale != e.scale && w > 1 {
		e.scale = scale
		e.lay()
	}
	top := e.top(h)
	if len(e.text) == 0 {
		e.pen.painter.DrawString(img, e.Hint, e.px(), false, 0, top+e.layout.LineAt(0, textlayout.Downstream).Baseline, Muted.Color())
	}
	if start, end := e.Selection(); start < end {
		fill := image.NewUniform(theme.Current().Selection)
		for _, r := range e.layout.Rects(start, end) {
			draw.Draw(img, e.onScreen(r.Rect, top), fill, image.Point{}, draw.Src)
		}
	}
	ink := Ink.Color()
	for _, ln := range e.layout.Lines(e.scroll.y, e.scroll.y+h) {
		e.pen.painter.DrawLine(img, ln, -e.scroll.x, ln.Y-e.scroll.y+top, func(int) color.NRGBA { return ink })
	}
	if e.focused {
		c := e.layout.Caret(e.caret)
		c.X, c.W = min(c.X, e.scroll.x+w-1), max(1, int(1.5*e.scale))
		c.Y, c.H = c.Y+c.H/8, c.H*3/4
		draw.Draw(img, e.onScreen(c, top), image.NewUniform(theme.Current().Caret), image.Point{}, draw.Src)
	}
	return img
}

// top is where the first line stands: in the middle of a field of one line.
func (e *Entry) top(h int) int {
	if e.lines == 1 {
		return (h - e.lead()) / 2
	}
	return 0
}

func (e *Entry) onScreen(r textlayout.Rect, top int) image.Rectangle {
	x, y := r.X-e.scroll.x, r.Y-e.scroll.y+top
	return image.Rect(x, y, x+r.W, y+r.H)
}

// at is the place in the text at a place in the field.
func (e *Entry) at(pos fyne.Position) textlayout.Position {
	in := pos.Subtract(e.face.Position())
	top := e.top(int(e.face.Size().Height * e.scale))
	return e.layout.Hit(int(in.X*e.scale)+e.scroll.x, int(in.Y*e.scale)+e.scroll.y-top)
}

// MouseDown and MouseUp implement desktop.Mouseable.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	Focus(e)
	e.shift = m.Modifier&fyne.KeyModifierShift != 0
	e.move(e.at(m.Position))
	e.shift = false
}

func (e *Entry) MouseUp(*desktop.MouseEvent) {}

// Dragged and DragEnd implement fyne.Draggable.
func (e *Entry) Dragged(d *fyne.DragEvent) {
	e.caret = e.at(d.Position)
	e.show()
}

func (e *Entry) DragEnd() {}

// DoubleTapped implements fyne.DoubleTappable: it selects a word.
func (e *Entry) DoubleTapped(p *fyne.PointEvent) {
	start, end := e.layout.WordAt(e.at(p.Position).Offset)
	e.caret, e.anchor = textlayout.Position{Offset: end, Affinity: textlayout.Upstream}, start
	e.show()
}

// Tapped implements fyne.Tappable.
func (e *Entry) Tapped(*fyne.PointEvent) { Focus(e) }

// Cursor implements desktop.Cursorable.
func (e *Entry) Cursor() desktop.Cursor { return desktop.TextCursor }
