//go:build e2e

package e2e

import "testing"

// The search over all articles by real keys: typed words, on to the hits in another article, and all occurrences of a label's
// words, labelled at once after the preview and taken back by one undo.
func TestSearchTheProject(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	rows := b.list()
	b.open()

	b.press("ctrl+Home", "ctrl+shift+f")
	b.do(b.program.Type("marsa noor"))
	b.picture("search-1-typed")
	b.do(b.program.Key("Return")) // goes to the first hit
	b.do(b.program.Key("Escape")) // the panel stays, the article has the keyboard
	b.press("3")
	b.picture("search-2-labelled")
	b.press("ctrl+shift+e")
	b.picture("search-3-occurrences")
	b.do(b.program.Key("alt+3")) // Place, for all that are listed
	b.picture("search-4-preview")
	b.do(b.program.Key("Return"))
	b.picture("search-5-all-labelled")
	b.quit()
	all := 0
	for _, r := range b.export() {
		all += labelledAs(r, "LOC", "Marsa Noor")
	}
	if all < 3 {
		t.Errorf("%d places of “Marsa Noor” are labelled", all)
	}

	b.open()
	b.press("ctrl+z", "ctrl+z")
	b.quit()
	for _, row := range rows {
		if n := labelledAs(b.export()[row.ID], "LOC", "Marsa Noor"); n != 0 {
			t.Errorf("two undos left %d labels in %s", n, row.ID)
		}
	}
}
