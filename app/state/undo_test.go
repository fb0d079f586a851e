package state_test

import (
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// revealed is the place that the last step brought on screen.
func (d *desk) revealed() annotate.Span {
	d.t.Helper()
	for i := len(d.effects) - 1; i >= 0; i-- {
		if r, ok := d.effects[i].(Reveal); ok {
			return r.Span
		}
	}
	d.t.Fatal("nothing was brought on screen")
	return annotate.Span{}
}

// To take back a step in many places shows one that is on screen already, or else the nearest.
func TestUndoOfManyPlacesStaysWhereItIs(t *testing.T) {
	text := strings.Repeat("Esk lies by the sea and has a harbour.\n", 7)
	every := strings.Repeat("[LOC Esk] lies by the sea and has a harbour.\n", 7)
	const line = 39
	place := func(i int) annotate.Span { return annotate.Span{Start: i * line, End: i*line + 3} }
	for _, c := range []struct {
		name     string
		accepted bool // else labelled
		caret    int
		shown    annotate.Span
		want     int
	}{
		{"labelled, on screen", false, 100 * line, annotate.Span{Start: 2 * line, End: 4 * line}, 3},
		{"accepted, on screen", true, 100 * line, annotate.Span{Start: 2 * line, End: 4 * line}, 3},
		{"at the caret", false, 2*line + 8, annotate.Span{Start: line, End: 7 * line}, 2},
		{"none on screen", false, 2*line + 1, annotate.Span{Start: 3*line + 5, End: 3*line + 20}, 2},
		{"screen not known", false, 4 * line, annotate.Span{}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			marked := text
			if c.accepted {
				marked = every
			}
			d := open(t, annotate.News(), marked)
			if c.accepted {
				d.send(AcceptAll{})
			} else {
				var hits []Hit
				for i := range 7 {
					hits = append(hits, Hit{Document: "a", Span: place(i), Quote: "Esk"})
				}
				d.send(LabelOccurrences{Label: "LOC", Hits: hits})
			}
			d.want(every)
			for _, m := range []Msg{Undo{}, Redo{}} {
				d.s.Shown, d.s.Caret = c.shown, textlayout.Position{Offset: min(c.caret, len(text))}
				d.s.Anchor = d.s.Caret.Offset
				d.send(m)
				if got := d.revealed(); got != place(c.want) || d.s.Caret.Offset != got.Start {
					t.Errorf("%T shows %v with the caret at %d, want %v", m, got, d.s.Caret.Offset, place(c.want))
				}
			}
		})
	}
}
