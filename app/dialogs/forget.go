package dialogs

import (
	"strings"

	"rubricator/app/panel/part"
)

// forgetWord is what somebody types who means it.
const forgetWord = "forget"

// Forget warns before the history of the project is forgotten, and lets nobody do it by a key alone: the word must be
// typed. backup is the path of the copy that is written first.
func Forget(h Host, backup string, run func()) {
	d := newSheet(h, "Forget the history", 580)
	field := d.field("Type the word " + forgetWord)
	d.button("Save a copy, then forget", part.Main, func() { d.main() })
	d.main = func() {
		if strings.TrimSpace(strings.ToLower(field.Text)) != forgetWord {
			d.help.SetText("Type “" + forgetWord + "” first")
			h.Window.Canvas().Focus(field)
			return
		}
		d.close()
		run()
	}
	d.button("Cancel", part.Plain, d.close)
	muted := part.Colored(part.Muted)
	d.show(field, newColumn(
		prose(d.pen.Prose("Goes for ever: who did what when, all undo and redo, and the texts of articles whose import was taken back.", 0), 0),
		prose(d.pen.Prose("Stays: every article with its labels, answers, notes and status, of each annotator, and the settings.", 0), 8),
		prose(d.pen.Prose("Copies of this project that have the old history can no longer be merged with it. Merge them first.", 0), 8),
		prose(d.pen.Prose("A copy with the history is written and checked first: “"+backup+"”. Backups stay as they are; delete them and the copy where the history must be gone.", 0, muted, part.Sentence), 8),
		fixed(field, 36, 14)))
}
