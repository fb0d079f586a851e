package textlayout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The numbers of cases in the files of Unicode 17; fewer mean that a file was cut.
const (
	bidiLines      = 490_846
	bidiCases      = 770_241
	bidiCharacters = 91_707
)

// ignored stands in a list of levels for a character that rule X9 removes.
const ignored = -1

// TestBidiFile runs BidiTest.txt: sequences of bidi classes, each in every paragraph
// direction that its line names.
func TestBidiFile(t *testing.T) {
	t.Parallel()
	var want bidiCase
	lines, cases, failed := 0, 0, 0
	var runes []rune
	unicodeFile(t, "bidi/test/BidiTest.txt", func(number int, line string) bool {
		if value, ok := strings.CutPrefix(line, "@Levels:"); ok {
			want.levels = numbers(t, value)
			return true
		}
		if value, ok := strings.CutPrefix(line, "@Reorder:"); ok {
			want.order = numbers(t, value)
			return true
		}
		classes, bits, ok := strings.Cut(line, ";")
		if !ok {
			t.Fatalf("line %d: %q has no bitset", number, line)
		}
		runes = runes[:0]
		for class := range strings.FieldsSeq(classes) {
			runes = append(runes, representative(t, class))
		}
		lines++
		for _, base := range basesOf(t, bits, runes) {
			cases++
			want.runes, want.base = runes, base
			if err := want.check(); err != nil {
				failed++
				t.Errorf("line %d, %s: %v", number, line, err)
			}
		}
		return failed < 10
	})
	t.Logf("%d cases of %d lines, %d failed", cases, lines, failed)
	if lines < bidiLines || cases < bidiCases {
		t.Errorf("%d cases of %d lines ran, want %d of %d", cases, lines, bidiCases, bidiLines)
	}
}

// TestBidiCharacterFile runs BidiCharacterTest.txt: characters, brackets among them.
func TestBidiCharacterFile(t *testing.T) {
	t.Parallel()
	cases, failed := 0, 0
	unicodeFile(t, "bidi/test/BidiCharacterTest.txt", func(number int, line string) bool {
		fields := strings.Split(line, ";")
		c := bidiCase{runes: codePoints(t, fields[0]), levels: numbers(t, fields[3]), order: numbers(t, fields[4])}
		if fields[1] == "1" || fields[1] == "2" && FirstStrong(c.runes) == RTL {
			c.base = 1
		}
		cases++
		if err := c.check(); err != nil || strconv.Itoa(int(c.base)) != fields[2] {
			failed++
			t.Errorf("line %d, %s: base %d, %v", number, line, c.base, err)
		}
		return failed < 10
	})
	t.Logf("%d cases, %d failed", cases, failed)
	if cases < bidiCharacters {
		t.Errorf("%d cases ran, want %d", cases, bidiCharacters)
	}
}

// bidiCase is a paragraph of one line, with the levels and the order of its characters.
type bidiCase struct {
	runes  []rune
	base   uint8
	levels []int // after rule L1; ignored where there is none
	order  []int // left to right, without those that are ignored
}

func (c *bidiCase) check() error {
	got := levels(c.runes, c.base)
	resetTrailing(c.runes, got, c.base)
	if len(got) != len(c.levels) {
		return fmt.Errorf("%d levels, want %d", len(got), len(c.levels))
	}
	var kept []uint8
	var at []int
	for i, want := range c.levels {
		if want == ignored {
			continue
		}
		if int(got[i]) != want {
			return fmt.Errorf("base %d: levels %v, want %v", c.base, got, c.levels)
		}
		kept, at = append(kept, got[i]), append(at, i)
	}
	order := make([]int, 0, len(kept))
	for _, v := range visualOrder(kept) {
		order = append(order, at[v])
	}
	if !slices.Equal(order, c.order) {
		return fmt.Errorf("base %d: order %v, want %v", c.base, order, c.order)
	}
	return nil
}

// basesOf reads which paragraph levels a line is about: 1 means the level that the
// text itself asks for, 2 left to right, 4 right to left.
func basesOf(t *testing.T, bits string, runes []rune) []uint8 {
	t.Helper()
	set, err := strconv.ParseUint(strings.TrimSpace(bits), 16, 8)
	if err != nil || set == 0 || set > 7 {
		t.Fatalf("bitset %q: %v", bits, err)
	}
	var out []uint8
	if set&1 != 0 {
		base := uint8(0)
		if FirstStrong(runes) == RTL {
			base = 1
		}
		out = append(out, base)
	}
	if set&2 != 0 {
		out = append(out, 0)
	}
	if set&4 != 0 {
		out = append(out, 1)
	}
	return out
}

// representatives are characters of each bidi class, none of them a bracket.
var representatives = map[string]rune{
	"L": 'a', "R": 'א', "AL": 'ع', "EN": '1', "AN": '٣', "ES": '+', "ET": '%', "CS": ',',
	"NSM": 0x301, "BN": 0x200B, "B": 0x2029, "S": '\t', "WS": ' ', "ON": '!',
	"LRE": 0x202A, "RLE": 0x202B, "PDF": 0x202C, "LRO": 0x202D, "RLO": 0x202E,
	"LRI": 0x2066, "RLI": 0x2067, "FSI": 0x2068, "PDI": 0x2069,
}

func representative(t *testing.T, class string) rune {
	t.Helper()
	r, ok := representatives[class]
	if !ok {
		t.Fatalf("no character is known for class %q", class)
	}
	return r
}

func numbers(t *testing.T, s string) []int {
	t.Helper()
	var out []int
	for field := range strings.FieldsSeq(s) {
		if field == "x" {
			out = append(out, ignored)
			continue
		}
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatalf("%q is no number: %v", field, err)
		}
		out = append(out, n)
	}
	return out
}
