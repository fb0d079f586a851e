package export

import (
	"fmt"
	"strconv"
	"strings"

	"rubricator/annotate"
)

// check reads the lines again as brat does: each T has the label and the characters of its span, in fragments that stand
// apart and in order, with white space alone between them; each other line stands under the T that it names.
func (b brat) check(ann []byte, l lesson) error {
	n := 0
	for line := range strings.Lines(string(ann)) {
		line, ok := strings.CutSuffix(line, "\n")
		if !ok || strings.ContainsFunc(line, breaksLine) {
			return fmt.Errorf("brat would break the line %q", line)
		}
		id, rest, _ := strings.Cut(line, "\t")
		data, tail, tabbed := strings.Cut(rest, "\t")
		kind, about, _ := strings.Cut(data, " ")
		switch {
		case !tabbed:
			return fmt.Errorf("the line %q has not three columns", line)
		case !strings.HasPrefix(id, "T"):
			if target, _, _ := strings.Cut(about, " "); target != "T"+strconv.Itoa(n) {
				return fmt.Errorf("%s is about %s and stands under T%d", id, target, n)
			}
		case n >= len(l.spans) || id != "T"+strconv.Itoa(n+1):
			return fmt.Errorf("line %s is one too many of %d spans", id, len(l.spans))
		default:
			if err := checkFragments(about, tail, l.text, l.spans[n]); err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			if want := b.labels.of(l.spans[n].from.Label); kind != want {
				return fmt.Errorf("%s has label %q, wanted is %q", id, kind, want)
			}
			n++
		}
	}
	if n != len(l.spans) {
		return fmt.Errorf("%d of %d spans are in the lines", n, len(l.spans))
	}
	return nil
}

func checkFragments(offsets, tail string, text annotate.Text, p placed) error {
	var list []annotate.Span
	for part := range strings.SplitSeq(offsets, ";") {
		from, to, _ := strings.Cut(part, " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start >= end || end > text.Len() {
			return fmt.Errorf("%w: %q in %d code points", annotate.ErrSpan, part, text.Len())
		}
		if n := len(list); n > 0 {
			if gap := text.Slice(annotate.Span{Start: list[n-1].End, End: start}); gap == "" || strings.TrimFunc(gap, isSpace) != "" {
				return fmt.Errorf("%q stands between two fragments", gap)
			}
		}
		list = append(list, annotate.Span{Start: start, End: end})
	}
	if got := covered(text, list); got != tail {
		return fmt.Errorf("%w: %s covers %q, written is %q", annotate.ErrQuote, offsets, got, tail)
	}
	if whole := (annotate.Span{Start: list[0].Start, End: list[len(list)-1].End}); whole != p.Span || text.Slice(whole) != p.quote {
		return fmt.Errorf("%w: [%d,%d) is written for [%d,%d) %q", annotate.ErrSpan, whole.Start, whole.End, p.Start, p.End, p.quote)
	}
	return nil
}
