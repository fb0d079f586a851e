package panel

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// historian is the pane of the history that follows a state as in the window.
type historian struct {
	*Past
	t    *testing.T
	win  fyne.Window
	s    state.State
	sent parttest.Sent
}

func newHistorian(t *testing.T, s state.State, width, height float32) *historian {
	t.Helper()
	h := &historian{t: t, s: s}
	h.Past = NewPast(parttest.Fonts(t), h.dispatch)
	h.win = parttest.Window(t, h.Object(), width, height)
	h.dispatch(state.TogglePast{})
	h.dispatch(state.PastRead{Number: 1, Steps: steps(h.s), Others: 3})
	h.Focus(h.win.Canvas())
	h.sent = nil
	return h
}

func (h *historian) dispatch(m state.Msg) {
	h.sent.Dispatch(m)
	h.s, _ = state.Update(h.s, m)
	h.Show(h.s)
}

// steps are what could have been done in the article of parttest.State, newest first.
func steps(s state.State) []annotate.Transaction {
	at := func(days, hour, minute int) time.Time {
		return time.Date(2026, 3, 4-days, hour, minute, 0, 0, time.UTC)
	}
	mira, port := parttest.Annotation("Mira Okonkwo", "PER"), parttest.Annotation("Port Sarel", "LOC")
	short, org := mira, port
	short.Span.End, short.Quote = short.Span.Start+4, "Mira"
	org.Label = "ORG"
	taken := annotate.Decision{Span: short.Span, Label: "PER", Verdict: annotate.Accepted, Suggester: "starter", Score: 0.93, Quote: "Mira", Annotation: mira.ID}
	refused := annotate.Decision{Span: parttest.Span("Coastal Union"), Label: "LOC", Verdict: annotate.Rejected, Suggester: "places", Score: 0.41, Quote: "Coastal Union"}
	union := annotate.Annotation{ID: "x", Span: parttest.Span("Coastal Union"), Label: "LOC", Annotator: s.Project.Annotator, Quote: "Coastal Union"}
	list := []annotate.Transaction{
		{ID: "8", Group: "8", Time: at(0, 9, 28), Origin: annotate.OriginUndo, Of: "7", Edits: []annotate.Edit{annotate.Remove(union)}},
		{ID: "7", Group: "7", Time: at(0, 9, 27), Edits: []annotate.Edit{annotate.Add(union)}},
		{ID: "6", Group: "6", Time: at(0, 9, 20), Edits: []annotate.Edit{annotate.Replace(short, mira)}},
		{ID: "5", Group: "5", Time: at(0, 9, 19), Origin: annotate.OriginSuggestion, Edits: []annotate.Edit{annotate.Add(short), annotate.Decide{After: &taken}}},
		{ID: "4", Group: "4", Time: at(1, 17, 5), Edits: []annotate.Edit{annotate.Decide{After: &refused}}},
		{ID: "3", Group: "3", Time: at(1, 17, 4), Edits: []annotate.Edit{annotate.Replace(org, port)}},
		{ID: "2", Group: "2", Time: at(1, 17, 2), Edits: []annotate.Edit{annotate.Assign{Field: annotate.FieldNote, After: "Ask the desk about the second round"}}},
		{ID: "1", Group: "0", Time: at(9, 8, 0), Origin: annotate.OriginImport, Edits: []annotate.Edit{annotate.Add(org), annotate.Add(parttest.Annotation("Tuesday", "DATE"))}},
	}
	for i := range list {
		list[i].Document, list[i].Annotator = s.Session.Document.ID, s.Project.Annotator
	}
	return list
}

// annotated has an annotation of the open article in focus.
func annotated(s state.State, id string) state.State {
	s.Focus = state.Focus{Annotation: id}
	return s
}

