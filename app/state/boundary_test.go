package state_test

import (
	"fmt"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// pressed says after each key where the boundaries of the label in focus are.
func (d *desk) pressed(keys string) string {
	d.t.Helper()
	return d.eachKey(keys, func(key string) string {
		span := d.s.FocusSpan()
		if g := d.s.Geometry; g.NextGrapheme(g.PrevGrapheme(span.End)) != span.End || span.Start > 0 && g.NextGrapheme(g.PrevGrapheme(span.Start)) != span.Start {
			d.t.Errorf("%s puts a boundary inside a character: %v", key, span)
		}
		return fmt.Sprintf("%d..%d", span.Start, span.End)
	})
}

// Alt and an arrow move the end, with Shift the start, the way the arrow points on screen; with Ctrl by character.
func TestBoundaryKeys(t *testing.T) {
	for _, c := range []struct {
		name, marked string
		width        int
		keys, wants  string
	}{
		{"words", "at [ORG North Bay] Hospital now", 600,
			"Alt+Right Alt+Right Alt+Right Alt+Left Alt+Left Alt+Left Alt+Left", "3..21 3..25 3..25 3..21 3..12 3..8 3..8"},
		{"words at the start", "at [ORG North Bay] Hospital now", 600,
			"Alt+Shift+Left Alt+Shift+Left Alt+Shift+Right Alt+Shift+Right Alt+Shift+Right", "0..12 0..12 3..12 9..12 9..12"},
		{"characters", "at [ORG North Bay] Hospital now", 600,
			"Ctrl+Alt+Right Ctrl+Alt+Right Ctrl+Alt+Left Ctrl+Alt+Left Ctrl+Alt+Left", "3..14 3..15 3..14 3..12 3..11"},
		{"characters at the start", "at [ORG North Bay] Hospital now", 600,
			"Ctrl+Alt+Shift+Left Ctrl+Alt+Shift+Left Ctrl+Alt+Shift+Left Ctrl+Alt+Shift+Right Ctrl+Alt+Shift+Right Ctrl+Alt+Shift+Right", "1..12 0..12 0..12 1..12 3..12 4..12"},

		{"words, right to left", "وصلت [PER ميرا] أوكونكو إلى", 600,
			"Alt+Left Alt+Left Alt+Left Alt+Right Alt+Right Alt+Right", "5..17 5..21 5..21 5..17 5..9 5..9"},
		{"words at the start, right to left", "وصلت [PER ميرا] أوكونكو إلى", 600,
			"Alt+Shift+Right Alt+Shift+Right Alt+Shift+Left Alt+Shift+Left", "0..9 0..9 5..9 5..9"},
		{"characters, right to left", "وصلت [PER ميرا] أوكونكو إلى", 600,
			"Ctrl+Alt+Left Ctrl+Alt+Right Ctrl+Alt+Right Ctrl+Alt+Shift+Right Ctrl+Alt+Shift+Left Ctrl+Alt+Shift+Left", "5..11 5..9 5..8 3..8 5..8 6..8"},

		// A number in an Arabic line has a place in its row of words, though its digits read the other way.
		{"up to a year", "في [DATE عام] 2023 كان", 600, "Alt+Left Alt+Left Alt+Right Alt+Right", "3..11 3..15 3..11 3..6"},
		{"from a year", "عام [DATE 2023] كان", 600, "Alt+Left Alt+Right Alt+Shift+Right Alt+Shift+Left", "4..12 4..8 0..8 4..8"},
		{"in a year", "عام [DATE 2023] كان", 600, "Ctrl+Alt+Left Ctrl+Alt+Right Ctrl+Alt+Shift+Right Ctrl+Alt+Shift+Left", "4..7 4..8 5..8 4..8"},
		{"a day, a month, a year", "يوم [DATE 3] مايو 2023 قال", 600, "Alt+Left Alt+Left Alt+Right Alt+Right Alt+Shift+Right", "4..10 4..15 4..10 4..5 0..5"},

		// A Latin name in an Arabic line, and an Arabic one in a Latin line, have rows of their own.
		{"Latin in Arabic", "قال [PER Ada] Lovelace ثم", 600, "Alt+Right Alt+Left Alt+Shift+Right Alt+Shift+Left", "4..16 4..7 0..7 4..7"},
		{"one Latin word in Arabic", "قال [PER Ada] ثم", 600, "Alt+Left Alt+Right Alt+Shift+Right Alt+Shift+Left", "4..10 4..7 0..7 4..7"},
		{"Arabic in Latin", "met [PER محمد] علي in", 600, "Alt+Left Alt+Right Alt+Shift+Left Alt+Shift+Right", "4..12 4..8 0..8 4..8"},
		{"one Arabic word in Latin", "met [PER محمد] in Rome", 600, "Alt+Right Alt+Left Alt+Shift+Left Alt+Shift+Right", "4..11 4..8 0..8 4..8"},
		{"from Latin over Arabic", "[PER Ada] محمد met", 600, "Alt+Right Alt+Right Alt+Left Alt+Left", "0..8 0..12 0..8 0..3"},

		// What is one character to a reader is one step; what cannot be seen at an edge is passed over.
		{"marks and joined emoji", "e\u0301te\u0301 [LOC cafe\u0301] 👨\u200d👩\u200d👧x", 600,
			"Ctrl+Alt+Left Ctrl+Alt+Right Ctrl+Alt+Right Ctrl+Alt+Right Ctrl+Alt+Left Ctrl+Alt+Shift+Left", "6..9 6..11 6..17 6..18 6..17 3..17"},
		{"embedded phrase", "x \u2067[PER אב] cd גד\u2069 y", 600, "Alt+Left Alt+Left Alt+Right Alt+Right", "3..8 3..11 3..8 3..5"},
		{"a mark on a consonant", "नई [LOC दिल्ली] में", 600, "Ctrl+Alt+Left Ctrl+Alt+Right Alt+Right", "3..5 3..9 3..13"},

		{"over lines", "aaa [ORG bbb] ccc", 50, "Alt+Right Alt+Left Alt+Shift+Left Alt+Shift+Right Ctrl+Alt+Right", "4..11 4..7 0..7 4..7 4..9"},
		{"over lines, right to left", "قال [ORG ثمة] هنا", 40, "Alt+Left Alt+Right Alt+Shift+Right Alt+Shift+Left", "4..11 4..7 0..7 4..7"},
		{"a year on a line of its own", "قال [DATE 2023] هنا", 42, "Alt+Left Alt+Right Alt+Shift+Right Alt+Shift+Left", "4..12 4..8 0..8 4..8"},
		{"over an empty line", "Ada\n\n[PER Bob]", 600, "Alt+Shift+Left Alt+Shift+Right Ctrl+Alt+Shift+Left", "5..8 5..8 2..8"},
		{"to a title's end", "News of [ORG North] Bay\nThe sea", 600, "Alt+Right Alt+Right Ctrl+Alt+Right Alt+Right Alt+Left", "8..17 8..17 8..19 8..21 8..17"},
		{"to a title's end, right to left", "وصلت [PER ميرا]\nأوكونكو إلى", 600, "Alt+Left Alt+Left Ctrl+Alt+Left Alt+Left", "5..9 5..9 5..11 5..17"},
		{"out of a paragraph and back", "North\n[ORG Bay\nsea] now", 600, "Alt+Left Alt+Right Alt+Shift+Left", "6..9 6..9 6..9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := withLabels(t, annotate.News(), c.marked)
			d.setIn(c.width, "")
			d.send(Walk{})
			if got := d.pressed(c.keys); got != c.wants {
				t.Errorf("%s by %s\n got %s\nwant %s", c.marked, c.keys, got, c.wants)
			}
		})
	}
}
