package panel

import (
	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/state"
)

// orders are those of the menu.
var orders = []state.Order{state.OrderNumber, state.OrderTitle, state.OrderCorrections, state.OrderLength, state.OrderStatus, state.OrderImported}

var orderNotes = map[state.Order]string{state.OrderCorrections: "most expected first", state.OrderLength: "shortest first", state.OrderImported: "oldest first"}

// chooseOrder drops the menu of the orders that the list can have. To choose the one that it has sorts it anew; the last
// choice turns it around.
func (l *List) chooseOrder() {
	now := l.now.List.Order
	current := 0
	var choices []part.Choice
	for i, o := range orders {
		if o == now.By() {
			current = i
		}
		choices = append(choices, part.Choice{Text: present.OrderWords(o), Note: orderNotes[o]})
	}
	choices = append(choices, part.Choice{Text: "The other way around"})
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(l.order).Add(fyne.NewPos(0, l.order.Size().Height+4))
	l.pen.ShowMenu(driver.CanvasForObject(l.order), at, 240, choices, current, func(i int) {
		chosen := now.Turned()
		if i < len(orders) {
			chosen = orders[i]
		}
		l.dispatch(state.SetOrder{Order: chosen})
	}, l.leave)
}
