package export

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// piece is a part of a text that stays when the zones are cut out.
type piece struct {
	old annotate.Span // in the stored text
	at  int           // where it starts in the new one
}

// withoutZones is the text outside the zones, which may overlap. Where two words would come to stand together, a line
// end keeps them apart.
func withoutZones(text annotate.Text, zones []annotate.Span) (string, []piece) {
	var b strings.Builder
	var pieces []piece
	from, n := 0, 0
	keep := func(to int) {
		if to <= from {
			return
		}
		s := text.Slice(annotate.Span{Start: from, End: to})
		if glues(b.String(), s) {
			b.WriteByte('\n')
			n++
		}
		pieces = append(pieces, piece{annotate.Span{Start: from, End: to}, n})
		b.WriteString(s)
		n += to - from
	}
	for _, z := range slices.SortedFunc(slices.Values(zones), annotate.Span.Compare) {
		keep(z.Start)
		from = max(from, z.End)
	}
	keep(text.Len())
	return b.String(), pieces
}

// glues reports whether a and b, joined, would make one word of two.
func glues(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return a != "" && !isSpace(last) && !isSpace(first)
}

// moved is where a span of the stored text stands in the new one; false if a zone touches it.
func moved(pieces []piece, sp annotate.Span) (annotate.Span, bool) {
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].old.End >= sp.End })
	if i == len(pieces) || !pieces[i].old.Contains(sp) {
		return annotate.Span{}, false
	}
	by := pieces[i].at - pieces[i].old.Start
	return annotate.Span{Start: sp.Start + by, End: sp.End + by}, true
}
