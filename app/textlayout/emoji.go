package textlayout

import (
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// emoji looks in the font for emoji that was given, then in the system's.
func (l *library) emoji(grapheme []rune, script language.Script) *font.Font {
	if ft := l.givenEmoji(grapheme); ft != nil {
		return ft
	}
	if l.opts.System {
		return l.fromSystem(grapheme, script, false, fontscan.Emoji)
	}
	return nil
}

// givenEmoji is the font for emoji that was given, if it has a grapheme.
func (l *library) givenEmoji(grapheme []rune) *font.Font {
	if l.opts.Emoji == nil {
		return nil
	}
	if ft, err := l.parse(given); err == nil && covers(ft, grapheme) {
		return ft
	}
	return nil
}

// The selectors that ask for a letter-like sign or for a colour picture.
const (
	asText  = 0xFE0E
	asEmoji = 0xFE0F
)

// wantsEmoji reports a grapheme that asks for a colour picture, by its own nature or
// by a variation selector.
func wantsEmoji(grapheme []rune) bool {
	wants := false
	for _, r := range grapheme {
		switch {
		case r == asText:
			return false
		case r == asEmoji || r >= 0x231A && unicode.Is(pictures, r):
			wants = true
		}
	}
	return wants
}

// pictures have Emoji_Presentation (UTS #51). From U+1F1E6 on we take whole blocks:
// what is no picture by nature there has no other font either.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x231A, Hi: 0x231B, Stride: 1}, {Lo: 0x23E9, Hi: 0x23EC, Stride: 1}, {Lo: 0x23F0, Hi: 0x23F3, Stride: 3},
		{Lo: 0x25FD, Hi: 0x25FE, Stride: 1}, {Lo: 0x2614, Hi: 0x2615, Stride: 1}, {Lo: 0x2648, Hi: 0x2653, Stride: 1},
		{Lo: 0x267F, Hi: 0x2693, Stride: 0x14}, {Lo: 0x26A1, Hi: 0x26AA, Stride: 9}, {Lo: 0x26AB, Hi: 0x26BD, Stride: 0x12},
		{Lo: 0x26BE, Hi: 0x26C4, Stride: 6}, {Lo: 0x26C5, Hi: 0x26CE, Stride: 9}, {Lo: 0x26D4, Hi: 0x26EA, Stride: 0x16},
		{Lo: 0x26F2, Hi: 0x26F3, Stride: 1}, {Lo: 0x26F5, Hi: 0x26FA, Stride: 5}, {Lo: 0x26FD, Hi: 0x2705, Stride: 8},
		{Lo: 0x270A, Hi: 0x270B, Stride: 1}, {Lo: 0x2728, Hi: 0x274C, Stride: 0x24}, {Lo: 0x274E, Hi: 0x2753, Stride: 5},
		{Lo: 0x2754, Hi: 0x2755, Stride: 1}, {Lo: 0x2757, Hi: 0x2795, Stride: 0x3E}, {Lo: 0x2796, Hi: 0x2797, Stride: 1},
		{Lo: 0x27B0, Hi: 0x27BF, Stride: 0xF}, {Lo: 0x2B1B, Hi: 0x2B1C, Stride: 1}, {Lo: 0x2B50, Hi: 0x2B55, Stride: 5},
	},
	R32: []unicode.Range32{
		{Lo: 0x1F004, Hi: 0x1F0CF, Stride: 0xCB}, {Lo: 0x1F18E, Hi: 0x1F18E, Stride: 1}, {Lo: 0x1F191, Hi: 0x1F19A, Stride: 1},
		{Lo: 0x1F1E6, Hi: 0x1FAFF, Stride: 1},
	},
}
