package dialogs

import (
	"rubricator/app/panel/part"
	"rubricator/app/state"
)

// Note asks for the note on the annotation in focus, or else on the article.
func Note(h Host, s state.State) {
	title, text := "Note on the article", s.Session.Work.Note
	if a, ok := s.FocusedAnnotation(); ok {
		title, text = "Note on “"+a.Quote+"”", a.Note
	}
	d := newSheet(h, title, 520)
	field := d.pen.Note(5)
	field.Keys, field.Called = d.fieldKey, "Note"
	field.SetText(text)
	d.main = func() {
		d.close()
		h.Dispatch(state.SetNote{Text: field.Text})
	}
	d.help.SetText("Shift+Return starts a new line")
	d.button("Keep the note", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(field, newColumn(growing(field, 130, 0)))
}
