package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// column stacks the lines of a dialog's body. One of them may grow and shrink with the room.
type column struct {
	part.Panelled
	lines []line
}

// line is an object in a column.
type line struct {
	o    fyne.CanvasObject
	high func(width float32) float32
	grow bool
	gap  float32 // above it
}

func newColumn(lines ...line) *column {
	c := &column{lines: lines}
	var objects []fyne.CanvasObject
	for _, l := range lines {
		objects = append(objects, l.o)
	}
	c.Init(c, c.place, objects...)
	return c
}

// fixed is a line of one height.
func fixed(o fyne.CanvasObject, height, gap float32) line {
	return line{o: o, high: func(float32) float32 { return height }, gap: gap}
}

// growing is a line that would like a height, and takes what there is.
func growing(o fyne.CanvasObject, height, gap float32) line {
	l := fixed(o, height, gap)
	l.grow = true
	return l
}

// prose is a line of wrapped text.
func prose(p *part.Prose, gap float32) line { return line{o: p, high: p.HeightAt, gap: gap} }

// flowing is a line of pieces that wrap.
func flowing(gap float32, pieces ...fyne.CanvasObject) line {
	f := newFlow(pieces...)
	return line{o: f, high: f.heightAt, gap: gap}
}

// caption is the small heading of a line.
func caption(pen *part.Pen, words string, gap float32) line {
	return fixed(pen.Text(words, part.Bold, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic), 18, gap)
}

func (c *column) heightAt(width float32) float32 {
	var sum float32
	for _, l := range c.lines {
		if h := c.of(l, width); h > 0 {
			sum += l.gap + h
		}
	}
	return sum
}

func (c *column) of(l line, width float32) float32 {
	if !l.o.Visible() {
		return 0
	}
	return l.high(width)
}

func (c *column) place(size fyne.Size) {
	spare := size.Height - c.heightAt(size.Width)
	y := float32(0)
	for _, l := range c.lines {
		h := c.of(l, size.Width)
		if h == 0 {
			part.Place(l.o, 0, y, size.Width, 0)
			continue
		}
		if l.grow {
			h = max(40, h+spare)
		}
		part.Place(l.o, 0, y+l.gap, size.Width, h)
		y += l.gap + h
	}
}

// flow is a row of pieces that wrap.
type flow struct {
	part.Panelled
	pieces []fyne.CanvasObject
}

func newFlow(pieces ...fyne.CanvasObject) *flow {
	f := &flow{pieces: pieces}
	f.Init(f, f.place, pieces...)
	return f
}

func (f *flow) heightAt(width float32) float32 { return part.Flow(f.pieces, 0, 0, width, 6, 6) }
func (f *flow) place(size fyne.Size)           { f.heightAt(size.Width) }
