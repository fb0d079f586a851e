package panel

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

var errFull = errors.New("disk full")

func newStatus(t *testing.T, s state.State) (*Status, *parttest.Sent) {
	t.Helper()
	parttest.App(t, theme.Light)
	sent := &parttest.Sent{}
	status := NewStatus(parttest.Fonts(t), parttest.Keys(t), sent.Dispatch)
	parttest.Window(t, status.Object(), 1000, StatusHeight)
	status.Show(s)
	return status, sent
}

func TestStatusTellsOfSaving(t *testing.T) {
	s := parttest.State(t)
	status, _ := newStatus(t, s)
	for _, c := range []struct {
		saving state.Saving
		want   string
	}{{state.Saving{Pending: 3}, "Saving 3"}, {state.Saving{Pending: 3, Err: errFull}, "Not saved: disk full. Retry (Ctrl+S) or save a copy elsewhere (Ctrl+Shift+S); 3 steps kept in memory for “" + s.Project.Path + "”"}, {state.Saving{}, "Saved"}} {
		s.Saving = c.saving
		status.Show(s)
		if got := status.save.Content(); got != c.want {
			t.Errorf("the line says %q, want %q", got, c.want)
		}
	}
}

// badError cannot be compared.
type badError struct{ why []string }

func (e badError) Error() string { return e.why[0] }

func TestStatusTakesAnyError(t *testing.T) {
	s := parttest.State(t)
	s.Saving.Err = badError{[]string{"one"}}
	status, _ := newStatus(t, s)
	s.Saving.Err = badError{[]string{"two"}}
	status.Show(s)
	if got := status.save.Content(); !strings.HasPrefix(got, "Not saved: two. Retry (Ctrl+S)") {
		t.Errorf("the line says %q", got)
	}
}

func TestClickOnTheLanguage(t *testing.T) {
	status, sent := newStatus(t, parttest.State(t))
	test.Tap(status.right)
	if m := sent.Take(t); m != (state.OpenDialog{Dialog: state.DialogLanguage}) {
		t.Errorf("sent %+v, want the language dialog", m)
	}
}

func TestNumberStandsAfterArabicWords(t *testing.T) {
	for in, want := range map[string][2]string{
		"العربية 99 %": {"العربية", "99 %"},
		"English 99 %": {"English", "99 %"},
		"English":      {"English", ""},
		"":             {"", ""},
	} {
		if words, number := splitNumber(in); words != want[0] || number != want[1] {
			t.Errorf("splitNumber(%q) = %q, %q", in, words, number)
		}
	}
	status, _ := newStatus(t, parttest.State(t))
	status.right.setText("العربية 99 %")
	status.line.Relayout()
	if status.right.number.Position().X < status.right.words.Position().X+status.right.words.Size().Width {
		t.Error("the number does not stand to the right of the words")
	}
}

func TestNarrowLineKeepsTheToastAndTheSaving(t *testing.T) {
	s := parttest.State(t)
	s.Toast = state.Toast{Text: "undone: accept 3 suggestions"}
	status, _ := newStatus(t, s)
	status.line.Resize(status.line.Size().SubtractWidthHeight(700, 0))
	if !status.save.Visible() || status.parts[1].Visible() {
		t.Error("a narrow line should drop what matters least")
	}
}

func TestStatusUnchangedStateRefreshesNothing(t *testing.T) {
	s := parttest.State(t)
	status, _ := newStatus(t, s)
	status.save.SetText("poison")
	status.Show(s)
	if status.save.Content() != "poison" {
		t.Error("Show refreshed what had not changed")
	}
	if n := testing.AllocsPerRun(100, func() { status.Show(s) }); n > 1 {
		t.Errorf("Show of the same state allocates %v times", n)
	}
}

func TestANoticeHidesNoToast(t *testing.T) {
	s := parttest.State(t)
	s.Fontless = []string{"Han"}
	status, _ := newStatus(t, s)
	notice := status.toast.Content()
	if !strings.HasPrefix(notice, "No font for Han") {
		t.Errorf("the line says %q", notice)
	}
	s.Toast = state.Toast{Text: "undone: finish the article"}
	status.Show(s)
	if got := status.toast.Content(); got != s.Toast.Text {
		t.Errorf("with a toast the line says %q", got)
	}
	s.Toast = state.Toast{}
	status.Show(s)
	if got := status.toast.Content(); got != notice {
		t.Errorf("after the toast the line says %q", got)
	}
	s.Fontless = nil
	status.Show(s)
	if got := status.toast.Content(); got != "" {
		t.Errorf("with all letters seen the line says %q", got)
	}
}

// TestAToastIsWholeInANarrowLine: what matters less goes before the end of a sentence does.
func TestAToastIsWholeInANarrowLine(t *testing.T) {
	for _, width := range []float32{360, 640, 700, 1000} {
		for _, toast := range []string{"undone: finish the article", "select the words first, or go to a span with Tab", "no span is in focus: Tab goes to the next one, and the key again"} {
			s := parttest.State(t)
			s.Toast = state.Toast{Text: toast, Warn: true}
			status, _ := newStatus(t, s)
			status.line.Resize(fyne.NewSize(width, StatusHeight))
			room := status.toast.Size().Width
			if room < status.toast.Width() && width >= 640 {
				t.Errorf("at %v “%s” has %v of %v", width, toast, room, status.toast.Width())
			}
			if room < status.toast.Width() && (status.right.Visible() || status.save.Visible() || status.parts[0].Visible()) {
				t.Errorf("at %v “%s” is cut beside something else", width, toast)
			}
			if status.Focus() != status.right.Visible() {
				t.Errorf("at %v the keyboard goes to a language that is not on screen", width)
			}
			if width == 1000 && (!status.save.Visible() || !status.right.Visible() || !status.parts[0].Visible()) {
				t.Errorf("at %v “%s” drives away what it need not", width, toast)
			}
			s.Toast = state.Toast{}
			status.Show(s)
			if !status.save.Visible() || !status.right.Visible() {
				t.Errorf("at %v, what “%s” drove away does not come back", width, toast)
			}
		}
	}
}

func TestAToastHidesNoTrouble(t *testing.T) {
	s := parttest.State(t)
	s.Saving.Err = errFull
	s.Toast = state.Toast{Text: strings.Repeat("a long sentence ", 12)}
	status, _ := newStatus(t, s)
	status.line.Resize(fyne.NewSize(640, StatusHeight))
	if !status.save.Visible() {
		t.Error("that nothing is saved has gone for a toast")
	}
}
