package dialogs

import (
	"errors"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/theme"
)

// survey answers what an export dialog asks, when the test wants it.
type survey struct {
	dir     string
	asked   []ExportChoice
	answers []ExportAnswer
	stopped int
	started []ExportChoice
	stands  bool
	foreign []string
	refuses error
	late    bool // what stands there is told by looks
	looks   []func()
}

func (s *survey) model() ExportModel {
	formats := map[string]Format{}
	pers := []string{"", "article", "paragraph", "sentence", "window"}
	for _, f := range []Format{
		{Name: "rubricator", Title: "Rubricator JSONL", Describe: "One record a line with all that was said about the document; it can be imported again.", Ending: ".jsonl", Documents: true, Single: true},
		{Name: "spacy", Title: "spaCy", Describe: "One document a line in spaCy's Doc-JSON, nested spans too, with a script that makes the .spacy file to train on.", Ending: ".jsonl", Documents: true, Single: true, Pers: pers},
		{Name: "conll", Title: "CoNLL columns", Describe: "Four columns a token as of CoNLL 2003, a blank line after each sentence.", Ending: ".conll", Documents: true, Single: true, Pers: pers, Schemes: []string{"iob2", "bioes"}},
		{Name: "doccano", Title: "doccano", Describe: "One text a line with its labels.", Ending: ".jsonl", Documents: true, Single: true, Pers: pers, Units: []string{"utf16", "codepoints", "graphemes"}},
		{Name: "brat", Title: "brat", Describe: "A folder with a text and a file of its annotations for each document.", Folder: true, Documents: true, Pers: pers},
		{Name: "schema", Title: "Schema", Describe: "The labels and rules of the project, without texts.", Ending: ".json"},
	} {
		formats[f.Name] = f
	}
	return ExportModel{
		Formats: formats,
		Rows: []ExportRow{
			{Title: "Train spaCy", Choice: ExportChoice{Format: "spacy", Shares: "80,10,10"}},
			{Title: "Hand over to brat", Choice: ExportChoice{Format: "brat", All: true}},
			{Title: "Keep a copy (lossless)", Choice: ExportChoice{Format: "rubricator", All: true}},
			{Title: "Columns for CoNLL tools", Choice: ExportChoice{Format: "conll", Shares: "80,10,10"}},
			{Title: "All formats", Heading: true},
			{Title: "Rubricator JSONL", Note: ".jsonl", Choice: ExportChoice{Format: "rubricator"}},
			{Title: "doccano", Note: ".jsonl", Choice: ExportChoice{Format: "doccano"}},
			{Title: "brat", Note: "folder", Choice: ExportChoice{Format: "brat"}},
			{Title: "Schema", Note: ".json", Choice: ExportChoice{Format: "schema"}},
		},
		Labels:    []ExportLabel{{"PER", "Person"}, {"ORG", "Organisation"}, {"LOC", "Place"}, {"GPE", ""}},
		Languages: []ExportLanguage{{"en", "English", 900}, {"ar", "Arabic", 146}},
		Finished:  41, All: 1046,
		Name: func(c ExportChoice) string { return filepath.Join(s.dir, "harbour-"+c.Format) },
		Standing: func(_ ExportChoice, answer func(ExportStanding, error)) {
			look := func() { answer(ExportStanding{There: s.stands, Foreign: s.foreign}, s.refuses) }
			if s.late {
				s.looks = append(s.looks, look)
				return
			}
			look()
		},
		Ask: func(c ExportChoice, a ExportAnswer) func() {
			s.asked, s.answers = append(s.asked, c), append(s.answers, a)
			return func() { s.stopped++ }
		},
		Start: func(c ExportChoice) { s.started = append(s.started, c) },
	}
}

// counts are what a project of Arabic and English articles comes to.
func exportCountsFor(c ExportChoice) ExportCounts {
	n := ExportCounts{Articles: 41, Records: 41, Spans: 1204, Labels: []ExportCount{{"PER", 512}, {"LOC", 401}, {"ORG", 291}}, Found: map[string]int{"PER": 512, "LOC": 401, "ORG": 303},
		Say: "spaCy trains on its own binary form, which the script beside makes:", Command: "cd /projects\npython harbour-spacy/make_docbin.py xx harbour-spacy/train.jsonl train.spacy\npython -m spacy train config.cfg --paths.train train.spacy --output model"}
	if c.Shares != "" {
		n.Splits = []ExportCount{{"train", 33}, {"validation", 4}, {"test", 4}}
	}
	if c.Format == "conll" {
		n.Spans = 1192
		n.Groups = []ExportGroup{{"12 nested spans cannot be written as CoNLL columns; the longest is kept", true, 12,
			[]string{"ORG “North Bay” in “harbour-1”", "PER “ميرا” in “ميناء سارل”", "LOC “Sarel” in “harbour-3”"}},
			{"3 spans are written without the white space or invisible marks at their ends", false, 3, []string{"PER “Mira ” in “harbour-9”"}}}
		n.Notes = []string{"7 tokens cut because a span starts or ends inside"}
	}
	return n
}

