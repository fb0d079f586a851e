package state_test

import (
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// A label takes in the name and leaves an English ’s outside, however it is given.
func TestLabelsLeaveThePossessiveOut(t *testing.T) {
	at := func(offset int) textlayout.Position { return textlayout.Position{Offset: offset} }
	const text, marked = "The Washington’s envoys left", "The [LOC Washington]’s envoys left"
	for _, c := range []struct {
		name string
		do   []Msg
		want string
	}{
		{"the word at the cursor", []Msg{Press{At: at(7), Clicks: 1}}, marked},
		{"with the cursor in the ’s", []Msg{Press{At: at(15), Clicks: 1}}, marked},
		{"with the cursor behind it", []Msg{Press{At: at(16), Clicks: 1}}, marked},
		{"double click", []Msg{Press{At: at(7), Clicks: 2}}, marked},
		{"double click on the s", []Msg{Press{At: at(15), Clicks: 2}}, marked},
		{"dragged into the ’s", []Msg{Press{At: at(6), Clicks: 1}, Drag{At: at(15)}}, marked},
		{"dragged to its end", []Msg{Press{At: at(6), Clicks: 1}, Drag{At: at(16)}}, marked},
		{"dragged back from the ’s", []Msg{Press{At: at(15), Clicks: 1}, Drag{At: at(6)}}, marked},
		{"dragged back from the next word", []Msg{Press{At: at(19), Clicks: 1}, Drag{At: at(15)}}, "The [LOC Washington’s envoys] left"},
		{"dragged on from the ’s", []Msg{Press{At: at(15), Clicks: 1}, Drag{At: at(19)}}, "The [LOC Washington’s envoys] left"},
		{"dragged on from behind it", []Msg{Press{At: at(16), Clicks: 1}, Drag{At: at(19)}}, "The Washington’s [LOC envoys] left"},
		{"selected by word", []Msg{Press{At: at(4), Clicks: 1}, Move{Unit: ByWord, Right: true, Extend: true}}, marked},
		{"two words", []Msg{Press{At: at(4), Clicks: 1}, Move{Unit: ByWord, Right: true, Extend: true}, Move{Unit: ByWord, Right: true, Extend: true}}, "The [LOC Washington’s envoys] left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, annotate.News(), text)
			d.send(c.do...)
			d.send(GiveLabel{Key: 3})
			d.want(c.want)
		})
	}
}

func TestBoundariesStopBeforeThePossessive(t *testing.T) {
	d := open(t, annotate.News(), "The Washington’s envoys left")
	d.caretAt("envoys")
	d.send(GiveLabel{Key: 3}, MoveEdge{Start: true})
	d.want("The [LOC Washington’s envoys] left")
	d.send(MoveEdge{})
	d.want("The [LOC Washington]’s envoys left")
	d.send(MoveEdge{Character: true, Right: true}, MoveEdge{Character: true, Right: true})
	d.want("The [LOC Washington’s] envoys left")
	for _, offset := range []int{15, 16} {
		d.send(DragEdge{At: textlayout.Position{Offset: 18}}, DragEdge{At: textlayout.Position{Offset: offset}}, DropEdge{})
		d.want("The [LOC Washington]’s envoys left")
		d.send(DragEdge{At: textlayout.Position{Offset: 16}, Exact: true}, DropEdge{})
		d.want("The [LOC Washington’s] envoys left")
	}
}
