package panel

import (
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Find is the bar above the article in which one types what to find.
type Find struct {
	Else    func(*fyne.KeyEvent)     // function keys, which mean nothing in a field
	Command func(fyne.Shortcut) bool // runs the bar's command with that key, if there is one

	dispatch func(state.Msg)
	shown    present.FindBar
	pane     *findPane
	query    *part.Entry
	words    *part.Text
	previous *part.Button
	next     *part.Button
	switches [3]*part.Button // case, marks, whole words
	label    *part.Button
	close    *part.Button
}

// NewFind makes the bar, hidden.
func NewFind(fonts *textlayout.FontSet, dispatch func(state.Msg)) *Find {
	pen := part.NewPen(fonts)
	f := &Find{dispatch: dispatch, query: pen.Entry("Find in this article"),
		words: pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic, part.Sentence)}
	f.query.Keys, f.query.Shortcuts, f.query.OnChanged = f.key, f.shortcut, f.typed
	f.query.OnFocus = func(on bool) { f.dispatch(state.FindFocused{On: on}) }
	f.previous = pen.ArrowButton("↑", "Previous hit", func() { f.dispatch(state.FindNext{Back: true}) })
	f.next = pen.ArrowButton("↓", "Next hit", func() { f.dispatch(state.FindNext{}) })
	for i, words := range state.FindSwitches[:len(f.switches)] {
		f.switches[i] = pen.Button(words, part.Pill, func() { f.dispatch(state.TurnFind{Switch: state.FindSwitch(i)}) })
	}
	f.label = pen.Button("Label all…  Alt+1–9", part.Pill, func() { f.dispatch(state.LabelHits{}) })
	f.close = pen.Button("Close", part.Pill, func() { f.dispatch(state.CloseFind{}) })
	for _, b := range f.buttons() {
		b.Else = func(e *fyne.KeyEvent) { f.key(e) }
		b.OnFocus = func(on bool) { f.dispatch(state.FindFocused{On: on, Button: on}) }
	}
	for _, b := range append(f.switches[:], f.previous, f.next) {
		b.Clicked = func() { part.Focus(f.query) } // so that one can type on after a click
	}
	f.pane = newFindPane(f)
	f.pane.Hide()
	return f
}

// Object is the bar for the window.
func (f *Find) Object() fyne.CanvasObject { return f.pane }

// HeightAt is how high the bar is in a window of that width.
func (f *Find) HeightAt(width float32) float32 { return f.pane.heightAt(width) }

// Focus gives the keyboard of a window to the query and selects it, so that typing replaces it. It must be told the
// window: the driver does not know of a bar that was never painted.
func (f *Find) Focus(c fyne.Canvas) {
	c.Focus(f.query)
	f.query.SelectAll()
}

// Holds reports whether a thing that has the keyboard is in the bar.
func (f *Find) Holds(o fyne.Focusable) bool {
	for _, b := range f.buttons() {
		if o == fyne.Focusable(b) {
			return true
		}
	}
	return o == fyne.Focusable(f.query)
}

func (f *Find) buttons() []*part.Button {
	return append([]*part.Button{f.previous, f.next, f.label, f.close}, f.switches[:]...)
}

// Show brings the bar up to date with the state. It reports whether the bar came or went.
func (f *Find) Show(s state.State) bool {
	now := present.OfFind(s)
	if now == f.shown {
		return false
	}
	before := f.shown
	f.shown = now
	if now.Query != f.query.Text {
		f.query.SetText(now.Query)
	}
	f.words.SetText(now.Words)
	f.words.SetRole(wordsRole(now.None))
	for i, on := range []bool{now.Options.Case, now.Options.Marks, now.Options.Words} {
		f.switches[i].SetKind(pill(on))
	}
	if now.Hits {
		f.label.Enable()
	} else {
		f.label.Disable()
	}
	part.Show(f.pane, now.Open)
	f.pane.Relayout()
	return now.Open != before.Open
}

func wordsRole(none bool) part.Role {
	if none {
		return part.Warn
	}
	return part.Muted
}

func pill(on bool) part.Kind {
	if on {
		return part.PillOn
	}
	return part.Pill
}

func (f *Find) typed(query string) {
	if query != f.shown.Query {
		f.dispatch(state.SetFind{Query: query, Options: f.shown.Options})
	}
}

// key serves the keys that are not the field's.
func (f *Find) key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape:
		f.dispatch(state.CloseFind{})
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		f.dispatch(state.FindNext{Back: f.query.Shift()})
	case e.Name == fyne.KeyUp || e.Name == fyne.KeyDown:
		f.dispatch(state.FindNext{Back: e.Name == fyne.KeyUp})
	case len(e.Name) > 1 && strings.HasPrefix(string(e.Name), "F") && f.Else != nil:
		f.Else(e)
	default:
		return false
	}
	return true
}

// shortcut serves the bar's commands, which a field would keep from the window.
func (f *Find) shortcut(sc fyne.Shortcut) bool { return f.Command != nil && f.Command(sc) }