const arabicRecord = `{"id":"harbour-3","title":"الوزيرة تصل إلى ميناء سارل","text":"وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل في 4 مارس 2024.","spans":[{"start":13,"end":25,"label":"PER","text":"ميرا أوكونكو"},{"start":30,"end":40,"label":"LOC"}]}`

// told answers the last question.
func (s *survey) told() {
	a, c := s.answers[len(s.answers)-1], s.asked[len(s.asked)-1]
	a.Preview(arabicRecord, nil)
	a.Counts(exportCountsFor(c), nil)
}

// opened is a dialog over a window, its first question answered.
func opened(t *testing.T, look theme.Variant, w, h float32) (*stage, *survey) {
	t.Helper()
	st, s := newStage(t, look, w, h), &survey{dir: t.TempDir()}
	Export(st.Host, s.model())
	s.told()
	return st, s
}

func (s *survey) last() ExportChoice { return s.asked[len(s.asked)-1] }

func TestExportGoesThroughPurposesAndFormatsByKeys(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	want := []ExportChoice{{Format: "spacy", Shares: "80,10,10"}, {Format: "brat", All: true}, {Format: "rubricator", All: true}, {Format: "conll", Shares: "80,10,10"}, {Format: "rubricator"}}
	for range 4 {
		st.press(t, fyne.KeyDown)
	}
	st.press(t, fyne.KeyUp) // over the heading, both ways
	want = append(want, want[3])
	for i := range want {
		want[i].Out = filepath.Join(s.dir, "harbour-"+want[i].Format)
	}
	if !reflect.DeepEqual(s.asked, want) {
		t.Errorf("asked\n%+v\nwant\n%+v", s.asked, want)
	}
	s.told()
	shows(t, st, "12 nested spans cannot be written")
	st.press(t, fyne.KeyReturn)
	if len(s.started) != 1 || s.started[0].Format != "conll" || s.started[0].Out != "" {
		t.Errorf("started %+v", s.started)
	}
	st.gone(t)
}

func TestALetterJumpsToTheNextRowThatHasIt(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	for _, step := range []struct{ letter, want string }{{"b", "brat"}, {"b", "brat"}, {"S", "schema"}, {"s", "spacy"}, {"c", "rubricator"}, {"ش", "rubricator"}} {
		parttest.Write(t, st.Window, step.letter)
		if got := s.last().Format; got != step.want {
			t.Errorf("%s leads to %s, want %s", step.letter, got, step.want)
		}
	}
}

// TestAStaleAnswerIsDropped: what was asked of another choice, or of a dialog that is closed, changes nothing.
func TestAStaleAnswerIsDropped(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	st.press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if s.stopped != 3 {
		t.Errorf("%d questions were stopped, 3 were left", s.stopped)
	}
	before := shownWords(st)
	for _, a := range s.answers[:3] {
		a.Preview("stale", nil)
		a.Progress(5, 9)
		a.Counts(ExportCounts{Articles: 77, Spans: 777}, errors.New("stale"))
	}
	if now := shownWords(st); now != before {
		t.Errorf("a stale answer changed\n%s\nto\n%s", before, now)
	}
	s.answers[3].Progress(1200, 4000)
	shows(t, st, "Counting: 1,200 of 4,000")
	s.told()
	shows(t, st, "train 33, validation 4, test 4")
	last := s.answers[3]
	st.press(t, fyne.KeyEscape)
	st.gone(t)
	if s.stopped != 4 {
		t.Error("the last question is not stopped when the dialog closes")
	}
	last.Counts(ExportCounts{}, nil) // on a dialog that is gone
}

