package panel

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// learnt is the sign that the suggestions have learnt. It stands in a room of its own, which is kept free while there is
// none, so that nothing moves when it comes and goes; and it fades.
type learnt struct {
	text  *part.Text
	shown present.Learnt
	on    bool
	place bool // there is room for it
	after func(time.Duration, func()) (stop func())
	stop  []func()
}

const (
	learntClear = 3 * time.Second // before it fades
	learntFaint = time.Second     // before it has gone
	learntWidth = 84              // of its room
	learntLeast = 860             // of the window
)

func newLearnt(pen *part.Pen) *learnt {
	l := &learnt{text: pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic, part.Leading), after: later}
	l.text.Hide()
	return l
}

// show lets the sign come for a lesson that it has not told of.
func (l *learnt) show(p present.Learnt) {
	if p.When.Equal(l.shown.When) {
		return
	}
	l.shown = p
	l.halt()
	l.on = p.Text != ""
	if l.on {
		l.text.SetText(p.Text)
		l.text.SetRole(part.Muted)
		l.stop = append(l.stop, l.after(learntClear, func() { l.text.SetRole(part.Faint) }), l.after(learntClear+learntFaint, l.leave))
	}
	l.reveal()
}

func (l *learnt) leave() {
	l.halt()
	l.on = false
	l.reveal()
}

func (l *learnt) halt() {
	for _, stop := range l.stop {
		stop()
	}
	l.stop = nil
}

func (l *learnt) reveal() { part.Show(l.text, l.on && l.place) }

// room is what the sign takes with its gap in a window so wide, where so much is free; 0 where it has no place. It does
// not depend on whether there is a sign now.
func (l *learnt) room(window, free float32) float32 {
	l.place = window >= learntLeast && free >= learntWidth+2*partGap
	l.reveal()
	if !l.place {
		return 0
	}
	return learntWidth + partGap
}

// said is what a screen reader says of the line, with the sign in whole words.
func (l *learnt) said(line string) string {
	if !l.text.Visible() {
		return line
	}
	return strings.Replace(line, l.shown.Text, l.shown.Said, 1)
}

// later calls fn on the goroutine of the user interface after a while. Where there is no screen, as in tests, nothing
// happens by itself.
func later(d time.Duration, fn func()) (stop func()) {
	if _, ok := fyne.CurrentApp().Driver().(desktop.Driver); !ok {
		return func() {}
	}
	stopped := false
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				fn()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}
