package state_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/find"
	. "rubricator/app/state"
)

// scan answers the last Scan as the search over the project does, with the works that are stored by now.
func (d *desk) scan() {
	d.t.Helper()
	var asked Scan
	for _, e := range d.effects {
		if s, ok := e.(Scan); ok {
			asked = s
		}
	}
	far := Scanned{Total: asked.List.Rows.Len()}
	for _, i := range asked.List.Visible {
		row := asked.List.Rows.At(i)
		doc, n := d.docs[row.ID], 0
		found := FoundDoc{ID: row.ID, Title: row.Title}
		q, err := asked.Query.Prepared()
		if err != nil {
			d.t.Fatal(err)
		}
		hits, _ := q.Searcher().Search([]byte(doc.Text.String()), MaxFound)
		for _, h := range hits {
			on, in := LabelsThere(d.works[row.ID], h.Span)
			hit := NewHit(doc, row.Title, d.works[row.ID], h.Span, on)
			hit.In = in
			found.Hits, found.Spans, n = append(found.Hits, hit), append(found.Spans, h.Span), n+1
		}
		if far.Done++; n > 0 {
			far.Hits, far.In, far.Listed = far.Hits+n, far.In+1, far.Listed+n
			d.send(FoundMore{Gen: asked.Gen, Docs: []FoundDoc{found}, Scanned: far})
		}
	}
	d.send(FoundAll{Gen: asked.Gen})
}

func (d *desk) seek(words string) {
	d.send(OpenSearch{}, SetSearch{Query: SearchQuery{Words: words}})
	d.scan()
}

func (d *desk) tally() string {
	var list []string
	for _, t := range d.s.Search.Tally {
		list = append(list, fmt.Sprintf("%s %d", t.Label, t.Count))
	}
	return strings.Join(list, ", ")
}

func (d *desk) wantAt(id, words string, start int) {
	d.t.Helper()
	if d.s.Session.Document.ID != id || d.selected() != words || d.s.Selection().Start != start {
		d.t.Fatalf("%q at %v of %s is selected; want %q at %d of %s", d.selected(), d.s.Selection(), d.s.Session.Document.ID, words, start, id)
	}
}

func TestSearchGoesFromHitToHitOverArticles(t *testing.T) {
	d := open(t, annotate.News(), "Oslo and Oslofjord.", "Nothing.", "In OSLO.")
	d.seek("oslo")
	if f := d.s.Search; f.Reading || f.Hits != 3 || f.In != 2 || len(f.Rows) != 5 {
		t.Fatalf("the search has %+v, %d rows", f.Scanned, len(f.Rows))
	}
	d.send(FindNext{})
	d.wantAt("a", "Oslo", 0)
	d.send(FindNext{})
	d.wantAt("a", "Oslo", 9)
	if len(d.s.HitsShown()) != 2 || d.s.HitAt() != 1 {
		t.Errorf("hit %d of %v is painted", d.s.HitAt(), d.s.HitsShown())
	}
	d.send(FindNext{})
	d.wantAt("c", "OSLO", 3)
	d.send(FindNext{})
	d.wantAt("a", "Oslo", 0)
	if d.s.Toast.Text != "wrapped to the top" {
		t.Errorf("says %q", d.s.Toast.Text)
	}
	d.send(FindNext{Back: true})
	d.wantAt("c", "OSLO", 3)
	d.send(FindNext{Back: true})
	d.wantAt("a", "Oslo", 9)
	d.caretAt("Oslofjord")
	d.send(FindNext{Back: true})
	d.wantAt("a", "Oslo", 0)
	d.send(OpenArticle{ID: "b"}, FindNext{})
	if d.s.Session.Document.ID == "b" {
		t.Error("from an article without hits F3 goes nowhere")
	}
	d.send(GoToFound{Row: 3, Stay: true})
	d.wantAt("c", "OSLO", 3)
	if slices.Contains(d.effects[len(d.effects)-3:], Effect(FocusArticle{})) {
		t.Error("going on by arrows takes the keyboard from the panel")
	}
}

func TestNewKeysGiveTheOldSearchUp(t *testing.T) {
	d := open(t, annotate.News(), "Oslo and Bergen.")
	d.send(OpenSearch{}, SetSearch{Query: SearchQuery{Words: "os"}})
	old := d.last().(Scan)
	d.send(SetSearch{Query: SearchQuery{Words: "be"}})
	d.send(FoundMore{Gen: old.Gen, Docs: []FoundDoc{{ID: "a", Hits: []Hit{{Document: "a"}}}}, Scanned: Scanned{Hits: 1, Listed: 1}}, FoundAll{Gen: old.Gen})
	if f := d.s.Search; len(f.Docs) != 0 || f.Hits != 0 || !f.Reading {
		t.Errorf("an old answer is taken: %+v", f)
	}
	d.send(SetSearch{Query: SearchQuery{Words: "be", Regexp: true}}, SetSearch{Query: SearchQuery{Words: "be(", Regexp: true}})
	if f := d.s.Search; !strings.Contains(f.Why, "missing closing )") || f.Reading || d.last() != (StopScan{}) {
		t.Errorf("a bad expression: %q, %T", f.Why, d.last())
	}
	d.send(SetSearch{Query: SearchQuery{Words: " "}})
	if d.s.Search.Why != "" || d.last() != (StopScan{}) {
		t.Errorf("no words: %q, %T", d.s.Search.Why, d.last())
	}
	d.send(CloseSearch{}, SetSearch{Query: SearchQuery{Words: " "}})
	if !d.s.Search.Open || d.s.Search.Query.Words != " " {
		t.Error("the query is not kept")
	}
}

