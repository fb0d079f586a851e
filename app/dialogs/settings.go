package dialogs

import (
	"maps"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/state"
)

// settings changes what a person likes to have otherwise. Everything takes effect at once.
type settings struct {
	*sheet
	own     map[string][]command.Key
	save    func(map[string][]command.Key) error
	keys    *command.Keymap
	all     []command.Command
	found   []int
	field   *part.Entry
	rows    *part.Rows
	size    int
	sizes   *part.Text
	reading state.Reading
	keeping string   // says where what is chosen about suggestions is kept
	pages   [][]line // of the dialog's body; one of them is on show
}

// Settings shows the settings. own are the keys that differ from the defaults, by command; save takes them into use.
func Settings(h Host, s state.State, own map[string][]command.Key, save func(map[string][]command.Key) error) {
	d := &settings{sheet: newSheet(h, "Settings", 680), own: maps.Clone(own), save: save, keys: h.Keymap, all: command.All(), size: s.TextSize, reading: s.Reading}
	if d.own == nil {
		d.own = map[string][]command.Key{}
	}
	pages := d.choice([]string{"Reading", "Suggestions", "Backups", "Keys"}, 0, d.turnTo)
	colours, reading := d.readingPage(s)
	d.makeKeys()
	d.pages = [][]line{reading, d.suggestPage(s), d.backupsPage(s), {fixed(d.field, 36, 16), growing(d.rows, d.rows.HeightFor(8), 8)}}
	d.main = d.close
	d.button("Done", part.Main, d.close)
	d.turnTo(0)
	body := []line{pages.line(0)}
	for _, page := range d.pages {
		body = append(body, page...)
	}
	d.show(colours.chips[colours.at], newColumn(body...))
}

// turnTo shows one page.
func (d *settings) turnTo(page int) {
	for i, lines := range d.pages {
		for _, l := range lines {
			part.Show(l.o, i == page)
		}
	}
	d.help.SetText([]string{"Left and Right choose, Tab goes on", d.keeping, "Holds for all projects", "Return on a command changes its key, Delete gives the default back"}[page])
	d.resize()
}

func (d *settings) makeKeys() {
	d.field = d.pen.Entry("Find a command")
	d.field.OnChanged = func(string) { d.filter() }
	d.field.Keys = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
			return d.rows.Key(e)
		}
		return d.fieldKey(e)
	}
	d.rows = part.NewRows(paletteRow, func() fyne.CanvasObject { return newCommandRow(d.pen) }, func(i int, o fyne.CanvasObject) {
		c := d.all[d.found[i]]
		o.(*commandRow).show(c.Title, "", d.keys.Keys(c.ID))
	})
	d.rows.Lit, d.rows.Inset, d.rows.Choose, d.rows.Else, d.rows.Called = true, rowInset, d.change, d.rowKey, "Command"
	d.filter()
}

func (d *settings) filter() {
	titles := make([]string, len(d.all))
	for i, c := range d.all {
		titles[i] = c.Title
	}
	d.found = fuzzy(d.field.Text, titles)
	d.rows.Update(len(d.found))
	d.rows.SetCursor(0)
}

// rowKey gives a command its default keys back.
func (d *settings) rowKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyDelete && e.Name != fyne.KeyBackspace || len(d.found) == 0 {
		d.escape(e)
		return
	}
	if err := d.take(d.all[d.found[d.rows.Cursor()]], ""); err != nil {
		d.help.SetText(err.Error())
	}
}

// change asks for the key of a command.
func (d *settings) change(i int) {
	c := d.all[d.found[i]]
	newKeyAsker(d, c).open()
}

// take gives a command a key, or its default keys where key is "". It says why that cannot be.
func (d *settings) take(c command.Command, key command.Key) error {
	own := maps.Clone(d.own)
	if key == "" {
		delete(own, c.ID)
	} else {
		own[c.ID] = []command.Key{key}
	}
	keys, err := command.NewKeymap(command.All(), own)
	if err != nil {
		return err
	}
	if err := d.save(own); err != nil {
		return err
	}
	d.own, d.keys = own, keys
	d.rows.Update(len(d.found))
	return nil
}
