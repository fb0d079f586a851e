package app

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
)

// sitWithMany opens a window on a project with so many articles that a step over all of them is a large one.
func sitWithMany(t *testing.T, n int) (*desk, string) {
	t.Helper()
	folder := t.TempDir()
	for i := range n {
		write(t, filepath.Join(folder, fmt.Sprintf("a%03d.txt", i)), fmt.Sprintf("Report %d\n\nMira Okonkwo met the Coastal Union in Valletta on Tuesday.\n", i))
	}
	path := filepath.Join(t.TempDir(), "many.rubric")
	if err := project.Create(path, annotate.News()); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Import(context.Background(), []string{folder}, project.ImportOptions{Lang: "en"}, func(project.Line) {}, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	return resume(t, path), path
}

// idle waits until no step over many articles is under way and all is stored.
func (d *desk) idle() {
	d.t.Helper()
	d.until("the step", func() bool { return d.state.Job == nil && d.state.Saving.Pending == 0 })
}

// ended counts the articles with that status in the file, and holds the list against it.
func (d *desk) ended() (n int) {
	d.t.Helper()
	headers, err := d.project.Store().Headers("ann")
	if err != nil {
		d.t.Fatal(err)
	}
	for _, h := range headers {
		row, ok := d.state.List.Row(h.ID)
		if !ok || row.Status != h.MyStatus {
			d.t.Errorf("the list says %q of %s, the file %q", row.Status, h.ID, h.MyStatus)
		}
		if h.MyStatus == annotate.Finished {
			n++
		}
	}
	return n
}

// TestFinishAllShown finishes all articles in one step, with labels given and an undo asked for meanwhile, and takes that
// back and does it again, also after a restart.
func TestFinishAllShown(t *testing.T) {
	const n = 150
	d, path := sitWithMany(t, n)
	d.Dispatch(state.ChangeAll{Bulk: state.Bulk{Kind: state.BulkFinish}})
	d.Dispatch(state.SetNote{Text: "read"})
	d.Dispatch(state.Neighbour{})
	d.Dispatch(state.SetNote{Text: "read too"})
	second := d.state.Session.Document.ID
	d.idle()
	if got := d.ended(); got != n || d.state.Session.Work.Status != annotate.Finished || d.state.Session.Work.Note != "read too" {
		t.Fatalf("%d of %d are finished, the open one is %+v; %q", got, n, d.state.Session.Work, d.state.Toast.Text)
	}
	d.Dispatch(state.Undo{})
	if d.state.Job == nil {
		t.Fatalf("undo began nothing: %q", d.state.Toast.Text)
	}
	d.Dispatch(state.Redo{})
	d.idle()
	if got := d.ended(); got != n {
		t.Fatalf("after undo and redo %d of %d are finished: %q", got, n, d.state.Toast.Text)
	}
	if err := d.closeProject(); err != nil {
		t.Fatal(err)
	}
	again := resumeAt(t, path)
	again.Dispatch(state.Undo{})
	again.idle()
	if got := again.ended(); got != 0 {
		t.Errorf("after undo %d are finished: %q", got, again.state.Toast.Text)
	}
	w, err := again.project.Store().Work(second, "ann")
	if err != nil || w.Note != "read too" || w.Status == annotate.Finished {
		t.Errorf("%s: %+v, %v", second, w, err)
	}
}

// TestStoppedStepGoesOn stops a step and its undo; each time what is done stays, and the next undo takes the rest back.
func TestStoppedStepGoesOn(t *testing.T) {
	d, _ := sitWithMany(t, 150)
	d.Dispatch(state.ChangeAll{Bulk: state.Bulk{Kind: state.BulkSetAside}})
	d.until("a beginning", func() bool { return d.state.Job == nil || d.state.Job.Done > 70 })
	d.Dispatch(state.StopJob{})
	d.idle()
	d.Dispatch(state.Undo{})
	d.until("some of it undone", func() bool { return d.state.Job == nil || d.state.Job.Done > 1 })
	d.Dispatch(state.StopJob{})
	d.idle()
	for range 3 {
		if d.state.Session.History.UndoWords() != "" {
			d.Dispatch(state.Undo{})
			d.idle()
		}
	}
	if n := d.state.List.Counts[state.SetAside]; n != 0 || d.state.Session.History.UndoWords() != "" {
		t.Errorf("%d articles are still set aside, to be undone is %q", n, d.state.Session.History.UndoWords())
	}
}
