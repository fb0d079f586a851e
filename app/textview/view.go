// Package textview holds the article widget.
//
//	v := textview.New(fonts, textview.Events{Pressed: ..., Key: ...})
//	v.ShowArticle(article)  // again after every step: only lines whose marks differ are painted anew
//	v.Reveal(start, end)
//	l := v.Layout()         // for the commands that move the caret
//
// The view decides nothing: it paints a present.Article and passes on what is typed and pointed at. What it must
// keep true: a mark never moves a letter, a tag is never hidden, and a step costs the same in a text of any length.
//
// Inside, everything is counted in whole device pixels; page.go says what stands where, strip.go paints one line,
// placing.go finds places for its tags, strips.go keeps a strip for each line on screen, pointer.go, hover.go and
// keys.go listen.
package textview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Events are what the view tells its owner; all may be nil. They come on the goroutine of the user interface.
type Events struct {
	Pressed func(p textlayout.Position, clicks int, extend, alt bool) // 1 click: caret, 2: word, 3: paragraph
	Dragged func(p textlayout.Position, alt bool)
	Menu    func(p textlayout.Position, at fyne.Position) // right click; at is the place in the window

	EdgeDragged  func(of state.Focus, start bool, p textlayout.Position, alt bool) // an end of a span, in focus or not
	EdgeReleased func()

	Key      func(*fyne.KeyEvent, fyne.KeyModifier)
	Rune     func(rune)
	Shortcut func(fyne.Shortcut)
	Scrolled func()          // something else is on screen
	Zoom     func(delta int) // wheel with Ctrl: 1 is larger, -1 smaller
}

// View is the article widget.
type View struct {
	widget.BaseWidget
	fonts   *textlayout.FontSet
	painter *textlayout.Painter
	events  Events
	roles   theme.Roles
	variant fyne.ThemeVariant
	tints   map[tint]theme.Label // of the variant

	article present.Article
	reading Reading
	layout  *textlayout.Layout // nil before the first size
	laidOut options            // what the layout was made for beside the page
	page    page
	scroll  int // pixels of the content above the view
	first   int // the first visible character when lines were last set anew; it may stand inside its line since
	wheel   float32
	awaited func()  // what to scroll to once there is a layout
	told    int     // scroll that was told of last
	left    *anchor // given to SetScroll, as long as the scroll is leftAt
	leftAt  int

	paper    *canvas.Rectangle
	strips   []*strip // what is on screen, from top to bottom
	spare    []*strip // strips of the last round, while sync runs
	scratch  scratch
	subtitle subtitle
	caret    caret
	handles  handles
	card     hoverCard
	bar      scrollBar
	objects  []fyne.CanvasObject

	pointer pointer
	hover   hover
	keys    keys
	refresh func(fyne.CanvasObject) // canvas.Refresh
	clock   clock
}

var (
	_ fyne.Scrollable    = (*View)(nil)
	_ fyne.Draggable     = (*View)(nil)
	_ fyne.Focusable     = (*View)(nil)
	_ fyne.Tabbable      = (*View)(nil)
	_ fyne.Shortcutable  = (*View)(nil)
	_ desktop.Keyable    = (*View)(nil)
	_ desktop.Mouseable  = (*View)(nil)
	_ desktop.Hoverable  = (*View)(nil)
	_ desktop.Cursorable = (*View)(nil)
)

// New returns an empty view. The fonts are shared with other widgets.
func New(fonts *textlayout.FontSet, events Events) *View {
	v := &View{fonts: fonts, painter: painterOf(fonts), events: events, reading: Reading{Letters: usualLetters}.within()}
	v.refresh, v.tints = canvas.Refresh, map[tint]theme.Label{}
	v.clock = newClock()
	v.scratch.placing.measure = func(s string) int { return v.painter.Measure(s, v.page.tag, true) }
	v.paper = canvas.NewRectangle(nil)
	v.subtitle.raster = v.newRaster(v.drawSubtitle)
	v.caret.init()
	v.handles.init()
	v.card.raster = v.newRaster(v.drawCard)
	v.card.init()
	v.bar.init()
	v.takeColours()
	v.ExtendBaseWidget(v)
	return v
}

// ShowArticle shows an article. For the one on show already it costs a look at the marks of the visible lines.
func (v *View) ShowArticle(a present.Article) {
	old := v.article
	v.article = a
	if v.layout == nil {
		v.open()
		return
	}
	switch {
	case a.ID != old.ID || a.Text != old.Text:
		v.forgetPointer()
		v.letGo()
		halt(&v.clock.stopLayout)
		v.layout, v.awaited = nil, nil
		v.open()
		return
	case a.Base != old.Base || a.Force != old.Force || a.Heading != old.Heading || (a.Subtitle == "") != (old.Subtitle == ""):
		v.reflow()
	}
	v.placeSubtitle()
	if a.Hidden != old.Hidden {
		v.repaint()
	}
	v.recheck()
	if a.Caret != old.Caret {
		v.placeCaret()
		v.restartBlink()
	}
	v.keepHandles()
	v.keepCard()
}

// Layout returns the laid-out article for commands that move in it; nil before the view has a size.
func (v *View) Layout() *textlayout.Layout { return v.layout }

// MinSize is small and fixed: the view scrolls.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

// open lays the article out from its beginning.
func (v *View) open() {
	if !v.measured() {
		return
	}
	v.takePage()
	v.layout = textlayout.New(v.article.Text, v.fonts, v.layoutOptions())
	v.scroll, v.wheel, v.first, v.left = 0, 0, 0, nil
	v.dropStrips()
	v.settle()
	v.layoutInBackground()
	if show := v.awaited; show != nil {
		v.awaited = nil
		show()
	}
}

// reflow lays the article out anew around the first visible character.
func (v *View) reflow() {
	if v.layout == nil {
		v.open()
		return
	}
	at, given := v.rest()
	v.first = at.offset
	old := v.page
	v.takePage()
	if v.page != old {
		v.forgetPointer()
	}
	if !v.page.setsLike(old) || v.laidOut != optionsOf(v.article) {
		if !given {
			at.down = max(at.down, 0) // the gap above may be smaller now, and show the line before
		}
		v.forgetPointer()
		v.layout.Resize(v.layoutOptions())
		v.dropStrips()
		// The subtitle and the caret ask for these lines. Done later, that would move what is kept.
		v.layout.LineAt(0, textlayout.Downstream)
		v.layout.LineAt(v.article.Caret.Offset, v.article.Caret.Affinity)
	}
	v.keep(at)
	v.layoutInBackground()
}

// settle brings what is on screen in line with the page, the scroll and the article.
func (v *View) settle() {
	v.clampScroll()
	v.sync()
	v.placeSubtitle()
	v.placeCaret()
	v.keepHandles()
	v.keepCard()
	v.placeBar()
	if v.told != v.scroll {
		v.told = v.scroll
		if v.events.Scrolled != nil {
			v.events.Scrolled()
		}
	}
}
