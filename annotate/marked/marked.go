// Package marked reads marked text: an article with its labels written in, as "[PER Ada Lovelace] met [ORG [LOC Bath] FC]".
// A bracket opens with a label in capitals; a backslash takes the meaning from a bracket. Crossing spans cannot be written
// this way.
package marked

import (
	"fmt"
	"unicode"

	"rubricator/annotate"
)

// Span is a labelled range, in code points of the text, and what stands there.
type Span struct {
	annotate.Span
	Label, Quote string
}

// Parse returns the text without its marks and the spans in the order in which they open. An error quotes the place.
func Parse(in string) (text string, spans []Span, err error) {
	var out []rune
	var open []int // indexes into spans
	runes := []rune(in)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '\\' && i+1 < len(runes):
			i++
			out = append(out, runes[i])
		case r == '[':
			label := labelAt(runes[i+1:])
			if label == "" {
				return "", nil, fmt.Errorf("no label after the bracket at %q", string(runes[i:min(len(runes), i+20)]))
			}
			open = append(open, len(spans))
			spans = append(spans, Span{Label: label, Span: annotate.Span{Start: len(out)}})
			i += len(label) + 1
		case r == ']':
			if len(open) == 0 {
				return "", nil, fmt.Errorf("a bracket closes nothing at %q", string(runes[max(0, i-20):i+1]))
			}
			s := &spans[open[len(open)-1]]
			open = open[:len(open)-1]
			s.End, s.Quote = len(out), string(out[s.Start:])
		default:
			out = append(out, r)
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("%q is not closed in %q", spans[open[0]].Label, in)
	}
	return string(out), spans, nil
}

func labelAt(in []rune) string {
	for i, r := range in {
		if r == ' ' {
			return string(in[:i])
		}
		if r > unicode.MaxASCII || !unicode.IsUpper(r) && !unicode.IsDigit(r) && r != '_' {
			return ""
		}
	}
	return ""
}
