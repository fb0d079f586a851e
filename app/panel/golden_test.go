package panel

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

var looks = map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark, "contrast-light": theme.LightContrast, "contrast-dark": theme.DarkContrast}

func golden(t *testing.T, name string, win fyne.Window) {
	t.Helper()
	test.AssertImageMatches(t, name+".png", parttest.Picture(win))
}

func TestPicturesOfTheList(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		list := NewList(parttest.Fonts(t), func(state.Msg) {})
		win := parttest.Window(t, list.Object(), ListWidth, 760)
		s := parttest.State(t)
		if strings.HasSuffix(look, "dark") {
			s.Session.Document.ID = "a3"
		}
		list.Show(s)
		golden(t, "list-"+look, win)
	}
}

// sorted is the list by expected corrections, of which one article is not counted yet.
func sorted(s state.State) state.State {
	for id, corrections := range map[string]float64{"a1": 0.6, "a3": 2.4, "a4": 5.2, "a5": 0, "a10": 0.2} {
		s.List = s.List.Change(id, func(r state.Row) state.Row {
			r.Suggestions, r.Corrections = max(r.Suggestions, 0), corrections
			return r
		})
	}
	s.List = s.List.Ordered(state.OrderCorrections)
	return s
}

func TestPicturesOfTheSortedList(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		list := NewList(parttest.Fonts(t), func(state.Msg) {})
		win := parttest.Window(t, list.Object(), ListWidth, 760)
		s := sorted(parttest.State(t))
		if strings.HasSuffix(look, "dark") {
			s.Session.Document.ID = "a3"
		}
		list.Show(s)
		golden(t, "sorted-"+look, win)
	}
}

// TestPicturesOfAFilteredList have all kinds of parts that a filter can have: as wide as in a large window, while the list is
// read, and as narrow as in a small one, where an article in Arabic is open.
func TestPicturesOfAFilteredList(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		list := NewList(parttest.Fonts(t), func(state.Msg) {})
		dark := strings.HasSuffix(look, "dark")
		width, height := float32(ListWidth), float32(760)
		if dark {
			width, height = 220, 600 // of a window of 900 x 640
		}
		win := parttest.Window(t, list.Object(), width, height)
		s := parttest.State(t)
		f := state.Filter{All: true, Languages: state.NewNames("ar", "en"), Without: "ORG", Shortest: 500, Longest: 5000}
		if dark {
			s.Session.Document.ID = "a3"
			f.Only = state.NewArticles("“الوزيرة” in the text", slices.Values([]uint64{0}))
		} else {
			s.List.Reading = 1_000_000
		}
		s.List = s.List.With(f)
		list.Show(s)
		golden(t, "filtered-"+look, win)
	}
}

func TestPicturesOfTheSide(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		side := NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
		win := parttest.Window(t, side.Object(), SideWidth, 760)
		s := parttest.Focus(parttest.State(t), "Coastal Union")
		if strings.HasSuffix(look, "dark") {
			s = arabicFocus(t, s)
		}
		side.Show(s)
		golden(t, "side-"+look, win)
	}
}

// TestPicturesOfAReason have a suggestion in focus that has much to say for itself, of an English and an Arabic article.
func TestPicturesOfAReason(t *testing.T) {
	const reason = "confirmed 3 times as ORG, rejected once as LOC; like “اتحاد الساحل”, confirmed twice; list of organisations: Coastal Union; the starter: 0.61"
	for look, mode := range looks {
		parttest.App(t, mode)
		side := NewSide(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {})
		win := parttest.Window(t, side.Object(), SideWidth, 820)
		s := parttest.State(t)
		g := parttest.Suggestion("Coastal Union", "ORG", 0.87, reason)
		if strings.HasSuffix(look, "dark") {
			s = arabicFocus(t, s)
			g = annotate.Suggestion{Span: annotate.Span{Start: 30, End: 40}, Label: "LOC", Score: 0.56, Suggester: "places", Reason: "list of places: ميناء سارل، here with “إلى” before it; " + reason}
		}
		s.Session.Suggestions = annotate.NewSuggestions(g)
		s.Focus = state.Focus{Suggestion: g.Key()}
		side.Show(s)
		golden(t, "reason-"+look, win)
	}
}

// arabicFocus puts an annotation with a note on an Arabic name in focus.
func arabicFocus(t *testing.T, s state.State) state.State {
	t.Helper()
	text, err := annotate.NewText("وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل في 4 مارس 2024.")
	if err != nil {
		t.Fatal(err)
	}
	a := annotate.Annotation{ID: "x", Span: annotate.Span{Start: 13, End: 25}, Label: "PER", Annotator: "ليلى", Quote: "ميرا أوكونكو",
		Suggester: "memory", Score: 0.81, Note: "هي نفسها Mira Okonkwo في مقال 3 مارس"}
	s.Session.Document = annotate.Document{ID: "a3", Text: text}
	s.Session.Work.Annotations = annotate.NewSet(a)
	s.Session.Work.Note = "راجع الفقرة 2 قبل الإنهاء"
	s.Session.Suggestions = annotate.Suggestions{}
	s.Focus = state.Focus{Annotation: "x"}
	return s
}

func TestPicturesOfTheStatusLine(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		var lines []*Status
		box := container.NewVBox()
		for range 6 {
			lines = append(lines, NewStatus(parttest.Fonts(t), parttest.Keys(t), func(state.Msg) {}))
			box.Add(lines[len(lines)-1].Object())
		}
		win := parttest.Window(t, box, 1100, 6*StatusHeight+20)
		for i, s := range statusStates(t) {
			lines[i].Show(s)
		}
		win.Canvas().Focus(lines[4].right)
		golden(t, "status-"+look, win)
	}
}

// statusStates are: nothing open, all stored, a step that did something, a disk that is full, letters that no font has,
// and a path whose folders have Arabic names.
func statusStates(t *testing.T) []state.State {
	saved := parttest.State(t)
	warned := saved
	warned.Saving.Pending = 3
	warned.Toast = state.Toast{Text: "“اتحاد الساحل” is labelled 3 times already", Warn: true}
	warned.Session.Document.ID = "a3"
	failed := saved
	failed.Saving.Err = errFull
	failed.Busy = &state.Busy{Words: "Importing", Done: 1200, Total: 40000}
	unseen := saved
	unseen.Fontless = []string{"Han", "Ethiopic"}
	copied := saved
	copied.Toast = state.Toast{Text: "backup written and checked: “/home/mira/أخبار/ميناء 2024.rubric”, 3 articles"}
	return []state.State{state.Start(), saved, warned, failed, unseen, copied}
}

func TestPicturesOfTheStart(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		start := NewStart(parttest.Fonts(t), func(state.Msg) {}, func() {}, func(string) {})
		start.SetRecent([]string{"/home/mira/projects/harbour.rubric", "/home/mira/أخبار/ميناء 2024.rubric"})
		start.Show(state.Start())
		win := parttest.Window(t, start.Object(), 820, 560)
		golden(t, "start-"+look, win)
	}
}
