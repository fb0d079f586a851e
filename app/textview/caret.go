package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// caret is the blinking bar; it is there while the view has the keyboard.
type caret struct {
	bar     *canvas.Rectangle
	focused bool
	beats   int // since the last key
}

// Each beat repaints the window, so a caret that nobody moves rests after ten seconds, shown.
const (
	blinkPeriod = 530 * time.Millisecond
	restAfter   = 20 // beats
)

func (c *caret) init() {
	c.bar = canvas.NewRectangle(nil)
	c.bar.Hide()
}

// placeCaret moves the caret to the article's.
func (v *View) placeCaret() {
	if v.layout == nil {
		return
	}
	p, at := &v.page, v.article.Caret
	ln := v.layout.LineAt(at.Offset, at.Affinity)
	rect := v.layout.Caret(at)
	m := v.metricsOf(ln.Paragraph)
	w := max(1, p.pixels(2))
	y := p.top + v.layout.LineY(ln) + ln.Baseline - m.above - v.scroll
	p.place(v.caret.bar, p.left+rect.X-w/2, y, w, m.above+m.below)
}

// restartBlink shows the caret and lets it blink from now on, while the view has the keyboard.
func (v *View) restartBlink() {
	halt(&v.clock.stopBlink)
	if !v.caret.focused {
		v.setVisible(v.caret.bar, false)
		return
	}
	v.setVisible(v.caret.bar, true)
	v.caret.beats = 0
	if fyne.CurrentApp().Settings().ShowAnimations() {
		v.clock.start(&v.clock.stopBlink, blinkPeriod, v.blink)
	}
}

func (v *View) blink() {
	v.caret.beats++
	if v.caret.beats%2 == 1 {
		v.setVisible(v.caret.bar, false)
		return
	}
	v.setVisible(v.caret.bar, true)
	if v.caret.beats >= restAfter {
		halt(&v.clock.stopBlink)
	}
}
