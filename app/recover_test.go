package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
)

// spoiled is a closed project of two articles and some labels, with noise in place of its list of free pages.
func spoiled(t *testing.T) string {
	t.Helper()
	d := sit(t)
	d.keys("Enter", "Enter")
	path := d.project.Store().Path()
	d.until("closed", func() bool { return d.closeProject() == nil })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range []int{16, 4096 + 16} { // each names its list 32 bytes in
		list := int(b[header+32]) | int(b[header+33])<<8
		for i := range 64 {
			b[list*4096+i] = 0xA5
		}
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// overlay is what the dialog on top shows; "" without one.
func (d *desk) overlay() string {
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	var b strings.Builder
	parttest.Walk(top, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *part.Text:
			b.WriteString(o.Content() + "\n")
		case *part.Prose:
			b.WriteString(o.Content() + "\n")
		}
	})
	return b.String()
}

func (d *desk) says(what string) {
	d.until(what, func() bool { return strings.Contains(d.overlay(), what) })
}

// TestDamagedProjectIsRecoveredByKeys opens a damaged project and presses Return until it is open again.
func TestDamagedProjectIsRecoveredByKeys(t *testing.T) {
	path := spoiled(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d := resumeAt(t, path)
	d.says("Nothing is lost of 2 documents")
	parttest.Press(t, d.window, fyne.KeyReturn)
	d.says("The project is recovered")
	parttest.Press(t, d.window, fyne.KeyEscape)
	if want := filepath.Join(filepath.Dir(path), "work-recovered.rubric"); d.project == nil || d.state.Project.Path != want {
		t.Fatalf("%q is open, want %q", d.state.Project.Path, want)
	}
	if rows := d.state.List.Rows.Len(); rows != 2 {
		t.Errorf("the list has %d articles", rows)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the damaged file was changed")
	}
}

// TestReadOnlyProjectTakesNoStep opens a project for reading and tries to change it.
func TestReadOnlyProjectTakesNoStep(t *testing.T) {
	d := sit(t)
	path := d.project.Store().Path()
	d.until("closed", func() bool { return d.closeProject() == nil })
	d.openAs(path, "ann", true)
	d.until("suggestions", func() bool { return d.state.Open().Len() > 0 })
	for _, m := range []state.Msg{state.GiveLabel{Name: "PER"}, state.Undo{}} {
		d.state.Toast = state.Toast{}
		d.press("Tab")
		d.Dispatch(m)
		if !strings.Contains(d.state.Toast.Text, "for reading only") || d.state.Saving.Pending != 0 || d.state.Session.Work.Annotations.Len() != 0 {
			t.Errorf("%T: %+v, %d pending", m, d.state.Toast, d.state.Saving.Pending)
		}
	}
}
