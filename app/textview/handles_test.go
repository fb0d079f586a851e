package textview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/theme"
)

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
			want := []string{"edge of " + m.ID.Annotation + " start=false " + itoa(m.Start+4) + " alt=false", "edge release",
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
	if got := s.dragEdge(at, at.AddXY(1, 1)); len(got) != 1 || got[0] != "press 9 clicks=1 extend=false alt=false" {
		t.Errorf("a hand that shakes told %q", got)
	}
	s.log = nil
	s.MouseDown(mouse(at, desktop.MouseButtonPrimary, fyne.KeyModifierShift))
	s.MouseUp(mouse(at, desktop.MouseButtonPrimary, fyne.KeyModifierShift))
	if len(s.log) != 1 || s.log[0] != "press 9 clicks=2 extend=true alt=false" {
		t.Errorf("with Shift it told %q", s.log)
	}
}

func TestHandlesStayWithThePointer(t *testing.T) {
	s := lightStage(t, "Title\nat [ORG Coastal Union] now\nand [PER Mira] too")
	org, per := s.mark(t, "Coastal Union"), s.mark(t, "Mira")
	org.Focus = true
	s.show(nil)
	s.MouseMoved(mouse(s.spot(org.Start), 0, 0))
	of := func() (at fyne.Position, accent bool) {
		h := &s.View.handles
		return h.start.Position(), h.start.Visible() && h.start.FillColor == h.accent
	}
	was, accent := of()
	if !accent {
		t.Fatal("no handles at the span in focus")
	}
	org.Focus, per.Focus = false, true
	s.show(nil)
	if at, accent := of(); at != was || accent || !s.View.handles.start.Visible() {
		t.Errorf("the focus went elsewhere, and the handles from %v to %v", was, at)
	}
	s.set(t, "Title\n\n\n\n\n\nat [ORG Coastal Union] now")
	s.mark(t, "Coastal Union").Focus = true
	s.show(nil)
	if s.View.handles.start.Visible() {
		t.Error("in another article the handles stand where the pointer is not")
	}
}

func TestHandlesTakeTheColoursOfTheLook(t *testing.T) {
	s := lightStage(t, "Title\nat [ORG Coastal Union] now")
	s.MouseMoved(mouse(s.spot(s.at(t, "Union")), 0, 0))
	was := s.View.handles.start.FillColor
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
	s.View.Refresh()
	if now := s.View.handles.start.FillColor; now == was || now != s.View.handles.quiet {
		t.Errorf("the handles are %v, they were %v", now, was)
	}
}
