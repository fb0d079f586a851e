package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// StatusHeight is how high the status line is.
const StatusHeight = 28

// Status is the line at the foot of the window.
type Status struct {
	Leave func()               // gives the keyboard back to the article
	Else  func(*fyne.KeyEvent) // keys that mean nothing in the line

	shown  present.Status
	source statusOf
	pen    *part.Pen
	line   *statusLine
	dot    *part.Box
	save   *part.Text
	parts  []*part.Text
	toast  *part.Text
	learnt *learnt
	right  *link
	keys   *command.Keymap
}

// statusOf is all that the line shows of the state.
type statusOf struct {
	saving state.Saving
	why    string // of saving.Err, which may not be comparable
	toast  state.Toast
	busy   state.Busy
	work   workOf
	list   rowsOf
	fonts  same
	alike  alike
	learnt state.Lessons
}

// alike is what the line shows of state.Alike.
type alike struct {
	here   int
	remove bool
}

func alikeOf(a state.Alike) alike { return alike{a.Here, a.Remove} }

// NewStatus makes the line. A click on the language asks for the language dialog.
func NewStatus(fonts *textlayout.FontSet, keys *command.Keymap, dispatch func(state.Msg)) *Status {
	pen := part.NewPen(fonts)
	small := part.Size(theme.TextSmall)
	s := &Status{
		pen:    pen,
		keys:   keys,
		dot:    part.NewBox(part.Look{Fill: part.Muted, Radius: 4}),
		save:   pen.Text("", small, part.Colored(part.Muted), part.Elastic, part.Sentence),
		toast:  pen.Text("", small, part.Elastic, part.Centered, part.Sentence),
		learnt: newLearnt(pen),
		right:  newLink(pen, func() { dispatch(state.OpenDialog{Dialog: state.DialogLanguage}) }),
	}
	s.right.key = s.key
	s.line = newStatusLine(s)
	return s
}

// Focus gives the keyboard to the language of the article, where one is shown; it reports whether one is.
func (s *Status) Focus() bool {
	if s.right.text == "" || !s.right.Visible() {
		return false
	}
	part.Focus(s.right)
	return true
}

// Holds reports whether a thing that has the keyboard is in the line.
func (s *Status) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(s.right) }

func (s *Status) key(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && s.Leave != nil:
		s.Leave()
	case s.Else != nil:
		s.Else(e)
	}
}

// Object is the line for the window.
func (s *Status) Object() fyne.CanvasObject { return s.line }

// SetKeys takes another keymap; the next change of what is shown writes its keys.
func (s *Status) SetKeys(keys *command.Keymap) { s.keys = keys }

// Show brings the line up to date with the state.
func (s *Status) Show(st state.State) {
	now := statusOf{learnt: st.Learnt, alike: alikeOf(st.Alike), saving: st.Saving, toast: st.Toast, work: articleOf(st), list: listOf(st), fonts: sliceOf(st.Fontless)}
	if err := st.Saving.Err; err != nil {
		now.saving.Err, now.why = nil, "failed: "+err.Error()
	}
	if st.Busy != nil {
		now.busy = *st.Busy
	}
	if now == s.source {
		return
	}
	s.source = now
	p := present.OfStatus(st, s.keys)
	changed := s.save.SetText(p.Save)
	s.save.SetRole(toneRole(p.SaveTone, part.Muted))
	s.dot.SetLook(part.Look{Fill: toneRole(p.SaveTone, part.Faint), Radius: 4})
	if s.showParts(p.Parts) {
		changed = true
	}
	said, role := saidOf(p)
	if s.toast.SetText(said) {
		changed = true
	}
	s.toast.SetRole(role)
	if s.right.setText(p.Right) {
		changed = true
	}
	changed = changed || p.Toast != s.shown.Toast || p.Offer != s.shown.Offer || p.SaveTone != s.shown.SaveTone
	s.shown = p
	s.learnt.show(p.Learnt)
	if changed {
		s.line.Relayout()
	}
}

// saidOf is the line in the middle and its colour: what the last key did and what a key would do more of, else what holds.
func saidOf(p present.Status) (string, part.Role) {
	switch {
	case p.Toast != "" && p.Offer != "":
		return p.Toast + " · " + p.Offer, toastRole(p.Warn)
	case p.Toast != "":
		return p.Toast, toastRole(p.Warn)
	case p.Offer != "":
		return p.Offer, part.Muted
	}
	return p.Notice, part.Muted
}

func (s *Status) showParts(parts []string) bool {
	if slices.Equal(parts, s.shown.Parts) {
		return false
	}
	grown := false
	for len(s.parts) < len(parts) {
		s.parts = append(s.parts, s.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence))
		grown = true
	}
	for i, t := range s.parts {
		words := ""
		if i < len(parts) {
			words = parts[i]
		}
		t.SetText(words)
	}
	if grown {
		s.line.Replace(s.line.children()...)
	}
	return true
}

func toneRole(t present.Tone, quiet part.Role) part.Role {
	switch t {
	case present.Good:
		return part.OK
	case present.Bad:
		return part.Bad
	}
	return quiet
}

func toastRole(warn bool) part.Role {
	if warn {
		return part.Warn
	}
	return part.Ink
}
