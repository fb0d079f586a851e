package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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
	right  *link
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
}

// NewStatus makes the line. A click on the language asks for the language dialog.
func NewStatus(fonts *textlayout.FontSet, dispatch func(state.Msg)) *Status {
	pen := part.NewPen(fonts)
	small := part.Size(theme.TextSmall)
	s := &Status{
		pen:   pen,
		dot:   part.NewBox(part.Look{Fill: part.Muted, Radius: 4}),
		save:  pen.Text("", small, part.Colored(part.Muted), part.Elastic, part.Sentence),
		toast: pen.Text("", small, part.Elastic, part.Centered, part.Sentence),
		right: newLink(pen, func() { dispatch(state.OpenDialog{Dialog: state.DialogLanguage}) }),
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

// Show brings the line up to date with the state.
func (s *Status) Show(st state.State) {
	now := statusOf{saving: st.Saving, toast: st.Toast, work: articleOf(st), list: listOf(st), fonts: sliceOf(st.Fontless)}
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
	p := present.OfStatus(st)
	changed := s.save.SetText(p.Save)
	s.save.SetRole(toneRole(p.SaveTone, part.Muted))
	s.dot.SetLook(part.Look{Fill: toneRole(p.SaveTone, part.Faint), Radius: 4})
	if s.showParts(p.Parts) {
		changed = true
	}
	said, role := p.Toast, toastRole(p.Warn)
	if said == "" {
		said, role = p.Notice, part.Muted
	}
	if s.toast.SetText(said) {
		changed = true
	}
	s.toast.SetRole(role)
	if s.right.setText(p.Right) {
		changed = true
	}
	changed = changed || p.Toast != s.shown.Toast || p.SaveTone != s.shown.SaveTone
	s.shown = p
	if changed {
		s.line.Relayout()
	}
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

// statusLine places the parts of the line.
type statusLine struct {
	part.Panelled
	s          *Status
	back, edge *part.Box
}

func newStatusLine(s *Status) *statusLine {
	l := &statusLine{s: s, back: part.NewBox(part.Look{Fill: part.Panel}), edge: part.NewBox(part.Look{Fill: part.Rule})}
	l.Least = fyne.NewSize(200, StatusHeight)
	l.Init(l, l.place, l.children()...)
	return l
}

func (l *statusLine) children() []fyne.CanvasObject {
	list := []fyne.CanvasObject{l.back, l.edge, l.s.dot, l.s.save}
	for _, t := range l.s.parts {
		list = append(list, t)
	}
	return append(list, l.s.toast, l.s.right)
}

const partGap = 22

func (l *statusLine) place(size fyne.Size) {
	s := l.s
	part.Place(l.back, 0, 0, size.Width, size.Height)
	part.Place(l.edge, 0, 0, size.Width, 1)
	right := s.right.MinSize().Width
	save := min(s.save.Width(), size.Width/2)
	x, end := float32(margin+13), size.Width-margin
	said := s.said()
	language, saving := l.beside(end-x, said, right, save)
	part.Show(s.right, language)
	part.Place(s.right, size.Width-margin-right, 1, right, size.Height-1)
	part.Place(s.dot, margin, size.Height/2-3, 7, 7)
	part.Show(s.save, saving)
	part.Place(s.save, x, 1, save, size.Height-1)
	if saving {
		x += save
	}
	if language {
		end -= right + partGap
	}
	for _, t := range s.parts {
		fits := t.Content() != "" && x+partGap+t.Width()+said < end
		part.Show(t, fits)
		if fits {
			part.Place(t, x+partGap, 1, t.Width(), size.Height-1)
			x += partGap + t.Width()
		}
	}
	x += partGap
	part.Place(s.toast, x, 1, max(0, end-x), size.Height-1)
}

// said is the room that a toast takes with its gap; 0 when there is none.
func (s *Status) said() float32 {
	if s.shown.Toast == "" {
		return 0
	}
	return partGap + s.toast.Width()
}

// beside says what stays beside a toast in so much room. The language goes first, unless it has the keyboard; that all is
// saved is then told by the dot alone.
func (l *statusLine) beside(room, said, right, save float32) (language, saving bool) {
	language, saving = l.s.right.text != "", true
	taken := save + said
	if language {
		taken += right + partGap
	}
	if said == 0 || taken <= room {
		return language, saving
	}
	if language && !l.s.right.state.focused {
		language = false
		taken -= right + partGap
	}
	return language, taken <= room || l.s.shown.SaveTone != present.Good
}

// splitNumber cuts the number off the end of words: beside Arabic words in one line it would change its place.
func splitNumber(s string) (words, number string) {
	words = strings.TrimRight(s, "0123456789.,% ")
	return words, strings.TrimSpace(s[len(words):])
}
