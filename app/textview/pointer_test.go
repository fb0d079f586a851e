package textview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// now is a clock of which each look takes a millisecond.
func (s *stage) now(*testing.T) func() time.Time {
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
	s.told(t, "focused true", "press 8 clicks=1 extend=false alt=false", "release", "press 8 clicks=2 extend=false alt=false", "release",
		"press 8 clicks=3 extend=false alt=false", "release", "press 8 clicks=1 extend=false alt=false", "release")
	s.time = s.time.Add(time.Second)
	s.press(at, fyne.KeyModifierShift)
	s.press(s.edge(12, false), fyne.KeyModifierAlt)
	s.told(t, "press 8 clicks=1 extend=true alt=false", "release", "press 12 clicks=1 extend=false alt=true", "release")
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
	s.told(t, "focused true", "focused true", "press 8 clicks=1 extend=false alt=false", "drag 11 alt=false", "drag 13 alt=true", "release")
}

func TestRightButtonAsksForTheMenu(t *testing.T) {
	s := lightStage(t, "Title\nabcdef ghijkl")
	at := s.edge(9, false)
	s.MouseDown(mouse(at, desktop.MouseButtonSecondary, 0))
	s.MouseUp(mouse(at, desktop.MouseButtonSecondary, 0))
	if len(s.log) != 2 || !strings.HasPrefix(s.log[1], "menu 9 at {") {
		t.Errorf("got %q", s.log)
	}
	s.log = nil
	s.MouseDown(mouse(at, desktop.MouseButtonTertiary, 0))
	s.told(t)
}

func TestEdgesOfTheSpanInFocusCanBeDragged(t *testing.T) {
	for _, c := range []struct {
		name, marked, quote  string
		startRight, endRight bool // the side of the first and last letter that is the span's edge
	}{
		{"left to right", english, "Coastal Union", false, true},
		{"right to left", arabic, "خليج الشمال", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := lightStage(t, c.marked)
			m := s.mark(t, c.quote)
			start, end := s.edge(m.Start, c.startRight), s.edge(m.End-1, c.endRight)
			m.Focus = true
			s.show(nil)
			s.checkHandles(t, start, end)
			s.MouseDown(mouse(end, desktop.MouseButtonPrimary, 0))
			s.Dragged(drag(s.edge(m.Start+3, c.endRight)))
			s.DragEnd()
			s.MouseUp(mouse(end, desktop.MouseButtonPrimary, 0))
			s.MouseDown(mouse(start, desktop.MouseButtonPrimary, 0))
			s.KeyDown(&fyne.KeyEvent{Name: desktop.KeyAltRight})
			s.Dragged(drag(s.edge(m.Start+2, c.startRight)))
			s.MouseUp(mouse(end, desktop.MouseButtonPrimary, 0))
			want := []string{"focused true", "edge of " + m.ID.Annotation + " start=false " + itoa(m.Start+4) + " alt=false", "edge release",
				"edge of " + m.ID.Annotation + " start=true " + itoa(m.Start+2) + " alt=true", "edge release"}
			s.told(t, want...)
		})
	}
}

func (s *stage) checkHandles(t *testing.T, start, end fyne.Position) {
	t.Helper()
	for _, at := range []fyne.Position{start, end} {
		s.MouseMoved(mouse(at, 0, 0))
		if s.Cursor() != desktop.HResizeCursor {
			t.Errorf("the cursor at the edge is %v", s.Cursor())
		}
	}
	h := s.View.handles
	if !h.start.Visible() || !h.end.Visible() {
		t.Fatal("the handles cannot be seen")
	}
	if d := h.start.Position().X - start.X; d < -handleUnits || d > 0.5 {
		t.Errorf("the handle of the start is %v beside it", d)
	}
	if d := h.end.Position().X - end.X; d < -handleUnits || d > 0.5 {
		t.Errorf("the handle of the end is %v beside it", d)
	}
	s.MouseMoved(mouse(fyne.NewPos(5, 590), 0, 0))
	if h.start.Visible() || s.Cursor() != desktop.TextCursor {
		t.Error("the handles stay when the pointer is gone")
	}
}

