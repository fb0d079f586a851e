package textlayout

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/go-text/typesetting/segmenter"
)

// The numbers of cases in the files of Unicode 17; fewer mean that a file was cut.
const (
	lineCases     = 19_338
	graphemeCases = 766
	wordCases     = 1_944
)

// TestLineBreakFile holds the places where a line may start to LineBreakTest.txt.
func TestLineBreakFile(t *testing.T) {
	t.Parallel()
	runSegments(t, "segmenter/test/LineBreakTest.txt", lineCases, func(runes []rune) []bool {
		return starts(attributes(new(segmenter.Segmenter), runes), mayBreak|mustBreak)
	})
}

// TestGraphemeBreakFile holds the cells to GraphemeBreakTest.txt.
func TestGraphemeBreakFile(t *testing.T) {
	t.Parallel()
	runSegments(t, "segmenter/test/GraphemeBreakTest.txt", graphemeCases, func(runes []rune) []bool {
		return starts(attributes(new(segmenter.Segmenter), runes), graphemeStart)
	})
}

// TestWordBreakFile holds what words are made from to WordBreakTest.txt.
func TestWordBreakFile(t *testing.T) {
	t.Parallel()
	runSegments(t, "segmenter/test/WordBreakTest.txt", wordCases, func(runes []rune) []bool {
		out := make([]bool, len(runes))
		at := 0
		for it := words.FromString(string(runes)); it.Next(); {
			out[at] = true
			at += len([]rune(it.Value()))
		}
		return out
	})
}

// TestNumberSignKeepsItsDigits shows a sign that is written before its digits and under them.
func TestNumberSignKeepsItsDigits(t *testing.T) {
	l := setAt(t, "مع \u06dd١٢ هنا", 600)
	if start, end := l.WordAt(4); start != 3 || end != 6 {
		t.Errorf("the word is [%d, %d), want the sign and both digits, [3, 6)", start, end)
	}
}

// starts says for each rune whether one of the attributes is set.
func starts(attrs []attr, which attr) []bool {
	out := make([]bool, len(attrs))
	for i, a := range attrs {
		out[i] = a&which != 0
	}
	return out
}

// runSegments compares boundaries between characters, those inside the text.
func runSegments(t *testing.T, file string, least int, boundaries func([]rune) []bool) {
	t.Helper()
	cases, differ := 0, 0
	unicodeFile(t, file, func(number int, line string) bool {
		runes := codePoints(t, strings.NewReplacer("÷", " ", "×", " ").Replace(line))
		want := marksOf(line)
		cases++
		got := boundaries(runes)
		for i := 1; i < len(runes); i++ {
			if got[i] == want[i] {
				continue
			}
			t.Errorf("line %d, %s: boundary before character %d is %v, want %v", number, line, i, got[i], want[i])
			differ++
			break
		}
		return true
	})
	t.Logf("%d cases, %d differ", cases, differ)
	if cases < least {
		t.Errorf("%d cases ran, want %d", cases, least)
	}
}

// marksOf reads the signs that stand before each character of a case.
func marksOf(line string) []bool {
	var out []bool
	for field := range strings.FieldsSeq(line) {
		switch field {
		case "÷":
			out = append(out, true)
		case "×":
			out = append(out, false)
		}
	}
	return out
}
