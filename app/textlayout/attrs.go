package textlayout

import "github.com/go-text/typesetting/segmenter"

// attr says what may happen before a rune.
type attr uint8

const (
	graphemeStart attr = 1 << iota
	mayBreak           // a line may start here (UAX #14)
	mustBreak
)

// attributes segments a block, or a part of one; the slice has an entry per rune.
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
	joinPictures(seg, runes, out)
	breakWords(runes, out)
	return out
}

// joinPictures mends rule GB11 of UAX #29 where a picture of several joined ones comes
// right after another picture: the segmenter does not see that a new one begins there,
// and takes it apart. From its own beginning on it is found whole.
func joinPictures(seg *segmenter.Segmenter, runes []rune, attrs []attr) {
	const joiner = 0x200D
	start := 0
	for i, r := range runes {
		if attrs[i]&graphemeStart == 0 {
			continue
		}
		if i > 0 && runes[i-1] == joiner && r >= 0xA9 {
			seg.Init(runes[start : i+1])
			it := seg.GraphemeIterator()
			if it.Next() && len(it.Grapheme().Text) == i+1-start {
				attrs[i] &^= graphemeStart
				continue
			}
		}
		start = i
	}
}
