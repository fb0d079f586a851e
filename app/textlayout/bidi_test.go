package textlayout

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestLevels(t *testing.T) {
	tests := []struct {
		text, want string
		base       uint8
	}{
		{"abc عربي 123 def", "0000111112220000", 0},
		{"abc", "000", 0},
		{"abc", "222", 1},
		{"قال 12.5 ثم", "11112222111", 1},
		{"قال (Google) ثم", "111112222221111", 1},
		{"a (ב) c", "0001000", 0},
		{"a \u2067b\u2069 ג", "0002001", 0},
		{"\u202bab\u202cג", "02221", 0},
	}
	for _, tt := range tests {
		if got := levelString(levels([]rune(tt.text), tt.base)); got != tt.want {
			t.Errorf("levels(%q, %d) = %s, want %s", tt.text, tt.base, got, tt.want)
		}
	}
}

func levelString(levels []uint8) string {
	var b strings.Builder
	for _, l := range levels {
		fmt.Fprint(&b, l)
	}
	return b.String()
}

func TestVisualOrder(t *testing.T) {
	tests := []struct {
		levels []uint8
		want   string
	}{
		{nil, "[]"},
		{[]uint8{0, 0}, "[0 1]"},
		{[]uint8{1, 1, 1}, "[2 1 0]"},
		{[]uint8{0, 1, 2, 2, 1, 0}, "[0 4 2 3 1 5]"},
		{[]uint8{2, 2, 1, 1}, "[3 2 0 1]"},
	}
	for _, tt := range tests {
		if got := fmt.Sprint(visualOrder(tt.levels)); got != tt.want {
			t.Errorf("visualOrder(%v) = %s, want %s", tt.levels, got, tt.want)
		}
	}
}

// TestBidiCharacterFile runs Unicode's own cases; BIDI_CHARACTER_TEST names the file.
func TestBidiCharacterFile(t *testing.T) {
	name := os.Getenv("BIDI_CHARACTER_TEST")
	if name == "" {
		name = "/usr/share/unicode/BidiCharacterTest.txt"
	}
	f, err := os.Open(name)
	if err != nil {
		t.Logf("no Unicode test file here: %v", err)
		return
	}
	defer f.Close()
	passed, failed := 0, 0
	for sc, n := bufio.NewScanner(f), 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := checkBidiCase(strings.Split(line, ";")); err != nil {
			failed++
			if failed < 10 {
				t.Errorf("line %d: %v", n, err)
			}
			continue
		}
		passed++
	}
	t.Logf("%d cases passed, %d failed", passed, failed)
	if failed > 0 || passed < 1000 {
		t.Errorf("%d cases passed, %d failed", passed, failed)
	}
}

func checkBidiCase(fields []string) error {
	var runes []rune
	for _, hex := range strings.Fields(fields[0]) {
		r, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			return err
		}
		runes = append(runes, rune(r))
	}
	base := uint8(0)
	if fields[1] == "1" || fields[1] == "2" && firstStrong(runes) == RTL {
		base = 1
	}
	if fmt.Sprint(base) != fields[2] {
		return fmt.Errorf("%s: paragraph level %d, want %s", fields[0], base, fields[2])
	}
	got := levels(runes, base)
	resetTrailing(runes, got, base)
	want := strings.Fields(fields[3])
	var kept []uint8
	var at []int
	for i, w := range want {
		if w == "x" {
			continue
		}
		if w != fmt.Sprint(got[i]) {
			return fmt.Errorf("%s base %d: levels %v, want %v", fields[0], base, got, want)
		}
		kept, at = append(kept, got[i]), append(at, i)
	}
	var order []string
	for _, v := range visualOrder(kept) {
		order = append(order, fmt.Sprint(at[v]))
	}
	if strings.Join(order, " ") != strings.TrimSpace(fields[4]) {
		return fmt.Errorf("%s base %d: order %v, want %s", fields[0], base, order, fields[4])
	}
	return nil
}
