package textlayout

import (
	"fmt"
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
