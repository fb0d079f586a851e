package state_test

import (
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

func TestDraggingAnEdgeTakesItsSpanIntoFocus(t *testing.T) {
	d := open(t, annotate.News(), "at North Bay and South Bay now")
	for _, words := range []string{"North", "South"} {
		d.caretAt(words)
		d.send(GiveLabel{Key: 3})
	}
	north := d.s.Session.Work.Annotations.All()[0]
	if d.s.Focus.Annotation == north.ID {
		t.Fatal("the first one is in focus already")
	}
	d.send(DragEdge{Of: Focus{Annotation: north.ID}, At: textlayout.Position{Offset: d.find("y and").Start}})
	d.send(DropEdge{})
	d.want("at [LOC North Bay] and [LOC South] Bay now")
	if d.s.Focus.Annotation != north.ID {
		t.Errorf("in focus is %+v", d.s.Focus)
	}
	d.send(DragEdge{Of: Focus{Annotation: "gone"}, Start: true, At: textlayout.Position{}})
	d.send(DropEdge{})
	if d.s.Focus.Annotation != north.ID {
		t.Error("a span that is not there came into focus")
	}
}

func TestDraggedEdgeSnapsToWordsUnlessExact(t *testing.T) {
	for _, c := range []struct {
		exact bool
		drop  string // in front of which the pointer lets go
		want  string
	}{
		{false, "y now", "at [LOC North Bay] now"},
		{false, "ay now", "at [LOC North] Bay now"},
		{true, "y now", "at [LOC North Ba]y now"},
		{true, "ay now", "at [LOC North B]ay now"},
	} {
		d := open(t, annotate.News(), "at North Bay now")
		d.caretAt("North")
		d.send(GiveLabel{Key: 3})
		d.send(DragEdge{At: textlayout.Position{Offset: d.find(c.drop).Start}, Exact: c.exact})
		d.send(DropEdge{})
		d.want(c.want)
	}
}

func TestDraggingAnEdgeIsOneStep(t *testing.T) {
	d := open(t, annotate.News(), "at North Bay University now")
	d.caretAt("North")
	d.send(GiveLabel{Key: 3})
	steps := len(d.journal)
	for _, words := range []string{"rth", "ay Univ", "rsity"} {
		d.send(DragEdge{At: textlayout.Position{Offset: d.find(words).Start + 1}})
	}
	if d.s.Pull.Empty() || len(d.journal) != steps {
		t.Fatalf("while dragging: pull %v, %d new steps", d.s.Pull, len(d.journal)-steps)
	}
	d.send(DropEdge{})
	d.want("at [LOC North Bay University] now")
	if len(d.journal) != steps+1 {
		t.Errorf("dragging made %d steps", len(d.journal)-steps)
	}
}

// A selection drawn past the end of a line takes in its last words, also where they read the other way.
func TestSelectingPastTheEndOfALine(t *testing.T) {
	for _, c := range []struct{ text, from, want string }{
		{"He met علي حسن\nOslo", "met", "met علي حسن"},
		{"التقى الرجل John Smith\nOslo", "الرجل", "الرجل John Smith"},
	} {
		d := open(t, annotate.News(), c.text)
		l, x := d.geometry["a"], 100_000
		if l.ParagraphDirection(0) == textlayout.RTL {
			x = -100
		}
		d.send(Press{At: textlayout.Position{Offset: d.find(c.from).Start}, Clicks: 1}, Drag{At: l.Hit(x, 1)})
		if got := d.selected(); got != c.want {
			t.Errorf("selected %q, want %q", got, c.want)
		}
	}
}
