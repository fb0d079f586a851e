package textview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"

	"rubricator/app/textlayout"
)

func longStage(t *testing.T) *stage {
	t.Helper()
	s := lightStage(t, strings.Repeat(english+"\n", 40))
	for !s.View.layout.LayoutSome(1000) {
	}
	s.View.settle()
	s.count()
	return s
}

// onScreen says where a character's line stands in the view.
func (s *stage) onScreen(offset int) (y int, seen bool) {
	y = s.View.page.top + s.View.layout.Caret(textlayout.Position{Offset: offset}).Y - s.View.scroll
	return y, y >= 0 && y+s.View.page.body.lineHeight <= s.View.page.height
}

// topLine is the first line at the upper edge of the view or below.
func (s *stage) topLine() *textlayout.Line {
	y := s.View.scroll - s.View.page.top
	return s.View.layout.Lines(y, y+200)[0]
}

func TestWheelScrolls(t *testing.T) {
	s := longStage(t)
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -100}})
	if s.View.scroll != 100 {
		t.Errorf("scrolled by %d, want 100", s.View.scroll)
	}
	for range 5 {
		s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -0.5}})
	}
	if s.View.scroll != 102 {
		t.Errorf("small turns of the wheel add up to %d, want 102", s.View.scroll)
	}
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 5000}})
	if s.View.scroll != 0 {
		t.Errorf("scrolled above the beginning: %d", s.View.scroll)
	}
	s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -1e7}})
	if want := s.View.contentHeight() - s.View.page.height; s.View.scroll != want {
		t.Errorf("scrolled to %d, the end is %d", s.View.scroll, want)
	}
}

func TestScrollPaintsNewLinesOnly(t *testing.T) {
	s := longStage(t)
	s.View.scrollBy(400)
	s.count()
	s.View.scrollBy(s.View.page.body.lineHeight)
	if n := s.count(); n > 2 {
		t.Errorf("scrolled by one line, %d lines were painted", n)
	}
	s.View.scrollBy(3)
	if n := s.count(); n > 1 {
		t.Errorf("scrolled by three pixels, %d lines were painted", n)
	}
}

func TestStripsCoverTheScreen(t *testing.T) {
	s := longStage(t)
	for i := range 200 {
		s.View.scrollBy(37 * (1 - i/150*2))
		bottom := s.View.page.units(0)
		for _, p := range s.strips {
			if top := p.raster.Position().Y; top > bottom+s.View.page.units(s.View.page.heading.gap+60) {
				t.Fatalf("nothing is painted from %v to %v", bottom, top)
			}
			bottom = max(bottom, p.raster.Position().Y+p.raster.Size().Height)
		}
		if bottom < s.Size().Height && s.View.scroll < s.View.contentHeight()-s.View.page.height-200 {
			t.Fatalf("strips end at %v", bottom)
		}
		if len(s.View.objects) != len(s.strips)+8 {
			t.Fatalf("%d objects for %d strips", len(s.View.objects), len(s.strips))
		}
	}
}

func TestRevealStaysWhereItCan(t *testing.T) {
	s := longStage(t)
	near := s.at(t, "deputy")
	s.Reveal(near, near+6)
	if s.View.scroll != 0 {
		t.Errorf("scrolled by %d to what was on screen", s.View.scroll)
	}
	far := len([]rune(s.article.Text)) / 2
	s.Reveal(far, far+4)
	y, seen := s.onScreen(far)
	if !seen || y < s.View.page.body.lineHeight || y > s.View.page.height/2 {
		t.Errorf("what is far away came to %d", y)
	}
	was := s.View.scroll
	s.Reveal(far, far+4)
	if s.View.scroll != was {
		t.Error("revealed twice, scrolled twice")
	}
	s.Reveal(0, 3)
	if s.View.scroll != 0 {
		t.Errorf("the beginning is revealed at %d", s.View.scroll)
	}
	s.Reveal(s.View.layout.Len(), s.View.layout.Len())
	if _, seen := s.onScreen(s.View.layout.Len()); !seen {
		t.Error("the end is not on screen")
	}
}

