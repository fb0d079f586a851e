package app

import (
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

// Ctrl+G makes the paragraph at the cursor no part of the article, and takes that back; both are on disk at once.
func TestAParagraphIsTakenOutByAKey(t *testing.T) {
	d := sit(t)
	zones := func() []annotate.Span {
		work, err := d.project.Store().Work("a-english", "ann")
		if err != nil {
			t.Fatal(err)
		}
		return work.Zones
	}
	open := d.state.Open().Len()
	d.keys("Ctrl+Home", "Ctrl+G")
	title := annotate.Span{Start: 0, End: len("Harbour talks resume")}
	if got := zones(); !slices.Equal(got, []annotate.Span{title}) {
		t.Errorf("stored are %v, want %v", got, title)
	}
	d.keys("Ctrl+End", "Up", "Ctrl+G")
	if got := zones(); len(got) != 1 || got[0].End <= title.End {
		t.Errorf("with the text too stored are %v, want one", got)
	}
	if n := d.state.Open().Len(); n != 0 {
		t.Errorf("%d suggestions are open where nothing is the article", n)
	}
	d.keys("Ctrl+Z", "Ctrl+Z")
	if got := zones(); len(got) != 0 {
		t.Errorf("undone stored are %v", got)
	}
	d.until("the suggestions come back", func() bool { return d.state.Open().Len() == open })
}

// A key knows what of the text is on screen.
func TestAKeyKnowsWhatIsShown(t *testing.T) {
	d := sit(t)
	d.keys("Ctrl+Home")
	if shown := d.state.Shown; shown.Start != 0 || shown.End < strings.Index(english, "Egypt") {
		t.Errorf("on screen is %v", shown)
	}
}
