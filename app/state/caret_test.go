package state_test

import (
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// press sends what the keys mean and says after each where the caret stands: its offset, or both ends of the selection
// beginning with the one that stays. "<" is the side of the letter before, where the two differ, "|" the edge of a line.
func (d *desk) press(keys string) string {
	d.t.Helper()
	return d.eachKey(keys, func(string) string {
		place := fmt.Sprint(d.s.Caret.Offset)
		switch {
		case !d.s.Selection().Empty():
			place = fmt.Sprintf("%d..%d", d.s.Anchor, d.s.Caret.Offset)
		case d.s.Caret.Affinity == textlayout.Upstream:
			place += "<"
		case d.s.Caret.Affinity == textlayout.Edge:
			place += "|"
		}
		return place
	})
}

// setIn lays the open article out in a width and checks where its lines begin, unless lines is empty.
func (d *desk) setIn(width int, lines string) {
	d.t.Helper()
	l := textlayout.New(d.s.Session.Document.Text.String(), d.fonts, textlayout.Options{Width: width})
	d.geometry["a"] = l
	var starts []string
	for _, ln := range l.Lines(0, 1<<20) {
		starts = append(starts, fmt.Sprint(ln.Start))
	}
	if got := strings.Join(starts, " "); lines != "" && got != lines {
		d.t.Fatalf("lines begin at %s, the test is about lines at %s", got, lines)
	}
}

const (
	latin  = "Ada met (Bob), twice."
	arabic = "قال المتحدث (هنا) أمس."
	// On screen, from the left: abc 123 عربي def.
	arabicInLatin = "abc عربي 123 def"
	// From the right: قال, then from the left Ada 25, then هنا at the left end.
	latinInArabic = "قال Ada 25 هنا"
	// From the right: عام 2023 كان, the number read from the left.
	year = "عام 2023 كان"
	// An embedded right-to-left phrase with a Latin word in it. On screen, from the left: x גד cd אב y.
	isolate = "x \u2067אב cd גד\u2069 y"
)

// Each case names where a reader of the script finds the caret after each key.
func TestCaretKeys(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		from        int
		keys, wants string
	}{
		// Left to right.
		{"words", latin, 0, "Right Right Right Right Right Left Left Left Left Left", "4 9 15 21 21 15 9 4 0 0"},
		{"words from inside one", latin, 5, "Right Left Left", "9 4 0"},
		{"characters", latin, 3, "Ctrl+Right Ctrl+Right Ctrl+Left Ctrl+Left Ctrl+Left", "4 5 4 3 2"},
		{"select words", latin, 4, "Shift+Right Shift+Right Shift+Right Shift+Right Shift+Left", "4..7 4..12 4..20 4..21 4..15"},
		{"select words back", latin, 12, "Shift+Left Shift+Left Shift+Right Shift+Right", "12..9 12..4 12..7 12"},
		{"select, let go, select", latin, 0, "Right Right Shift+Right Left Shift+Left", "4 9 9..12 9 9..4"},
		{"select characters", latin, 4, "Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Left", "4..5 4..6 4..5 4 4..3"},
		{"a selection collapses to the side of the arrow", latin, 4, "Shift+Right Ctrl+Left Shift+Right Ctrl+Right", "4..7 4 4..7 7<"},
		{"line and text ends", latin, 5, "Home End Ctrl+Home Ctrl+End Shift+Home Ctrl+Shift+End", "0 21 0 21 21..0 21"},
		{"select to the ends", latin, 5, "Shift+End Shift+Home Ctrl+Shift+End Ctrl+Shift+Home", "5..21 5..0 5..21 5..0"},
		{"all and nothing", latin, 5, "Ctrl+A Escape", "0..21 21"},
		{"one line up and down", latin, 5, "Up Down Up", "0 21 0"},

		// Right to left: the left arrow goes on in the text.
		{"words, right to left", arabic, 0, "Left Left Left Left Left Right Right Right Right Right", "4 13 18 22 22 18 13 4 0 0"},
		{"characters, right to left", arabic, 3, "Ctrl+Left Ctrl+Left Ctrl+Right Ctrl+Right Ctrl+Right", "4 5 4 3 2"},
		{"select words, right to left", arabic, 4, "Shift+Left Shift+Left Shift+Right Shift+Right Shift+Right", "4..11 4..16 4..13 4 4..0"},
		{"select characters, right to left", arabic, 4, "Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Right", "4..5 4..6 4..5"},
		{"a selection collapses, right to left", arabic, 4, "Shift+Left Ctrl+Right Shift+Left Ctrl+Left", "4..11 4 4..11 11<"},
		{"line and text ends, right to left", arabic, 5, "Home End Ctrl+Home Ctrl+End Shift+Home", "0 22 0 22 22..0"},

		// Arabic and a number in a Latin line: the caret goes over what stands there on screen.
		{"words over Arabic", arabicInLatin, 0, "Right Right Right Right Left Left Left Left", "9 4 13 16 13 4 9 0"},
		{"characters over Arabic", arabicInLatin, 0,
			strings.Repeat("Ctrl+Right ", 16), "1 2 3 4< 10 11 12< 8 7 6 5 4 13 14 15 16"},
		{"characters back over Arabic", arabicInLatin, 16,
			strings.Repeat("Ctrl+Left ", 16), "15 14 13 12 5 6 7 8 9< 11 10 9 3 2 1 0"},
		// A selection grows in reading order, one word a press, and shrinks the same way.
		{"select over Arabic", arabicInLatin, 0, "Shift+Right Shift+Right Shift+Right Shift+Right Shift+Left Shift+Left Shift+Left", "0..3 0..8 0..12 0..16 0..13 0..9 0..4"},
		{"select from Arabic", arabicInLatin, 4, "Shift+Left Shift+Left Shift+Right Shift+Right", "4..8 4..12 4..9 4"},
		{"select Arabic by character", arabicInLatin, 4, "Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Right", "4..5 4..6 4..5"},
		{"an Arabic selection collapses", arabicInLatin, 4, "Shift+Left Ctrl+Right Shift+Left Ctrl+Left", "4..8 4 4..8 8<"},
		{"ends with Arabic inside", arabicInLatin, 6, "Home End Shift+Home", "0 16 16..0"},

		// Latin with a number in an Arabic line.
		{"words over Latin", latinInArabic, 0, "Left Left Left Left Right Right Right Right", "8 4 11 14 11 4 8 0"},
		{"select over Latin", latinInArabic, 0, "Shift+Left Shift+Left Shift+Left Shift+Left Shift+Right Shift+Right", "0..3 0..7 0..10 0..14 0..11 0..8"},
		{"select from Latin", latinInArabic, 4, "Shift+Right Shift+Right Shift+Left Shift+Left Shift+Left", "4..7 4..10 4..8 4 4..0"},
		{"characters over Latin", latinInArabic, 2, "Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left", "3 4< 9 8 7"},

		// A year in an Arabic line.
		{"words over a year", year, 0, "Left Left Left Right Right Right", "4 9 12 9 4 0"},
		{"select over a year", year, 0, "Shift+Left Shift+Left Shift+Left Shift+Right Shift+Right", "0..3 0..8 0..12 0..9 0..4"},
		{"select a year by character", year, 3, "Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Left Ctrl+Shift+Right", "3..4 3..5 3..6 3..7 3..8 3..9 3..8"},
		{"characters over a year", year, 2, "Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Left", "3 4< 7 6 5 4 9"},

		// Lines that begin or end against their own direction: Home and End stand at the edge, and the arrows go on from there.
		{"end in Arabic", "abc عربي", 1, "End Ctrl+Right Ctrl+Left Ctrl+Left Home Ctrl+End Right Left Shift+Home", "8| 8| 5 6 0 8| 8| 0 0"},
		{"end in a number, right to left", "عام 2023", 1, "End Ctrl+Left Ctrl+Right Ctrl+Right Home Ctrl+End Left Right", "8| 8| 5 6 0 8| 8| 0"},
		{"begin with a number, right to left", "2023 عام", 6, "Home Ctrl+Right Ctrl+Left Ctrl+Home Shift+End", "0| 0| 3 0| 0..8"},

		// A phrase embedded in a line of the other direction, with a word of the first direction in it.
		{"words over nested levels", isolate, 0, "Right Right Right Right Right Left Left Left Left Left", "9 6 3 13 14 13 3 6 9 0"},
		{"characters over nested levels", isolate, 0, strings.Repeat("Ctrl+Right ", 12), "1 2 10 9 8 7 8< 5 4 3 13 14"},
		{"select over nested levels", isolate, 0, "Shift+Right Shift+Right Shift+Right Shift+Right Shift+Right", "0..1 0..5 0..8 0..11 0..14"},
		{"select in nested levels", isolate, 3, "Shift+Left Shift+Left Shift+Left Shift+Right", "3..5 3..8 3..11 3..9"},

		// Empty lines and the ends of the article.
		{"words over an empty line", "Ada\n\nBob", 0, "Right Left Shift+Right Shift+Right", "5 0 0..3 0..8"},
		{"characters over an empty line", "Ada\n\nBob", 2, "Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Left Ctrl+Left", "3 4 5 4 3"},
		{"select characters over an empty line", "Ada\n\nBob", 3, "Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+Shift+Left", "3..4 3..5 3..4"},
		{"lines over an empty line", "Ada\n\nBob", 1, "Down Down Down Up Up Up", "4 6 8 4 1 0"},
		{"select lines over an empty line", "Ada\n\nBob", 1, "Shift+Down Shift+Down Shift+Up Shift+Up", "1..4 1..6 1..4 1"},
		{"ends of an empty line", "Ada\n\nBob", 4, "Home End Shift+End", "4 4 4"},
		{"lines, right to left", "قال\nهنا أمس", 0, "Down Down Up Up", "4 11 0 0"},
		{"ends of the second line, right to left", "قال\nهنا أمس", 9, "Home End Up End", "4 11 3 3"},
		{"past the ends", "Ada.", 2, "Ctrl+Home Left Ctrl+Left Up PgUp Ctrl+End Right Ctrl+Right Down PgDn", "0 0 0 0 0 4 4 4 4 4"},
		{"an article without words", ". .", 0, "Right Left Shift+Right Ctrl+A", "3 0 0..3 0..3"},

		// What is one character to a reader is one press, and what cannot be seen none.
		{"marks", "e\u0301te\u0301", 0, "Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Left", "2 3 5 3"},
		{"select marks", "e\u0301te\u0301", 0, "Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+Shift+Left", "0..2 0..3 0..5 0..3"},
		{"unseen", "a\u200b\u00adb", 1, "Ctrl+Right Ctrl+Left Ctrl+Shift+Right Ctrl+Shift+Left", "4 3 3..4 3"},
		{"select over the unseen", "a\u200b\u00adb", 0, "Ctrl+Shift+Right Ctrl+Shift+Right Ctrl+Shift+Left", "0..1 0..4 0..3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, annotate.News(), c.text)
			d.send(Press{At: textlayout.Position{Offset: c.from}, Clicks: 1})
			if got := d.press(c.keys); got != c.wants {
				t.Errorf("%q from %d by %s\n got %s\nwant %s", c.text, c.from, c.keys, got, c.wants)
			}
		})
	}
}

