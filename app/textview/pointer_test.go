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
			s.MouseMoved(mouse(start, 0, 0))
			if s.Cursor() != desktop.TextCursor {
				t.Error("without focus the edge takes hold of the pointer")
			}
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
			want := []string{"focused true", "edge start=false " + itoa(m.Start+4) + " alt=false", "edge release",
				"edge start=true " + itoa(m.Start+2) + " alt=true", "edge release"}
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
	s.MouseMoved(mouse(start.AddXY(0, 120), 0, 0))
	if h.start.Visible() || s.Cursor() != desktop.TextCursor {
		t.Error("the handles stay when the pointer is gone")
	}
}

func TestTextScrollsWhileDraggedOutside(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 10))
	for s.tick() > 0 {
		s.time = s.time.Add(time.Second)
		for !s.View.layout.LayoutSome(1000) {
		}
	}
	s.SetBlink(false)
	s.MouseDown(mouse(fyne.NewPos(300, 300), desktop.MouseButtonPrimary, 0))
	s.Dragged(drag(fyne.NewPos(300, 590)))
	if s.tick() != 0 {
		t.Error("the clock runs though the pointer is inside")
	}
	s.Dragged(drag(fyne.NewPos(300, 640)))
	s.log = nil
	if s.tick() != 1 || s.View.scroll == 0 || len(s.log) != 1 || !strings.HasPrefix(s.log[0], "drag ") {
		t.Errorf("scrolled to %d, told %q", s.View.scroll, s.log)
	}
	down := s.View.scroll
	s.Dragged(drag(fyne.NewPos(300, -300)))
	s.tick()
	if s.View.scroll >= down {
		t.Error("above the view it does not scroll back")
	}
	s.DragEnd()
	if s.tick() != 0 {
		t.Error("the clock runs on after the button is up")
	}
}

func TestClickBesideTheText(t *testing.T) {
	s := lightStage(t, "Title\nabcdef")
	s.press(fyne.NewPos(3, 2), 0)
	s.press(fyne.NewPos(700, 590), 0)
	s.told(t, "focused true", "press 0 clicks=1 extend=false alt=false", "release", "press 12 clicks=1 extend=false alt=false", "release")
}
