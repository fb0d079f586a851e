package dialogs

import (
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// palette finds a command by its letters and runs it.
type palette struct {
	*sheet
	state state.State
	all   []command.Command
	found []int
	field *part.Entry
	rows  *part.Rows
	none  *part.Text
}

const (
	paletteRow  = 36
	paletteRows = 11
	rowInset    = 3 // of the tint of rows in all dialogs
)

// Palette lists all commands, with their keys and with the reason where one cannot run.
func Palette(h Host, s state.State) {
	p := &palette{sheet: newSheet(h, "", 640), state: s, all: h.Keymap.All()}
	p.high = true
	p.field = p.pen.Entry("What would you like to do?")
	p.field.OnChanged = func(string) { p.filter() }
	p.field.Keys = p.typed
	p.rows = part.NewRows(paletteRow, func() fyne.CanvasObject { return newCommandRow(p.pen) }, func(i int, o fyne.CanvasObject) {
		c := p.all[p.found[i]]
		o.(*commandRow).show(c.Title, why(c, s), h.Keymap.Keys(c.ID))
	})
	p.rows.Lit, p.rows.Inset, p.rows.Choose = true, rowInset, p.run
	p.rows.Else, p.rows.Called = p.key, "Command"
	p.none = p.pen.Text("No command has these letters.", part.Colored(part.Muted))
	p.filter()
	p.show(p.field, newColumn(fixed(p.field, 38, 0), line{o: p.rows, high: p.listHeight, grow: true, gap: 12}, fixed(p.none, 30, 8)))
}

func why(c command.Command, s state.State) string {
	if c.Why == nil {
		return ""
	}
	return c.Why(s)
}

func (p *palette) listHeight(float32) float32 {
	return p.rows.HeightFor(min(len(p.found), paletteRows))
}

func (p *palette) filter() {
	titles := make([]string, len(p.all))
	for i, c := range p.all {
		titles[i] = c.Title
	}
	p.found = fuzzy(p.field.Text, titles)
	p.rows.Update(len(p.found))
	p.rows.SetCursor(0)
	part.Show(p.none, len(p.found) == 0)
	p.resize()
}

func (p *palette) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		return p.rows.Key(e)
	}
	return p.fieldKey(e)
}

func (p *palette) run(i int) {
	c := p.all[p.found[i]]
	if !c.Enabled(p.state) {
		return
	}
	p.close()
	p.host.Dispatch(c.Msg)
}

// commandRow is a command with its keys.
type commandRow struct {
	part.Panelled
	pen   *part.Pen
	title *part.Text
	why   *part.Text
	caps  []*part.Cap
}

// maxCaps is how many of a command's keys a row shows.
const maxCaps = 2

func newCommandRow(pen *part.Pen) *commandRow {
	r := &commandRow{pen: pen, title: pen.Text("", part.Elastic), why: pen.Text("", part.Elastic, part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted))}
	objects := []fyne.CanvasObject{r.title, r.why}
	for range maxCaps {
		c := pen.Cap("")
		r.caps = append(r.caps, c)
		objects = append(objects, c)
	}
	r.Init(r, r.place, objects...)
	return r
}

func (r *commandRow) show(title, why string, keys []command.Key) {
	r.title.SetText(title)
	r.why.SetText(why)
	r.title.SetRole(part.Ink)
	if why != "" {
		r.title.SetRole(part.Muted)
	}
	keys = onCaps(keys)
	for i, c := range r.caps {
		part.Show(c, i < len(keys))
		if i < len(keys) {
			c.SetKey(present.Symbol(keys[i]))
		}
	}
	r.Relayout()
}

// onCaps leaves out the keys of the number pad, and puts the usual key at the right.
func onCaps(keys []command.Key) []command.Key {
	var list []command.Key
	for _, k := range keys {
		if !strings.Contains(string(k), "KP_") && len(list) < maxCaps {
			list = append(list, k)
		}
	}
	return list
}

func (r *commandRow) place(size fyne.Size) {
	x := size.Width - 12
	for _, c := range r.caps {
		if c.Visible() {
			m := c.MinSize()
			x -= m.Width
			part.Place(c, x, (size.Height-m.Height)/2, m.Width, m.Height)
			x -= 6
		}
	}
	title := min(r.title.Width(), x-24)
	part.Place(r.title, 12, 0, title, size.Height)
	part.Place(r.why, 12+title+16, 0, max(0, x-8-28-title), size.Height)
}
