package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/annotate/lang"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// chooseLanguage drops the menu of the languages that the articles have.
func (l *List) chooseLanguage() {
	codes := append([]string{""}, l.now.List.Languages()...)
	count := map[string]int{"": l.now.List.Rows.Len()}
	for _, r := range l.now.List.Rows.All() {
		if code := r.Language(); code != "" {
			count[code]++
		}
	}
	current := 0
	var choices []part.Choice
	for i, c := range codes {
		words := "All languages"
		if c != "" {
			words = lang.Name(c)
		}
		if c == l.now.List.Filter.Language {
			current = i
		}
		choices = append(choices, part.Choice{Text: words, Note: present.Number(count[c])})
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(l.tongue).Add(fyne.NewPos(0, l.tongue.Size().Height+4))
	l.pen.ShowMenu(driver.CanvasForObject(l.tongue), at, 220, choices, current, func(i int) {
		f := l.now.List.Filter
		f.Language = codes[i]
		l.dispatch(state.SetFilter{Filter: f})
	}, l.leave)
}
