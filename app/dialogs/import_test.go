package dialogs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/app/theme"
)

// surveyed is what a survey finds in some files, "name", "data" in turn.
func surveyed(t *testing.T, list ...string) []Source {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(list); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, list[i]), []byte(list[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sources, err := ingest.Survey(t.Context(), []string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []Source
	for _, s := range sources {
		all = append(all, Source{Source: s})
	}
	return all
}

// Files of the pictures: a table in Arabic without names that are known, and records of doccano behind an emoji.
const (
	arabicTable = "تسلسل;الحكاية;موجز;المصدر\n" +
		"1;\"وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل في 4 مارس 2024، وقالت إن الشركة (Google) ستفتح مكتبا.\";الوزيرة تصل;Coastal\n" +
		"2;\"قالت شركة اتحاد الساحل إنها أوقفت العبّارات في خليج الشمال منذ 4 مارس، وإن المحادثات لم تنته.\";العبّارات;Bay\n"
	afterEmoji = `{"id":7,"text":"😀 Mira Okonkwo met ميرا in Port Sarel on Tuesday.","label":[[3,15,"PER"],[3,7,"NAME"],[20,24,"PER"],[28,38,"LOC"]]}` + "\n" +
		`{"id":8,"text":"Nothing here.","label":[]}` + "\n" + `{"id":9,"label":[]}` + "\n"
	unclear = `{"id":1,"text":"😀 a-b","label":[[3,4,"PER"]]}` + "\n"
)

func manySources(t *testing.T) []Source {
	all := surveyed(t, "a.txt", "One.", "b.txt", "Two.", "broken.json", `{"a":`, "doccano.jsonl", afterEmoji, "page.html", "<p>Words of a page</p>", "photo.png", "x", "table.csv", arabicTable)
	all[2].Languages = "English, Arabic"
	return all
}

// importStage opens the sheet with all that was found; what Again and Start are told is kept.
type importStage struct {
	*stage
	sheet  *Importing
	asked  []ingest.Choice
	answer func() // gives the last question its answer
	chosen *ImportChoice
	left   int
}

func newImport(t *testing.T, st *stage, sources []Source) *importStage {
	t.Helper()
	i := &importStage{stage: st}
	i.sheet = ImportSheet(st.Host, ImportModel{Annotator: "ann", Labels: annotate.News().Labels,
		Again: func(s Source, c ingest.Choice, done func(Source)) {
			i.asked = append(i.asked, c)
			i.answer = func() {
				s.Source = s.Source.Again(t.Context(), c)
				done(s)
			}
		},
		Start: func(c ImportChoice) { i.chosen = &c },
		Left:  func() { i.left++ },
	})
	i.sheet.Show(sources, true)
	return i
}

// keys presses keys; Tab goes on, as in a window.
func (st *stage) keys(t *testing.T, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		if k == fyne.KeyTab {
			st.Window.Canvas().FocusNext()
		} else {
			st.press(t, k)
		}
	}
}

func TestImportSheetTakesAllWithReturn(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), manySources(t))
	says(t, i.stage, "2 text files")
	says(t, i.stage, "nothing can be taken")
	chip(t, i.stage, "Import 7 records")
	i.keys(t, fyne.KeyReturn)
	if i.chosen == nil || i.chosen.AsSuggestions || i.chosen.Annotator != "" || i.left != 1 {
		t.Fatalf("chosen %+v, left %d times", i.chosen, i.left)
	}
	i.gone(t)
}

func TestImportSheetLeavesInputsOut(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), manySources(t))
	i.keys(t, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace) // nothing of the second can be taken
	chip(t, i.stage, "Import 5 records")
	i.sheet.Show(manySources(t), true) // the survey tells again
	i.keys(t, fyne.KeyReturn)
	var out []string
	for _, s := range i.chosen.Sources {
		if s.Skip {
			out = append(out, s.File)
		}
	}
	if !slices.Equal(out, []string{"a.txt"}) {
		t.Errorf("left out: %q", out)
	}
}

func TestImportSheetChoosesAColumn(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), surveyed(t, "table.csv", arabicTable))
	says(t, i.stage, "semicolons between columns")
	i.keys(t, fyne.KeyTab, fyne.KeyTab, fyne.KeyDown, fyne.KeySpace) // the menu of the third column
	i.keys(t, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	i.answer()
	i.keys(t, fyne.KeyUp, fyne.KeyUp)
	i.Window.Canvas().Focused().TypedRune('٢') // id, on an Arabic keyboard
	i.answer()
	i.keys(t, fyne.KeyReturn)
	want := map[string]string{"id": "تسلسل", "text": "الحكاية", "title": "موجز", "lang": ""}
	if got := i.chosen.Sources[0].Look.Choice; fmt.Sprint(got.Columns) != fmt.Sprint(want) || got.Format != "csv" {
		t.Errorf("chosen %+v, want %v", got, want)
	}
	if r := i.chosen.Sources[0].Look.Records[0]; r.Document.ID != "1" || r.Document.Title != "الوزيرة تصل" {
		t.Errorf("the first record is %q, %q", r.Document.ID, r.Document.Title)
	}
}

