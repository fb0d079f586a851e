package dialogs

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func TestNoteOnTheFocus(t *testing.T) {
	s := parttest.State(t)
	s.Focus = state.Focus{Annotation: "id-Tuesday"}
	st := newStage(t, theme.Light, 900, 640)
	Note(st.Host, s)
	says(t, st, "Note on “Tuesday”")
	parttest.Write(t, st.Window, "which ")
	field := st.Window.Canvas().Focused().(desktop.Keyable)
	field.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	st.press(t, fyne.KeyReturn)
	field.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	parttest.Write(t, st.Window, "week?")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.SetNote{Text: "which \nweek?"}) {
		t.Errorf("sent %+v", m)
	}
	st.gone(t)
}

func TestNoteOnTheArticle(t *testing.T) {
	s := parttest.Focus(parttest.State(t), "Coastal Union") // a suggestion has no note
	s.Session.Work.Note = "as it was"
	st := newStage(t, theme.Light, 900, 640)
	Note(st.Host, s)
	says(t, st, "Note on the article")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.SetNote{Text: "as it was"}) {
		t.Errorf("sent %+v", m)
	}
}

func TestEntityOfTheFocus(t *testing.T) {
	s := parttest.State(t)
	s.Focus = state.Focus{Annotation: "id-Tuesday"}
	st := newStage(t, theme.Light, 900, 640)
	Entity(st.Host, s)
	says(t, st, "Entity of “Tuesday”")
	parttest.Write(t, st.Window, "Q1490")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.SetEntity{ID: "Q1490"}) {
		t.Errorf("sent %+v", m)
	}
	st.gone(t)
	a, _ := s.FocusedAnnotation()
	other := a
	other.ID, other.Entity, other.Span = "other", "Q7", annotate.Span{Start: a.Span.End, End: a.Span.End + 7}
	s.Session.Work.Annotations = s.Session.Work.Annotations.With(other)
	Entity(st.Host, s)
	says(t, st, "Proposed: other “Tuesday” in the article are linked so")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.SetEntity{ID: "Q7"}) {
		t.Errorf("sent %+v", m)
	}
	s.Focus.Annotation = "other"
	Entity(st.Host, s)
	says(t, st, "An empty field takes the link away")
	st.press(t, fyne.KeyEscape)
	st.gone(t)
	Entity(st.Host, parttest.Focus(s, "Coastal Union")) // a suggestion has no entity
	st.gone(t)
}

func TestLanguageAndDirection(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	names := map[string]string{"en": "English", "ar": "Arabic", "vi": "Vietnamese"}
	Language(st.Host, parttest.State(t), []string{"ar", "en", "vi"}, func(c string) string { return names[c] })
	parttest.Write(t, st.Window, "arab")
	test.Tap(chip(t, st, "Right to left"))
	test.Tap(chip(t, st, "Set"))
	want := parttest.Sent{state.SetLanguage{Code: "ar"}, state.SetDirection{Direction: "rtl"}}
	if !slices.Equal(*st.sent, want) {
		t.Errorf("sent %+v, want %+v", *st.sent, want)
	}
	st.gone(t)
}

func TestLanguageUnchangedSendsNothing(t *testing.T) {
	s := parttest.State(t)
	s.Session.Work.Language, s.Session.Work.Direction = "vi", "ltr"
	st := newStage(t, theme.Light, 900, 640)
	Language(st.Host, s, []string{"ar", "en", "vi"}, func(c string) string { return c })
	st.press(t, fyne.KeyReturn)
	if len(*st.sent) != 0 {
		t.Errorf("sent %+v", *st.sent)
	}
	st.gone(t)
}

func TestAcceptAllCountsLive(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	AcceptAll(st.Host, parttest.State(t))
	chip(t, st, "Accept 2") // from 0.80
	field := st.Window.Canvas().Focused().(*part.Entry)
	field.SetText("0.87")
	chip(t, st, "Accept 2")
	st.press(t, fyne.KeyUp)
	if field.Text != "0.88" {
		t.Errorf("Up made the score %s, want 0.88", field.Text)
	}
	chip(t, st, "Accept 1")
	says(t, st, "Accepts 1 of 3 open suggestions")
	st.press(t, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown)
	if field.Text != "0.58" {
		t.Errorf("Page Down three times made the score %s, want 0.58", field.Text)
	}
	says(t, st, "Accepts 3 of 3 open suggestions")
	st.press(t, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyPageUp)
	chip(t, st, "Accept 1")
	field.SetText("nonsense")
	chip(t, st, "Accept 1")
	field.SetText("0.2")
	says(t, st, "LOC · 0.61")
	field.SetText("0,6")
	st.press(t, fyne.KeyReturn)
	if m := st.sent.Take(t); m != (state.AcceptAll{Score: 0.6}) {
		t.Errorf("sent %+v", m)
	}
	st.gone(t)
}

// What AcceptAll would refuse is not promised.
func TestAcceptAllCountsWhatTheSchemaAllows(t *testing.T) {
	s := parttest.State(t)
	open := s.Open().All()
	s.Project.Schema.Overlap = annotate.OverlapNone
	beside := open[0]
	beside.Span.Start, beside.Label, beside.Score = beside.Span.Start+1, open[1].Label, 0.99
	stranger := open[1]
	stranger.Label, stranger.Score = "STRANGER", 0.98
	s.Session.Suggestions = annotate.NewSuggestions(append(open, beside, stranger)...)
	st := newStage(t, theme.Light, 900, 640)
	AcceptAll(st.Host, s)
	st.Window.Canvas().Focused().(*part.Entry).SetText("0")
	n := s.Open().Len()
	chip(t, st, fmt.Sprintf("Accept %d", n-2))
	says(t, st, fmt.Sprintf("Accepts %d of %d open suggestions; the schema forbids 2", n-2, n))
	st.press(t, fyne.KeyReturn)
	next, _ := state.Update(s, st.sent.Take(t))
	if got := next.Session.Work.Annotations.Len() - s.Session.Work.Annotations.Len(); got != n-2 {
		t.Errorf("%d were accepted, the dialog said %d: %+v", got, n-2, next.Toast)
	}
}

func TestAcceptAllOfNothing(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	AcceptAll(st.Host, parttest.State(t))
	st.Window.Canvas().Focused().(*part.Entry).SetText("1")
	st.press(t, fyne.KeyReturn)
	if len(*st.sent) != 0 || !chip(t, st, "Accept 0").Disabled() {
		t.Errorf("sent %+v with nothing to accept", *st.sent)
	}
}
