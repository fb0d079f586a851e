package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// checker is the pane of the check that follows a state as in the window.
type checker struct {
	*Check
	t    *testing.T
	win  fyne.Window
	s    state.State
	sent parttest.Sent
}

func newChecker(t *testing.T, width, height float32) *checker {
	t.Helper()
	c := &checker{t: t, s: parttest.State(t)}
	c.Check = NewCheck(parttest.Fonts(t), c.dispatch)
	c.win = parttest.Window(t, c.Object(), width, height)
	c.dispatch(state.ToggleCheck{})
	c.dispatch(state.Checked{Found: found()})
	c.Focus(c.win.Canvas())
	c.sent = nil
	return c
}

func (c *checker) dispatch(m state.Msg) {
	c.sent.Dispatch(m)
	c.s, _ = state.Update(c.s, m)
	c.Show(c.s)
}

// found is what a check could find in the articles of parttest.State.
func found() state.Found {
	in := func(id string, list ...check.Finding) state.FoundIn {
		for i := range list {
			list[i].Doc = id
		}
		return state.FoundIn{Document: id, List: list}
	}
	at := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	port := parttest.Span("Port Sarel")
	return state.Found{Looked: 10, Docs: []state.FoundIn{
		in("a1", check.Finding{Kind: check.Conflict, Span: port, Label: "LOC", Surface: "Port Sarel", Why: "LOC here, ORG in 14 of 17 places", Mend: &check.Mend{Span: port, Label: "ORG"}},
			check.Finding{Kind: check.Missed, Span: parttest.Span("North Bay"), Label: "LOC", Surface: "North Bay", Why: "no label here, LOC in 5 of 6 places", Mend: &check.Mend{Span: parttest.Span("North Bay"), Label: "LOC"}}),
		in("a3", check.Finding{Kind: check.Boundary, Span: at(0, 19), Label: "PER", Surface: "الوزيرة ميرا أوكونكو", Why: "“ميرا أوكونكو” alone is PER in 6 places"},
			check.Finding{Kind: check.Edge, Span: at(30, 42), Label: "ORG", Surface: "شركة Google،", Why: "ends with “،”", Mend: &check.Mend{Span: at(30, 41), Label: "ORG"}}),
		in("a4", check.Finding{Kind: check.Conflict, Span: at(5, 18), Label: "PER", Surface: "Coastal Union", Why: "PER here, ORG in 9 of 10 places", Mend: &check.Mend{Span: at(5, 18), Label: "ORG"}}),
		in("a6", check.Finding{Kind: check.Empty, Why: "finished, and nothing has a label"}),
		in("a9", check.Finding{Kind: check.Long, Span: at(10, 110), Label: "ORG", Surface: "Pilots’ Guild of the Northern Approaches and the Outer Harbour of Port Sarel and Marsa Noor", Why: "16 words, more than 12: many models learn no name that long"}),
	}, Labels: []check.Finding{{Kind: check.Few, Label: "EVENT", Why: "3 examples, 50 are few", Surface: "the Storm", Doc: "a7", Span: at(0, 5)}, {Kind: check.Unused, Label: "NORP", Why: "the schema has this label, and no annotation does"}}}
}

func (c *checker) chipWords() string {
	var list []string
	for _, b := range c.chips {
		if b.Visible() {
			list = append(list, b.Content())
		}
	}
	return strings.Join(list, ", ")
}

