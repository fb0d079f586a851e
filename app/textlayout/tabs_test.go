package textlayout

import (
	"strings"
	"testing"
)

func TestTabStops(t *testing.T) {
	l := setAt(t, "a\tb\nabc\tb", 600)
	want := testPainter(t).Measure(strings.Repeat(" ", tabStop), 20, false)
	for _, offset := range []int{2, 8} {
		if x := l.Caret(Position{Offset: offset}).X; x != want {
			t.Errorf("the letter after the tab at %d stands at %d, want %d", offset, x, want)
		}
	}
}

// TestTabsPartWords: right before a stop a tab goes on to the next one.
func TestTabsPartWords(t *testing.T) {
	space := testPainter(t).Measure(" ", 20, false)
	for n := range 40 {
		l := setAt(t, strings.Repeat("i", n)+"\tb", 600)
		before, after := l.Caret(Position{Offset: n}).X, l.Caret(Position{Offset: n + 1}).X
		if after-before < space-1 {
			t.Errorf("the tab behind %d letters is %d px wide, narrower than a space of %d", n, after-before, space)
		}
	}
}
