package dialogs

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

var looks = map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark}

// stage is a window with nothing in it but what a dialog needs.
type stage struct {
	Host
	sent   *parttest.Sent
	closed int
}

func newStage(t testing.TB, look theme.Variant, w, h float32) *stage {
	t.Helper()
	parttest.App(t, look)
	st := &stage{sent: &parttest.Sent{}}
	win := parttest.Window(t, part.NewBox(part.Look{Fill: part.Paper}), w, h)
	st.Host = Host{Window: win, Fonts: parttest.Fonts(t), Dispatch: st.sent.Dispatch, Keymap: parttest.Keys(t), Closed: func() { st.closed++ }}
	return st
}

func (st *stage) press(t *testing.T, keys ...fyne.KeyName) {
	t.Helper()
	parttest.Press(t, st.Window, keys...)
}

// gone reports whether no dialog is left, and says so to the test where there is one.
func (st *stage) gone(t *testing.T) {
	t.Helper()
	if st.Window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
	if st.closed == 0 {
		t.Error("the keyboard was not given back")
	}
}

func golden(t *testing.T, name string, st *stage) {
	t.Helper()
	test.AssertImageMatches(t, name+".png", parttest.Picture(st.Window))
}

func TestPictureOfThePalette(t *testing.T) {
	for look, variant := range looks {
		st := newStage(t, variant, 900, 640)
		Palette(st.Host, parttest.State(t))
		parttest.Write(t, st.Window, "mo")
		st.press(t, fyne.KeyDown)
		golden(t, "palette-"+look, st)
	}
}

func TestPictureOfTheOccurrences(t *testing.T) {
	for look, variant := range looks {
		st := newStage(t, variant, 1000, 700)
		found := hits(look == "dark")
		Occurrences(st.Host, parttest.State(t), found, func(string, bool) {})
		st.press(t, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown)
		golden(t, "occurrences-"+look, st)
	}
}

// TestPicturesOfAcceptAll are of an Arabic article in every look: from a score on that takes faint ones too, and with nothing
// open.
func TestPicturesOfAcceptAll(t *testing.T) {
	text, err := annotate.NewText("وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل في 4 مارس 2024.")
	if err != nil {
		t.Fatal(err)
	}
	s := parttest.State(t)
	s.Session.Document = annotate.Document{ID: "a3", Text: text}
	s.Session.Work.Annotations = annotate.Set{}
	s.Session.Suggestions = annotate.NewSuggestions(
		annotate.Suggestion{Span: annotate.Span{Start: 13, End: 25}, Label: "PER", Score: 0.91, Suggester: "memory"},
		annotate.Suggestion{Span: annotate.Span{Start: 30, End: 40}, Label: "LOC", Score: 0.55, Suggester: "places"},
		annotate.Suggestion{Span: annotate.Span{Start: 44, End: 55}, Label: "DATE", Score: 0.34, Suggester: "dates"},
		annotate.Suggestion{Span: annotate.Span{Start: 5, End: 12}, Label: "ORG", Score: 0.22, Suggester: "names"})
	nothing := s
	nothing.Session.Suggestions = annotate.Suggestions{}
	for look, variant := range map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark, "contrast-light": theme.LightContrast, "contrast-dark": theme.DarkContrast} {
		st := newStage(t, variant, 640, 420)
		shown := s
		if look == "contrast-light" {
			shown = nothing
		}
		AcceptAll(st.Host, shown)
		st.Window.Canvas().Focused().(*part.Entry).SetText("0.30")
		golden(t, "acceptall-"+look, st)
	}
}

