//go:build e2e

package e2e

import (
	"strings"
	"testing"
)

// Find by real keys: an English query, labelled at once after the preview and taken back by one undo; an Arabic one from an
// Arabic keyboard, with another form of a letter, labelled one by one.
func TestFind(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, sample)
	rows := b.list()
	b.open()

	b.press("ctrl+Home", "ctrl+f")
	b.do(b.program.Type("marsa noor"))
	b.picture("find-1-english")
	b.do(b.program.Key("Return"))
	b.do(b.program.Key("alt+3")) // Place, for all
	b.picture("find-2-preview")
	b.do(b.program.Key("Return"))
	b.picture("find-3-labelled")

	b.press("ctrl+Next", "ctrl+f")
	b.do(b.program.Keyboard("ara"))
	b.do(b.program.Type("مرسي النور"))
	b.do(b.program.Keyboard("us"))
	b.picture("find-4-arabic")
	b.do(b.program.Key("Escape"))
	b.press("3", "F3", "3", "shift+F3")
	b.picture("find-5-arabic-labelled")
	b.quit()

	records := b.export()
	english, arabic := records[rows[0].ID], records[rows[1].ID]
	if n, want := labelledAs(english, "LOC", "Marsa Noor"), strings.Count(english.Text, "Marsa Noor"); n != want || n < 3 {
		t.Errorf("%d of %d places of “Marsa Noor” are labelled", n, want)
	}
	if n := labelledAs(arabic, "LOC", "مرسى النور"); n != 2 {
		t.Errorf("%d places of the Arabic query are labelled, the keys labelled 2: %+v", n, arabic.Spans)
	}

	b.open()
	for range 3 { // the two Arabic labels, then all English ones
		b.press("ctrl+z")
	}
	b.quit()
	if n := len(b.export()[rows[0].ID].Spans); n != 0 {
		t.Errorf("one undo left %d of the labels that were given at once", n)
	}
}

// labelledAs counts the spans with a label whose text starts with words.
func labelledAs(r record, label, words string) int {
	n := 0
	for _, s := range r.Spans {
		if s.Label == label && strings.HasPrefix(s.Text, words) {
			n++
		}
	}
	return n
}
