package dialogs

import (
	"slices"
	"strings"
	"testing"

	"rubricator/app/command"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/present"
)

func TestKeySheetHasEveryKey(t *testing.T) {
	keys := parttest.Keys(t)
	lines := keyLines(keys)
	for _, c := range keys.All() {
		if len(keys.Keys(c.ID)) == 0 || strings.HasPrefix(c.ID, "label.") {
			continue
		}
		if !slices.ContainsFunc(lines, func(l keyLine) bool { return l.words == c.Title && l.key == present.Symbol(keys.Keys(c.ID)[0]) }) {
			t.Errorf("the sheet lacks %q", c.Title)
		}
	}
}

func TestKeySheetTakesDigitsTogether(t *testing.T) {
	if n := countLines(keyLines(parttest.Keys(t))); n != 4 {
		t.Errorf("labels by digit take %d lines, want a heading and three", n)
	}
	own, err := command.NewKeymap(command.All(), map[string][]command.Key{"label.4": {"P"}})
	if err != nil {
		t.Fatal(err)
	}
	if n := countLines(keyLines(own)); n != 28 {
		t.Errorf("with a letter among them they take %d lines, want a heading and twenty-seven", n)
	}
}

// countLines counts those of the labels by digit.
func countLines(lines []keyLine) (n int) {
	for _, l := range lines {
		if l.group == "Labels by digit" {
			n++
		}
	}
	return n
}

func TestSymbolOfPlus(t *testing.T) {
	for key, want := range map[command.Key]string{"Ctrl++": "Ctrl +", "+": "+", "Ctrl+Shift+Left": "Ctrl Shift ←"} {
		if got := present.Symbol(key); got != want {
			t.Errorf("present.Symbol(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestTheSheetFindsTitlesFirstAndWholeKeys(t *testing.T) {
	all := keyLines(parttest.Keys(t))
	hits := found("hit", all)
	if len(hits) < 4 || len(hits) > 8 {
		t.Errorf("“hit” finds %d lines: %+v", len(hits), hits)
	}
	for _, l := range hits {
		if !strings.Contains(l.words, "hit") {
			t.Errorf("“hit” finds %+v", l)
		}
	}
	for query, want := range map[string]string{"Ctrl F": "Find in the article…", "ctrl+f": "Find in the article…", "F6": "Next pane"} {
		if !slices.ContainsFunc(found(query, all), func(l keyLine) bool { return l.words == want }) {
			t.Errorf("%q does not find %q", query, want)
		}
	}
	if shift := found("shift", all); len(shift) < 15 {
		t.Errorf("“shift” finds %d lines only", len(shift))
	}
	if got := found(" ", all); len(got) != len(all) {
		t.Errorf("a blank query finds %d lines of %d", len(got), len(all))
	}
}