// hits are places of one name in English and Arabic articles.
func hits(project bool) Found {
	hit := func(doc, title, before, quote, after, label string) state.Hit {
		return state.Hit{Document: doc, Title: title, Quote: quote, Before: before, After: after, Label: label, Span: annotate.Span{Start: 10, End: 10 + len([]rune(quote))}}
	}
	return Found{Phrase: "Coastal Union", Label: "ORG", Project: project, Hits: []state.Hit{
		hit("a1", "Harbour talks resume in Port Sarel", "returned to Port Sarel on Tuesday for a third round of talks with the ", "Coastal Union", ", which has kept the ferries of North Bay in harbour since 4 March.", ""),
		hit("a1", "Harbour talks resume in Port Sarel", "The ", "Coastal Union", " said it would answer by Friday.", ""),
		hit("a1", "Harbour talks resume in Port Sarel", "a spokesman of the ", "Coastal Union", " declined to comment", "ORG"),
		hit("a4", "شركة Coastal Union تعلن نتائج 2024 (الربع الأول)", "قالت شركة اتحاد الساحل (", "Coastal Union", ")، الذي أوقف العبّارات في خليج الشمال منذ 4 مارس 2024", ""),
		hit("a3", "الوزيرة ميرا أوكونكو تصل إلى ميناء سارل", "لجولة ثالثة من المحادثات مع ", "اتحاد الساحل", "، في 3 أيام", "LOC"),
		hit("a9", "Pilots’ Guild votes on Friday", "", "Coastal Union", "", ""),
	}}
}

func TestPicturesOfTheSettings(t *testing.T) {
	for look, variant := range map[string]theme.Variant{"dark": theme.Dark, "contrast-light": theme.LightContrast, "contrast-dark": theme.DarkContrast} {
		st := newStage(t, variant, 760, 540)
		s := parttest.State(t)
		s.Theme = state.Theme(variant)
		s.Reading = state.Reading{Spacing: state.SpacingWide, Serif: true, Naskh: true}
		Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
		golden(t, "settings-"+look, st)
	}
}

func TestPictureOfTheSettingsOfSuggestionsInArabicAndDark(t *testing.T) {
	st := newStage(t, theme.Dark, 760, 640)
	s := parttest.State(t)
	s.Project.Schema.Labels = append([]annotate.Label{{Name: "شخص", Title: "شخص أو عائلة"}}, s.Project.Schema.Labels...)
	s.Suggest = suggest.Settings{NoStarter: true, Shared: true, Threshold: 0.65, Labels: map[string]string{"PER": "شخص"}}
	s.Threshold = 0.65
	Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
	test.Tap(chip(t, st, "Suggestions"))
	golden(t, "settings-suggestions-dark", st)
}

func TestPictureOfAKeyThatIsTaken(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	takenKey(t, st)
	golden(t, "settings-press", st)
}

// takenKey opens the settings and presses a key that another command has.
func takenKey(t *testing.T, st *stage) {
	t.Helper()
	Settings(st.Host, parttest.State(t), map[string][]command.Key{"redo": {"ش"}}, func(map[string][]command.Key) error { return nil })
	test.Tap(chip(t, st, "Keys"))
	asked(t, st, "undo").caught("ش")
}

func TestPicturesOfTheOthers(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	dir := files(t)
	t.Setenv("HOME", ".")
	for name, open := range others(t) {
		st := newStage(t, theme.Light, 1260, 800)
		t.Chdir(dir) // so that no picture shows where the tests ran
		open(st)
		t.Chdir(here)
		golden(t, name, st)
	}
}

