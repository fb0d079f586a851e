package textview

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
	"rubricator/app/theme"
)

// The place that a view tells is found again by one that has laid out nothing yet, and stays while it lays out the rest
// and while its window takes its size.
func TestAPlaceIsFoundByAFreshView(t *testing.T) {
	var text strings.Builder
	for i := range 120 {
		fmt.Fprintf(&text, "Paragraph %d: Mira Okonkwo met the Coastal Union in Valletta on Tuesday, and flew to Egypt.\n\n", i)
	}
	finish := func(s *stage) {
		for !s.View.layout.LayoutSome(1000) {
		}
	}
	old := newStage(t, theme.Light, fyne.NewSize(706, 764), 1, text.String())
	finish(old)
	old.View.settle()
	type found struct {
		y, top int
		down   float32
	}
	var places []found
	for y := 3000; y < 3160; y++ {
		old.View.scrollTo(y)
		top, down, _ := old.Scroll()
		places = append(places, found{y, top, down})
	}
	for _, p := range places {
		s := newStage(t, theme.Light, fyne.NewSize(500, 300), 1, "Another.")
		s.show(func(a *present.Article) { *a = old.article })
		s.View.events.Scrolled = func() { s.Scroll() } // the owner notes each place
		s.SetScroll(p.top, p.down)
		for _, w := range []float32{630, 706, 640, 706} { // it takes its size in steps, and something comes and goes beside it
			s.window.Resize(fyne.NewSize(w, 764))
		}
		for s.tick() > 0 && !s.View.layout.LayoutSome(0) {
		}
		finish(s)
		s.View.settle()
		top, down, _ := s.Scroll()
		if top != p.top || down != p.down {
			t.Errorf("left at %d, character %d and %g down; found at character %d, %g down", p.y, p.top, p.down, top, down)
		}
	}
}

// A place that nobody scrolled to stays the same while the window changes and changes back, and it is told so.
func TestAPlaceStaysThroughAnotherSize(t *testing.T) {
	s := longStage(t)
	for y := 3000; y < 3200; y += 7 {
		s.View.scrollTo(y)
		s.SetReading(Reading{Points: 18, Letters: 70}) // here lines are set anew for the first time
		top, down, _ := s.Scroll()
		for _, w := range []float32{500, 640, 820} {
			s.window.Resize(fyne.NewSize(w, 600))
			if at, _, _ := s.Scroll(); at < top {
				t.Fatalf("left at character %d; at a width of %v the place is character %d, of a line before", top, w, at)
			}
		}
		if at, d, _ := s.Scroll(); at != top || d != max(down, 0) { // a gap above the line is left out
			t.Errorf("left at character %d, %g down; then it is character %d, %g down", top, down, at, d)
		}
	}
}

// What is shown is whole lines, and to bring one of them on screen moves nothing.
func TestShownIsWhatNeedsNoScrolling(t *testing.T) {
	s := newStage(t, theme.Light, fyne.NewSize(500, 300), 1, strings.Repeat("One line of it.\n", 60))
	if start, end := s.Shown(); start != 0 || end == 0 || end >= 60*16 {
		t.Errorf("at the beginning %d to %d is shown", start, end)
	}
	s.View.scrollTo(407)
	start, end := s.Shown()
	if start == 0 || end <= start {
		t.Fatalf("further down %d to %d is shown", start, end)
	}
	for _, at := range []int{start, end - 4} {
		if s.View.Reveal(at, at+3); s.View.scroll != 407 {
			t.Errorf("character %d is shown, and to reveal it scrolls to %d", at, s.View.scroll)
		}
	}
	for _, at := range []int{start - 20, end + 20} {
		if s.View.scrollTo(407); s.View.scroll != 407 {
			t.Fatal("the view does not scroll back")
		}
		if s.View.Reveal(at, at+3); s.View.scroll == 407 {
			t.Errorf("character %d is not shown, and to reveal it scrolls nowhere", at)
		}
	}
}
