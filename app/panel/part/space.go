package part

import "fyne.io/fyne/v2"

// Space knows a press of the space bar, which the driver tells twice: as a key, then as a character to whatever has the
// keyboard by then. Who is pressed by it waits for the character, so that it is not typed into what the press led to.
type Space struct{ down bool }

// Key takes each key, and reports whether it is the space bar.
func (s *Space) Key(e *fyne.KeyEvent) bool {
	s.down = e.Name == fyne.KeySpace
	return s.down
}

// Rune reports whether a character comes from a press of the space bar that Key has seen.
func (s *Space) Rune() bool {
	was := s.down
	s.down = false
	return was
}