// TestWhatIsChosenByHandStays: a choice holds for every row that offers it, and for no other.
func TestWhatIsChosenByHandStays(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	test.Tap(chip(t, st, "All, 1,046"))
	test.Tap(chip(t, st, "More"))
	test.Tap(chip(t, st, "Sentence"))
	if got := s.last(); !got.All || got.Per != "sentence" || got.Shares != "80,10,10" {
		t.Errorf("chosen %+v", got)
	}
	list := focusList(t, st, "Export")
	steps := map[int]ExportChoice{3: {Format: "conll", All: true, Shares: "80,10,10", Per: "sentence"}, 5: {Format: "rubricator", All: true}, 8: {Format: "schema"}}
	for _, row := range slices.Sorted(maps.Keys(steps)) {
		for list.Cursor() < row {
			st.press(t, fyne.KeyDown)
		}
		want := steps[row]
		want.Out = filepath.Join(s.dir, "harbour-"+want.Format)
		if got := s.last(); !reflect.DeepEqual(got, want) {
			t.Errorf("row %d: asked for %+v, want %+v", row, got, want)
		}
	}
}

func TestOptionsAreThereForTheFormatsThatHaveThem(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	test.Tap(chip(t, st, "More"))
	list := focusList(t, st, "Export")
	for row, words := range map[int][2]string{3: {"BIOES", "Code points"}, 6: {"Code points", "BIOES"}, 7: {"Paragraph", "In a table beside it"}} {
		list.SetCursor(row)
		list.Moved(row)
		s.told()
		all := shownWords(st)
		if !strings.Contains(all, words[0]) || strings.Contains(all, words[1]) {
			t.Errorf("row %d shows %s: %v, %s: %v", row, words[0], strings.Contains(all, words[0]), words[1], strings.Contains(all, words[1]))
		}
	}
	list.SetCursor(8)
	list.Moved(8)
	shows(t, st, "nothing more to choose")
}

