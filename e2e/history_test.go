//go:build e2e

package e2e

import (
	"slices"
	"testing"
)

// The history by real keys: a label is given and removed again; Return on its step in the history of the article selects its
// words, so that they can be labelled anew.
func TestHistory(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	rows := b.list()
	b.open()

	b.press("ctrl+Home", "ctrl+Right", "ctrl+shift+Right", "ctrl+shift+Right", "2", "Delete", "ctrl+End")
	b.do(b.program.Key("shift+F4"))
	b.picture("history-1-article")
	b.do(b.program.Key("Return"))
	b.picture("history-2-place")
	b.do(b.program.Key("Escape"))
	b.press("3")
	b.picture("history-3-labelled")
	b.do(b.program.Key("shift+F4"))
	b.do(b.program.Key("shift+F4"))
	b.quit()

	spans := b.export()[rows[0].ID].Spans
	if !slices.ContainsFunc(spans, func(s span) bool { return s.Start == 1 && s.End == 3 && s.Label == "LOC" }) {
		t.Errorf("the words of the removed label were not labelled anew: %+v", spans)
	}
}
