package dialogs

import (
	"fmt"
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// settings changes what a person likes to have otherwise. Everything takes effect at once.
type settings struct {
	*sheet
	own   map[string][]command.Key
	save  func(map[string][]command.Key) error
	keys  *command.Keymap
	all   []command.Command
	found []int
	field *part.Entry
	rows  *part.Rows
	size  int
	sizes *part.Text
}

var themes = []state.Theme{state.ThemeSystem, state.ThemeLight, state.ThemeDark}

// Settings shows the settings. own are the keys that differ from the defaults, by command; save takes them into use.
func Settings(h Host, s state.State, own map[string][]command.Key, save func(map[string][]command.Key) error) {
	d := &settings{sheet: newSheet(h, "Settings", 660), own: maps.Clone(own), save: save, keys: h.Keymap, all: command.All(), size: s.TextSize}
	if d.own == nil {
		d.own = map[string][]command.Key{}
	}
	colours := d.choice([]string{"As the system", "Light", "Dark"}, max(0, slices.Index(themes, s.Theme)), func(i int) {
		h.Dispatch(state.SetTheme{Theme: themes[i]})
	})
	threshold := d.sheet.score(s.Threshold, func(v float64) { h.Dispatch(state.SetThreshold{Score: v}) })
	d.makeKeys()
	d.main = d.close
	d.button("Done", part.Main, d.close)
	d.help.SetText("Return on a command changes its key")
	d.show(colours.chips[colours.at], newColumn(
		caption(d.pen, "Colours", 0), colours.line(6),
		caption(d.pen, "Size of the article’s text", 16), d.sizeLine(),
		caption(d.pen, "Show suggestions from this score on", 16), fixed(threshold, 36, 4),
		caption(d.pen, "Keys", 16), fixed(d.field, 36, 4), growing(d.rows, d.rows.HeightFor(7), 8)))
}

func (d *settings) sizeLine() line {
	d.sizes = d.pen.Text("", part.Size(theme.TextSmall), part.Colored(part.Muted))
	zoom := func(points int) func() {
		return func() {
			d.host.Dispatch(state.Zoom{Points: points})
			d.size = min(max(d.size+points, 10), 48)
			if points == 0 {
				d.size = state.Start().TextSize
			}
			d.sizeText()
		}
	}
	smaller, larger, normal := d.pen.Button("Smaller", part.Pill, zoom(-2)), d.pen.Button("Larger", part.Pill, zoom(2)), d.pen.Button("Normal", part.Pill, zoom(0))
	smaller.Else, larger.Else, normal.Else = d.escape, d.escape, d.escape
	d.sizeText()
	return flowing(6, smaller, larger, normal, d.sizes)
}

func (d *settings) sizeText() { d.sizes.SetText(fmt.Sprintf("  %d points", d.size)) }

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
	d.rows.Lit, d.rows.Inset, d.rows.Choose, d.rows.Else = true, rowInset, d.change, d.escape
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
