package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// SideWidth is how wide the side panel is best.
const SideWidth = 284

// Side is the panel with the labels, the thing in focus and what the keys will do next.
type Side struct {
	Leave func()               // gives the keyboard back to the article
	Else  func(*fyne.KeyEvent) // keys that mean nothing in a list

	keys     *command.Keymap
	dispatch func(state.Msg)
	shown    workOf
	with     *command.Keymap // the keys that are shown

	pane   *sidePane
	labels []present.LabelRow
	rows   *part.Rows
	card   *card
	hints  *hints
	note   *part.Prose
	tip    *tip
}

// NewSide makes the panel, with nothing in it.
func NewSide(fonts *textlayout.FontSet, keys *command.Keymap, dispatch func(state.Msg)) *Side {
	pen := part.NewPen(fonts)
	s := &Side{keys: keys, dispatch: dispatch, card: newCard(pen), hints: newHints(pen), tip: newTip(pen),
		note: pen.Prose("", 4, part.Colored(part.Muted), part.Size(theme.TextSmall))}
	s.rows = part.NewRows(labelHeight, func() fyne.CanvasObject { return newLabelRow(pen) }, func(i int, o fyne.CanvasObject) {
		o.(*labelRow).show(s.labels[i])
	})
	s.rows.Inset, s.rows.Called = 8, "Label"
	s.rows.Marked = func(i int) bool { return s.labels[i].On }
	s.rows.Choose = func(i int) {
		s.dispatch(state.GiveLabel{Name: s.labels[i].Name})
		s.leave()
	}
	keyboard := false
	s.rows.Hover = func(i int) {
		if i < 0 && keyboard {
			i = s.rows.Cursor()
		}
		s.hover(i)
	}
	s.rows.Moved = s.hover
	s.rows.Focused = func(on bool) {
		keyboard = on
		s.rows.Hover(-1)
	}
	s.rows.Else = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			s.leave()
		} else if s.Else != nil {
			s.Else(e)
		}
	}
	s.pane = newSidePane(s, pen)
	return s
}

// Object is the panel for the window.
func (s *Side) Object() fyne.CanvasObject { return s.pane }

// Focus gives the keyboard to the labels, if there are any, and reports whether there are.
func (s *Side) Focus() bool {
	if len(s.labels) == 0 {
		return false
	}
	part.Focus(s.rows)
	return true
}

// Holds reports whether a thing that has the keyboard is in the panel.
func (s *Side) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(s.rows) }

// SetKeys takes another keymap; the next Show writes its keys.
func (s *Side) SetKeys(keys *command.Keymap) { s.keys, s.with = keys, nil }

// Show brings the panel up to date with the state.
func (s *Side) Show(st state.State) {
	now := articleOf(st)
	if now == s.shown && s.keys == s.with {
		return
	}
	s.shown, s.with = now, s.keys
	s.labels = present.Labels(st, s.keys)
	s.rows.Update(len(s.labels))
	s.keepMarkedOnScreen()
	changed := s.showCard(st)
	if s.hints.show(hintsOf(st, s.keys)) {
		changed = true
	}
	if s.note.SetText(st.Session.Work.Note) {
		changed = true
	}
	if changed || s.pane.labels != len(s.labels) {
		s.pane.Relayout()
	}
}

func (s *Side) showCard(st state.State) bool {
	c, focused := present.OfSide(st)
	guideline := ""
	for _, l := range s.labels {
		if l.On {
			guideline = l.Guideline
		}
	}
	return s.card.show(c, guideline, focused)
}

func (s *Side) keepMarkedOnScreen() {
	for i, l := range s.labels {
		if l.On {
			s.rows.SetCursor(i)
		}
	}
}

// hover shows the guideline of the label under the pointer, or of the one that a key went to; -1 is none.
func (s *Side) hover(i int) {
	words := ""
	if 0 <= i && i < len(s.labels) {
		words = s.labels[i].Guideline
	}
	s.tip.say(words)
	if words != "" {
		s.pane.placeTip()
	}
}

func (s *Side) leave() {
	if s.Leave != nil {
		s.Leave()
	}
}

func hintsOf(st state.State, keys *command.Keymap) []present.Hint {
	if !st.HasArticle() {
		return nil
	}
	return present.Hints(st, keys)
}
