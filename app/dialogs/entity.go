package dialogs

import (
	"rubricator/app/panel/part"
	"rubricator/app/state"
)

// Entity asks for the entity that the annotation in focus names. One that the same words have already is proposed.
func Entity(h Host, s state.State) {
	a, ok := s.FocusedAnnotation()
	if !ok {
		return
	}
	d := newSheet(h, "Entity of “"+a.Quote+"”", 520)
	field := d.field("Its identifier, such as Q1490")
	field.Called = "Entity"
	field.SetText(s.EntityOf(a))
	d.main = func() {
		d.close()
		h.Dispatch(state.SetEntity{ID: field.Text})
	}
	switch {
	case a.Entity != "":
		d.help.SetText("An empty field takes the link away")
	case field.Text != "":
		d.help.SetText("Proposed: other “" + a.Quote + "” in the article are linked so")
	}
	d.button("Link", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(field, newColumn(fixed(field, 36, 0)))
}
