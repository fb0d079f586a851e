package textview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// now is a clock of which each look takes a millisecond.
func (s *stage) now() func() time.Time {
	return func() time.Time {
		s.time = s.time.Add(time.Millisecond)
		return s.time
	}
}

func (s *stage) press(at fyne.Position, mod fyne.KeyModifier) {
	s.MouseDown(mouse(at, desktop.MouseButtonPrimary, mod))
	s.MouseUp(mouse(at, desktop.MouseButtonPrimary, mod))
}

func TestClicksAreCounted(t *testing.T) {
	s := lightStage(t, "Title\nabcdef ghijkl")
	at := s.edge(8, false)
	s.press(at, 0)
	s.press(at, 0)
	s.press(at, 0)
	s.press(at, 0)
	s.told(t, "press 8 clicks=1 extend=false alt=false", "press 8 clicks=2 extend=false alt=false",
		"press 8 clicks=3 extend=false alt=false", "press 8 clicks=1 extend=false alt=false")
	s.time = s.time.Add(time.Second)
	s.press(at, fyne.KeyModifierShift)
	s.press(s.edge(12, false), fyne.KeyModifierAlt)
	s.told(t, "press 8 clicks=1 extend=true alt=false", "press 12 clicks=1 extend=false alt=true")
}

func TestDragSelects(t *testing.T) {
	s := lightStage(t, "Title\nabcdef ghijkl")
	s.FocusGained()
	s.MouseDown(mouse(s.edge(8, false), desktop.MouseButtonPrimary, 0))
	s.Dragged(drag(s.edge(11, false)))
	s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyAltLeft})
	s.Dragged(drag(s.edge(13, false)))
	s.DragEnd()
	s.MouseUp(mouse(s.edge(13, false), desktop.MouseButtonPrimary, 0))
	s.Dragged(drag(s.edge(9, false)))
	s.told(t, "press 8 clicks=1 extend=false alt=false", "drag 11 alt=false", "drag 13 alt=true")
}

func TestRightButtonAsksForTheMenu(t *testing.T) {
	s := lightStage(t, "Title\nabcdef ghijkl")
	at := s.edge(9, false)
	s.MouseDown(mouse(at, desktop.MouseButtonSecondary, 0))
	s.MouseUp(mouse(at, desktop.MouseButtonSecondary, 0))
	if len(s.log) != 1 || !strings.HasPrefix(s.log[0], "menu 9 at {") {
		t.Errorf("got %q", s.log)
	}
	if s.window.Canvas().Focused() != s.View {
		t.Error("a press does not give the view the keyboard")
	}
	s.log = nil
	s.MouseDown(mouse(at, desktop.MouseButtonTertiary, 0))
	s.told(t)
}

// scrollStage is a long article that is laid out.
func scrollStage(t *testing.T) *stage {
	t.Helper()
	s := lightStage(t, strings.Repeat(english+"\n", 10))
	for s.tick() > 0 {
		s.time = s.time.Add(time.Second)
		for !s.View.layout.LayoutSome(1000) {
		}
	}
	return s
}

func TestTextScrollsWhileDraggedOutside(t *testing.T) {
	for name, from := range map[string]func(*stage) fyne.Position{
		"selecting":    func(*stage) fyne.Position { return fyne.NewPos(400, 230) },
		"an edge":      func(s *stage) fyne.Position { return s.edge(s.at(t, "Friday")+5, true) },
		"edge, Arabic": func(s *stage) fyne.Position { return s.edge(s.at(t, "Okonkwo")+6, true) },
	} {
		t.Run(name, func(t *testing.T) {
			s := scrollStage(t)
			s.MouseDown(mouse(from(s), desktop.MouseButtonPrimary, 0))
			s.Dragged(drag(fyne.NewPos(300, 590)))
			if s.View.clock.stopScroll != nil {
				t.Error("the clock runs though the pointer is inside")
			}
			s.log = nil
			s.Dragged(drag(fyne.NewPos(300, 610)))
			speed := func() int {
				before, told := s.View.scroll, len(s.log)
				s.tick()
				if s.View.scroll != before && len(s.log) != told+1 {
					t.Errorf("it scrolled and told %d things", len(s.log)-told)
				}
				return s.View.scroll - before
			}
			slow, still := speed(), speed()
			s.Dragged(drag(fyne.NewPos(300, 660)))
			if fast := speed(); slow <= 0 || still != slow || fast <= slow {
				t.Errorf("near the edge it scrolls by %d and %d, farther away by %d", slow, still, fast)
			}
			s.Dragged(drag(fyne.NewPos(300, -300)))
			if d := speed(); d >= 0 {
				t.Errorf("above the view it scrolls by %d", d)
			}
			s.DragEnd()
			if s.View.clock.stopScroll != nil {
				t.Error("the clock runs on after the button is up")
			}
		})
	}
}

func TestAnotherArticleEndsTheDrag(t *testing.T) {
	for name, from := range map[string]func(*stage) fyne.Position{
		"selecting": func(*stage) fyne.Position { return fyne.NewPos(400, 230) },
		"an edge":   func(s *stage) fyne.Position { return s.edge(s.at(t, "Friday")+5, true) },
		"scrolling": func(*stage) fyne.Position { return fyne.NewPos(815, 300) },
	} {
		t.Run(name, func(t *testing.T) {
			s := scrollStage(t)
			s.MouseDown(mouse(from(s), desktop.MouseButtonPrimary, 0))
			s.Dragged(drag(fyne.NewPos(300, 700)))
			s.set(t, strings.Repeat(arabic+"\n", 10))
			s.log = nil
			for range 10 {
				s.tick()
			}
			s.Dragged(drag(fyne.NewPos(300, 650)))
			s.DragEnd()
			if s.told(t); s.View.scroll != 0 {
				t.Errorf("the other article is scrolled by %d", s.View.scroll)
			}
		})
	}
}

func TestScrollingByDragStopsAtTheEndsOfTheArticle(t *testing.T) {
	s := scrollStage(t)
	s.MouseDown(mouse(fyne.NewPos(400, 230), desktop.MouseButtonPrimary, 0))
	for _, y := range []float32{2000, -2000} {
		s.Dragged(drag(fyne.NewPos(300, y)))
		rounds := 0
		for s.View.clock.stopScroll != nil {
			s.tick()
			if rounds++; rounds > 1000 {
				t.Fatal("it never stops")
			}
		}
		if end := s.View.contentHeight() - s.View.page.height; y > 0 && s.View.scroll != end || y < 0 && s.View.scroll != 0 {
			t.Errorf("dragged to %v it stopped at %d of %d", y, s.View.scroll, end)
		}
	}
}

func TestClickBesideTheText(t *testing.T) {
	s := lightStage(t, "Title\nabcdef")
	s.press(fyne.NewPos(3, 2), 0)
	s.press(fyne.NewPos(700, 590), 0)
	s.told(t, "press 0 clicks=1 extend=false alt=false", "press 12 clicks=1 extend=false alt=false")
}
