package dialogs

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// Error says what went wrong and what to do next.
func Error(h Host, title, what, next string) {
	d := newSheet(h, title, 500)
	d.main = d.close
	ok := d.button("Close", part.Main, d.close)
	d.show(ok, newColumn(prose(d.pen.Prose(what, 12, part.Sentence), 0), prose(d.pen.Prose(next, 0, part.Colored(part.Muted)), 12)))
}

// UnsavedWays are what can be done with steps that are not on disk.
type UnsavedWays struct{ Retry, Copy, Leave func() }

// Unsaved asks what to do with steps that are not on disk when somebody wants to leave.
func Unsaved(h Host, pending int, ways UnsavedWays) {
	d := newSheet(h, "The last steps are not stored", 640)
	way := func(do func()) func() {
		return func() {
			d.close()
			do()
		}
	}
	d.main = way(ways.Retry)
	again := d.button("Try again", part.Main, d.main)
	d.button("Save a copy and leave", part.Plain, way(ways.Copy))
	d.button("Leave without them", part.Plain, way(ways.Leave))
	d.button("Stay", part.Plain, d.close)
	d.show(again, newColumn(prose(d.pen.Prose(unsavedWords(pending), 0), 0)))
}

func unsavedWords(pending int) string {
	steps := "One step is"
	if pending != 1 {
		steps = strings.Replace(present.Count(pending, "step"), "steps", "steps are", 1)
	}
	return steps + " not on disk yet, because the project file could not be written. They are lost if you leave now. Make room or mend the connection, then try again; or save a copy on another disk, which has them."
}

// Report lists what a long job has to say, line by line.
func Report(h Host, title string, lines []string, summary string) {
	ReportToSave(h, title, lines, summary, "", nil)
}

// ReportToSave is a Report that can be written to a file, at first at a proposed path; save says why that did not work.
func ReportToSave(h Host, title string, lines []string, summary, proposed string, save func(path, text string) error) {
	d := newSheet(h, title, 680)
	if save != nil {
		d.width = 860
	}
	rows := part.NewRows(26, func() fyne.CanvasObject { return newReportRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*reportRow).show(lines[i])
	})
	rows.Else, rows.Inset, rows.Called = d.key, rowInset, "Line"
	rows.Update(len(lines))
	d.main = d.close
	rows.Return = func(int) { d.close() }
	var first focusable = d.button("Close", part.Main, d.close)
	var copied *part.Button
	copied = d.button("Copy", part.Plain, func() {
		fyne.CurrentApp().Clipboard().SetContent(reportText(summary, lines))
		copied.SetText("Copied")
	})
	if save != nil {
		d.button("Save the report", part.Plain, func() {
			saveText(h, proposed, func(path string) error { return save(path, reportText(summary, lines)) }, d.help)
		})
	}
	list := growing(rows, rows.HeightFor(min(14, max(1, len(lines)))), 14)
	part.Show(rows, len(lines) > 0)
	if len(lines) > 0 {
		first = rows
	}
	d.show(first, newColumn(prose(d.pen.Prose(summary, 4, part.Sentence), 0), list))
}

func reportText(summary string, lines []string) string {
	return summary + "\n" + strings.Join(lines, "\n") + "\n"
}

// saveText asks where a text should go. What goes wrong is said in the dialog, what went well in done.
func saveText(h Host, proposed string, save func(path string) error, done *part.Text) {
	h.Closed = nil // the dialog below has the keyboard again
	d := newSheet(h, "Save the report", 600)
	field := d.field("File")
	field.SetText(proposed)
	trouble := d.pen.Prose("", 4, part.Colored(part.Bad), part.Sentence)
	d.main = func() {
		if err := save(field.Text); err != nil {
			trouble.SetText("It was not saved: " + reason(err))
			d.resize()
			return
		}
		done.SetText("Saved as " + filepath.Base(field.Text))
		d.close()
	}
	d.button("Save", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(field, newColumn(fixed(field, 36, 0), prose(trouble, 10)))
}

// reportRow is a line of a report.
type reportRow struct {
	part.Panelled
	text *part.Text
}

func newReportRow(pen *part.Pen) *reportRow {
	r := &reportRow{text: pen.Text("", part.Size(theme.TextSmall+1), part.Elastic, part.Sentence)}
	r.Init(r, r.place, r.text)
	return r
}

func (r *reportRow) show(text string)     { r.text.SetText(text) }
func (r *reportRow) place(size fyne.Size) { part.Place(r.text, 8, 0, size.Width-24, size.Height) }
