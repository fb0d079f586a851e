package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/app/project"
	"rubricator/app/textlayout"
)

func TestADirectionSetByAKeyIsKeptAndExported(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Shift+X") // right to left
	l := d.view.Layout()
	for i := range l.Paragraphs() {
		if l.ParagraphDirection(i) != textlayout.RTL {
			t.Errorf("paragraph %d reads from left to right", i)
		}
	}
	path := d.state.Project.Path
	if err := d.closeProject(); err != nil {
		t.Fatal(err)
	}
	d = resume(t, path)
	if got := d.state.Session.Work.Direction; got != "rtl" {
		t.Errorf("in a new window the direction is %q", got)
	}
	if dir := d.exported("a-english"); dir != "rtl" {
		t.Errorf("exported as %q", dir)
	}
	d.keys("Ctrl+Z")
	if got := d.state.Session.Work.Direction; got != "" {
		t.Errorf("undone in a new window it is %q", got)
	}
	if dir := d.exported("a-english"); dir != "ltr" {
		t.Errorf("exported as %q, the English text reads from left to right", dir)
	}
}

// exported is the direction of an article in the lossless export.
func (d *desk) exported(id string) string {
	d.t.Helper()
	out := filepath.Join(d.t.TempDir(), "out.jsonl")
	d.exportThen(d.project, project.ExportOptions{Format: "rubricator", Out: out, Annotator: "ann", All: true}, "", func() {})
	d.until("the export", func() bool { data, _ := os.ReadFile(out); return len(data) > 0 && d.busy == nil })
	for line := range strings.Lines(read(d.t, out)) {
		if strings.Contains(line, `"id":"`+id+`"`) {
			_, after, _ := strings.Cut(line, `"dir":"`)
			dir, _, _ := strings.Cut(after, `"`)
			return dir
		}
	}
	d.t.Fatalf("%s is not in the export", id)
	return ""
}
