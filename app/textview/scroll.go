package textview

import (
	"fyne.io/fyne/v2"

	"rubricator/app/textlayout"
)

// Reveal scrolls so that a range is on screen with some text around it. What is on screen already stays put.
func (v *View) Reveal(start, end int) {
	if v.layout == nil {
		v.awaited = func() { v.Reveal(start, end) }
		return
	}
	first := v.layout.LineAt(start, textlayout.Downstream)
	y0 := v.page.top + v.layout.LineY(first)
	last := v.layout.LineAt(max(start, end), textlayout.Upstream)
	y1 := v.page.top + v.layout.LineY(last) + last.Height
	if first.Start == 0 {
		y0 = 0
	}
	line := v.page.body.lineHeight
	if y0-line/2 >= v.scroll && y1+line/2 <= v.scroll+v.page.height {
		return
	}
	v.bring(first.Start, v.page.top+v.layout.LineY(first)-v.comfortable(y0, y1))
}

// Turn scrolls so that the line of one character stands where that of another stood, as when a caret goes a screen
// further. It does nothing while the other is off the screen.
func (v *View) Turn(from, to int) {
	if v.layout == nil {
		return
	}
	y := v.page.top + v.layout.LineY(v.layout.LineAt(from, textlayout.Downstream)) - v.scroll
	if y >= 0 && y < v.page.height {
		v.bring(to, y)
	}
}

// Shown is the range of the text, in code points, for which Reveal moves nothing; empty before there is a text.
func (v *View) Shown() (start, end int) {
	if v.layout == nil || !v.measured() {
		return 0, 0
	}
	y, half := v.scroll-v.page.top, v.page.body.lineHeight/2
	v.scratch.lines = v.layout.AppendLines(v.scratch.lines[:0], y, y+v.page.height)
	for _, ln := range v.scratch.lines {
		top := v.layout.LineY(ln)
		if top-half < y || top+ln.Height+half > y+v.page.height {
			continue
		}
		if end == 0 {
			start = ln.Start
		}
		end = ln.End
	}
	return start, end
}

// comfortable is the scroll that shows [y0, y1): the nearest one with a margin when it is close, else one with
// the range in the upper third.
func (v *View) comfortable(y0, y1 int) int {
	h := v.page.height
	margin := min(2*v.page.body.lineHeight, max(0, (h-(y1-y0))/2), h/4)
	switch {
	case y1-y0 >= h || y0 < v.scroll-h || y1 > v.scroll+2*h:
		return y0 - min(h/3, max(0, (h-(y1-y0))/2))
	case y0-margin < v.scroll:
		return y0 - margin
	}
	return y1 + margin - h
}

// PageLines is how many lines of text fit on the screen.
func (v *View) PageLines() int {
	if v.layout == nil {
		return 1
	}
	return max(1, v.page.height/v.page.body.lineHeight-1)
}

// Scroll is the first character on screen, and how far its line is scrolled past the top, in units; of the first line,
// how far the page is. It is not known before the article is laid out.
func (v *View) Scroll() (top int, down float32, known bool) {
	if v.layout == nil {
		return 0, 0, false
	}
	at, _ := v.rest()
	switch {
	case at.top:
		return 0, v.page.units(at.down), true
	case at.offset == 0:
		return 0, v.page.units(v.scroll), true
	}
	return at.offset, v.page.units(at.down), true
}

// SetScroll is for coming back to an article where it was left.
func (v *View) SetScroll(top int, down float32) {
	if v.layout == nil {
		v.awaited = func() { v.SetScroll(top, down) }
		return
	}
	v.left = &anchor{offset: top, down: v.page.pixels(down), top: top == 0}
	v.keep(*v.left)
}

// Scrolled implements fyne.Scrollable: the wheel. With Ctrl it changes the text size.
func (v *View) Scrolled(ev *fyne.ScrollEvent) {
	if v.modifiers()&fyne.KeyModifierShortcutDefault != 0 {
		if v.events.Zoom != nil && ev.Scrolled.DY != 0 {
			v.events.Zoom(sign(ev.Scrolled.DY))
		}
		return
	}
	v.wheel -= ev.Scrolled.DY * v.page.scale
	whole := int(v.wheel)
	v.wheel -= float32(whole)
	if v.layout != nil && whole != 0 {
		v.scrollBy(whole)
	}
}

func sign(f float32) int {
	if f < 0 {
		return -1
	}
	return 1
}

// scrollBy scrolls by pixels of text.
func (v *View) scrollBy(d int) {
	at := v.anchor()
	if at.top {
		v.scrollTo(at.down + d)
		return
	}
	v.bring(at.offset, -at.down-d)
}

// bring scrolls so that the line of a character stands y pixels below the top of the view.
func (v *View) bring(offset, y int) {
	v.aim(offset, y)
	v.settle()
}

// aim finds the scroll for bring. Text that comes into view may turn out higher or lower than was estimated; what is
// brought stays put nevertheless.
func (v *View) aim(offset, y int) {
	ln := v.layout.LineAt(offset, textlayout.Downstream)
	for range 4 {
		want := v.page.top + v.layout.LineY(ln) - y
		v.scroll = want
		v.clampScroll()
		v.linesOnScreen()
		if v.page.top+v.layout.LineY(ln)-y == want {
			break
		}
	}
	v.clampScroll()
}

func (v *View) scrollTo(y int) {
	v.scroll = y
	v.settle()
}

// contentHeight is the height of all there is to scroll.
func (v *View) contentHeight() int {
	return v.page.top + v.layout.Height() + v.page.bottom
}

func (v *View) clampScroll() {
	v.scroll = max(0, min(v.scroll, v.contentHeight()-v.page.height))
}

// anchor is the first visible line, by its first character, or one in it that stood first when lines were set anew,
// and how far it is scrolled.
type anchor struct {
	offset int
	down   int // pixels from the line's top to the view's
	top    bool
}

func (v *View) anchor() anchor {
	y := v.scroll - v.page.top
	if v.scroll == 0 || y < 0 {
		return anchor{top: true, down: v.scroll}
	}
	v.scratch.lines = v.layout.AppendLines(v.scratch.lines[:0], y, y+1)
	if len(v.scratch.lines) == 0 {
		v.scratch.lines = v.layout.AppendLines(v.scratch.lines[:0], y, y+v.page.height)
	}
	if len(v.scratch.lines) == 0 {
		return anchor{offset: v.layout.Len(), down: 0}
	}
	first := v.scratch.lines[0]
	a := anchor{offset: first.Start, down: y - v.layout.LineY(first)}
	if first.Start < v.first && v.first < first.End {
		a.offset = v.first
	}
	return a
}

// keep scrolls so that an anchor stands where it stood.
func (v *View) keep(a anchor) {
	if a.top {
		v.scroll = a.down
		v.clampScroll()
	} else {
		ln := v.layout.LineAt(a.offset, textlayout.Downstream)
		v.aim(a.offset, -min(a.down, ln.Height-1))
	}
	v.leftAt = v.scroll // before anybody is told, who may ask for the place
	v.settle()
	v.leftAt = v.scroll
}

// rest is the anchor to keep. Until somebody scrolls it is the one that SetScroll was given, and given is true: what a
// window shows before it has its size does not blur where an article was left.
func (v *View) rest() (at anchor, given bool) {
	if v.left != nil && v.scroll == v.leftAt {
		return *v.left, true
	}
	v.left = nil
	return v.anchor(), false
}