func TestRevealGoesNoFartherThanNeeded(t *testing.T) {
	s := longStage(t)
	s.View.scrollTo(1000)
	below := s.View.hit(100, s.View.page.height+5).Offset
	s.Reveal(below, below+1)
	if d := s.View.scroll - 1000; d < 1 || d > 4*s.View.page.body.lineHeight {
		t.Errorf("a line below the screen scrolled it by %d", d)
	}
	line := s.View.page.body.lineHeight
	if y, _ := s.onScreen(below); y > s.View.page.height-2*line {
		t.Errorf("it stands at %d, without a line below it", y)
	}
	above := s.View.hit(100, -5).Offset
	s.Reveal(above, above+1)
	if y, _ := s.onScreen(above); y < line || y > 4*line {
		t.Errorf("a line above the screen came to %d", y)
	}
	top := s.topLine()
	s.View.scrollTo(s.View.page.top + s.View.layout.LineY(top) - 4)
	s.Reveal(top.Start, top.Start+1)
	if y, _ := s.onScreen(top.Start); y < line || y > 4*line {
		t.Errorf("a line right at the upper edge came to %d", y)
	}
}

func TestTheFirstLineStaysWhenTheTextIsSetAnew(t *testing.T) {
	s := longStage(t)
	s.View.scrollTo(3000)
	top := s.topLine().Start
	if at, _, known := s.Scroll(); at != top || !known {
		t.Errorf("the scroll is at %d, the first line on screen begins at %d", at, top)
	}
	same := func(what string) {
		t.Helper()
		ln := s.topLine()
		if top < ln.Start || top > ln.End {
			t.Errorf("%s: character %d was at the top, now it is line %d to %d", what, top, ln.Start, ln.End)
		}
	}
	for y := 2900; y <= 3000; y += 10 {
		s.View.scrollTo(y)
		s.View.layout.Resize(s.View.layoutOptions())
		s.View.reflow()
		if s.View.scroll != y {
			t.Errorf("set anew without a change, it scrolled from %d to %d", y, s.View.scroll)
		}
	}
	s.SetReading(Reading{Points: 24, Letters: 70})
	same("larger")
	s.SetReading(Reading{Points: 14, Letters: 70})
	same("smaller")
	s.window.Resize(fyne.NewSize(420, 500))
	same("narrower")
	s.window.Resize(fyne.NewSize(900, 700))
	same("wider")
	s.window.Canvas().(software.WindowlessCanvas).SetScale(2)
	s.View.Refresh()
	same("finer screen")
	if s.View.page.body.em != 28 {
		t.Errorf("14 units on a screen of scale 2 are %d pixels", s.View.page.body.em)
	}
}

func TestScrollComesBackToThePixel(t *testing.T) {
	s := longStage(t)
	for _, y := range []int{0, 1, 13, 26, 30, 60, 2345, 2346, 5003} {
		s.View.scrollTo(y)
		top, down, known := s.Scroll()
		for _, other := range []int{0, 4000, 100} {
			s.View.scrollTo(other)
			s.SetScroll(top, down)
			if !known || s.View.scroll != y {
				t.Errorf("scrolled by %d, then to %d and back to character %d, %g down: %d", y, other, top, down, s.View.scroll)
			}
		}
	}
	if n := s.PageLines(); n < 10 || n > 16 {
		t.Errorf("%d lines on a screen of 600", n)
	}
}

func TestHeightOnlyMovesNoLine(t *testing.T) {
	s := longStage(t)
	s.window.Resize(fyne.NewSize(820, 640))
	if n := s.count(); n > 2 {
		t.Errorf("a window two lines higher painted %d lines", n)
	}
}

