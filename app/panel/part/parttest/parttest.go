// Package parttest has what the tests of panels and dialogs share: a state to show, a window in our theme with our
// fonts only, and pictures to compare with.
package parttest

import (
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/command"
	"rubricator/app/state"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Fonts are the embedded ones alone, so that pictures are the same everywhere.
func Fonts(t testing.TB) *textlayout.FontSet {
	t.Helper()
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

// Keys are the default keys.
func Keys(t testing.TB) *command.Keymap {
	t.Helper()
	keys, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// App starts Fyne's test program in one of our looks.
func App(t testing.TB, look theme.Variant) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(look))
}

// Window shows an object alone in a window of a size.
func Window(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// Press sends keys to whatever has the keyboard. The space bar comes as a character as well, as from the driver: to
// what has the keyboard after the key.
func Press(t testing.TB, win fyne.Window, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		focused := win.Canvas().Focused()
		if focused == nil {
			t.Fatalf("nothing has the keyboard to take %s", k)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: k})
		if focused = win.Canvas().Focused(); k == fyne.KeySpace && focused != nil {
			focused.TypedRune(' ')
		}
	}
}

// Write types characters into whatever has the keyboard.
func Write(t testing.TB, win fyne.Window, text string) {
	t.Helper()
	for _, r := range text {
		focused := win.Canvas().Focused()
		if focused == nil {
			t.Fatalf("nothing has the keyboard to take %q", r)
		}
		focused.TypedRune(r)
	}
}

// Picture is the window as it is painted.
func Picture(win fyne.Window) image.Image { return win.Canvas().Capture() }

// Sent collects messages.
type Sent []state.Msg

// Take returns the one message that was sent since the last call.
func (s *Sent) Take(t testing.TB) state.Msg {
	t.Helper()
	if len(*s) != 1 {
		t.Fatalf("%d messages were sent: %+v; want 1", len(*s), *s)
	}
	m := (*s)[0]
	*s = nil
	return m
}

// Dispatch takes a message.
func (s *Sent) Dispatch(m state.Msg) { *s = append(*s, m) }

// Text is the open article of State.
const Text = "Harbour talks resume in Port Sarel\nForeign minister Mira Okonkwo returned to Port Sarel on Tuesday for a third round of talks with the Coastal Union, " +
	"which has kept the ferries of North Bay in harbour since 4 March."

// State is a project of ten articles, one of them open, with labels and suggestions in it.
func State(t testing.TB) state.State {
	t.Helper()
	text, err := annotate.NewText(Text)
	if err != nil {
		t.Fatal(err)
	}
	s := state.Start()
	s.Now = time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC)
	s.Project = state.Project{Path: "/projects/harbour.rubric", Name: "Harbour", Schema: annotate.News(), Annotator: "mira"}
	s.List = state.NewList(rows(), state.Filter{All: true})
	s.Saving.Last = s.Now
	s.Session = annotate.Session{Document: annotate.Document{ID: "a1", Title: "Harbour talks resume in Port Sarel", Text: text}, Annotator: "mira",
		Work: annotate.Work{Status: annotate.InProgress, Annotations: annotate.NewSet(
			Annotation("Mira Okonkwo", "PER"), Annotation("Port Sarel", "LOC"), Annotation("Tuesday", "DATE"))}}
	s.Session.Suggestions = annotate.NewSuggestions(
		Suggestion("Coastal Union", "ORG", 0.87, "confirmed 3 times in this project, last in “اتحاد الساحل”"),
		Suggestion("North Bay", "LOC", 0.61, "after “ferries of”"),
		Suggestion("4 March", "DATE", 0.93, "a day and a month"),
	)
	return s
}

// Span finds words in Text.
func Span(words string) annotate.Span {
	b := strings.LastIndex(Text, words)
	start := len([]rune(Text[:b]))
	return annotate.Span{Start: start, End: start + len([]rune(words))}
}

// Annotation is a label on words of Text.
func Annotation(words, label string) annotate.Annotation {
	return annotate.Annotation{ID: "id-" + words, Span: Span(words), Label: label, Annotator: "mira", Origin: annotate.OriginUser, Quote: words}
}

// Suggestion is a proposal on words of Text.
func Suggestion(words, label string, score float64, reason string) annotate.Suggestion {
	return annotate.Suggestion{Span: Span(words), Label: label, Score: score, Suggester: "memory", Reason: reason}
}

// Focus puts the suggestion on words in focus.
func Focus(s state.State, words string) state.State {
	for g := range s.Session.Suggestions.Values() {
		if g.Span == Span(words) {
			s.Focus = state.Focus{Suggestion: g.Key()}
		}
	}
	return s
}

func rows() []state.Row {
	row := func(id, title, lang string, status annotate.Status, labels, open int) state.Row {
		return state.Row{ID: id, Title: title, Source: id + ".txt", Found: state.Language{Code: lang, Confidence: 0.99}, Status: status,
			CodePoints: 2140, Annotations: labels, Suggestions: open}
	}
	return []state.Row{
		row("a1", "Harbour talks resume in Port Sarel", "en", annotate.InProgress, 3, 3),
		row("a2", "Minister lands for a third round of talks that nobody expected to last", "en", annotate.New, 0, -1),
		row("a3", "الوزيرة ميرا أوكونكو تصل إلى ميناء سارل", "ar", annotate.InProgress, 12, 5),
		row("a4", "شركة Coastal Union تعلن نتائج 2024 (الربع الأول)", "ar", annotate.New, 0, 7),
		row("a5", "Ngoại trưởng thăm cảng Sarel", "vi", annotate.New, 0, -1),
		row("a6", "ראש הממשלה ביקר בנמל 3 פעמים", "he", annotate.Finished, 9, 0),
		row("a7", "Fishing fleet waits out the storm", "en", annotate.Ignored, 1, 0),
		row("a8", "A title of which the language is not known yet", "", annotate.New, 0, -1),
		row("a9", "Pilots’ Guild votes on Friday", "en", annotate.Finished, 14, 0),
		row("a10", "ประชุมท่าเรือ", "th", annotate.New, 0, 2),
	}
}

// Many is a project of n articles, none of them open.
func Many(n int) state.State {
	list := make([]state.Row, n)
	for i := range list {
		list[i] = state.Row{ID: fmt.Sprint("d", i), Title: fmt.Sprintf("Article %d", i+1), Found: state.Language{Code: "en", Confidence: 1}, Suggestions: -1}
	}
	s := state.Start()
	s.Project = state.Project{Path: "/projects/many.rubric", Name: "Many", Schema: annotate.News()}
	s.List = state.NewList(list, state.Filter{All: true})
	return s
}
