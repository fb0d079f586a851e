package dialogs

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// RecoverModel is what the dialog about a damaged project needs to know and to do.
type RecoverModel struct {
	Name     string         // of the file
	Damage   []string       // what is wrong with it, a line each
	Offers   []RecoverOffer // the best first; none where nothing can be saved
	Proposed string         // path for the recovered project
	Recover  func(offer int, to string)
	Left     func() // it was closed without; may be nil
}

// RecoverOffer is one way to get a project back.
type RecoverOffer struct {
	Does string // in a few words, without a capital
	Cost string // what it loses
}

const offerHeight = 50

// Recover says what is wrong with a project file and offers what can be done on a copy. The best offer is chosen; Return
// does it.
func Recover(h Host, m RecoverModel) {
	d := newSheet(h, "This project file is damaged", 660)
	d.leave = func() {
		d.close()
		if m.Left != nil {
			m.Left()
		}
	}
	d.button("Recover", part.Main, func() { d.main() })
	d.button("Not now", part.Plain, d.leave)
	d.button("What is wrong", part.Plain, func() {
		Report(back(h), "What is wrong", m.Damage, fmt.Sprintf("%s in “%s”", present.Count(len(m.Damage), "fault"), m.Name))
	})
	what := prose(d.pen.Prose(damageWords(m), 4, part.Sentence), 0)
	if len(m.Offers) == 0 {
		d.buttons = d.buttons[1:]
		d.show(d.buttons[0], newColumn(what))
		return
	}
	rows := part.NewRows(offerHeight, func() fyne.CanvasObject { return newOfferRow(d.pen) }, func(i int, o fyne.CanvasObject) { o.(*offerRow).show(m.Offers[i], i == 0) })
	rows.Lit, rows.Inset, rows.Else, rows.Called = true, rowInset, d.key, "Way to recover"
	rows.Update(len(m.Offers))
	field := d.field("Recovered project")
	field.SetText(m.Proposed)
	d.main = func() {
		d.close()
		m.Recover(rows.Cursor(), field.Text)
	}
	rows.Return = func(int) { d.main() }
	d.help.SetText("The damaged file stays as it is.")
	d.show(rows, newColumn(what, caption(d.pen, "What can be done", 14), growing(rows, rows.HeightFor(len(m.Offers)), 4),
		caption(d.pen, "The recovered project becomes", 12), fixed(field, 36, 4)))
}

// back is a host whose dialogs give the keyboard to the one below.
func back(h Host) Host {
	h.Closed = nil
	return h
}

// damageWords say in plain words what is wrong.
func damageWords(m RecoverModel) string {
	part := fmt.Sprintf("A part of “%s” is", m.Name)
	if n := len(m.Damage); n > 1 {
		part = fmt.Sprintf("%s parts of “%s” are", present.Number(n), m.Name)
	}
	words := part + " not what was written there. A failing disk, a lost connection, or a program that copies files while they are in use can do that."
	if len(m.Offers) == 0 {
		words += " Nothing of it can be saved, and no backup was found. Keep the file, and look for a copy of it on other disks."
	}
	return words
}

func capital(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// offerRow is an offer in two lines.
type offerRow struct {
	part.Panelled
	does, cost *part.Text
}

func newOfferRow(pen *part.Pen) *offerRow {
	r := &offerRow{does: pen.Text("", part.Elastic, part.Bold, part.Sentence), cost: pen.Text("", part.Elastic, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Sentence)}
	r.Init(r, r.place, r.does, r.cost)
	return r
}

func (r *offerRow) show(o RecoverOffer, best bool) {
	does := capital(o.Does)
	if best {
		does += " (recommended)"
	}
	r.does.SetText(does)
	r.cost.SetText(capital(o.Cost))
}

func (r *offerRow) place(size fyne.Size) {
	part.Place(r.does, 12, 6, size.Width-24, 20)
	part.Place(r.cost, 12, 26, size.Width-24, 20)
}

// ReadOnly asks whether a project that cannot be written should be opened for reading.
func ReadOnly(h Host, what string, open func()) {
	d := newSheet(h, "The project cannot be changed here", 500)
	d.main = func() {
		d.close()
		open()
	}
	read := d.button("Open for reading", part.Main, d.main)
	d.button("Cancel", part.Plain, d.close)
	d.show(read, newColumn(prose(d.pen.Prose(what, 8, part.Sentence), 0),
		prose(d.pen.Prose("Open for reading, it can be looked at, searched and exported. To work on it, save a copy where you may write.", 0, part.Colored(part.Muted)), 12)))
}

// Damaged warns that an open project turned out to be damaged. See is what can be done, beginning with closing it.
func Damaged(h Host, parts int, see func()) {
	d := newSheet(h, "This project file is damaged", 520)
	d.main = func() {
		d.close()
		see()
	}
	first := d.button("See what can be done", part.Main, d.main)
	d.button("Go on", part.Plain, d.close)
	words := "A look at the whole file found a part that is not what was written there."
	if parts > 1 {
		words = fmt.Sprintf("A look at the whole file found %s parts that are not what was written there.", present.Number(parts))
	}
	d.show(first, newColumn(prose(d.pen.Prose(words+" Articles that lie in them cannot be read, or will be seen to be wrong.", 6, part.Sentence), 0),
		prose(d.pen.Prose("What you have done is stored. It is better to recover the project before you do more.", 0, part.Colored(part.Muted)), 12)))
}