func TestScrollingIntoUnknownTextMovesWhatIsSeenByThatMuch(t *testing.T) {
	s := lightStage(t, strings.Repeat(strings.Repeat("till ", 100)+"\n", 90))
	s.View.scrollTo(s.View.contentHeight() / 2)
	for range 30 {
		at := s.topLine().Start
		was, _ := s.onScreen(at)
		s.View.scrollBy(-100)
		if now, _ := s.onScreen(at); now-was != 100 {
			t.Fatalf("scrolled up by 100, a line moved by %d", now-was)
		}
	}
}

func TestScrollBar(t *testing.T) {
	s := longStage(t)
	right := s.Size().Width - 5
	s.MouseDown(mouse(fyne.NewPos(right, 2), desktop.MouseButtonPrimary, 0))
	s.Dragged(drag(fyne.NewPos(right, 302)))
	middle := s.View.scroll
	if total := s.View.contentHeight(); middle < total/3 || middle > 2*total/3 {
		t.Errorf("the thumb in the middle shows %d of %d", middle, total)
	}
	s.Dragged(drag(fyne.NewPos(right+200, 5000)))
	if want := s.View.contentHeight() - s.View.page.height; s.View.scroll != want {
		t.Errorf("the thumb at the end shows %d, want %d", s.View.scroll, want)
	}
	s.DragEnd()
	s.told(t)
	s.MouseDown(mouse(fyne.NewPos(right, 300), desktop.MouseButtonPrimary, 0))
	if at := s.View.bar.y + s.View.bar.h/2; distance(at, 300) > 1 {
		t.Errorf("a click beside the thumb at 300 brings its middle to %d", at)
	}
	s.MouseUp(mouse(fyne.NewPos(right, 300), desktop.MouseButtonPrimary, 0))
	s.MouseMoved(mouse(fyne.NewPos(right, 300), 0, 0))
	if s.Cursor() != desktop.DefaultCursor || !s.View.bar.hot {
		t.Error("the bar does not feel the pointer")
	}
	s.MouseOut()
	if s.View.bar.hot {
		t.Error("the bar still glows")
	}
	s.set(t, "Short")
	if s.View.bar.thumb.Visible() {
		t.Error("a short article has a scroll bar")
	}
}

func TestFarTextIsLaidOutInIdleTime(t *testing.T) {
	s := lightStage(t, strings.Repeat(strings.Repeat("till ", 100)+"\n", 90))
	s.View.clock.now = s.now()
	s.View.scrollTo(s.View.contentHeight() / 2)
	top, high := s.topLine().Start, s.View.layout.Height()
	rounds := 0
	for s.tick() > 0 {
		if rounds++; rounds > 1000 {
			t.Fatal("it does not end")
		}
		if now := s.topLine().Start; now != top {
			t.Fatalf("the text moved from %d to %d", top, now)
		}
	}
	if high == s.View.layout.Height() {
		t.Error("the heights were known before; this tests nothing")
	}
	if rounds < 2 || !s.View.layout.LayoutSome(0) {
		t.Errorf("after %d rounds all is laid out: %v", rounds, s.View.layout.LayoutSome(0))
	}
}

// TestTurningThePageKeepsTheCaretInItsPlace: a caret that goes a screen further stands where it stood, in a text that
// moved.
func TestTurningThePageKeepsTheCaretInItsPlace(t *testing.T) {
	s := longStage(t)
	s.View.SetScroll(3000, 0)
	from := s.topLine().Start
	before, _ := s.onScreen(from)
	to := from
	for range 9 {
		to = s.View.layout.MoveLine(textlayout.Position{Offset: to}, true, 0).Offset
	}
	was := s.View.scroll
	s.View.Turn(from, to)
	if y, _ := s.onScreen(to); y != before || s.View.scroll == was {
		t.Errorf("the caret stands at %d, want %d; scrolled from %d to %d", y, before, was, s.View.scroll)
	}
	s.View.SetScroll(0, 0)
	s.View.Turn(to+5000, to)
	if s.View.scroll != 0 {
		t.Errorf("turning from a place off the screen scrolled to %d", s.View.scroll)
	}
}
