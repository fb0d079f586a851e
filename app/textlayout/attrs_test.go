package textlayout

import (
	"slices"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// TestJoinedPictures: pictures joined into one stay one grapheme whatever stands before
// them.
func TestJoinedPictures(t *testing.T) {
	tests := []struct {
		text string
		want []int // where graphemes begin
	}{
		{"👩\u200d👦", []int{0}},
		{"👩\u200d👦👩\u200d👦", []int{0, 3}},
		{"👦👩\u200d👦a", []int{0, 1, 4}},
		{"😀👩🏽\u200d❤\ufe0f\u200d👩🏽😀", []int{0, 1, 9}},
		{"a\u200db\u200d👦", []int{0, 2, 4}},
		{"👦\u200da", []int{0, 2}},
	}
	for _, tt := range tests {
		var got []int
		for i, a := range attributes(new(segmenter.Segmenter), []rune(tt.text)) {
			if a&graphemeStart != 0 {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("graphemes of %q begin at %v, want %v", tt.text, got, tt.want)
		}
	}
}
