package ingest

import (
	"fmt"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Unit is what the offsets of a file count.
type Unit string

// The units that programs count in.
const (
	CodePoints Unit = "code points"
	UTF16      Unit = "UTF-16 units"
	Bytes      Unit = "UTF-8 bytes"
	Graphemes  Unit = "grapheme clusters"
)

// ParseUnit reads the name of a unit as it stands on a command line.
func ParseUnit(name string) (Unit, error) {
	switch name {
	case "":
		return "", nil
	case "codepoints":
		return CodePoints, nil
	case "utf16":
		return UTF16, nil
	case "bytes":
		return Bytes, nil
	case "graphemes":
		return Graphemes, nil
	}
	return "", fmt.Errorf("no unit of offsets is called %q: use one of codepoints, utf16, bytes, graphemes", name)
}

// ruler turns offsets of one text, counted in a unit, into code points.
type ruler struct {
	unit Unit
	ends []int32 // the offsets at which code points begin, and at last that of the end; nil where units are code points
}

// newRuler measures a text in UTF-8. "" is CodePoints.
func newRuler(text string, unit Unit) ruler {
	r := ruler{unit: unit}
	switch {
	case unit == UTF16 && !hasAstral(text):
		return r
	case unit == UTF16, unit == Bytes:
		r.ends = make([]int32, 0, len(text)+1)
		at := 0
		for _, c := range text {
			r.ends = append(r.ends, int32(at))
			at += width(c, unit)
		}
		r.ends = append(r.ends, int32(at))
	case unit == Graphemes:
		r.ends = graphemeStarts(text)
	}
	return r
}

func width(c rune, unit Unit) int {
	if unit == Bytes {
		return utf8.RuneLen(c)
	}
	if c > 0xFFFF {
		return 2
	}
	return 1
}

// graphemeStarts says for each code point which cluster begins there; within a cluster it is -1.
func graphemeStarts(text string) (starts []int32) {
	n := int32(0)
	for all := graphemes.FromString(text); all.Next(); n++ {
		starts = append(starts, n)
		for range utf8.RuneCountInString(all.Value()) - 1 {
			starts = append(starts, -1)
		}
	}
	return append(starts, n)
}

func hasAstral(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xF0 {
			return true
		}
	}
	return false
}

// codePoint is the offset in code points; false for one that lies outside the text or inside a character.
func (r ruler) codePoint(offset int) (int, bool) {
	if r.ends == nil {
		return offset, offset >= 0
	}
	low, high := 0, len(r.ends)
	for low < high { // the first place at or behind offset; places inside a cluster count as what stands before them
		m := (low + high) / 2
		at := m
		for r.ends[at] < 0 {
			at--
		}
		if int(r.ends[at]) < offset {
			low = m + 1
		} else {
			high = at
		}
	}
	return low, low < len(r.ends) && int(r.ends[low]) == offset
}