func TestCaretKeysOverWrappedLines(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		width       int
		lines       string
		from        int
		keys, wants string
	}{
		{"words", "aaa bbb ccc", 50, "0 4 8", 0, "Right Right Right Left Left Left", "4 8 11 8 4 0"},
		{"characters", "aaa bbb ccc", 50, "0 4 8", 2, "Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Left Ctrl+Left", "3 4 5 4 3"},
		{"select", "aaa bbb ccc", 50, "0 4 8", 0, "Shift+Right Shift+Right Shift+Left Ctrl+Shift+Left Ctrl+Shift+Right", "0..3 0..7 0..4 0..3 0..4"},
		{"line ends", "aaa bbb ccc", 50, "0 4 8", 1, "End Home End Right End Home", "4< 0 4< 4 8< 4"},
		{"select to the line ends", "aaa bbb ccc", 50, "0 4 8", 5, "Shift+End Shift+Home", "5..8 5..4"},
		{"lines", "aaa bbb ccc", 50, "0 4 8", 1, "Down Down Down Up Up", "5 9 11 5 1"},
		{"words, right to left", "قال ثمة هنا", 40, "0 4 8", 0, "Left Left Left Right Right Right", "4 8 11 8 4 0"},
		{"characters, right to left", "قال ثمة هنا", 40, "0 4 8", 2, "Ctrl+Left Ctrl+Left Ctrl+Left Ctrl+Right Ctrl+Right", "3 4 5 4 3"},
		{"line ends, right to left", "قال ثمة هنا", 40, "0 4 8", 1, "End Home End Left", "4< 0 4< 4"},
		{"select, right to left", "قال ثمة هنا", 40, "0 4 8", 0, "Shift+Left Shift+Left Shift+Right Down", "0..3 0..7 0..4 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, annotate.News(), c.text)
			d.setIn(c.width, c.lines)
			d.send(Press{At: textlayout.Position{Offset: c.from}, Clicks: 1})
			if got := d.press(c.keys); got != c.wants {
				t.Errorf("%q from %d by %s\n got %s\nwant %s", c.text, c.from, c.keys, got, c.wants)
			}
		})
	}
}

// A screen of five lines moves by three, so that two stay in sight.
func TestCaretKeysByScreen(t *testing.T) {
	d := open(t, annotate.News(), "a\nb\nc\nd\ne\nf\ng\nh")
	d.s.Page = 5
	if got, want := d.press("PgDn PgDn PgDn PgUp PgUp PgUp Shift+PgDn Shift+PgUp"), "6 12 15 8 2 0 0..6 0"; got != want {
		t.Errorf("by screen the caret goes %s, want %s", got, want)
	}
}

// Tab, Enter, Delete and undo put the caret where what they are about begins.
func TestCaretFollowsTheFocus(t *testing.T) {
	d := open(t, annotate.News(), "[PER Mira] met the [ORG Coastal Union] in [LOC Port Sarel].")
	got := d.press("Tab Tab Shift+Tab Return Delete Return Tab Ctrl+Z Ctrl+Z Ctrl+Shift+Z Shift+Tab")
	if want := "0 13 0 13 30 30 30 30 13 13 0"; got != want {
		t.Errorf("the caret goes %s, want %s", got, want)
	}
}
