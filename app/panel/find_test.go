package panel

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate/find"
	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// finder is a find bar that follows a state as in the window.
type finder struct {
	*Find
	t    *testing.T
	win  fyne.Window
	s    state.State
	sent parttest.Sent
}

func newFinder(t *testing.T, width float32) *finder {
	t.Helper()
	parttest.App(t, theme.Light)
	f := &finder{t: t, s: parttest.State(t)}
	f.Find = NewFind(parttest.Fonts(t), f.dispatch)
	keys := parttest.Keys(t)
	f.Command = func(sc fyne.Shortcut) bool { // as in the window
		custom, ok := sc.(*desktop.CustomShortcut)
		if !ok {
			return false
		}
		k := command.Chord(custom.Modifier&fyne.KeyModifierControl != 0, custom.Modifier&fyne.KeyModifierAlt != 0, custom.Modifier&fyne.KeyModifierShift != 0, string(custom.KeyName))
		c, ok := keys.Lookup(k)
		if ok {
			f.dispatch(c.Run(f.s))
		}
		return ok
	}
	f.win = parttest.Window(t, f.Object(), width, 80)
	f.dispatch(state.OpenFind{})
	f.Focus(f.win.Canvas())
	f.sent = nil
	return f
}

func (f *finder) dispatch(m state.Msg) {
	if _, focus := m.(state.FindFocused); !focus {
		f.sent.Dispatch(m)
	}
	f.s, _ = state.Update(f.s, m)
	f.Show(f.s)
}

func (f *finder) says(words string) {
	f.t.Helper()
	if got := f.words.Content(); got != words {
		f.t.Fatalf("the bar says %q, want %q", got, words)
	}
}

func TestTypedDigitsGoIntoTheQuery(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "4 mar")
	if f.query.Text != "4 mar" || f.s.Session.Document.Text.Slice(f.s.Selection()) != "4 Mar" {
		t.Errorf("the query is %q and %q is selected", f.query.Text, f.s.Session.Document.Text.Slice(f.s.Selection()))
	}
	f.says("1 of 1")
	f.Focus(f.win.Canvas())
	parttest.Write(t, f.win, "x") // in the place of what was selected
	if f.query.Text != "x" {
		t.Errorf("the query is %q", f.query.Text)
	}
	f.says("no hit in this article")
}

func TestKeysOfTheBar(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "port")
	parttest.Press(t, f.win, fyne.KeyReturn)
	f.says("2 of 2")
	parttest.Press(t, f.win, fyne.KeyDown)
	f.says("1 of 2 · wrapped to the top")
	f.query.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	parttest.Press(t, f.win, fyne.KeyReturn)
	f.query.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	f.says("2 of 2 · wrapped to the end")
	parttest.Press(t, f.win, fyne.KeyUp)
	f.says("1 of 2")
	var other []fyne.KeyName
	f.Else = func(e *fyne.KeyEvent) { other = append(other, e.Name) }
	parttest.Press(t, f.win, fyne.KeyF3, fyne.KeyF6)
	if len(other) != 2 {
		t.Errorf("function keys that went on: %v", other)
	}
	f.sent = nil
	parttest.Press(t, f.win, fyne.KeyEscape)
	if m := f.sent.Take(t); m != (state.CloseFind{}) || f.Object().Visible() {
		t.Errorf("Escape sent %+v", m)
	}
}

func TestAltWithDigitsLabelsAllHits(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "port")
	for key, want := range map[fyne.KeyName]int{fyne.Key3: 3, fyne.KeyReturn: 0} {
		f.sent = nil
		f.query.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
		if m := f.sent.Take(t); m != (state.LabelHits{Key: want}) {
			t.Errorf("Alt+%s sent %+v", key, m)
		}
	}
	f.sent = nil
	f.query.TypedShortcut(&fyne.ShortcutSelectAll{})
	if start, end := f.query.Selection(); len(f.sent) != 0 || end-start != 4 {
		t.Errorf("sent %+v; [%d, %d) is selected", f.sent, start, end)
	}
}

func TestSwitchesByMouseAndKeyboard(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "PORT")
	test.Tap(f.switches[0])
	if !f.s.Find.Options.Case || !f.switches[0].On() {
		t.Error("a click does not match case")
	}
	f.says("no hit: “Match case” is on")
	if f.win.Canvas().Focused() != fyne.Focusable(f.query) {
		t.Error("after a click one cannot type on")
	}
	if !f.label.Disabled() {
		t.Error("no hit can be labelled, and the button can be pressed")
	}
	f.win.Canvas().Focus(f.switches[2])
	parttest.Press(t, f.win, fyne.KeySpace)
	if f.win.Canvas().Focused() != fyne.Focusable(f.switches[2]) || f.query.Text != "PORT" {
		t.Errorf("Space on a switch leaves %T with the keyboard and the query %q", f.win.Canvas().Focused(), f.query.Text)
	}
	if f.s.Find.Options != (find.Options{Case: true, Words: true}) {
		t.Errorf("options are %+v", f.s.Find.Options)
	}
	test.Tap(f.switches[0])
	test.Tap(f.next)
	f.says("2 of 2")
	test.Tap(f.previous)
	f.says("1 of 2")
	f.sent = nil
	test.Tap(f.label)
	if m := f.sent.Take(t); m != (state.LabelHits{}) {
		t.Errorf("sent %+v", m)
	}
	test.Tap(f.close)
	if f.s.Find.Open {
		t.Error("a click does not close the bar")
	}
}

