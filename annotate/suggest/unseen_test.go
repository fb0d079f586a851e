package suggest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate/suggest/corpus"
)

// runLength is how many words in a row two texts must share to count as copied from each other.
const runLength = 8

// TestUnseenIsNotLearnt finds wording of the unseen articles in the corpus that the starter learns from.
func TestUnseenIsNotLearnt(t *testing.T) {
	sentences, err := corpus.Read(os.DirFS("corpus"))
	if err != nil || len(sentences) == 0 {
		t.Fatalf("%d sentences, %v", len(sentences), err)
	}
	learnt := map[string]string{} // run of words -> where it stands
	for _, s := range sentences {
		for _, r := range runs(s.Text) {
			learnt[r] = s.Place
		}
	}
	for _, name := range unseenFiles(t) {
		text, _ := unseen(t, name)
		for _, r := range runs(text) {
			if place, ok := learnt[r]; ok {
				t.Errorf("%q and the corpus at %s share %d words in a row: take the corpus's line out", filepath.Base(name), place, runLength)
				break
			}
		}
	}
}

// TestUnseenIsOfTheKind holds the articles to the length of those that people annotate, and to our labels.
func TestUnseenIsOfTheKind(t *testing.T) {
	for _, name := range unseenFiles(t) {
		text, spans := unseen(t, name)
		if n := len([]rune(text)); n < 2500 || n > 4000 {
			t.Errorf("%q has %d code points, want 2500 to 4000", name, n)
		}
		for _, s := range spans {
			if !slices.Contains(six, s.Label) || strings.TrimSpace(s.Quote) != s.Quote || s.Quote == "" {
				t.Errorf("%q: a span at code point %d has the label %q or white space at its edge", name, s.Start, s.Label)
			}
		}
	}
}

func runs(text string) []string {
	words := strings.Fields(text)
	var all []string
	for i := 0; i+runLength <= len(words); i++ {
		all = append(all, strings.Join(words[i:i+runLength], " "))
	}
	return all
}
