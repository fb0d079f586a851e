package dialogs

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/theme"
)

// Done is an export that was written.
type Done struct {
	Summary      string
	Lines        []string               // of the report
	Path         string                 // where it stands
	Say, Command string                 // what to do with it
	Open         func(told func(error)) // shows the folder in the system's file manager; told is called on the window's goroutine
}

// commandRoom is how high a command may stand, wrapped; a longer one is scrolled.
const commandRoom = 180

// Exported says what was written, where, and what to do with it.
func Exported(h Host, m Done) {
	d := newSheet(h, "Exported", 720)
	d.main = d.close
	clipboard := fyne.CurrentApp().Clipboard()
	copying := func(words, text string) *part.Button {
		var b *part.Button
		b = d.button(words, part.Plain, func() {
			clipboard.SetContent(text)
			b.SetText("Copied")
		})
		return b
	}
	first := d.button("Close", part.Main, d.close)
	d.button("Open folder", part.Plain, func() {
		m.Open(func(err error) {
			if err != nil {
				clipboard.SetContent(m.Path)
				d.help.SetText("No file manager answers; the path is copied")
			}
		})
	})
	copying("Copy path", m.Path)
	lines := []line{prose(d.pen.Prose(m.Summary, 4, part.Sentence), 0), prose(d.pen.Prose(m.Path, 3, part.Sentence, part.Colored(part.Muted)), 4)}
	if m.Say != "" {
		lines = append(lines, caption(d.pen, "What next", 14), prose(d.pen.Prose(m.Say, 0, part.Sentence), 4))
	}
	if m.Command != "" {
		copying("Copy command", m.Command+"\n")
		command := newPage(d.pen)
		command.set(m.Command)
		lines = append(lines, line{o: newCard(newReader(command, command.high, "Command", d.key)), gap: 6,
			high: func(width float32) float32 { return min(commandRoom, command.high(width-2)+2) }})
	}
	if len(m.Lines) > 0 {
		rows := part.NewRows(26, func() fyne.CanvasObject { return newReportRow(d.pen) }, func(i int, o fyne.CanvasObject) { o.(*reportRow).show(m.Lines[i]) })
		rows.Else, rows.Inset, rows.Called = d.key, rowInset, "Line"
		rows.Return = func(int) { d.close() }
		rows.Update(len(m.Lines))
		lines = append(lines, fixed(d.pen.Text("What was left out, changed or is to be known", part.Bold, part.Size(theme.TextSmall), part.Colored(part.Muted), part.Elastic), 18, 14),
			growing(rows, rows.HeightFor(min(8, len(m.Lines))), 4))
	}
	d.show(first, newColumn(lines...))
}
