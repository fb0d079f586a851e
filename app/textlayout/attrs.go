package textlayout

import "github.com/go-text/typesetting/segmenter"

// attr says what may happen before a rune.
type attr uint8

const (
	graphemeStart attr = 1 << iota
	mayBreak           // a line may start here (UAX #14)
	mustBreak
)

// attributes segments a paragraph; the slice has an entry per rune.
func attributes(seg *segmenter.Segmenter, runes []rune) []attr {
	out := make([]attr, len(runes)+1)
	if len(runes) == 0 {
		return out[:0]
	}
	seg.Init(runes)
	for it := seg.GraphemeIterator(); it.Next(); {
		out[it.Grapheme().Offset] |= graphemeStart
	}
	for it := seg.LineIterator(); it.Next(); {
		line := it.Line()
		end := line.Offset + len(line.Text)
		out[end] |= mayBreak
		if line.IsMandatoryBreak {
			out[end] |= mustBreak
		}
	}
	out = out[:len(runes)]
	breakWords(runes, out)
	return out
}