func TestLabelsGetOtherNames(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	test.Tap(chip(t, st, "Labels"))
	field := entryCalled(t, st, "Name in the export")
	part.Focus(field)
	if field.Text != "PER" {
		t.Fatalf("the field says %q", field.Text)
	}
	field.SetText("PERSON")
	st.press(t, fyne.KeyDown, fyne.KeyDown)
	if field.Text != "LOC" {
		t.Errorf("at the third label the field says %q", field.Text)
	}
	field.SetText("GPE")
	st.press(t, fyne.KeyUp)
	field.SetText("")
	want := map[string]string{"PER": "PERSON", "LOC": "GPE", "ORG": ""}
	if got := s.last().Labels; !reflect.DeepEqual(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	s.told()
	for _, words := range []string{"PERSON", "GPE, merged", "left out", "303 spans"} {
		shows(t, st, words)
	}
	field.SetText("ORG")
	if got := s.last().Labels; len(got) != 2 {
		t.Errorf("its own name back: %v", got)
	}
	st.press(t, fyne.KeyReturn)
	if len(s.started) != 1 || s.started[0].Labels["PER"] != "PERSON" {
		t.Errorf("started %+v", s.started)
	}
}

// TestExportTellsOfAnEmptySplitAndOfDroppedLabels: both are warned of in the line above the destination, before anything is written.
func TestExportTellsOfAnEmptySplitAndOfDroppedLabels(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	c := ExportCounts{Articles: 2, Records: 2, Spans: 24, Groups: []ExportGroup{{Words: "test: 0 articles", Left: true}, {Words: "18 spans left out (LOC), 15 renamed", Left: true, N: 33}}}
	s.answers[0].Counts(c, nil)
	shows(t, st, "test: 0 articles; and 1 more")
	test.Tap(chip(t, st, "Lost or changed, 33"))
	shows(t, st, "18 spans left out (LOC), 15 renamed")
	if all := shownWords(st); strings.Contains(all, "the report lists all") || strings.Contains(all, "as it stands") {
		t.Errorf("the page tells of places that no report has, or that nothing is lost:\n%s", all)
	}
	for _, g := range c.Groups {
		if words, role := (ExportCounts{Groups: []ExportGroup{g}}).lostWords(); words != g.Words || role != part.Warn {
			t.Errorf("%q in role %v", words, role)
		}
	}
}

func TestExportOfNothing(t *testing.T) {
	st, s := newStage(t, theme.Light, 1100, 760), &survey{dir: t.TempDir()}
	m := s.model()
	m.Finished, m.Me, m.Others = 0, "root", []string{"ada", "ليلى"}
	Export(st.Host, m)
	shows(t, st, "What “ada”, “ليلى” said is exported on the command line")
	st.press(t, fyne.KeyReturn)
	shows(t, st, "No article is finished yet. Ctrl+Enter")
	if len(s.asked)+len(s.started) > 0 || !chip(t, st, "Export").Disabled() {
		t.Errorf("asked %v, started %v", s.asked, s.started)
	}
	test.Tap(chip(t, st, "All, 1,046"))
	if len(s.asked) != 1 || !s.last().All || chip(t, st, "Export").Disabled() {
		t.Errorf("with all: asked %+v", s.asked)
	}
	s.answers[0].Counts(ExportCounts{}, nil)
	if !chip(t, st, "Export").Disabled() {
		t.Error("the button can be pressed where no article is chosen")
	}
}

func TestExportSaysWhatStandsThere(t *testing.T) {
	st, s := newStage(t, theme.Light, 1100, 760), &survey{dir: t.TempDir(), stands: true}
	Export(st.Host, s.model())
	s.told()
	shows(t, st, "harbour-spacy is there already and will be replaced.")
	s.stands, s.foreign = false, []string{"make_docbin.py"}
	st.press(t, fyne.KeyDown)
	shows(t, st, "make_docbin.py is there, is not of an export, and will be replaced.")
	s.foreign = nil
	s.stands, s.refuses = false, errors.New("x holds other files than an export")
	st.press(t, fyne.KeyDown)
	s.told()
	shows(t, st, "It cannot be written there: x holds other files")
	st.press(t, fyne.KeyReturn)
	if len(s.started) > 0 {
		t.Errorf("started %+v", s.started)
	}
	s.refuses = errors.New("there is no folder /no/such; make it, or name another")
	entryCalled(t, st, "Destination").SetText("/no/such/x.jsonl")
	shows(t, st, "It cannot be written there: there is no folder /no/such")
}

func TestExportWaitsForWhatStandsThere(t *testing.T) {
	for _, stands := range []bool{false, true} {
		st, s := opened(t, theme.Light, 1100, 760)
		s.late = true
		entryCalled(t, st, "Destination").SetText(filepath.Join(s.dir, "x"))
		entryCalled(t, st, "Destination").SetText(filepath.Join(s.dir, "x.jsonl"))
		st.press(t, fyne.KeyReturn)
		s.looks[0]() // of a path that is no longer there
		if len(s.started) > 0 {
			t.Fatal("it starts before it is known what stands there")
		}
		s.stands = stands
		s.looks[1]()
		if started := len(s.started) == 1; started == stands {
			t.Errorf("something stands there: %v; started: %v", stands, started)
		}
		if stands {
			shows(t, st, "x.jsonl is there already and will be replaced.")
			st.press(t, fyne.KeyReturn)
			if len(s.started) != 1 {
				t.Error("it does not start when that was said")
			}
		}
	}
}

func TestExportKeepsADestinationTypedByHand(t *testing.T) {
	st, s := opened(t, theme.Light, 1100, 760)
	path := filepath.Join(s.dir, "x.jsonl")
	entryCalled(t, st, "Destination").SetText(path)
	st.press(t, fyne.KeyDown, fyne.KeyReturn)
	if len(s.started) != 1 || s.started[0].Out != path {
		t.Errorf("started %+v", s.started)
	}
}

func TestPreviewIsShort(t *testing.T) {
	if got := []rune(short(strings.Repeat("م", 3000))); len(got) != maxPreview+2 {
		t.Errorf("%d characters are shown", len(got))
	}
	if got := short("م"); got != "م" {
		t.Errorf("a short preview became %q", got)
	}
}

func TestLanguagesAreTurnedOnAndOff(t *testing.T) {
	all := []string{"ar", "en", "vi"}
	for _, c := range []struct {
		list []string
		code string
		want []string
	}{{nil, "en", []string{"en"}}, {[]string{"en"}, "ar", []string{"ar", "en"}}, {[]string{"en"}, "en", nil}, {[]string{"ar", "en"}, "vi", nil}} {
		if got := toggled(c.list, all, c.code); !slices.Equal(got, c.want) {
			t.Errorf("%v and %s is %v, want %v", c.list, c.code, got, c.want)
		}
	}
	st, s := opened(t, theme.Light, 1100, 760)
	test.Tap(chip(t, st, "More"))
	test.Tap(chip(t, st, "Arabic 146"))
	if got := s.last().Languages; !slices.Equal(got, []string{"ar"}) {
		t.Errorf("languages %v", got)
	}
}

func TestPicturesOfTheExport(t *testing.T) {
	for name, c := range map[string]struct {
		look theme.Variant
		w, h float32
		then func(*stage, *survey)
	}{
		"light": {theme.Light, 900, 640, func(*stage, *survey) {}},
		"dark":  {theme.Dark, 1600, 1000, func(*stage, *survey) {}},
		"lost": {theme.Light, 1600, 1000, func(st *stage, s *survey) {
			st.press(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
			s.told()
			test.Tap(chip(t, st, "Lost or changed, 15"))
		}},
		"labels": {theme.Dark, 900, 640, func(st *stage, s *survey) {
			test.Tap(chip(t, st, "Labels"))
			entryCalled(t, st, "Name in the export").SetText("PERSON")
			s.told()
		}},
		"more":     {theme.Light, 900, 640, func(st *stage, s *survey) { test.Tap(chip(t, st, "More")) }},
		"next":     {theme.DarkContrast, 900, 640, func(st *stage, s *survey) { test.Tap(chip(t, st, "What next")) }},
		"contrast": {theme.LightContrast, 900, 640, func(st *stage, s *survey) { st.press(t, fyne.KeyDown); s.answers[1].Progress(1200, 4000) }},
	} {
		st, s := newStage(t, c.look, c.w, c.h), &survey{dir: "/"}
		Export(st.Host, s.model())
		s.told()
		c.then(st, s)
		golden(t, "export-"+name, st)
	}
	st, s := newStage(t, theme.Light, 900, 640), &survey{dir: "/"}
	m := s.model()
	m.Finished = 0
	Export(st.Host, m)
	golden(t, "export-empty", st)
}

func TestPictureOfWhatWasExported(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	Exported(st.Host, doneModel())
	golden(t, "exported", st)
}

func doneModel() Done {
	c := exportCountsFor(ExportChoice{})
	return Done{Summary: "41 documents, 1204 spans, 1 left out, 0 changed", Path: "/projects/ميناء 2024-spacy", Say: c.Say, Command: c.Command,
		Lines: []string{`left out: document "harbour-1", ORG [3,12) "North Bay": it touches a zone, which is not exported`, "note: zones are cut out of 2 texts; offsets count what is left"},
		Open:  func(told func(error)) { told(errors.New("no xdg-open")) }}
}

func TestExportedLeadsOn(t *testing.T) {
	st := newStage(t, theme.Light, 900, 640)
	m := doneModel()
	Exported(st.Host, m)
	clipboard := fyne.CurrentApp().Clipboard()
	for words, want := range map[string]string{"Copy path": m.Path, "Copy command": m.Command + "\n"} {
		test.Tap(chip(t, st, words))
		if got := clipboard.Content(); got != want {
			t.Errorf("%s copied %q", words, got)
		}
	}
	clipboard.SetContent("")
	test.Tap(chip(t, st, "Open folder"))
	shows(t, st, "the path is copied")
	if clipboard.Content() != m.Path {
		t.Errorf("copied %q", clipboard.Content())
	}
	test.Tap(chip(t, st, "Close"))
	st.gone(t)
}

// shownWords is all that one can see and a screen reader is told.
func shownWords(st *stage) string {
	var b strings.Builder
	parttest.Walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *part.Text:
			b.WriteString(o.Content() + "\n")
		case *part.Prose:
			b.WriteString(o.Content() + "\n")
		}
	})
	return b.String()
}

func shows(t *testing.T, st *stage, words string) {
	t.Helper()
	if all := shownWords(st); !strings.Contains(all, words) {
		t.Errorf("the dialog shows\n%s\nwant %q in it", all, words)
	}
}

// entryCalled finds a field by its name.
func entryCalled(t *testing.T, st *stage, name string) *part.Entry {
	t.Helper()
	var found *part.Entry
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if e, ok := o.(*part.Entry); ok && (e.Called == name || e.Hint == name) {
			found = e
		}
	})
	if found == nil {
		t.Fatalf("no field %q", name)
	}
	return found
}

// focusList gives the keyboard to a list.
func focusList(t *testing.T, st *stage, name string) *part.Rows {
	t.Helper()
	var found *part.Rows
	walk(st.Window.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if r, ok := o.(*part.Rows); ok && r.Called == name {
			found = r
		}
	})
	if found == nil {
		t.Fatalf("no list %q", name)
	}
	part.Focus(found)
	return found
}
