package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// choice is a row of chips of which one is on. Left and Right choose; for Tab it is one thing.
type choice struct {
	*flow
	chips   []*part.Button
	at      int
	changed func(int)
}

// choice makes a choice; other gets the keys that are not its own.
func (s *sheet) choice(words []string, at int, changed func(int)) *choice {
	c := &choice{at: at, changed: changed}
	var pieces []fyne.CanvasObject
	for i, w := range words {
		b := s.pen.Button(w, part.Pill, func() { c.set(i) })
		b.Else = func(e *fyne.KeyEvent) { c.key(i, e, s) }
		c.chips = append(c.chips, b)
		pieces = append(pieces, b)
	}
	c.flow = newFlow(pieces...)
	c.paint()
	return c
}

func (c *choice) key(i int, e *fyne.KeyEvent, s *sheet) {
	switch {
	case e.Name == fyne.KeyRight && i < len(c.chips)-1:
		stopAt(c.chips, i+1)
		c.set(i + 1)
	case e.Name == fyne.KeyLeft && i > 0:
		stopAt(c.chips, i-1)
		c.set(i - 1)
	default:
		s.escape(e)
	}
}

func (c *choice) set(i int) {
	if i == c.at || i < 0 || i >= len(c.chips) {
		return
	}
	c.at = i
	c.paint()
	c.changed(i)
}

func (c *choice) paint() {
	for i, b := range c.chips {
		kind := part.Pill
		if i == c.at {
			kind = part.PillOn
		}
		b.SetKind(kind)
		b.Pass(i != c.at)
	}
}

// stopAt gives the keyboard to one of some buttons, and lets Tab go past the others.
func stopAt(buttons []*part.Button, at int) {
	for i, b := range buttons {
		b.Pass(i != at)
	}
	part.Focus(buttons[at])
}

func (c *choice) line(gap float32) line { return line{o: c.flow, high: c.heightAt, gap: gap} }
