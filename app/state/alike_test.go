package state_test

import (
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// TestWhatIsSoughtAfterAStep: a correction asks for more of its words; other steps ask for nothing.
func TestWhatIsSoughtAfterAStep(t *testing.T) {
	oslo, bonn := Press{At: textlayout.Position{Offset: 9}, Clicks: 1}, Press{At: textlayout.Position{Offset: 18}, Clicks: 1}
	for name, c := range map[string]struct {
		do   []Msg
		want Seek
	}{
		"a label given":       {[]Msg{bonn, GiveLabel{Name: "LOC"}}, Seek{Phrase: "Bonn", Label: "LOC"}},
		"a label changed":     {[]Msg{bonn, GiveLabel{Name: "LOC"}, GiveLabel{Name: "ORG"}}, Seek{Phrase: "Bonn", Label: "ORG", Before: "LOC"}},
		"a boundary moved":    {[]Msg{bonn, GiveLabel{Name: "LOC"}, SetEdge{Offset: 26}}, Seek{Phrase: "Bonn won", Label: "LOC"}},
		"a label removed":     {[]Msg{bonn, GiveLabel{Name: "LOC"}, Delete{}}, Seek{Phrase: "Bonn", Label: "LOC", Remove: true}},
		"a rejection":         {[]Msg{oslo, Delete{}}, Seek{Phrase: "Oslo", Label: "LOC", Remove: true}},
		"another label":       {[]Msg{oslo, GiveLabel{Name: "ORG"}}, Seek{Phrase: "Oslo", Label: "ORG"}},
		"accepted":            {[]Msg{oslo, Accept{}}, Seek{}},
		"all accepted":        {[]Msg{AcceptAll{}}, Seek{}},
		"accepted, relabeled": {[]Msg{oslo, Accept{}, oslo, GiveLabel{Name: "ORG"}}, Seek{Phrase: "Oslo", Label: "ORG", Before: "LOC"}},
		"a note":              {[]Msg{bonn, GiveLabel{Name: "LOC"}, SetNote{"sure?"}}, Seek{}},
		"undone":              {[]Msg{bonn, GiveLabel{Name: "LOC"}, Undo{}}, Seek{}},
		"a zone":              {[]Msg{ToggleZone{}}, Seek{}},
	} {
		d := open(t, annotate.News(), "[PER Mira] met [LOC Oslo] and Bonn won.")
		d.send(c.do...)
		if got := last[Suggest](d).Seek; got != c.want {
			t.Errorf("%s: %+v is sought, want %+v", name, got, c.want)
		}
	}
}

const three = "Esk rose, Esk fell, Esk slept."

func labelledOnce(t *testing.T) (*desk, []annotate.Span) {
	d := open(t, annotate.News(), three)
	d.caretAt("Esk")
	d.send(GiveLabel{Name: "LOC"})
	return d, []annotate.Span{{Start: 10, End: 13}, {Start: 20, End: 23}}
}

func TestMoreLikeThisOpensThePreview(t *testing.T) {
	d, others := labelledOnce(t)
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Alike: others})
	if a := d.s.Alike; a.Here != 2 || a.Phrase != "Esk" || a.Label != "LOC" || a.Remove {
		t.Fatalf("offered is %+v", a)
	}
	focus, caret := d.s.Focus, d.s.Caret
	d.send(MoreLikeThis{})
	if e := last[FindOccurrences](d); e != (FindOccurrences{Phrase: "Esk", Label: "LOC"}) || d.s.Alike.Here != 0 {
		t.Errorf("the preview is of %+v", e)
	}
	if d.s.Focus != focus || d.s.Caret != caret {
		t.Error("the offer moved the focus")
	}
	d.send(MoreLikeThis{})
	if !d.s.Toast.Warn {
		t.Errorf("without an offer the status line says %+v", d.s.Toast)
	}
}

func TestAnOfferGoesWithTheNextStep(t *testing.T) {
	for name, m := range map[string]Msg{"a step": SetNote{"x"}, "Esc": Escape{}, "undo": Undo{}, "another article": OpenArticle{ID: "b"}} {
		d := open(t, annotate.News(), three, "second")
		d.caretAt("Esk")
		d.send(GiveLabel{Name: "LOC"})
		d.send(Suggested{Document: "a", Gen: d.s.Gen, Alike: []annotate.Span{{Start: 10, End: 13}}})
		if d.send(Walk{}); d.s.Alike.Here != 1 {
			t.Fatalf("%s: looking on takes the offer away", name)
		}
		if d.send(m); d.s.Alike.Here != 0 {
			t.Errorf("%s leaves the offer %+v", name, d.s.Alike)
		}
	}
}

func TestMoreLikeThisRejects(t *testing.T) {
	d := open(t, annotate.News(), "[LOC Esk] rose, [LOC Esk] fell, [LOC Esk] slept in [LOC Oslo].")
	d.send(Walk{}, Delete{})
	left := d.s.Session.Suggestions.All()
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: left, Alike: []annotate.Span{left[1].Span, left[2].Span}})
	if a := d.s.Alike; a.Here != 2 || !a.Remove {
		t.Fatalf("offered is %+v", a)
	}
	steps := len(d.journal)
	d.send(MoreLikeThis{})
	if got := d.listed(d.s.Open()); got != "[LOC Oslo]" || len(d.journal) != steps+1 {
		t.Errorf("open are %s after %d steps", got, len(d.journal)-steps)
	}
	d.send(Undo{})
	if got := d.listed(d.s.Open()); got != "[LOC Esk LOC Esk LOC Oslo]" {
		t.Errorf("after one undo open are %s", got)
	}
}

func TestMoreLikeThisRejectsNothingTwice(t *testing.T) {
	d := open(t, annotate.News(), "[LOC Esk] rose, [LOC Esk] fell.")
	d.send(Walk{}, Delete{})
	left := d.s.Session.Suggestions.All()
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: left, Alike: []annotate.Span{left[1].Span}})
	d.offers() // meanwhile it is refused everywhere; what is in focus stays
	d.send(Escape{}, MoreLikeThis{})
	if d.s.Session.Work.Decisions.Len() != 1 {
		t.Errorf("%d decisions", d.s.Session.Work.Decisions.Len())
	}
}
