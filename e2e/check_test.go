//go:build e2e

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// finishedRecords are finished articles with labels, as a file to import.
func (b *bench) finishedRecords(articles ...labelled) string {
	b.t.Helper()
	var lines []byte
	for _, a := range articles {
		r := map[string]any{"id": a.id, "title": a.title, "text": a.text, "status": "finished"}
		var spans []map[string]any
		for _, l := range a.labels {
			words, label, _ := strings.Cut(l, " = ")
			before, _, found := strings.Cut(a.text, words)
			if !found {
				b.t.Fatalf("%q is not in %s", words, a.id)
			}
			start := len([]rune(before))
			spans = append(spans, map[string]any{"start": start, "end": start + len([]rune(words)), "label": label, "text": words})
		}
		r["spans"] = spans
		data, err := json.Marshal(r)
		if err != nil {
			b.t.Fatal(err)
		}
		lines = append(append(lines, data...), '\n')
	}
	path := filepath.Join(b.home, "finished.jsonl")
	b.do(os.WriteFile(path, lines, 0o644))
	return path
}

// labelled is an article with labels on the first places of words: "Oslo = LOC".
type labelled struct {
	id, title, text string
	labels          []string
}

// harbour has a port that is an organisation once and passed over once, a comma inside an Arabic name, and a name with a
// title and without.
var harbour = []labelled{
	{"a", "Harbour talks resume", "Harbour talks resume\n\nMira Okonkwo returned to Marsa Noor on Tuesday, as the ferries lay still.\n", []string{"Mira Okonkwo = PER", "Marsa Noor = ORG", "Tuesday = DATE"}},
	{"b", "مرسى النور تنتظر", "مرسى النور تنتظر\n\nوصلت الوزيرة ميرا أوكونكو، إلى مرسى النور يوم الثلاثاء مع شركة Google في 4 مارس 2024.\n", []string{"ميرا أوكونكو، = PER", "مرسى النور = LOC", "يوم الثلاثاء = DATE"}},
	{"c", "Ferries wait", "Ferries wait\n\nFerries for Marsa Noor wait in the harbour, said Anton Reyes.\n", []string{"Marsa Noor = LOC", "Anton Reyes = PER"}},
	{"d", "Pilots vote", "Pilots vote\n\nThe pilots of Marsa Noor vote on Friday.\n", []string{"Marsa Noor = LOC", "Friday = DATE"}},
	{"e", "Storm warning", "Storm warning\n\nA storm nears Marsa Noor, the pilots say.\n", []string{"Marsa Noor = LOC"}},
	{"f", "A quiet week", "A quiet week\n\nNobody left Marsa Noor this week, said Anton Reyes.\n", []string{"Anton Reyes = PER"}},
}

// The check of the data by real keys: a conflict is mended, a comma taken out of an Arabic name, a missed name waved
// through and taken back, and what was waved through does not come back in a new window.
func TestCheckOfTheData(t *testing.T) {
	b := setUp(t, 1440, 900)
	b.command("new", b.project)
	b.command("import", b.project, b.finishedRecords(harbour...))
	b.open()
	b.press("F8")
	b.settle()
	b.picture("check-1-conflict")
	b.press("F5") // the port is a place; on to the Arabic article
	b.settle()
	b.picture("check-2-arabic")
	b.press("F5") // without the comma; on to what was missed
	b.settle()
	b.picture("check-3-missed")
	b.press("F9")
	b.settle()
	b.picture("check-4-answered")
	b.quit()

	records := b.export()
	if n := labelledAs(records["a"], "LOC", "Marsa Noor"); n != 1 {
		t.Errorf("the conflict is not mended: %+v", records["a"].Spans)
	}
	if n := labelledAs(records["b"], "PER", "ميرا أوكونكو"); n != 1 || strings.HasSuffix(records["b"].Spans[0].Text, "،") {
		t.Errorf("the comma is not taken out: %+v", records["b"].Spans)
	}

	b.open()
	b.press("F8")
	b.settle()
	b.picture("check-5-again")
	b.press("ctrl+z") // the wave
	b.settle()
	b.press("F8", "3")
	b.settle()
	b.quit()
	if n := labelledAs(b.export()["f"], "LOC", "Marsa Noor"); n != 1 {
		t.Errorf("the finding that came back is not labelled: %+v", b.export()["f"].Spans)
	}
}

// settle lets what works beside the window come back.
func (b *bench) settle() { time.Sleep(1500 * time.Millisecond) }