func others(t *testing.T) map[string]func(*stage) {
	s := parttest.State(t)
	s.Session.Work.Note = "Ask about the ferries.\nراجع الفقرة 2"
	names := map[string]string{"en": "English", "ar": "Arabic", "vi": "Vietnamese"}
	return map[string]func(*stage){
		"keys": func(st *stage) { Keys(st.Host) },
		"note": func(st *stage) { Note(st.Host, s) },
		"entity": func(st *stage) {
			s := s
			s.Focus = state.Focus{Annotation: "id-Tuesday"}
			Entity(st.Host, s)
		},
		"language": func(st *stage) {
			Language(st.Host, s, []string{"ar", "en", "vi"}, func(c string) string { return names[c] })
		},
		"acceptall": func(st *stage) {
			AcceptAll(st.Host, s)
			st.Window.Canvas().Focused().(*part.Entry).SetText("0.60")
		},
		"settings": func(st *stage) { Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil }) },
		"settings-suggestions": func(st *stage) {
			s := s
			s.Suggest.Labels = map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
			s.Starter, s.Project.Model = "starter-sharealike.bin (CC BY-SA 4.0)", state.Model{Name: "xlm-roberta-ner", Out: true}
			Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
			test.Tap(chip(t, st, "Suggestions"))
		},
		"settings-keys": func(st *stage) {
			Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
			test.Tap(chip(t, st, "Keys"))
		},
		"new": func(st *stage) {
			New(st.Host, func(string, string) error { return errors.New("there is a project of that name: choose another") })
			st.press(t, fyne.KeyReturn)
		},
		"import": func(st *stage) {
			Import(st.Host, ".", func([]string) {})
			st.press(t, fyne.KeyDown, fyne.KeySpace)
		},
		"importsheet": func(st *stage) { newImport(t, st, manySources(t)) },
		"report": func(st *stage) {
			Report(st.Host, "Import", []string{"/articles/empty.txt: the file is empty", "/articles/ميناء.txt: line 3 is no JSON: unexpected end"}, "38 articles came in, 2 could not be taken")
		},
		"error": func(st *stage) {
			Error(st.Host, "The project cannot be opened", "storage: “harbour.rubric” is locked by another program", "Close the other window or program that has it open, then try again.")
		},
		"progress": func(st *stage) { Progress(st.Host, "Importing", func() {}).Set(1200, 4000) },
		"about": func(st *stage) {
			About(st.Host, "1.2.0", Credit{"Programs", strings.Repeat("Written in Go with Fyne (BSD-3-Clause) and bbolt (MIT).\n", 3)},
				Credit{"What the suggestions know", "Place names: Unicode CLDR 48, under the Unicode License 3.0."})
		},
		"unsaved": func(st *stage) { Unsaved(st.Host, 3, UnsavedWays{}) },
		"copy": func(st *stage) {
			SaveCopy(st.Host, "./harbour-2026-11-23-0945.rubric", 3, func(string) {})
		},
		"settings-backups": func(st *stage) {
			s := parttest.State(t)
			s.Backups.Off = true
			Settings(st.Host, s, nil, func(map[string][]command.Key) error { return nil })
			test.Tap(chip(t, st, "Backups"))
		},
		"backups":       func(st *stage) { someBackups(st) },
		"backups-empty": func(st *stage) { Backups(st.Host, BackupsModel{Folder: "/home/mira/harbour backups"}) },
		"merge": func(st *stage) {
			Merge(st.Host, MergePlan{From: "/projects/harbour-ليلى.rubric", Brings: "It has 120 articles: 20 new here, 100 here already. Work of ada, ليلى comes in, as far as it is not here.",
				Backup: "/projects/harbour-before-merge-2026-03-04-093000.rubric"}, func() {})
		},
		"merged": func(st *stage) {
			Merged(st.Host, "20 articles came, 100 here already; 431 steps of ada, ليلى; 2 conflicts. The project as it was: “/projects/harbour-before-merge-2026-03-04-093000.rubric”",
				[]MergeLine{{Text: "Conflict in “Harbour talks resume in Port Sarel” of ada: relabel “Port Sarel” as Place", Document: "a1"}, {Text: "Conflict in “الوزيرة ميرا أوكونكو تصل إلى ميناء سارل” of ليلى: note on the article", Document: "a3"}}, func(string) {})
		},
		"forget": func(st *stage) { Forget(st.Host, "/projects/harbour-with-history-2026-03-04-093000.rubric", func() {}) },
	}
}

// files makes a folder with a few names in it.
func files(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, size := range map[string]int{"harbour.txt": 2140, "ميناء 2024.txt": 900, "train.jsonl": 3_000_000} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "older"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}
