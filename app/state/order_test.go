package state_test

import (
	"fmt"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// shelf has five articles; c is finished, d was never counted.
func shelf(order Order) List {
	return NewList([]Row{
		{ID: "a", Title: "zebra", Suggestions: 2, Corrections: 0.5},
		{ID: "b", Title: "Apple", Suggestions: 9, Corrections: 3},
		{ID: "c", Title: "mango", Suggestions: 9, Corrections: 9, Status: annotate.Finished},
		{ID: "d", Title: "Ärger", Suggestions: -1},
		{ID: "e", Title: "apple", Suggestions: 0, Corrections: 0.5},
	}, Filter{All: true}).Ordered(order)
}

func visible(l List) string {
	var ids []string
	for _, i := range l.Visible {
		ids = append(ids, l.Rows.At(i).ID)
	}
	return strings.Join(ids, "")
}

func TestTheListIsSorted(t *testing.T) {
	for order, want := range map[Order]string{OrderNumber: "abcde", OrderTitle: "becad", OrderCorrections: "baedc"} {
		if got := visible(shelf(order)); got != want {
			t.Errorf("by %v it is %s, want %s", order, got, want)
		}
		if ReadOrder(order.String()) != order {
			t.Errorf("%v is read as %v", order, ReadOrder(order.String()))
		}
	}
	if ReadOrder("") != OrderNumber || ReadOrder("size") != OrderNumber {
		t.Error("an unknown order is not that of import")
	}
}

func TestNextFollowsTheOrder(t *testing.T) {
	any := func(Row) bool { return true }
	for order, want := range map[Order]string{OrderNumber: "abcde", OrderTitle: "becad", OrderCorrections: "baedc"} {
		l := shelf(order)
		for _, back := range []bool{false, true} {
			id, got := string(want[0]), want[:1]
			if back {
				id, got = want[4:], want[4:]
			}
			for id = l.Next(id, back, any); id != ""; id = l.Next(id, back, any) {
				got += id
			}
			expected := want
			if back {
				expected = ""
				for _, r := range want {
					expected = string(r) + expected
				}
			}
			if got != expected {
				t.Errorf("by %v, back %v: %s, want %s", order, back, got, expected)
			}
		}
		if l.Next("", true, any) != "" || l.Next("", false, any) != want[:1] {
			t.Errorf("by %v: from nowhere it goes on to %q and %q", order, l.Next("", true, any), l.Next("", false, any))
		}
	}
}

// An article that the filter hides has its neighbours where it would stand.
func TestNextFromAHiddenArticle(t *testing.T) {
	any := func(Row) bool { return true }
	for order, want := range map[Order]string{OrderNumber: "b d", OrderTitle: "e a", OrderCorrections: "d "} {
		l := shelf(order).With(Filter{Shelf: ToDo})
		if got := l.Next("c", true, any) + " " + l.Next("c", false, any); got != want {
			t.Errorf("by %v the neighbours are %q, want %q", order, got, want)
		}
	}
}

// Counts that come in move nothing; the list is sorted again when an article is finished or somebody says so.
func TestTheListStaysWhileSomebodyWorks(t *testing.T) {
	d := open(t, annotate.News(), "one", "two", "three")
	d.send(CountsFound{map[string]Count{"b": {Suggestions: 1, Corrections: 1}, "c": {Suggestions: 2, Corrections: 2}}}, SetOrder{OrderCorrections})
	if got := visible(d.s.List); got != "cba" {
		t.Fatalf("sorted the list is %s", got)
	}
	d.send(CountsFound{map[string]Count{"a": {Corrections: 9, Suggestions: 9}, "b": {Suggestions: 9, Corrections: 9}}})
	if a, _ := d.s.List.Row("a"); a.Suggestions == 9 {
		t.Error("the open article takes a count from elsewhere")
	}
	if got := visible(d.s.List); got != "cba" {
		t.Errorf("counts alone make it %s", got)
	}
	d.caretAt("one")
	d.send(GiveLabel{Name: "PER"})
	if got := visible(d.s.List); got != "cba" {
		t.Errorf("a step makes it %s", got)
	}
	d.send(Undo{}) // takes the status back as well
	if got := visible(d.s.List); got != "cba" || d.s.Session.Work.Status != annotate.New {
		t.Errorf("to take a step back makes it %s, and the article %q", got, d.s.Session.Work.Status)
	}
	d.send(Redo{})
	if got := visible(d.s.List); got != "cba" {
		t.Errorf("to repeat a step makes it %s", got)
	}
	d.send(Neighbour{Back: true}) // a stands last
	if d.s.Session.Document.ID != "b" || visible(d.s.List) != "cba" {
		t.Errorf("%s is open, the list is %s", d.s.Session.Document.ID, visible(d.s.List))
	}
	d.send(Finish{Status: annotate.Finished})
	if d.s.Session.Document.ID != "c" || visible(d.s.List) != "cab" {
		t.Errorf("after the end of b %s is open, the list is %s", d.s.Session.Document.ID, visible(d.s.List))
	}
	d.effects = nil
	d.send(CountsFound{map[string]Count{"a": {Corrections: 9, Suggestions: 9}}}, SetOrder{OrderCorrections})
	if visible(d.s.List) != "acb" {
		t.Errorf("sorted once more the list is %s", visible(d.s.List))
	}
	if fmt.Sprint(d.effects) != fmt.Sprint([]Effect{Remember{"order", "corrections"}, CountAll{Known: true, Every: true}}) {
		t.Errorf("effects %+v", d.effects)
	}
}

func TestTheOrderIsRemembered(t *testing.T) {
	d := open(t, annotate.News(), "one")
	d.send(ProjectOpened{Project: d.s.Project, Rows: []Row{{ID: "a", Title: "b"}, {ID: "b", Title: "a"}}, Settings: map[string]string{"order": "title"}})
	if visible(d.s.List) != "ba" {
		t.Errorf("the list is %s", visible(d.s.List))
	}
	d.send(RowsChanged{Rows: []Row{{ID: "a", Title: "b"}, {ID: "b", Title: "a"}, {ID: "c", Title: "A"}}, Schema: annotate.News()})
	if visible(d.s.List) != "bca" {
		t.Errorf("after an import the list is %s", visible(d.s.List))
	}
}

// The articles near the open one are the next unfinished ones, from the top again after the last.
func TestNearArticlesAreTheNextUnfinished(t *testing.T) {
	d := open(t, annotate.News(), "one", "two", "three", "four")
	d.send(OpenArticle{ID: "b"}, Finish{Status: annotate.Ignored})
	if got := fmt.Sprint(d.s.Near()); got != "[d a]" || d.s.Session.Document.ID != "c" {
		t.Errorf("from %s near are %s", d.s.Session.Document.ID, got)
	}
	if got := fmt.Sprint(last[Nearby](d).IDs); got != "[d a]" {
		t.Errorf("told are %s", got)
	}
}
