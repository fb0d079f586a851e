package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// language chooses the language and the direction of an article.
type language struct {
	*sheet
	state     state.State
	codes     []string // "" first: as it was found
	names     []string
	found     []int
	field     *part.Entry
	rows      *part.Rows
	direction *choice
}

var directions = []string{"", "ltr", "rtl"}

// Language asks for the language of the open article and the direction in which it reads.
func Language(h Host, s state.State, codes []string, name func(code string) string) {
	d := &language{sheet: newSheet(h, "Language and direction", 440), state: s, codes: []string{""}, names: []string{asFound(s)}}
	for _, c := range codes {
		d.codes, d.names = append(d.codes, c), append(d.names, name(c))
	}
	d.field = d.pen.Entry("Find a language")
	d.field.OnChanged = func(string) { d.filter() }
	d.field.Keys = d.typed
	d.rows = part.NewRows(32, func() fyne.CanvasObject { return newFactRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		o.(*factRow).show(d.names[d.found[i]], d.codes[d.found[i]])
	})
	d.rows.Lit, d.rows.Inset, d.rows.Else, d.rows.Called = true, rowInset, d.key, "Language"
	d.rows.Choose = func(int) { d.set() }
	at := max(0, index(directions, s.Session.Work.Direction))
	d.direction = d.choice([]string{"As the text", "Left to right", "Right to left"}, at, func(int) {})
	d.filter()
	d.rows.SetCursor(max(0, index(d.codes, s.Session.Work.Language)))
	d.main = d.set
	d.button("Set", part.Main, d.set)
	d.button("Cancel", part.Plain, d.close)
	d.show(d.field, newColumn(fixed(d.field, 36, 0), growing(d.rows, d.rows.HeightFor(8), 10),
		caption(d.pen, "Direction of the text", 16), d.direction.line(6)))
}

func asFound(s state.State) string {
	row, _ := s.List.Row(s.Session.Document.ID)
	return "As found: " + present.LanguageWords(row)
}

func index(list []string, want string) int {
	for i, s := range list {
		if s == want {
			return i
		}
	}
	return -1
}

func (d *language) filter() {
	d.found = fuzzy(d.field.Text, d.names)
	d.rows.Update(len(d.found))
	d.rows.SetCursor(0)
}

func (d *language) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return d.rows.Key(e)
	}
	return d.fieldKey(e)
}

func (d *language) set() {
	if len(d.found) == 0 {
		return
	}
	code, dir := d.codes[d.found[d.rows.Cursor()]], directions[d.direction.at]
	d.close()
	if work := d.state.Session.Work; code != work.Language {
		d.host.Dispatch(state.SetLanguage{Code: code})
	}
	if work := d.state.Session.Work; dir != work.Direction {
		d.host.Dispatch(state.SetDirection{Direction: dir})
	}
}
