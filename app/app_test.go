package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/command"
	"rubricator/app/project"
	"rubricator/app/state"
)

// desk is a whole window on a real project file, without a display: what works beside the window hands its results
// to the test's goroutine.
type desk struct {
	*Workbench
	t     *testing.T
	queue chan func()
}

const english = "Harbour talks resume\n\nMira Okonkwo met the Coastal Union in Valletta on Tuesday. Okonkwo flies to Egypt.\n"
const arabic = "الوزيرة تصل إلى الميناء\nوصلت الوزيرة ميرا أوكونكو إلى القاهرة يوم الثلاثاء، وقالت إن الشركة (Google) ستفتح مكتبا في عام 2023.\n"

// sit opens a project with the two articles.
func sit(t *testing.T) *desk {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a-english.txt"), english)
	write(t, filepath.Join(folder, "b-arabic.txt"), arabic)
	path := filepath.Join(t.TempDir(), "work.rubric")
	if err := project.Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Import(context.Background(), []string{folder}, project.ImportOptions{DetectNow: true}, func(project.Line) {}, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	return resume(t, path)
}

// resume opens a window on a project, and waits until something is suggested.
func resume(t *testing.T, path string) *desk {
	t.Helper()
	d := resumeAt(t, path)
	d.until("suggestions", func() bool { return d.state.Open().Len() > 0 })
	return d
}

// resumeAt opens a window on a project.
func resumeAt(t *testing.T, path string) *desk {
	t.Helper()
	w := begin(t, test.NewTempApp(t))
	d := &desk{w, t, make(chan func(), 1000)}
	w.do = func(f func()) { d.queue <- f }
	w.window.Resize(fyne.NewSize(1280, 820))
	w.openProject(path, "ann")
	t.Cleanup(func() { d.until("closed", func() bool { return d.closeProject() == nil }) })
	return d
}

// ownFolder is a program whose folder is the test's own.
func ownFolder(t *testing.T) fyne.App {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	return test.NewTempApp(t)
}

// begin starts the window of a program.
func begin(t *testing.T, program fyne.App) *Workbench {
	t.Helper()
	w, err := New(program, Options{Started: time.Now(), testOnlyEmbeddedFonts: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.kept.Flush(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// until runs what comes back from beside the window until a condition holds.
func (d *desk) until(what string, done func() bool) {
	d.t.Helper()
	limit := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-d.queue:
			f()
		case <-limit:
			d.t.Fatalf("waited 20 s for %s; the status line says %+v", what, d.state.Toast)
		}
	}
}

// keys presses keys and waits until all they did is stored.
func (d *desk) keys(keys ...command.Key) {
	d.t.Helper()
	for _, k := range keys {
		d.press(k)
	}
	d.until("the disk", func() bool { return d.state.Saving.Pending == 0 })
}

// stored is what the file has of an article, in marked text.
func (d *desk) stored(id string) string {
	d.t.Helper()
	doc, err := d.project.Store().Document(id)
	if err != nil {
		d.t.Fatal(err)
	}
	work, err := d.project.Store().Work(id, "ann")
	if err != nil {
		d.t.Fatal(err)
	}
	return annotatetest.Format(doc.Text, work.Annotations)
}

func (d *desk) want(id, part string) {
	d.t.Helper()
	if got := d.stored(id); !strings.Contains(got, part) {
		d.t.Fatalf("%s is stored as\n%s\nwithout\n%s", id, got, part)
	}
}

func TestLabellingByKeysIsStoredAsItIsMade(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Shift+Right", "Shift+Right", "1")
	d.want("a-english", "[PER Mira Okonkwo] met")
	d.keys("Alt+Right")
	d.want("a-english", "[PER Mira Okonkwo met] the")
	d.keys("Ctrl+Z", "2")
	d.want("a-english", "[ORG Mira Okonkwo] met")
	d.keys("Delete")
	if got := d.stored("a-english"); got != english {
		t.Errorf("after removing the only label the article is\n%s", got)
	}
}

func TestSuggestionsFollowWhatWasConfirmed(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Right", "Right", "Right", "Right", "Shift+Right", "Shift+Right", "2")
	d.want("a-english", "[ORG Coastal Union]")
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Shift+Right", "Shift+Right", "1")
	d.until("the family name", func() bool {
		for g := range d.state.Open().Values() {
			if g.Label == "PER" && d.state.Session.Document.Text.Slice(g.Span) == "Okonkwo" {
				return true
			}
		}
		return false
	})
}

func TestRestartGoesOnWhereItWas(t *testing.T) {
	d := sit(t)
	path := d.state.Project.Path
	d.keys("Ctrl+Return")
	d.until("the next article", func() bool { return d.state.Session.Document.ID == "b-arabic" && d.state.Open().Len() > 0 })
	d.keys("Ctrl+Home", "Left", "5")
	d.want("b-arabic", "[EVENT تصل]")
	d.closeProject()
	d = resume(t, path)
	if d.state.Session.Document.ID != "b-arabic" {
		t.Errorf("a new window opens %q", d.state.Session.Document.ID)
	}
	d.keys("Ctrl+Z")
	if got := d.stored("b-arabic"); got != arabic {
		t.Errorf("undo in a new window leaves\n%s", got)
	}
	d.keys("Ctrl+Z")
	if d.state.Session.Document.ID != "a-english" {
		t.Errorf("undoing the end of the first article shows %q", d.state.Session.Document.ID)
	}
	if r, _ := d.state.List.Row("a-english"); r.Status != annotate.New {
		t.Errorf("the first article is %q in the list", r.Status)
	}
}

func TestDroppedFilesAreImported(t *testing.T) {
	d := sit(t)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "new.txt"), "A new article from Qatar.")
	write(t, filepath.Join(folder, "same.txt"), english)
	write(t, filepath.Join(folder, "broken.txt"), "\x00\x01\x02")
	d.dropped(fyne.Position{}, []fyne.URI{fynestorage.NewFileURI(folder)})
	d.until("the import", func() bool { return d.state.List.Rows.Len() == 3 && d.state.Toast.Text != "" })
	if _, ok := d.state.List.Row("new"); !ok {
		t.Error("the new article is not in the list")
	}
	d.until("its language", func() bool { r, _ := d.state.List.Row("new"); return r.Language() != "" })
}

func TestExportWritesWhatKeysMeant(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Shift+Right", "Shift+Right", "1")
	out := filepath.Join(t.TempDir(), "out.jsonl")
	d.exportThen(d.project, project.ExportOptions{Format: "rubricator", Out: out, Annotator: "ann", All: true}, "", func() {})
	var data []byte
	d.until("the export", func() bool { data, _ = os.ReadFile(out); return len(data) > 0 })
	if !strings.Contains(string(data), `"label":"PER","text":"Mira Okonkwo"`) {
		t.Errorf("the export lacks the label:\n%s", data)
	}
}

func TestEveryOccurrenceInTheProject(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Right", "Shift+Right", "1")
	d.want("a-english", "Mira [PER Okonkwo] met")
	var hits []state.Hit
	err := d.project.Occurrences(context.Background(), "Okonkwo", "PER", "", func(h state.Hit) bool { hits = append(hits, h); return true })
	if err != nil || len(hits) != 2 {
		t.Fatalf("%d hits, %v", len(hits), err)
	}
	d.Dispatch(state.LabelOccurrences{Label: "PER", Hits: hits})
	d.keys()
	d.want("a-english", "Mira [PER Okonkwo] met")
	d.want("a-english", "[PER Okonkwo] flies")
	d.keys("Ctrl+Z")
	if got := d.stored("a-english"); strings.Contains(got, "[PER Okonkwo] flies") {
		t.Errorf("one undo leaves\n%s", got)
	}
}

func TestLockedProjectIsSaid(t *testing.T) {
	d := sit(t)
	path := d.state.Project.Path
	if _, err := project.Open(path, "ann", false); err == nil || !strings.Contains(nextStep(err), "Close the other window") {
		t.Errorf("a project that is open elsewhere gives %v, next %q", err, nextStep(err))
	}
}

func TestNarrowWindowCallsPanesBack(t *testing.T) {
	d := sit(t)
	d.window.Resize(fyne.NewSize(600, 500))
	if d.list.Object().Visible() || !d.side.Object().Visible() {
		t.Fatal("a window of 600 shows the list, or not the labels")
	}
	d.press("F6")
	if !d.list.Object().Visible() || !d.list.Holds(d.window.Canvas().Focused()) {
		t.Error("F6 does not bring the list back")
	}
	d.focusArticle()
	if d.list.Object().Visible() {
		t.Error("the list stays when the article has the keyboard again")
	}
}
