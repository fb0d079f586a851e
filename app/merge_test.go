package app

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
)

// copied is a copy of the open project in which somebody else and, elsewhere, the same annotator went on.
func (d *desk) copied() string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "theirs.rubric")
	if err := d.project.Store().Backup(d.t.Context(), path); err != nil {
		d.t.Fatal(err)
	}
	p, err := project.Open(path, "eve", false)
	if err != nil {
		d.t.Fatal(err)
	}
	step := func(annotator string, e annotate.Edit) annotate.Transaction {
		id := annotate.NewID()
		return annotate.Transaction{ID: id, Group: id, Document: "d0", Annotator: annotator, Time: time.Now(), Origin: annotate.OriginUser, Words: "note", Edits: []annotate.Edit{e}}
	}
	label := annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: 15, End: 19}, Label: "LOC", Annotator: "eve", Quote: "Oslo", Origin: annotate.OriginUser}
	if err := p.Store().Append(step("eve", annotate.Add(label)), step("ann", annotate.Assign{Field: annotate.FieldNote, After: "theirs"})); err != nil {
		d.t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// copies are the copies that the window made of the project.
func (d *desk) copies(why string) []string {
	d.t.Helper()
	list, err := filepath.Glob(filepath.Join(d.folder(), "*"+why+"*.rubric"))
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

func TestMergingAnotherProject(t *testing.T) {
	d := sitAtWork(t, "[PER Mira Holt] left Oslo.", "Nothing was done here.")
	theirs := d.copied()
	time.Sleep(2 * time.Millisecond) // of two steps in one millisecond chance says which is the later
	d.Dispatch(state.OpenArticle{ID: "d0"})
	d.Dispatch(state.SetNote{Text: "ours"})
	d.until("the disk", func() bool { return d.state.Saving.Pending == 0 })
	d.Dispatch(state.OpenDialog{Dialog: state.DialogMerge})
	d.types(theirs)
	d.strike(fyne.KeyReturn)
	d.until("what it would bring", func() bool { return strings.Contains(d.overlay(), "0 new here, 2 here already") })
	if said := d.overlay(); !strings.Contains(said, "ann, eve") || !strings.Contains(said, "before-merge") {
		t.Errorf("before the merge it says %s", said)
	}
	d.strike(fyne.KeyReturn)
	d.until("the merge", func() bool { return strings.Contains(d.overlay(), "2 steps of ann, eve; 1 conflict") })
	if list := d.copies("before-merge"); len(list) != 1 {
		t.Errorf("copies made before: %q", list)
	}
	d.strike(fyne.KeyReturn)
	d.until("the article", func() bool { return !d.dialog() && d.state.Session.Document.ID == "d0" })
	works, err := d.project.Store().Works("d0")
	if err != nil || works["eve"].Annotations.Len() != 1 || works["ann"].Note != "ours" {
		t.Errorf("after the merge the works are %+v, %v", works, err)
	}
	d.keys("Shift+F4")
	if said := d.told(); d.state.Past.Others != 1 || !strings.Contains(said, "noted on the article: “theirs”") {
		t.Errorf("the history has %d steps of others and\n%s", d.state.Past.Others, said)
	}
}

func TestForgettingTheHistory(t *testing.T) {
	d := sitAtWork(t, "[PER Mira Holt] left Oslo.")
	d.Dispatch(state.OpenArticle{ID: "d0"})
	d.Dispatch(state.SetNote{Text: "the first"})
	d.Dispatch(state.SetNote{Text: "the second"})
	d.Dispatch(state.OpenDialog{Dialog: state.DialogForget})
	d.strike(fyne.KeyReturn)
	if !d.dialog() || d.project == nil {
		t.Fatal("Return alone forgets the history")
	}
	d.types("forget")
	d.strike(fyne.KeyReturn)
	d.until("the history to be forgotten", func() bool { return strings.Contains(d.state.Toast.Text, "the history is forgotten") })
	if list := d.copies("with-history"); len(list) != 1 {
		t.Errorf("copies made before: %q", list)
	}
	d.keys("Shift+F4")
	if said := d.told(); strings.Contains(said, "the first") || !strings.Contains(said, "the second") {
		t.Errorf("the history has\n%s", said)
	}
	d.want("d0", "[PER Mira Holt] left Oslo.")
	if d.state.Session.History.UndoWords() != "" {
		t.Errorf("undo would take back %q", d.state.Session.History.UndoWords())
	}
}
