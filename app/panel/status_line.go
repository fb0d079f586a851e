package panel

import (
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
)

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
	return append(list, l.s.toast, l.s.learnt.text, l.s.right)
}

// AccessibilityLabel implements fyne.Accessible.
func (l *statusLine) AccessibilityLabel() string {
	return l.s.learnt.said(l.Panelled.AccessibilityLabel())
}

const partGap = 22

func (l *statusLine) place(size fyne.Size) {
	s := l.s
	part.Place(l.back, 0, 0, size.Width, size.Height)
	part.Place(l.edge, 0, 0, size.Width, 1)
	right := s.right.MinSize().Width
	save := min(s.save.Width(), l.mostForSaving(size.Width))
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
	if room := s.learnt.room(size.Width, end-x-said); room > 0 {
		end -= room
		part.Place(s.learnt.text, end, 1, room-partGap, size.Height-1)
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

// mostForSaving is how much of the line may say what is on disk. What is not, and what to do about it, goes before all
// else.
func (l *statusLine) mostForSaving(width float32) float32 {
	if l.s.shown.SaveTone == present.Bad && l.s.said() == 0 {
		return width - 2*margin - 13
	}
	return width / 2
}

// said is the room that a toast takes with its gap; 0 when there is none.
func (s *Status) said() float32 {
	if s.shown.Toast == "" && s.shown.Offer == "" {
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
