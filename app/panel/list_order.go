package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// orders are those of the menu.
var orders = []state.Order{state.OrderNumber, state.OrderTitle, state.OrderCorrections}

// chooseOrder drops the menu of the orders that the list can have. To choose the one that it has sorts it anew.
func (l *List) chooseOrder() {
	notes := []string{"", "", "most expected first"}
	current := 0
	var choices []part.Choice
	for i, o := range orders {
		if o == l.now.List.Order {
			current = i
		}
		choices = append(choices, part.Choice{Text: present.OrderWords(o), Note: notes[i]})
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(l.order).Add(fyne.NewPos(0, l.order.Size().Height+4))
	l.pen.ShowMenu(driver.CanvasForObject(l.order), at, 240, choices, current, func(i int) {
		l.dispatch(state.SetOrder{Order: orders[i]})
	}, l.leave)
}
