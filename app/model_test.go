package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest/onnx"
	"rubricator/annotate/suggest/onnx/onnxtest"
	"rubricator/app/project"
	"rubricator/app/state"
)

// suggesters are those of the open suggestions, in order.
func (d *desk) suggesters() (list []string) {
	for g := range d.state.Open().Values() {
		list = append(list, g.Suggester)
	}
	return list
}

// What a model says comes to the open article by itself when it is ready; one that cannot be used is said once.
func TestOwnModelWorksBesideTheWindow(t *testing.T) {
	d := sit(t)
	path := d.state.Project.Path
	if err := d.closeProject(); err != nil {
		t.Fatal(err)
	}
	tiny := onnxtest.News()
	for _, word := range strings.Fields(strings.ToLower(english)) {
		tiny.Words[strings.Trim(word, ".,")] = "B-PER"
	}
	dir := filepath.Join(t.TempDir(), "tiny")
	onnxtest.Write(t, dir, tiny)
	p, err := project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.SetModel(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	d = resume(t, path)
	d.until("the model", func() bool { return slices.Contains(d.suggesters(), onnx.Name) })
	if m := d.state.Project.Model; m != (state.Model{Name: "tiny"}) {
		t.Errorf("the window knows the model as %+v", m)
	}
	d.Dispatch(state.LeaveModelOut{Out: true})
	d.until("suggestions without the model", func() bool { return len(d.suggesters()) > 0 && !slices.Contains(d.suggesters(), onnx.Name) })
	d.Dispatch(state.LeaveModelOut{})
	d.until("the model again", func() bool { return slices.Contains(d.suggesters(), onnx.Name) })
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := d.closeProject(); err != nil {
		t.Fatal(err)
	}
	p, err = project.Open(path, "ann", false)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Store().DropCached(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	d = resume(t, path)
	d.until("the warning", func() bool { return strings.Contains(d.state.Toast.Text, "the model tiny is not used") })
	d.keys("Ctrl+A", "1")
	d.until("the label", func() bool { return d.state.Session.Work.Annotations.Len() == 1 })
	if a := d.state.Session.Work.Annotations.At(0); a.Span == (annotate.Span{}) {
		t.Errorf("labelled %+v", a)
	}
}
