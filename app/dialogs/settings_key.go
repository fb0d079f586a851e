package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
)

// keyAsker waits for the key that a command should have.
type keyAsker struct {
	*sheet
	settings *settings
	command  command.Command
	catcher  *catcher
	cap      *part.Cap
	why      *part.Prose
}

func newKeyAsker(d *settings, c command.Command) *keyAsker {
	h := d.host
	h.Closed = func() { part.Focus(d.rows) }
	a := &keyAsker{sheet: newSheet(h, "Press the key for “"+c.Title+"”", 460), settings: d, command: c}
	a.cap = a.pen.Cap(keyText(d.keys.Keys(c.ID)))
	a.why = a.pen.Prose("Keys with Ctrl, keys with Alt, function keys and plain letters may be used. Esc leaves the key as it is, Tab goes to the buttons.", 0, part.Colored(part.Muted), part.Sentence)
	a.catcher = &catcher{caught: a.caught, cancelled: a.close, ring: part.NewRing()}
	a.catcher.Called = "Press a key"
	a.catcher.Init(a.catcher, func(size fyne.Size) {
		m := a.cap.MinSize()
		part.Place(a.cap, 0, 0, m.Width, m.Height)
		a.catcher.ring.PlaceAround(0, 0, m.Width, m.Height)
	}, a.cap, a.catcher.ring)
	return a
}

func (a *keyAsker) open() {
	a.button("Leave it", part.Plain, a.close)
	a.button("Default", part.Plain, func() { a.caught("") })
	a.show(a.catcher, newColumn(fixed(a.catcher, 24, 4), prose(a.why, 12)))
}

// caught takes a key, or says who has it already and waits for another.
func (a *keyAsker) caught(k command.Key) {
	a.cap.SetKey(present.Symbol(k))
	a.catcher.Relayout()
	if err := a.settings.take(a.command, k); err != nil {
		a.why.SetText(err.Error() + ". Press another key, or Esc to leave it as it is.")
		a.why.SetRole(part.Bad)
		a.resize()
		part.Focus(a.catcher)
		return
	}
	a.close()
}

func keyText(keys []command.Key) string {
	if len(keys) == 0 {
		return "none"
	}
	return present.Symbol(keys[0])
}
