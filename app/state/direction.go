package state

import (
	"rubricator/annotate"
	"rubricator/app/textlayout"
)

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

// turnDirection goes from the text's own direction to the other one, so that it is seen to do something, then to the
// same one for all paragraphs, and back.
func turnDirection(s State) (State, []Effect) {
	same, other := "ltr", "rtl"
	if s.readsRTL() {
		same, other = other, same
	}
	switch s.Session.Work.Direction {
	case "":
		return setDirection(s, other)
	case other:
		return setDirection(s, same)
	}
	return setDirection(s, "")
}

// readsRTL reports whether the article reads from right to left by itself: by its language, or else by its first letter.
func (s State) readsRTL() bool {
	row, _ := s.List.Row(s.Session.Document.ID)
	if code := row.Language(); code != "" && code != "und" {
		return row.RTL()
	}
	text := s.Session.Document.Text.String()
	return textlayout.FirstStrong([]rune(text[:min(len(text), 4096)])) == textlayout.RTL
}
