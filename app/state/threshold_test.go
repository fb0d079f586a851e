package state_test

import (
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	. "rubricator/app/state"
)

// The list and the status line count the open suggestions from the same threshold.
func TestTheListCountsFromOneThreshold(t *testing.T) {
	d := open(t, annotate.News(), harbour, "[PER Mira] again")
	d.send(OpenArticle{ID: "b"}, Suggested{Document: "b", Gen: d.s.Gen + 1, Suggestions: []annotate.Suggestion{{Span: annotate.Span{Start: 0, End: 4}, Label: "PER", Score: 0.8}}})
	d.send(OpenArticle{ID: "a"})
	all := []annotate.Suggestion{{Span: d.find("Mira Okonkwo"), Label: "PER", Score: 0.6}, {Span: d.find("Port Sarel"), Label: "LOC", Score: 0.8}}
	d.send(Suggested{Document: "a", Gen: d.s.Gen, Suggestions: all})
	open := func(id string) int {
		row, _ := d.s.List.Row(id)
		return row.Suggestions
	}
	if open("a") != 2 || open("b") != 1 {
		t.Fatalf("the list says %d and %d open, want 2 and 1", open("a"), open("b"))
	}
	d.send(SetThreshold{Score: suggest.DefaultThreshold}) // as before
	if open("b") != 1 {
		t.Errorf("the same threshold makes the list forget: %d", open("b"))
	}
	d.send(SetThreshold{Score: 0.75})
	if open("a") != d.s.Open().Len() || open("a") != 1 {
		t.Errorf("from 0.75 on the list says %d open, the status line %d", open("a"), d.s.Open().Len())
	}
	if open("b") != -1 {
		t.Errorf("what the list says of an article that was counted with another threshold is %d", open("b"))
	}
}
