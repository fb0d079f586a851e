package dialogs

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
)

// MergeFile asks for the project file to merge.
func MergeFile(h Host, start string, run func(path string)) {
	d := newSheet(h, "Merge another project file", 640)
	c := d.chooser(folder(start), false, isProject)
	c.picked = func(path string) {
		d.close()
		run(path)
	}
	d.main = func() {
		if info, err := os.Stat(c.field.Text); err == nil && !info.IsDir() {
			c.picked(c.field.Text)
		}
	}
	d.help.SetText("Type to find, Down and Return to choose")
	d.button("Look at it", part.Main, func() { c.typed(&fyne.KeyEvent{Name: fyne.KeyReturn}) })
	d.button("Cancel", part.Plain, d.close)
	d.show(c.field, newColumn(append([]line{prose(d.pen.Prose("The other file is only read. Before anything is merged, you see what it would bring.", 0, part.Colored(part.Muted)), 0)}, c.lines(10, 8)...)...))
}

// MergePlan is what is known before a merge.
type MergePlan struct {
	From   string // path of the other file
	Brings string // in words
	Backup string // path of the copy that is written first
}

// Merge asks whether to merge a file.
func Merge(h Host, m MergePlan, run func()) {
	d := newSheet(h, "Merge “"+filepath.Base(m.From)+"”", 560)
	d.main = func() {
		d.close()
		run()
	}
	yes := d.button("Back up, then merge", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	muted := part.Colored(part.Muted)
	d.show(yes, newColumn(prose(d.pen.Prose(m.Brings, 0, part.Sentence), 0),
		prose(d.pen.Prose("Each annotator’s labels stay their own. Where one annotator changed the same thing in both files, the later change stands, and the report names it.", 0), 10),
		prose(d.pen.Prose("Ctrl+Z does not take a merge back. A copy of this project is written and checked first; to go back, open it: “"+m.Backup+"”", 0, muted, part.Sentence), 10)))
}

// MergeLine is a line of the report of a merge; one with a Document leads there.
type MergeLine struct{ Text, Document string }

// Merged tells what a merge did. Return on a line that names an article opens it.
func Merged(h Host, summary string, lines []MergeLine, open func(document string)) {
	d := newSheet(h, "Merged", 760)
	rows := part.NewRows(26, func() fyne.CanvasObject { return newReportRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*reportRow).show(lines[i].Text)
	})
	rows.Else, rows.Inset, rows.Called = d.key, rowInset, "Line"
	rows.Update(len(lines))
	d.main = d.close
	rows.Choose = func(i int) {
		d.close()
		if lines[i].Document != "" {
			open(lines[i].Document)
		}
	}
	var first focusable = d.button("Close", part.Main, d.close)
	part.Show(rows, len(lines) > 0)
	if len(lines) > 0 {
		first = rows
		d.help.SetText("Return opens the article of a line")
	}
	d.show(first, newColumn(prose(d.pen.Prose(summary, 6, part.Sentence), 0), growing(rows, rows.HeightFor(min(12, max(1, len(lines)))), 14)))
}
