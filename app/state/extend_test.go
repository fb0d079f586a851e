package state_test

import (
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// Wherever a selection begins, one arrow takes it to the article's beginning and the other to its end, and never turns
// round on the way.
func TestSelectionsNeverTurnRound(t *testing.T) {
	d := open(t, annotate.News(), append(mixed, arabicInLatin, latinInArabic, year, isolate, "abc\n"+arabic+"\ndef")...)
	for id, doc := range d.docs {
		g := d.geometry[id]
		d.send(OpenArticle{ID: id})
		for start := 0; start <= doc.Text.Len(); start = g.NextGrapheme(start) {
			for _, unit := range []Unit{ByWord, ByCharacter} {
				a, b := d.held(start, Move{Unit: unit, Extend: true}), d.held(start, Move{Unit: unit, Extend: true, Right: true})
				if min(a, b) != 0 || max(a, b) != doc.Text.Len() {
					t.Fatalf("%q from %d by unit %d: left leads to %d, right to %d", doc.Text.String(), start, unit, a, b)
				}
			}
			if start == doc.Text.Len() {
				break
			}
		}
	}
}

// held holds a key down until nothing moves any more and says where it led.
func (d *desk) held(start int, m Move) int {
	d.t.Helper()
	d.send(Press{At: textlayout.Position{Offset: start}, Clicks: 1})
	way := 0
	for {
		before := d.s.Caret.Offset
		d.send(m)
		step := d.s.Caret.Offset - before
		if step == 0 {
			return before
		}
		if step*way < 0 {
			d.t.Fatalf("%q from %d: %+v turns round at %d", d.s.Session.Document.Text.String(), start, m, before)
		}
		way = step
	}
}
