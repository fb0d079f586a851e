package state

import "rubricator/annotate"

// directions are what an annotator can say of the direction in which an article reads, in the order of TurnDirection;
// "" follows the text.
var directions = []string{"", "ltr", "rtl"}

// DirectionWords name a direction that an annotator can set.
func DirectionWords(direction string) string {
	switch direction {
	case "ltr":
		return "left to right"
	case "rtl":
		return "right to left"
	}
	return "automatic"
}

// setDirection is a step like any other: journalled, and undone like one.
func setDirection(s State, direction string) (State, []Effect) {
	words := "text direction: " + DirectionWords(direction)
	if s.Session.Work.Direction == direction {
		return say(s, words+", as before", false)
	}
	before := s.Session.Work
	s, effects := assign(s, annotate.FieldDirection, direction, words)
	if s.Session.Work.Direction != before.Direction && s.Toast.Text == "" {
		s.Toast.Text = words
	}
	return s, effects
}

// turnDirection goes on to the next of the directions.
func turnDirection(s State) (State, []Effect) {
	for i, d := range directions {
		if d == s.Session.Work.Direction {
			return setDirection(s, directions[(i+1)%len(directions)])
		}
	}
	return setDirection(s, "")
}
