package state_test

import (
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/find"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

const towns = "Oslo and OSLO.\nThen Oslofjord, and Bergen, and Oslo."

// selected is the text that is selected.
func (d *desk) selected() string { return d.s.Session.Document.Text.Slice(d.s.Selection()) }

func (d *desk) wantHit(at, of int, words string) {
	d.t.Helper()
	if d.s.Find.At != at || len(d.s.HitsShown()) != of || d.selected() != words {
		d.t.Fatalf("hit %d of %d, %q is selected; want hit %d of %d and %q", d.s.Find.At, len(d.s.HitsShown()), d.selected(), at, of, words)
	}
}

func (d *desk) last() Effect { return d.effects[len(d.effects)-1] }

func TestTypingGoesToTheFirstHitFromTheCaret(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.caretAt("and OSLO")
	d.send(OpenFind{})
	if d.last() != (FocusFind{}) || !d.s.Find.Open {
		t.Fatal("the bar is not open with the keyboard")
	}
	d.send(SetFind{Query: "o"}, SetFind{Query: "os"}, SetFind{Query: "osl"})
	d.wantHit(1, 4, "OSL")
	if r, ok := d.last().(Reveal); !ok || r.Span != d.s.Selection() {
		t.Errorf("the hit is not brought on screen: %+v", d.last())
	}
	d.send(SetFind{Query: "oslx"})
	d.wantHit(-1, 0, "")
	if !d.s.Selection().Empty() || d.s.Caret.Offset != 5 {
		t.Errorf("without a hit the caret is at %d, want where it began", d.s.Caret.Offset)
	}
	d.send(SetFind{Query: "oslo", Options: find.Options{Words: true}})
	d.wantHit(1, 3, "OSLO")
	d.send(SetFind{Query: "oslo", Options: find.Options{Case: true}})
	d.wantHit(-1, 0, "")
	if words := NoHits(d.s.Find); words != "no hit: “Match case” is on" {
		t.Errorf("says %q", words)
	}
}

func TestTypingOnAfterAClickLooksFromThere(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(OpenFind{}, SetFind{Query: "o"}, SetFind{Query: "os"})
	d.wantHit(0, 4, "Os")
	d.caretAt("Bergen")
	d.send(SetFind{Query: "osl"})
	d.wantHit(3, 4, "Osl")
	d.send(SetFind{Query: "os"}, SetFind{Query: ""}, SetFind{Query: "osl"})
	d.wantHit(3, 4, "Osl")
}

func TestNextAndPreviousWrapAndSaySo(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(OpenFind{}, SetFind{Query: "oslo"}, FindNext{}, FindNext{}, FindNext{})
	d.wantHit(3, 4, "Oslo")
	d.send(FindNext{})
	d.wantHit(0, 4, "Oslo")
	if d.s.Find.Wrapped != "wrapped to the top" || d.s.Toast.Text != "wrapped to the top" {
		t.Errorf("says %q and %q", d.s.Find.Wrapped, d.s.Toast.Text)
	}
	d.send(FindNext{Back: true})
	d.wantHit(3, 4, "Oslo")
	if d.s.Find.Wrapped != "wrapped to the end" {
		t.Errorf("says %q", d.s.Find.Wrapped)
	}
	d.send(FindNext{Back: true})
	if d.s.Find.Wrapped != "" {
		t.Error("says that it wrapped when it did not")
	}
	d.wantHit(2, 4, "Oslo")
}

func TestNextGoesOnFromTheCaret(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(OpenFind{}, SetFind{Query: "oslo"}, CloseFind{})
	if d.last() != (FocusArticle{}) || d.selected() != "Oslo" || d.s.HitsShown() != nil {
		t.Fatalf("closed: %+v, %q selected, %d hits shown", d.last(), d.selected(), len(d.s.HitsShown()))
	}
	d.caretAt("Bergen")
	d.send(FindNext{})
	if d.s.Find.At != 3 {
		t.Errorf("from the caret on it is hit %d, want 3", d.s.Find.At)
	}
	d.caretAt("Bergen")
	d.send(FindNext{Back: true})
	if d.s.Find.At != 2 {
		t.Errorf("back from the caret it is hit %d, want 2", d.s.Find.At)
	}
}

func TestLabelThenNextWalksOverTheHits(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(OpenFind{}, SetFind{Query: "oslo"}, CloseFind{}, GiveLabel{Key: 3}, FindNext{}, GiveLabel{Key: 3}, FindNext{}, FindNext{}, GiveLabel{Key: 3})
	d.want("[LOC Oslo] and [LOC OSLO].\nThen Oslofjord, and Bergen, and [LOC Oslo].")
}

func TestSelectionIsTheQuery(t *testing.T) {
	d := open(t, annotate.News(), towns, "Nothing here.\nBergen rains.")
	d.caretAt("Bergen")
	d.send(Move{Unit: ByWord, Right: true, Extend: true}, OpenFind{})
	if d.s.Find.Query != "Bergen" || d.s.Find.At != 0 || d.selected() != "Bergen" {
		t.Fatalf("query %q, hit %d, %q selected", d.s.Find.Query, d.s.Find.At, d.selected())
	}
	d.send(SetFind{Query: "bergen"}, OpenFind{}) // the hit is selected, which is no new query
	if d.s.Find.Query != "bergen" {
		t.Errorf("query %q", d.s.Find.Query)
	}
	d.send(CloseFind{}, Escape{}, OpenFind{})
	if d.s.Find.Query != "bergen" || d.s.Find.At != -1 || len(d.s.HitsShown()) != 1 {
		t.Errorf("opened again: query %q, hit %d of %d", d.s.Find.Query, d.s.Find.At, len(d.s.HitsShown()))
	}
	d.send(Neighbour{}) // another article, with the bar open
	if hits := d.s.HitsShown(); d.s.Session.Document.ID != "b" || len(hits) != 1 || d.s.Session.Document.Text.Slice(hits[0]) != "Bergen" {
		t.Fatalf("in the other article the hits are %v", hits)
	}
	d.send(FindNext{})
	d.wantHit(0, 1, "Bergen")
	d.send(CloseFind{}, Neighbour{Back: true}, FindNext{}) // and with the bar closed
	if d.selected() != "Bergen" || d.s.HitsShown() != nil {
		t.Errorf("%q is selected", d.selected())
	}
}

func TestEscapeInTheArticleClosesTheBarLast(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(OpenFind{}, SetFind{Query: "oslo"}, Escape{})
	if !d.s.Find.Open || !d.s.Selection().Empty() {
		t.Fatal("the first Escape does not drop the selection alone")
	}
	d.send(Escape{})
	if d.s.Find.Open {
		t.Error("the second Escape leaves the bar")
	}
}

func TestNothingToFind(t *testing.T) {
	d := open(t, annotate.News(), towns)
	d.send(FindNext{})
	if !d.s.Find.Open || d.last() != (FocusFind{}) {
		t.Error("without a query “next” does not ask for one")
	}
	d.send(SetFind{Query: "xyz", Options: find.Options{Case: true, Marks: true, Words: true}}, FindNext{})
	if !d.s.Toast.Warn || d.s.Toast.Text != "no hit: “Match case”, “Match accents and marks” and “Whole words” are on" {
		t.Errorf("says %q", d.s.Toast.Text)
	}
	d.send(LabelHits{})
	if _, ok := d.last().(PreviewHits); ok || !d.s.Toast.Warn {
		t.Error("no hit can be labelled, and nothing is said")
	}
}

func TestLabelAllHits(t *testing.T) {
	d := open(t, annotate.CoNLL(), towns)
	d.caretAt("Oslofjord")
	d.send(GiveLabel{Key: 3})
	d.s.Session.Work.Zones = []annotate.Span{{Start: 0, End: 5}}
	d.send(OpenFind{}, SetFind{Query: "oslo"}, LabelHits{Key: 1})
	p, ok := d.last().(PreviewHits)
	if !ok || p.Label != "PER" || p.Phrase != "oslo" || len(p.Hits) != 3 || p.Note != "Left out: 1 hit in parts that are not the article. 1 hit begins or ends inside a word; “Whole words” leaves such out." {
		t.Fatalf("preview is %+v", d.last())
	}
	if p.Hits[1].Label == "" || p.Hits[0].Label != "" || p.Hits[0].Quote != "OSLO" || !strings.HasSuffix(p.Hits[0].Before, "Oslo and ") {
		t.Errorf("hits are %+v", p.Hits)
	}
	d.s.Session.Work.Zones = nil
	d.send(LabelOccurrences{Label: p.Label, Hits: p.Hits})
	d.want("Oslo and [PER OSLO].\nThen [LOC Oslofjord], and Bergen, and [PER Oslo].")
	if want := "2 places labelled, 1 left out: "; !strings.HasPrefix(d.s.Toast.Text, want) || !strings.Contains(d.s.Toast.Text, "[LOC Oslofjord]") {
		t.Errorf("says %q, want %q and why", d.s.Toast.Text, want)
	}
	d.send(Undo{})
	d.want("Oslo and OSLO.\nThen [LOC Oslofjord], and Bergen, and Oslo.")
	if !strings.Contains(d.s.Toast.Text, "label 2 places") {
		t.Errorf("undo says %q", d.s.Toast.Text)
	}
}

func TestLongTextIsSearchedBesideTheWindow(t *testing.T) {
	d := open(t, annotate.News(), "short", strings.Repeat("Oslo grows and grows. ", 60_000))
	d.send(OpenFind{}, Neighbour{}, SetFind{Query: "osl"}, SetFind{Query: "oslo"})
	var asked []FindBeside
	for _, e := range d.effects {
		if s, ok := e.(FindBeside); ok {
			asked = append(asked, s)
		}
	}
	if len(asked) != 2 || !d.s.Find.Pending || len(d.s.HitsShown()) != 0 {
		t.Fatalf("%d searches, pending %v", len(asked), d.s.Find.Pending)
	}
	d.send(Searched{Hits: []annotate.Span{{Start: 0, End: 3}}, Gen: asked[0].Gen})
	if !d.s.Find.Pending {
		t.Fatal("an old search was taken")
	}
	found := Searched{Hits: find.Find(asked[1].Text, asked[1].Query, asked[1].Options), Gen: asked[1].Gen}
	d.send(CloseFind{}, Neighbour{Back: true})
	elsewhere := d.s
	d.send(found)
	if d.s.Caret != elsewhere.Caret || d.s.HitsShown() != nil {
		t.Fatal("hits of another article moved the caret")
	}
	d.send(Neighbour{}, OpenFind{}) // nothing is searched again
	if _, again := d.effects[len(d.effects)-2].(FindBeside); again || d.s.Find.At != -1 {
		t.Errorf("hit %d after the article was opened again", d.s.Find.At)
	}
	d.send(FindNext{})
	d.wantHit(0, 60_000, "Oslo")
}

// Hits that come after the bar was closed move nothing.
func TestLateHitsDoNotMoveTheCaret(t *testing.T) {
	d := open(t, annotate.News(), strings.Repeat("rain ", 1<<18)+"Oslo")
	d.send(OpenFind{}, SetFind{Query: "Oslo"})
	asked, ok := d.last().(FindBeside)
	if !ok {
		t.Fatalf("a long text is searched at once: %T", d.last())
	}
	d.send(CloseFind{}, Move{Unit: ByWord, Right: true})
	at := d.s.Caret
	d.send(Searched{Gen: asked.Gen, Hits: []annotate.Span{d.find("Oslo")}})
	if d.s.Caret != at {
		t.Errorf("the caret went from %+v to %+v", at, d.s.Caret)
	}
	d.send(FindNext{})
	if d.selected() != "Oslo" {
		t.Errorf("the next hit is %q", d.selected())
	}
}

// A selected hit is the one that the search has come to, also in a text that is searched beside the window.
func TestTheSelectedHitIsTheCurrentOne(t *testing.T) {
	d := open(t, annotate.News(), "Oslo, Oslo "+strings.Repeat("rain ", 1<<18))
	d.send(Press{At: textlayout.Position{Offset: 7}, Clicks: 2}, OpenFind{})
	for _, e := range d.effects {
		if asked, ok := e.(FindBeside); ok {
			d.send(Searched{Gen: asked.Gen, Hits: find.Find(asked.Text, asked.Query, asked.Options)})
		}
	}
	d.wantHit(1, 2, "Oslo")
}
