package panel

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
)

// waiting are functions that are to be called after a while.
type waiting []*pause

type pause struct {
	d    time.Duration
	fn   func()
	gone bool
}

func (w *waiting) after(d time.Duration, fn func()) (stop func()) {
	p := &pause{d: d, fn: fn}
	*w = append(*w, p)
	return func() { p.gone = true }
}

// pass calls what is due.
func (w *waiting) pass(d time.Duration) {
	for _, p := range *w {
		if p.d -= d; p.d <= 0 && !p.gone {
			p.gone = true
			p.fn()
		}
	}
}

// places are where the pieces of the line stand, but for the sign.
func places(s *Status) (list []fyne.Position) {
	for _, o := range append([]fyne.CanvasObject{s.save, s.toast, s.right}, s.parts[0], s.parts[1]) {
		list = append(list, o.Position(), fyne.NewPos(o.Size().Width, o.Size().Height))
	}
	return list
}

func TestTheSignOfLearningComesAndFadesAndMovesNothing(t *testing.T) {
	s := parttest.State(t)
	s.Toast = state.Toast{Text: "undone: accept 3 suggestions"}
	status, _ := newStatus(t, s)
	var clock waiting
	status.learnt.after = clock.after
	before := places(status)
	still := func(when string) {
		t.Helper()
		for i, p := range places(status) {
			if p != before[i] {
				t.Errorf("%s: something moved from %v to %v", when, before[i], p)
			}
		}
	}
	if status.learnt.text.Visible() {
		t.Error("there is a sign before anything was learnt")
	}
	s.Learnt = state.Lessons{Count: 12, Label: "PER", When: s.Now}
	status.Show(s)
	if !status.learnt.text.Visible() || status.learnt.text.Content() != "Learnt 12" {
		t.Errorf("the sign says %q, visible: %v", status.learnt.text.Content(), status.learnt.text.Visible())
	}
	still("when it came")
	if label := status.line.AccessibilityLabel(); !strings.Contains(label, "the suggestions have learnt from 12 answers, the last of them Person") {
		t.Errorf("a screen reader says %q", label)
	}
	clock.pass(2 * time.Second)
	s.Learnt.Count, s.Learnt.When = 13, s.Now.Add(2*time.Second)
	status.Show(s)
	clock.pass(2 * time.Second)
	if got := status.learnt.text.Content(); got != "Learnt 13" || !status.learnt.text.Visible() {
		t.Errorf("another lesson leaves %q, visible: %v", got, status.learnt.text.Visible())
	}
	clock.pass(2 * time.Second)
	if status.learnt.text.Visible() {
		t.Error("it stays")
	}
	still("when it had gone")
	status.Show(s)
	s.Toast = state.Toast{Text: "copied"}
	status.Show(s)
	if status.learnt.text.Visible() {
		t.Error("it comes again without a lesson")
	}
}

func TestTheSignOfLearningNeedsRoom(t *testing.T) {
	s := parttest.State(t)
	s.Toast = state.Toast{Text: strings.Repeat("a long sentence ", 8)}
	s.Learnt = state.Lessons{Count: 12, When: s.Now}
	status, _ := newStatus(t, s)
	for width, want := range map[float32]bool{640: false, 900: false, 1400: true} {
		status.line.Resize(fyne.NewSize(width, StatusHeight))
		if got := status.learnt.text.Visible(); got != want {
			t.Errorf("at %v the sign is visible: %v, want %v", width, got, want)
		}
		if room := status.toast.Size().Width; room < status.toast.Width() && width > 800 {
			t.Errorf("at %v the toast has %v of %v", width, room, status.toast.Width())
		}
	}
}

// TestAnOfferStandsBesideAToast and is whole where the line is narrow; it goes with the state's.
func TestAnOfferStandsBesideAToast(t *testing.T) {
	s := parttest.State(t)
	s.Focus = state.Focus{Annotation: "id-Mira Okonkwo"}
	s.Alike = state.Alike{Phrase: "Mira Okonkwo", Label: "PER", Here: 5}
	status, _ := newStatus(t, s)
	if got := status.toast.Content(); got != "5 more like this: Ctrl+D" {
		t.Errorf("the line says %q", got)
	}
	status.line.Resize(fyne.NewSize(360, StatusHeight))
	if status.toast.Size().Width < status.toast.Width() {
		t.Errorf("the offer has %v of %v", status.toast.Size().Width, status.toast.Width())
	}
	s.Toast = state.Toast{Text: "“Okonkwo” was rejected"}
	status.Show(s)
	if got := status.toast.Content(); got != "“Okonkwo” was rejected · 5 more like this: Ctrl+D" {
		t.Errorf("beside a toast the line says %q", got)
	}
	s.Toast, s.Alike = state.Toast{}, state.Alike{}
	status.Show(s)
	if got := status.toast.Content(); got != "" {
		t.Errorf("after the next step the line says %q", got)
	}
}

// TestPicturesOfLearning are lines that offer more, in English and beside an Arabic toast, and that say what was learnt,
// clear and fading.
func TestPicturesOfLearning(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		var lines []*Status
		box := container.NewVBox()
		for range 4 {
			lines = append(lines, NewStatus(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {}))
			box.Add(lines[len(lines)-1].Object())
		}
		win := parttest.Window(t, box, 1100, 4*StatusHeight+14)
		offered := parttest.State(t)
		offered.Focus = state.Focus{Annotation: "id-Mira Okonkwo"}
		offered.Alike = state.Alike{Phrase: "Mira Okonkwo", Label: "PER", Here: 5}
		rejected := offered
		rejected.Alike.Remove = true
		rejected.Session.Document.ID = "a3"
		rejected.Toast = state.Toast{Text: "“اتحاد الساحل” was rejected, so it is no longer suggested at 3 more places here"}
		taught := parttest.State(t)
		taught.Learnt = state.Lessons{Count: 12, Label: "PER", When: taught.Now}
		all := offered
		all.Learnt = state.Lessons{Count: 1240, When: taught.Now}
		for i, s := range []state.State{offered, rejected, taught, all} {
			lines[i].Show(s)
		}
		lines[3].learnt.text.SetRole(part.Faint)
		golden(t, "learning-"+look, win)
	}
}