func TestKeysOfTheSwitches(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "port")
	for key, want := range map[fyne.KeyName]find.Options{fyne.KeyC: {Case: true}, fyne.KeyM: {Marks: true}, fyne.KeyW: {Words: true}} {
		for _, want := range []find.Options{want, {}} {
			f.query.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
			if f.s.Find.Options != want {
				t.Errorf("after Ctrl+Shift+%s options are %+v, want %+v", key, f.s.Find.Options, want)
			}
		}
	}
	if f.win.Canvas().Focused() != fyne.Focusable(f.query) {
		t.Error("a key took the keyboard from the query")
	}
}

func TestTheStateKnowsWhereInTheBarTheKeyboardIs(t *testing.T) {
	f := newFinder(t, 900)
	for range 8 {
		typing := f.win.Canvas().Focused() == fyne.Focusable(f.query)
		if !f.s.Find.Typing || f.s.Find.Button == typing {
			t.Errorf("with %T at the keyboard the bar has it: %v, one of its buttons: %v", f.win.Canvas().Focused(), f.s.Find.Typing, f.s.Find.Button)
		}
		f.win.Canvas().FocusNext()
	}
	f.win.Canvas().Unfocus()
	if f.s.Find.Typing || f.s.Find.Button {
		t.Error("the bar has the keyboard that is elsewhere")
	}
}

// Tab goes through the bar as it stands on screen.
func TestTabOrder(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "port")
	for _, want := range []fyne.Focusable{f.previous, f.next, f.switches[0], f.switches[1], f.switches[2], f.label, f.close, f.query} {
		f.win.Canvas().FocusNext()
		if got := f.win.Canvas().Focused(); got != want {
			t.Fatalf("Tab leads to %#v", got)
		}
		if !f.Holds(want) {
			t.Error("the bar does not know its own")
		}
	}
}

func TestNothingLiesOverAnother(t *testing.T) {
	f := newFinder(t, 900)
	parttest.Write(t, f.win, "portx")
	pieces := []fyne.CanvasObject{f.query, f.words, f.previous, f.next, f.switches[0], f.switches[1], f.switches[2], f.label, f.close}
	for width := float32(200); width < 1400; width += 7 {
		f.pane.Resize(fyne.NewSize(width, f.HeightAt(width)))
		for i, a := range pieces {
			if a.Position().X+a.Size().Width > width+1 || a.Position().Y+a.Size().Height > f.pane.Size().Height {
				t.Fatalf("at a width of %.0f piece %d stands outside", width, i)
			}
			for j, b := range pieces[:i] {
				if a.Size().Width > 0 && b.Size().Width > 0 && meet(a, b) {
					t.Fatalf("at a width of %.0f pieces %d and %d meet", width, i, j)
				}
			}
		}
	}
}

func meet(a, b fyne.CanvasObject) bool {
	p, q := a.Position(), b.Position()
	return p.X < q.X+b.Size().Width && q.X < p.X+a.Size().Width && p.Y < q.Y+b.Size().Height && q.Y < p.Y+a.Size().Height
}

func TestSameStateRefreshesNothingInTheBar(t *testing.T) {
	f := newFinder(t, 900)
	f.words.SetText("poison")
	if f.Show(f.s); f.words.Content() != "poison" {
		t.Error("Show refreshed what had not changed")
	}
}

func TestPicturesOfTheFindBar(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		box := container.NewWithoutLayout()
		y := float32(0)
		for i, width := range []float32{1000, 706, 706, 420} {
			bar := NewFind(parttest.Fonts(t), func(state.Msg) {})
			s := parttest.State(t)
			s, _ = state.Update(s, state.OpenFind{})
			s, _ = state.Update(s, []state.Msg{
				state.SetFind{Query: "port sarel"},
				state.SetFind{Query: "ميناء سارل 2024", Options: find.Options{Marks: true, Words: true}},
				state.SetFind{Query: "e"},
				state.SetFind{Query: "Tuesday", Options: find.Options{Case: true}},
			}[i])
			if i == 2 {
				s, _ = state.Update(s, state.FindNext{Back: true})
			}
			bar.Show(s)
			bar.Object().Resize(fyne.NewSize(width, bar.HeightAt(width)))
			bar.Object().Move(fyne.NewPos(0, y))
			y += bar.HeightAt(width) + 8
			box.Add(bar.Object())
		}
		win := parttest.Window(t, box, 1000, y)
		part.Focus(box.Objects[0].(*findPane).f.query)
		golden(t, "find-"+look, win)
	}
}
