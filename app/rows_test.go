package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rubricator/app/state"
	"rubricator/storage/storagetest"
)

// TestTheFirstArticleDoesNotWaitForTheList opens a project with more articles than are read at once, works in it while the
// list is read, and goes on beyond what was read.
func TestTheFirstArticleDoesNotWaitForTheList(t *testing.T) {
	const n = firstRows + 500
	path := storagetest.Articles(t, n, 100)
	t.Setenv("TMPDIR", t.TempDir())
	d := resumeAt(t, path)
	if d.state.Session.Document.ID != "report-1" || d.state.List.Rows.Len() != firstRows || d.state.List.Reading != n {
		t.Fatalf("%s is open, %d of %d rows are read", d.state.Session.Document.ID, d.state.List.Rows.Len(), d.state.List.Reading)
	}
	d.keys("Ctrl+Return")
	d.Dispatch(state.OpenArticle{ID: fmt.Sprint("report-", firstRows)})
	d.press("Ctrl+Return")
	d.until("the whole list", func() bool { return d.state.List.Reading == 0 })
	if want := fmt.Sprint("report-", firstRows+1); d.state.Session.Document.ID != want {
		t.Errorf("%s is open, want %s, the first that was not read", d.state.Session.Document.ID, want)
	}
	if l := d.state.List; l.Rows.Len() != n || len(l.Visible) != n || l.Counts != [3]int{n - 2, 2, 0} {
		t.Errorf("%d rows, %d visible, counts %v", l.Rows.Len(), len(l.Visible), l.Counts)
	}
}

// An article that is behind what is read at first opens where it was left, in its language, with its neighbours.
func TestTheLastArticleOpensBeforeItsRowIsRead(t *testing.T) {
	const n = firstRows + 500
	path := storagetest.Articles(t, n, 100)
	t.Setenv("TMPDIR", t.TempDir())
	d := resumeAt(t, path)
	d.until("the whole list", func() bool { return d.state.List.Reading == 0 })
	d.Dispatch(state.OpenArticle{ID: fmt.Sprint("report-", n-1)})
	d.closeProject()
	d = resumeAt(t, path)
	row, known := d.state.List.Row(fmt.Sprint("report-", n-1))
	if d.state.Session.Document.ID != row.ID || !known || row.Language() == "" || d.state.List.Reading == 0 {
		t.Fatalf("%s is open; its row is %+v", d.state.Session.Document.ID, row)
	}
	d.press("Ctrl+PgDn")
	d.until("the next one", func() bool { return d.state.Session.Document.ID == fmt.Sprint("report-", n) })
}

// Many counts are read beside the window and come to the list.
func TestManyCountsComeLater(t *testing.T) {
	path := storagetest.Articles(t, 10, 100)
	t.Setenv("TMPDIR", t.TempDir())
	d := resumeAt(t, path)
	d.until("counts", func() bool { return d.row("report-2").Suggestions >= 0 })
	many := map[string]state.Count{"report-2": {Suggestions: 77, Corrections: 5}}
	for i := range 20_000 {
		many[fmt.Sprint("elsewhere-", i)] = state.Count{}
	}
	d.counts.Put(many)
	d.closeProject()
	files, err := filepath.Glob(filepath.Join(d.fyne.Storage().RootURI().Path(), "counts", "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	info, err := os.Stat(files[0])
	if err != nil || info.Size() < 300<<10 {
		t.Fatal(info, err)
	}
	opened := []int{}
	d = resumeAt(t, path)
	d.until("the counts", func() bool {
		opened = append(opened, d.row("report-2").Suggestions)
		return opened[len(opened)-1] >= 0
	})
	if !slices.Contains(opened, 77) {
		t.Errorf("the list says one after the other %v", opened)
	}
}

// The list filters by the labels that were given, before and after the project is opened again.
func TestTheListKnowsLabels(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home", "Down", "Down", "Home", "Shift+Right", "Shift+Right", "1")
	for range 2 {
		d.Dispatch(state.SetFilter{Filter: state.Filter{All: true, Labels: state.NewNames("PER")}})
		with := d.listed()
		d.Dispatch(state.SetFilter{Filter: state.Filter{All: true, Without: state.NewNames("PER")}})
		if without := d.listed(); with != "[a-english]" || without != "[b-arabic]" {
			t.Errorf("with PER the list has %s, without %s", with, without)
		}
		if r := d.row("b-arabic"); r.Imported == 0 {
			t.Error("nobody knows when b was imported")
		}
		path := d.state.Project.Path
		d.until("closed", func() bool { return d.closeProject() == nil })
		d = resume(t, path)
	}
	d.Dispatch(state.SetFilter{Filter: state.Filter{All: true}})
	d.keys("Ctrl+Z")
	if r := d.row("a-english"); r.Labels != "" {
		t.Errorf("after the only label was taken back the list says %q", r.Labels)
	}
}

// listed are the articles that the list shows.
func (d *desk) listed() string {
	var ids []string
	for _, i := range d.state.List.Visible {
		ids = append(ids, d.state.List.Rows.ID(i))
	}
	return fmt.Sprint(ids)
}
