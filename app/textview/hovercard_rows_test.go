package textview

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/theme"
)

const longReason = "suggested by the labels of this project · 0.34, fainter as it is under 0.50 · confirmed 3 times as LOC, rejected once as ORG; " +
	"like “ميناء سارل”, confirmed twice; list of places: Esk Island, a region of the north with a harbour and two lighthouses on its western shore"

// TestCardWrapsWhatIsLong and leaves nothing out but what four rows cannot hold.
func TestCardWrapsWhatIsLong(t *testing.T) {
	s := lightStage(t, english)
	for _, c := range []struct {
		text string
		rows int
	}{{"", 1}, {"by Mira", 1}, {longReason[:120], 3}, {longReason + ", " + longReason, mostRows}, {strings.Repeat("unbroken", 40), mostRows}, {"one\ntwo\u2029three", 1}} {
		rows := s.View.wrapped(c.text)
		if len(rows) != c.rows {
			t.Errorf("%q has %d rows, want %d: %q", c.text, len(rows), c.rows, rows)
		}
		joined := strings.NewReplacer("\u200e", "", " ", "", "\n", "", "\u2029", "")
		if got, want := joined.Replace(strings.Join(rows, "")), joined.Replace(c.text); got != want {
			t.Errorf("%q became %q", want, got)
		}
		room := s.View.cardRoom() - s.View.cardIndent()
		for i, r := range rows {
			if w := s.View.painter.Measure(r, s.View.page.pixels(theme.TextSmall), false); w > room && i < mostRows-1 {
				t.Errorf("%q is %d wide, there is room for %d", r, w, room)
			}
		}
	}
}

// TestFocusIsExplainedWithoutThePointer: the card of the span in focus comes when it is asked for, where the span begins on
// screen, and the next key takes it away.
func TestFocusIsExplainedWithoutThePointer(t *testing.T) {
	s := lightStage(t, strings.Repeat(english+"\n", 4))
	for !s.View.layout.LayoutSome(1000) {
	}
	s.View.settle()
	s.lines = []string{longReason}
	s.ExplainFocus()
	if got := s.card(); got != "" {
		t.Errorf("nothing is in focus, and the card says %q", got)
	}
	s.mark(t, "Esk Island").Focus = true
	s.show(nil)
	s.ExplainFocus()
	if got := s.card(); !strings.HasPrefix(got, "LOC Esk Island\nsuggested by the labels") {
		t.Errorf("the card says %q", got)
	}
	c, at := s.View.card.box, s.spot(s.at(t, "Esk Island"))
	if c.Position().Y < at.Y || c.Position().Y > at.Y+40 {
		t.Errorf("the card stands at %v, what it is about at %v", c.Position(), at)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if got := s.card(); got != "" {
		t.Errorf("after the next key the card says %q", got)
	}
	s.ExplainFocus()
	for range 2 {
		s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	s.told(t, "key Tab 0", "key Escape 0") // the first one was for the card
	s.ExplainFocus()
	s.mark(t, "Esk Island").Focus = false
	s.marks = nil
	s.show(nil)
	if got := s.card(); got != "" {
		t.Errorf("its span is gone, and the card says %q", got)
	}
}