func TestRowsOfTheCheck(t *testing.T) {
	c := newChecker(t, ListWidth, 700)
	if got, want := c.chipWords(), "All 7, Conflict 2, Boundary 1, Missed 1, Edge 1, Long 1, No label 1, Few examples 1, Unused 1"; got != want {
		t.Errorf("the kinds are %s\nwant %s", got, want)
	}
	if c.rows.Count() != 7 || c.win.Canvas().Focused() != fyne.Focusable(c.rows) {
		t.Fatalf("%d rows, %T has the keyboard", c.rows.Count(), c.win.Canvas().Focused())
	}
	parttest.Press(t, c.win, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if m, ok := c.sent.Take(t).(state.GoToFinding); !ok || m.Finding.Doc != "a3" || m.Finding.Kind != check.Boundary {
		t.Errorf("Return on the third row sends %+v", m)
	}
	if f, other := c.Pointed(c.win.Canvas().Focused()); !other || f.Doc != "a3" {
		t.Errorf("at the cursor is %+v", f)
	}
	test.Tap(c.chips[1])
	if m := c.sent.Take(t); m != (state.SetCheckKind{Kind: check.Conflict}) || c.rows.Count() != 2 || !c.chips[1].On() {
		t.Errorf("a click on a kind sends %+v and leaves %d rows", m, c.rows.Count())
	}
	c.dispatch(state.NextFinding{})
	if c.shown.current != 0 || c.rows.Cursor() != 0 {
		t.Errorf("the finding in focus is row %d, the cursor is at %d", c.shown.current, c.rows.Cursor())
	}
	c.sent = nil
	left := false
	c.Leave = func() { left = true }
	c.Focus(c.win.Canvas())
	if parttest.Press(t, c.win, fyne.KeyEscape); !left || len(c.sent) != 0 {
		t.Error("Escape does not go back to the article")
	}
	var other []fyne.KeyName
	c.Else = func(e *fyne.KeyEvent) { other = append(other, e.Name) }
	if parttest.Press(t, c.win, fyne.KeyF9, fyne.KeyF8); len(other) != 2 {
		t.Errorf("keys that go on: %v", other)
	}
	test.Tap(c.close)
	if m := c.sent.Take(t); m != (state.ToggleCheck{}) || c.Object().Visible() {
		t.Errorf("Close sends %+v", m)
	}
}

func TestTheCheckUnderWay(t *testing.T) {
	parttest.App(t, theme.Light)
	c := &checker{t: t, s: parttest.State(t)}
	c.Check = NewCheck(parttest.Fonts(t), c.dispatch)
	c.win = parttest.Window(t, c.Object(), ListWidth, 500)
	c.dispatch(state.ToggleCheck{})
	c.dispatch(state.CheckRead{Done: 4, Total: 10})
	if got := c.words.Content(); got != "Looking at 4 of 10 articles" || c.rows.Visible() || !c.act.Visible() {
		t.Errorf("under way it says %q", got)
	}
	if w := c.pane.done.Size().Width; w != (ListWidth-2*margin)*0.4 {
		t.Errorf("the bar is %v wide", w)
	}
	c.sent = nil
	test.Tap(c.act)
	if m := c.sent.Take(t); m != (state.StopCheck{}) || c.words.Content() != "The check was stopped." || c.act.Content() != "Begin again" {
		t.Errorf("Stop sends %+v, then it says %q", m, c.words.Content())
	}
	test.Tap(c.act)
	if m := c.sent.Take(t); m != (state.OpenCheck{}) || c.act.Content() != "Stop" {
		t.Errorf("Begin again sends %+v", m)
	}
	c.dispatch(state.Checked{Found: state.Found{Looked: 10}})
	if got := c.words.Content(); got != "Nothing found in 10 articles." || !strings.HasPrefix(c.more.Content(), "Looked for") || c.act.Visible() {
		t.Errorf("with nothing found it says %q, %q", got, c.more.Content())
	}
}

func TestSameStateRefreshesNothingInTheCheck(t *testing.T) {
	c := newChecker(t, ListWidth, 500)
	c.words.SetText("poison")
	if c.Show(c.s); c.words.Content() != "poison" {
		t.Error("Show refreshed what had not changed")
	}
}

func TestTheCheckByKeysAndByName(t *testing.T) {
	for name, m := range map[string]state.Msg{"findings": nil, "under way": state.CheckRead{Done: 3, Total: 10}, "nothing": state.Checked{Found: state.Found{Looked: 10}}} {
		parttest.App(t, theme.Light)
		c := newChecker(t, ListWidth, 700)
		if m != nil {
			c.dispatch(m)
		}
		c.win.Canvas().Unfocus()
		parttest.Named(t, name, c.Object())
		parttest.Reached(t, name, c.win, c.Object())
	}
	c := newChecker(t, ListWidth, 700)
	want := "Finding 1 of 7: Port Sarel, LOC here, ORG in 14 of 17 places, Conflict, in this article"
	if got := c.Object().(fyne.Accessible).AccessibilityLabel(); !strings.Contains(got, want) {
		t.Errorf("the pane says %q, want %q in it", got, want)
	}
}

func TestPicturesOfTheCheck(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		c := newChecker(t, ListWidth, 820)
		if strings.HasSuffix(look, "dark") {
			c.s = arabicFocus(t, c.s)
			c.dispatch(state.SetCheckKind{})
			c.dispatch(state.GoToFinding{Finding: found().Docs[1].List[1]})
		} else {
			c.dispatch(state.NextFinding{})
		}
		golden(t, "check-"+look, c.win)
	}
}