func TestImportSheetWeighsUnits(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), surveyed(t, "doccano.jsonl", afterEmoji))
	says(t, i.stage, "The file tells UTF-16 units, by its words. Labels that stand at words, in UTF-16 units: all of 4, in code points: 0 of 4")
	says(t, i.stage, "1 record will be left out: line 3 (document \"9\"): it has no text")
	i.keys(t, fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight)
	if got := i.asked[len(i.asked)-1].Unit; got != ingest.CodePoints {
		t.Errorf("asked for %q", got)
	}
	i.answer()
	i.keys(t, fyne.KeyTab, fyne.KeyRight, fyne.KeyTab)
	i.Window.Canvas().Focused().TypedRune('m')
	i.keys(t, fyne.KeyReturn)
	if c := i.chosen; c == nil || !c.AsSuggestions || c.Annotator != "m" || c.Sources[0].Look.Choice.Unit != ingest.CodePoints {
		t.Errorf("chosen %+v", c)
	}
}

func TestImportSheetSaysWhatIsNotClear(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), surveyed(t, "doccano.jsonl", unclear+`{"id":2,"text":"b","label":[]}`+"\n"))
	says(t, i.stage, "It is not clear from the file, so records in which it matters are left out.")
	if words := allWords(i.stage); strings.Contains(words, "--unit") {
		t.Errorf("the window speaks of the command line:\n%s", words)
	}
}

// TestImportSheetDropsLateLooks chooses twice before the first answer comes.
func TestImportSheetDropsLateLooks(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), surveyed(t, "doccano.jsonl", afterEmoji))
	i.keys(t, fyne.KeyTab, fyne.KeyTab, fyne.KeyRight)
	first := i.answer
	i.keys(t, fyne.KeyRight)
	i.answer()
	first()
	if got := i.sheet.sources[0].Look.Unit; got != ingest.CodePoints {
		t.Errorf("a late look gave %q", got)
	}
}

func TestImportSheetChoosesAFormat(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), surveyed(t, "notes.log", "Some words."))
	says(t, i.stage, "is not one that is read")
	i.keys(t, fyne.KeyReturn)
	if i.chosen != nil {
		t.Fatal("Return imported nothing")
	}
	i.keys(t, fyne.KeyTab, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyReturn)
	i.answer()
	chip(t, i.stage, "Import 1 record")
	i.keys(t, fyne.KeyEscape)
	if i.left != 1 || i.chosen != nil {
		t.Errorf("Esc: left %d times, chosen %v", i.left, i.chosen)
	}
}

func TestImportSheetIsThereBeforeAnythingIsKnown(t *testing.T) {
	i := newImport(t, newStage(t, theme.Light, 900, 640), nil)
	says(t, i.stage, "There is nothing here to import.")
	i.sheet.Show(nil, false)
	says(t, i.stage, "Looking through the files")
	i.keys(t, fyne.KeyReturn)
	if i.chosen == nil {
		t.Error("Return waits for the look")
	}
}

func TestPicturesOfTheImport(t *testing.T) {
	for look, variant := range looks {
		st := newStage(t, variant, 900, 640)
		newImport(t, st, manySources(t))
		st.press(t, fyne.KeyDown, fyne.KeyDown)
		golden(t, "importsheet-labels-"+look, st)
		st.keys(t, fyne.KeyEnd, fyne.KeyTab, fyne.KeyTab)
		golden(t, "importsheet-columns-"+look, st)
	}
	st := newStage(t, theme.DarkContrast, 1600, 1000)
	newImport(t, st, manySources(t))
	st.press(t, fyne.KeyDown)
	golden(t, "importsheet-broken", st)
}

func TestReportIsSaved(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	var path, text string
	fail := os.ErrExist
	ReportToSave(st.Host, "Import", []string{"one", "two"}, "2 lines", "/somewhere/report.txt", func(p, s string) error {
		err := fail
		path, text, fail = p, s, nil
		return err
	})
	st.keys(t, fyne.KeyTab, fyne.KeyReturn, fyne.KeyReturn)
	says(t, st, "It was not saved: file already exists")
	st.press(t, fyne.KeyReturn)
	if path != "/somewhere/report.txt" || text != "2 lines\none\ntwo\n" {
		t.Errorf("saved %q at %q", text, path)
	}
	says(t, st, "Saved as report.txt")
	st.press(t, fyne.KeyEscape)
	st.gone(t)
}
