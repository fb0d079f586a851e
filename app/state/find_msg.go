package state

import (
	"rubricator/annotate"
	"rubricator/annotate/find"
)

// OpenFind shows the bar, with the selection as the query if there is one, and gives it the keyboard.
type OpenFind struct{}

// SetFind looks for something else and goes to the first hit from where the search began.
type SetFind struct {
	Query   string
	Options find.Options
}

// FindNext goes to the next or previous hit, from the caret on; wraps at the ends.
type FindNext struct{ Back bool }

// CloseFind takes the bar away. The hit that the search has come to stays selected.
type CloseFind struct{}

// TurnFind turns a switch of the bar on or off.
type TurnFind struct{ Switch FindSwitch }

// FindSwitch is one of the FindSwitches.
type FindSwitch int

const (
	MatchCase FindSwitch = iota
	MatchMarks
	WholeWords
	AsRegexp // of the search over all articles alone
)

// FindSwitches are the words on the switches. Marks are accents and vowel marks.
var FindSwitches = [...]string{"Match case", "Match accents and marks", "Whole words", "Regular expression"}

// FindFocused tells that the bar got or lost the keyboard; Button, that one of its buttons has it.
type FindFocused struct{ On, Button bool }

// Searched brings the hits of a FindBeside with the same Gen.
type Searched struct {
	Hits []annotate.Span
	Gen  int
}

func (OpenFind) msg()    {}
func (SetFind) msg()     {}
func (FindNext) msg()    {}
func (CloseFind) msg()   {}
func (FindFocused) msg() {}
func (TurnFind) msg()    {}
func (Searched) msg()    {}

// FindBeside looks for a query in a long text; answered by Searched.
type FindBeside struct {
	Text    annotate.Text
	Query   string
	Options find.Options
	Gen     int
}

// FocusFind gives the keyboard to the bar, with the query selected.
type FocusFind struct{}

func (FindBeside) effect() {}
func (FocusFind) effect()  {}
