package state

import "rubricator/annotate"

// TogglePast shows the pane with the history of what is in focus, or else of the article, and gives it the keyboard, or
// takes it away.
type TogglePast struct{}

// PastRead brings a piece of the history that a ReadPast asked for.
type PastRead struct {
	Number int                    // of the ReadPast
	Steps  []annotate.Transaction // of the annotator, newest first; those of the next piece are older
	Others int                    // steps of other annotators in this piece
	More   bool                   // the beginning is not reached yet
	Err    error                  // why nothing more can be read
}

// GoToStep shows in the text where a step of the history was made.
type GoToStep struct{ ID string }

func (TogglePast) msg() {}
func (PastRead) msg()   {}
func (GoToStep) msg()   {}

// ReadPast reads the history of an article, the newest steps first; answered by PastRead, piece by piece.
type ReadPast struct {
	Document string // ID
	Number   int    // answers to an earlier one are out of date
}

// FocusPast gives the keyboard to the pane with the history.
type FocusPast struct{}

func (ReadPast) effect()  {}
func (FocusPast) effect() {}