func TestStepsOfAnArticleAndOfASpan(t *testing.T) {
	h := newHistorian(t, parttest.State(t), ListWidth, 700)
	if h.rows.Count() != 7 || h.ours.Content() != "This article" || !strings.HasPrefix(h.more.Content(), "3 steps by others") {
		t.Fatalf("%d rows of %q, %q", h.rows.Count(), h.ours.Content(), h.more.Content())
	}
	parttest.Press(t, h.win, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if m := h.sent.Take(t); m != (state.GoToStep{ID: "5"}) || h.rows.Count() != 7 {
		t.Errorf("Return on the third row sends %+v and leaves %d rows", m, h.rows.Count())
	}
	h.dispatch(state.FocusOn{Focus: state.Focus{Annotation: "id-Port Sarel"}})
	if h.rows.Count() != 2 || h.title.Content() != "Port Sarel" || h.words.Content() != "Place · 2 steps" || h.rows.Cursor() != 0 {
		t.Errorf("with a span in focus: %d rows of %q, %q, the cursor at %d", h.rows.Count(), h.title.Content(), h.words.Content(), h.rows.Cursor())
	}
	h.sent = nil
	left := false
	h.Leave = func() { left = true }
	if parttest.Press(t, h.win, fyne.KeyEscape); !left || len(h.sent) != 0 {
		t.Error("Escape does not go back to the article")
	}
	test.Tap(h.close)
	if m := h.sent.Take(t); m != (state.TogglePast{}) || h.Object().Visible() {
		t.Errorf("Close sends %+v", m)
	}
}

func TestPicturesOfTheHistory(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		s := parttest.State(t)
		if strings.HasPrefix(look, "contrast") {
			s = annotated(s, "id-Mira Okonkwo")
		}
		if look == "dark" {
			s = arabicFocus(t, s)
			s.Project.Annotator = "ليلى"
		}
		h := newHistorian(t, s, ListWidth, 760)
		if look == "dark" {
			h.dispatch(state.PastRead{Number: 1, Steps: arabicSteps(s)})
		}
		golden(t, "past-"+look, h.win)
	}
}

// arabicSteps are what could have been done to the name of arabicFocus.
func arabicSteps(s state.State) []annotate.Transaction {
	a, _ := s.FocusedAnnotation()
	longer := a
	longer.Span.Start, longer.Quote = 5, "الوزيرة ميرا أوكونكو"
	noted, at := longer, time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	noted.Note = ""
	first := annotate.Decision{Span: longer.Span, Label: "PER", Verdict: annotate.Accepted, Suggester: "memory", Score: 0.81, Quote: longer.Quote, Annotation: a.ID}
	list := []annotate.Transaction{
		{ID: "13", Group: "13", Time: at, Edits: []annotate.Edit{annotate.Replace(longer, a)}},
		{ID: "12", Group: "12", Time: at.Add(-time.Hour), Edits: []annotate.Edit{annotate.Replace(noted, longer)}},
		{ID: "11", Group: "11", Time: at.Add(-time.Hour), Origin: annotate.OriginSuggestion, Edits: []annotate.Edit{annotate.Add(noted), annotate.Decide{After: &first}}},
	}
	for i := range list {
		list[i].Document, list[i].Annotator = s.Session.Document.ID, s.Project.Annotator
	}
	return list
}

func TestAHistoryThatIsRead(t *testing.T) {
	parttest.App(t, theme.Light)
	h := &historian{t: t, s: parttest.State(t)}
	h.Past = NewPast(parttest.Fonts(t), h.dispatch)
	h.win = parttest.Window(t, h.Object(), ListWidth, 400)
	h.dispatch(state.TogglePast{})
	h.Focus(h.win.Canvas())
	if h.rows.Visible() || h.words.Content() != "0 steps so far" || h.win.Canvas().Focused() != fyne.Focusable(h.close) {
		t.Errorf("before anything is read it says %q, rows %t", h.words.Content(), h.rows.Visible())
	}
	h.dispatch(state.PastRead{Number: 1})
	if h.more.Content() != "Nothing was done in this article yet." {
		t.Errorf("without steps it says %q", h.more.Content())
	}
}