// TestPicturesOfTheCheckWithoutRows: under way, stopped, nothing found, all answered, and none left of a kind, in a narrow
// pane.
func TestPicturesOfTheCheckWithoutRows(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		box := container.NewWithoutLayout()
		for i, msgs := range [][]state.Msg{
			{state.CheckRead{Done: 1200, Total: 10000}},
			{state.CheckRead{Done: 1200, Total: 10000}, state.StopCheck{}},
			{state.Checked{Found: state.Found{Looked: 10}}},
			{state.Checked{Found: found()}, state.Checked{Found: state.Found{Looked: 10, Labels: found().Labels}}},
			{state.Checked{Found: found()}, state.SetCheckKind{Kind: check.Zoned}},
		} {
			pane := NewCheck(parttest.Fonts(t), func(state.Msg) {})
			s, _ := state.Update(parttest.State(t), state.ToggleCheck{})
			for _, m := range msgs {
				s, _ = state.Update(s, m)
			}
			pane.Show(s)
			pane.Object().Resize(fyne.NewSize(220, 420))
			pane.Object().Move(fyne.NewPos(float32(i)*230, 0))
			box.Add(pane.Object())
		}
		golden(t, "checks-"+look, parttest.Window(t, box, 5*230, 420))
	}
}

// TestPicturesOfAFinding have the side panel say what is wrong with what is in focus, and what the keys do.
func TestPicturesOfAFinding(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		side := NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
		win := parttest.Window(t, side.Object(), SideWidth, 820)
		s, all := parttest.State(t), found()
		if strings.HasSuffix(look, "dark") {
			s = arabicFocus(t, s)
			span := annotate.Span{Start: 13, End: 25}
			all.Docs[1].List[0] = check.Finding{Kind: check.Boundary, Doc: "a3", Span: span, Label: "PER", Surface: "ميرا أوكونكو",
				Why: "only a part of “الوزيرة ميرا أوكونكو”, which is PER as a whole in 6 places", Mend: &check.Mend{Span: annotate.Span{Start: 5, End: 25}, Label: "PER"}}
		}
		msgs := []state.Msg{state.ToggleCheck{}, state.Checked{Found: all}, state.NextFinding{}}
		if strings.HasSuffix(look, "dark") {
			msgs = msgs[:2] // it is in focus
		}
		for _, m := range msgs {
			s, _ = state.Update(s, m)
		}
		side.Show(s)
		golden(t, "finding-"+look, win)
	}
}

// In the smallest window that has a side panel, what is wrong stands before what the last keys do.
func TestWhatIsWrongIsSeenInASmallWindow(t *testing.T) {
	parttest.App(t, theme.Light)
	side := NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
	parttest.Window(t, side.Object(), 236, 580)
	s := parttest.State(t)
	for _, m := range []state.Msg{state.ToggleCheck{}, state.Checked{Found: found()}, state.NextFinding{}} {
		s, _ = state.Update(s, m)
	}
	side.Show(s)
	said := side.Object().(fyne.Accessible).AccessibilityLabel()
	for _, want := range []string{"Conflict: LOC here, ORG in 14 of 17 places", "make it Organisation", "wave through", "next finding"} {
		if !strings.Contains(said, want) {
			t.Errorf("the panel says %q, want %q in it", said, want)
		}
	}
}