// dragEdge drags from one place to another, and returns what was told.
func (s *stage) dragEdge(from, to fyne.Position) []string {
	s.log = nil
	s.MouseMoved(mouse(from, 0, 0))
	s.MouseDown(mouse(from, desktop.MouseButtonPrimary, 0))
	s.Dragged(drag(to))
	s.MouseUp(mouse(to, desktop.MouseButtonPrimary, 0))
	return s.log
}

func TestEdgeOfAnySpanUnderThePointerCanBeDragged(t *testing.T) {
	s := lightStage(t, "Title\nat [ORG University of [LOC Tamir]] now")
	s.FocusGained()
	org, loc := *s.mark(t, "University of Tamir"), *s.mark(t, "Tamir")
	there := s.edge(org.Start+2, false)
	for _, c := range []struct {
		name string
		from fyne.Position
		want string
	}{
		{"start of the outer one", s.edge(org.Start, false), "edge of " + org.ID.Annotation + " start=true"},
		{"start of the inner one", s.edge(loc.Start, false), "edge of " + loc.ID.Annotation + " start=true"},
		{"where both end, the inner one", s.edge(loc.End-1, true), "edge of " + loc.ID.Annotation + " start=false"},
	} {
		got := s.dragEdge(c.from, there)
		if len(got) < 2 || !strings.HasPrefix(got[len(got)-2], c.want) || got[len(got)-1] != "edge release" {
			t.Errorf("%s: told %q, want %q", c.name, got, c.want)
		}
		if s.Cursor() != desktop.HResizeCursor || !s.View.handles.start.Visible() || s.View.handles.start.FillColor == s.View.handles.accent {
			t.Errorf("%s: the handles do not show, or look like those of the span in focus", c.name)
		}
	}
	s.mark(t, "University of Tamir").Focus = true
	s.show(nil)
	if got := s.dragEdge(s.edge(loc.End-1, true), there); len(got) < 2 || !strings.HasPrefix(got[0], "edge of "+org.ID.Annotation) {
		t.Errorf("the span in focus comes first: told %q", got)
	}
	if s.View.handles.start.FillColor != s.View.handles.accent {
		t.Error("handles of the span in focus have no accent")
	}
}

func TestClickAtAnEdgeIsAClick(t *testing.T) {
	s := lightStage(t, "Title\nat [ORG Coastal Union] now")
	s.FocusGained()
	m := s.mark(t, "Coastal Union")
	at := s.edge(m.Start, false)
	if got := s.dragEdge(at, at.AddXY(1, 1)); len(got) != 3 || got[1] != "press 9 clicks=1 extend=false alt=false" || got[2] != "release" {
		t.Errorf("a hand that shakes told %q", got)
	}
	s.log = nil
	s.MouseDown(mouse(at, desktop.MouseButtonPrimary, fyne.KeyModifierShift))
	s.MouseUp(mouse(at, desktop.MouseButtonPrimary, fyne.KeyModifierShift))
	if len(s.log) != 2 || s.log[0] != "press 9 clicks=2 extend=true alt=false" {
		t.Errorf("with Shift it told %q", s.log)
	}
}

// scrollStage is a long article that is laid out, with nothing running.
func scrollStage(t *testing.T) *stage {
	t.Helper()
	s := lightStage(t, strings.Repeat(english+"\n", 10))
	for s.tick() > 0 {
		s.time = s.time.Add(time.Second)
		for !s.View.layout.LayoutSome(1000) {
		}
	}
	s.SetBlink(false)
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
			if s.tick() != 0 {
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
			if s.tick() != 0 {
				t.Error("the clock runs on after the button is up")
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
		for s.tick() > 0 {
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
	s.told(t, "focused true", "press 0 clicks=1 extend=false alt=false", "release", "press 12 clicks=1 extend=false alt=false", "release")
}
