package textview

import (
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Reading is how a person likes to read: v.SetReading(Reading{Points: 20, Letters: 60}). A zero Points or
// Spacing is the usual one.
type Reading struct {
	Points  float32 // size of the text, 8 to 72; 0 is theme.TextArticle
	Letters int     // of an average Latin text in a line, 30 to 200; 0 lets lines be as wide as the view
	Spacing float32 // of lines, a factor of the usual, 0.7 to 2; 0 is 1. Tags and two lanes of underlines always fit
	Fonts   textlayout.Fonts
}

// SetReading takes other settings into use. The first visible character stays where it is.
func (v *View) SetReading(r Reading) {
	r = r.within()
	if r == v.reading {
		return
	}
	v.reading = r
	v.reflow()
}

// within brings settings into the ranges that a page can be set in.
func (r Reading) within() Reading {
	if r.Points == 0 {
		r.Points = theme.TextArticle
	}
	if r.Spacing == 0 {
		r.Spacing = 1
	}
	if r.Letters > 0 {
		r.Letters = min(max(r.Letters, 30), 200)
	}
	r.Points, r.Letters, r.Spacing = min(max(r.Points, 8), 72), max(r.Letters, 0), min(max(r.Spacing, 0.7), 2)
	return r
}

const usualLetters = 70

// lettersPerEm is how many letters and spaces of English, French or Russian prose stand on an em, on average, in
// either face. Arabic is set a fifth closer.
const lettersPerEm = 2

// measure is the width of the text for the settings, px, where a line may be as wide as room.
func (r Reading) measure(em, room int) int {
	if r.Letters == 0 {
		return max(4*em, room)
	}
	return max(4*em, min(r.Letters*em/lettersPerEm, room))
}
