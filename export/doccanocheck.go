package export

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"rubricator/annotate"
)

// checkDoccano reads a line again: the text is the document's, and each label slices its quote out of it in the unit
// that is written.
func checkDoccano(line []byte, text, unit string, spans []placed) error {
	w := &walker{b: line}
	w.lit(`{"text":`)
	got := string(w.str(make([]byte, 0, len(text))))
	if w.err == nil && got != text {
		return fmt.Errorf("the text just made is not the document's")
	}
	slice := slicer(got, unit)
	n := 0
	w.list(`,"label":[`, func() {
		w.lit("[")
		start := w.num()
		w.lit(",")
		end := w.num()
		w.lit(",")
		label := string(w.str(nil))
		w.lit("]")
		quote, ok := slice(start, end)
		switch {
		case w.err != nil:
		case n >= len(spans):
			w.err = fmt.Errorf("there are more spans than %d", len(spans))
		case !ok || quote != spans[n].quote || label != spans[n].from.Label:
			w.err = fmt.Errorf("%w: %s [%d,%d) covers %q, wanted is %s %q", annotate.ErrQuote, label, start, end, quote, spans[n].from.Label, spans[n].quote)
		}
		n++
	})
	w.skipKeys(`,"ext_id":`, `,"lang":`)
	w.lit("}\n")
	if w.err == nil && n != len(spans) {
		w.err = fmt.Errorf("%d of %d spans are in the line", n, len(spans))
	}
	return w.err
}

// slicer cuts a text as a program does that counts in the unit; false for offsets outside it.
func slicer(text, unit string) func(start, end int) (string, bool) {
	switch unit {
	case UTF16:
		units := utf16.Encode([]rune(text))
		return func(a, b int) (string, bool) {
			return cut(units, a, b, func(u []uint16) string { return string(utf16.Decode(u)) })
		}
	case Graphemes:
		var clusters []string
		for all := graphemes.FromString(text); all.Next(); {
			clusters = append(clusters, all.Value())
		}
		return func(a, b int) (string, bool) {
			return cut(clusters, a, b, func(c []string) string { return strings.Join(c, "") })
		}
	}
	points := []rune(text)
	return func(a, b int) (string, bool) { return cut(points, a, b, func(r []rune) string { return string(r) }) }
}

func cut[T any](all []T, start, end int, text func([]T) string) (string, bool) {
	if start < 0 || start >= end || end > len(all) {
		return "", false
	}
	return text(all[start:end]), true
}
