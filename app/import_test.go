package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/annotate/annotatetest"
)

// files writes files, "name", "data" in turn, into a new folder.
func (d *desk) files(list ...string) string {
	d.t.Helper()
	dir := d.t.TempDir()
	for i := 0; i < len(list); i += 2 {
		write(d.t, filepath.Join(dir, list[i]), list[i+1])
	}
	return dir
}

func (d *desk) strike(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, k := range keys {
		if k == fyne.KeyTab {
			d.window.Canvas().FocusNext()
			continue
		}
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (d *desk) dialog() bool { return d.window.Canvas().Overlays().Top() != nil }

// imported waits until an import has ended, and gives the ids that the list has.
func (d *desk) imported(articles int) []string {
	d.t.Helper()
	d.until("the import", func() bool { return d.state.List.Rows.Len() == articles && d.busy == nil })
	var ids []string
	for i := range d.state.List.Rows.Len() {
		ids = append(ids, d.state.List.Rows.At(i).ID)
	}
	return ids
}

func TestTextsAreImportedAtOnce(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("c.txt", "A third article.", "d.html", "<p>Words of a page about the ferries.</p>")})
	if ids := d.imported(4); !slices.Contains(ids, "c") || !slices.Contains(ids, "d") {
		t.Errorf("the list has %q", ids)
	}
	if d.dialog() {
		t.Error("a dialog stands before the articles")
	}
	if !strings.Contains(d.state.Toast.Text, "undo does not take an import back") {
		t.Errorf("the status line says %q", d.state.Toast.Text)
	}
}

func TestATableIsImportedByItsColumns(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("a.csv", "no;long;short\n7;One text, which is the longest;Second\n8;Another text, long as well;Third\n")})
	d.until("the sheet", func() bool { return d.coming != nil && d.coming.looked && d.dialog() })
	if d.state.List.Rows.Len() != 2 {
		t.Fatal("the table was imported before anybody said so")
	}
	d.strike(fyne.KeyTab, fyne.KeyTab, fyne.KeyDown)
	d.window.Canvas().Focused().TypedRune('1') // the last column is the text
	d.strike(fyne.KeyUp, fyne.KeyUp)
	d.window.Canvas().Focused().TypedRune('2') // the first one the id
	d.strike(fyne.KeyReturn)
	d.imported(4)
	if d.dialog() {
		t.Error("a report says again what the sheet has said")
	}
	if got := d.stored("7"); got != "Second" {
		t.Errorf("the document is %q", got)
	}
}

func TestLabelsComeInAsSuggestionsOfSomebody(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("a.jsonl", `{"id":"x","text":"Mira met Sarel","label":[[0,4,"PER"]]}`+"\n"+`{"id":"y","text":"Sarel","label":[[0,9,"LOC"]]}`+"\n")})
	d.until("the sheet", func() bool { return d.coming != nil && d.coming.looked && d.dialog() })
	d.strike(fyne.KeyTab, fyne.KeyTab, fyne.KeyRight, fyne.KeyTab)
	for _, r := range "model" {
		d.window.Canvas().Focused().TypedRune(r)
	}
	d.strike(fyne.KeyReturn)
	d.imported(4)
	list, err := d.project.Store().Suggestions("x")
	if err != nil || len(list) != 1 || list[0].Suggester != "model" {
		t.Errorf("suggestions %+v, %v", list, err)
	}
	doc, _ := d.project.Store().Document("x")
	if work, _ := d.project.Store().Work("x", "ann"); work.Annotations.Len() > 0 {
		t.Errorf("annotated as %s", annotatetest.Format(doc.Text, work.Annotations))
	}
	d.until("the report", d.dialog) // the span that does not fit
	d.strike(fyne.KeyTab, fyne.KeyReturn, fyne.KeyReturn)
	reports, _ := filepath.Glob(filepath.Join(d.folder(), "work-import-*.txt"))
	if len(reports) != 1 {
		t.Fatalf("reports %q", reports)
	}
	if text, _ := os.ReadFile(reports[0]); !strings.Contains(string(text), `a.jsonl": line 2 (document "y"): span number 1 left out`) {
		t.Errorf("the report says %s", text)
	}
}

func TestOnlyTheLastLookAgainGoesOn(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("a.csv", "text,more\nOne,Two\n")})
	d.until("the sheet", func() bool { return d.coming != nil && d.coming.looked && d.dialog() })
	s := d.coming
	first, other := s.anew("a.csv"), s.anew("b.csv")
	last := s.anew("a.csv")
	if first.Err() == nil || other.Err() != nil || last.Err() != nil {
		t.Errorf("the first look %v, the next %v, one at another file %v", first.Err(), last.Err(), other.Err())
	}
	d.strike(fyne.KeyEscape)
	if other.Err() == nil || last.Err() == nil {
		t.Error("looks go on for a sheet that is closed")
	}
	if d.jobs.Err() != nil {
		t.Error("all other work is called off too")
	}
}

func TestALookThatFailsIsSaid(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("a.csv", "text\nOne\n")})
	d.until("the sheet", func() bool { return d.coming != nil && d.coming.looked && d.dialog() })
	d.coming.done(errors.New("the disk is gone"))
	if toast := d.state.Toast; !strings.Contains(toast.Text, "the disk is gone") || !d.dialog() {
		t.Errorf("the status line says %q", toast.Text)
	}
	d.strike(fyne.KeyEscape)
}

func TestAReportIsSavedWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.txt")
	write(t, path, "")
	f, err := os.Open(path) // nothing can be written to it
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(f, "lines"); err == nil {
		t.Error("a report that was not written counts as saved")
	}
	if err := saveReport(path, "lines"); err != nil {
		t.Errorf("the second try: %v", err)
	}
	if err := saveReport(path, "others"); !errors.Is(err, os.ErrExist) {
		t.Errorf("a file that is there was replaced: %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "lines" {
		t.Errorf("the report is %q", text)
	}
}

func TestAnImportIsCalledOff(t *testing.T) {
	d := sit(t)
	d.importPaths([]string{d.files("a.csv", "text\nOne\n")})
	d.until("the sheet", d.dialog)
	d.strike(fyne.KeyEscape)
	if d.dialog() || d.coming != nil || d.busy != nil {
		t.Error("Esc left something behind")
	}
	d.importPaths([]string{d.t.TempDir()}) // an empty folder
	d.until("the sheet", d.dialog)
	d.strike(fyne.KeyReturn)
	if d.busy != nil {
		t.Error("nothing is imported")
	}
	d.strike(fyne.KeyEscape)
}