// The labels of hits are those of now: by a key in the open article, by a step over articles, and by undo.
func TestLabelsOfHitsFollowEdits(t *testing.T) {
	d := open(t, annotate.News(), "Oslo and Oslo.", "In Oslo Fjord.")
	d.caretAt("Oslo and")
	d.send(Move{Unit: ByWord, Right: true, Extend: true}, SearchSurface{})
	if q := d.s.Search.Query; q.Words != "Oslo" || q.Options != (find.Options{Words: true}) || q.In != InTexts {
		t.Fatalf("looks for %+v", q)
	}
	d.scan()
	if got := d.tally(); got != " 3" {
		t.Fatalf("the tally is %q", got)
	}
	d.send(GoToFound{Row: 1}, GiveLabel{Name: "LOC"})
	if got := d.tally(); got != "LOC 1,  2" {
		t.Errorf("after a label the tally is %q", got)
	}
	d.send(NarrowSearch{})
	if len(d.s.Search.Rows) != 4 {
		t.Errorf("%d rows without a label", len(d.s.Search.Rows))
	}
	d.send(LabelHits{Key: 2})
	p, ok := d.last().(PreviewFound)
	if !ok || p.Label != d.s.Project.Schema.Labels[1].Name || len(p.Docs) != 2 {
		t.Fatalf("Alt+2 asks for %+v", d.last())
	}
	var hits []Hit
	for _, doc := range p.Docs {
		for _, span := range doc.Spans {
			hits = append(hits, NewHit(d.docs[doc.ID], "", d.works[doc.ID], span, ""))
		}
	}
	d.send(LabelOccurrences{Label: p.Label, Hits: hits})
	if got := d.tally(); got != "ORG 2, LOC 1" {
		t.Errorf("after a step over articles the tally is %q", got)
	}
	d.send(Undo{})
	if got := d.tally(); got != "LOC 1,  2" {
		t.Errorf("after undo the tally is %q", got)
	}
	d.send(OpenArticle{ID: "b"}, OpenArticle{ID: "a"}, Undo{})
	if got := d.tally(); got != " 3" {
		t.Errorf("in the end the tally is %q", got)
	}
}

func TestHitsInsideLongerNames(t *testing.T) {
	doc, set := annotate.NewText("the Oslo Fund in Oslo")
	if set != nil {
		t.Fatal(set)
	}
	work := annotate.Work{Annotations: annotate.NewSet(annotate.Annotation{ID: "1", Span: annotate.Span{Start: 0, End: 13}, Label: "ORG", Quote: doc.Slice(annotate.Span{Start: 0, End: 13})})}
	if on, in := LabelsThere(work, annotate.Span{Start: 4, End: 8}); on != "" || in != "ORG" {
		t.Errorf("inside: %q, %q", on, in)
	}
	if on, in := LabelsThere(work, annotate.Span{Start: 0, End: 13}); on != "ORG" || in != "" {
		t.Errorf("on it: %q, %q", on, in)
	}
	if on, in := LabelsThere(work, annotate.Span{Start: 17, End: 21}); on != "" || in != "" {
		t.Errorf("elsewhere: %q, %q", on, in)
	}
}

// The keys of find act on what was opened last.
func TestBarAndSearchTakeTurns(t *testing.T) {
	d := open(t, annotate.News(), "Oslo and Bergen and Oslo.", "Bergen")
	d.seek("bergen")
	d.send(OpenFind{}, SetFind{Query: "oslo"}, TurnFind{Switch: MatchCase})
	if !d.s.Find.Options.Case || d.s.Search.Query.Options.Case || len(d.s.HitsShown()) != 0 {
		t.Error("a switch of the bar acts on the search")
	}
	d.send(SearchFocused{On: true, Typing: true}, TurnFind{Switch: AsRegexp}, TurnFind{Switch: WholeWords})
	if q := d.s.Search.Query; !q.Regexp || !q.Options.Words || d.s.Find.Options.Words {
		t.Errorf("switches of the search: %+v", q)
	}
	d.send(OpenSearch{})
	if d.s.Search.Open {
		t.Error("its key does not close the panel that has the keyboard")
	}
	d.send(TurnFind{Switch: MatchCase}, FindNext{})
	if d.selected() != "Oslo" {
		t.Errorf("with the panel closed F3 goes to %q", d.selected())
	}
	d.send(OpenSearch{}, ToggleCheck{})
	if d.s.Search.Open || !d.s.Check.Open {
		t.Error("check and search are open in the same place")
	}
	d.send(OpenSearch{})
	if !d.s.Search.Open || d.s.Check.Open {
		t.Error("the search does not come in the place of the check")
	}
}
