package part

import (
	"fyne.io/fyne/v2"

	"rubricator/app/theme"
)

// Choice is a row of a menu.
type Choice struct{ Text, Note string }

const menuRow = 32

// ShowMenu drops a list of choices from a place in a window. Up, Down and Return choose, Esc closes; closed is called
// either way, after chosen.
func (p *Pen) ShowMenu(on fyne.Canvas, at fyne.Position, width float32, choices []Choice, current int, chosen func(i int), closed func()) {
	rows := NewRows(menuRow, func() fyne.CanvasObject { return p.newChoiceRow() }, func(i int, o fyne.CanvasObject) {
		o.(*choiceRow).show(choices[i])
	})
	rows.Lit, rows.Inset, rows.Called = true, 5, "Choice"
	height := float32(min(12, len(choices)))*menuRow + 10
	holder := Padded(rows, 0, 5)
	sheet := ShowOverlay(on, holder, false, func(window fyne.Size) (fyne.Position, fyne.Size) {
		h := min(height, window.Height-at.Y-8)
		return at, fyne.NewSize(width, h)
	})
	close := func() {
		if sheet.Close() && closed != nil {
			closed()
		}
	}
	sheet.Outside, sheet.Home = close, rows
	rows.Choose = func(i int) {
		chosen(i)
		close()
	}
	rows.Hover = func(i int) {
		if i >= 0 {
			rows.SetCursor(i)
		}
	}
	rows.Else = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			close()
		}
	}
	rows.Update(len(choices))
	rows.SetCursor(current)
	on.Focus(rows)
}

// choiceRow is a row of a menu on screen.
type choiceRow struct {
	Panelled
	text, note *Text
}

func (p *Pen) newChoiceRow() *choiceRow {
	r := &choiceRow{text: p.Text("", Elastic, Leading), note: p.Text("", Colored(Muted), Size(theme.TextSmall))}
	r.Init(r, r.place, r.text, r.note)
	return r
}

func (r *choiceRow) show(c Choice) {
	r.text.SetText(c.Text)
	if r.note.SetText(c.Note) {
		r.place(r.Size())
	}
}

func (r *choiceRow) place(size fyne.Size) {
	note := r.note.Width()
	Place(r.text, 16, 0, size.Width-40-note, size.Height)
	Place(r.note, size.Width-16-note, 0, note, size.Height)
}
