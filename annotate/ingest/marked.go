package ingest

import (
	"strings"
	"unicode"
)

// markedEncoding is an encoding that chardet does not know and that gives
// itself away: it has marks of its own, and they sit on certain letters only.
type markedEncoding struct {
	encoding string
	base     func(r rune) bool // a letter or mark that a mark may follow
	share    int               // marks in a hundred characters beyond ASCII, at least
}

var markedEncodings = []markedEncoding{
	{
		encoding: "windows-1258", // Vietnamese: tones on vowels
		base:     func(r rune) bool { return strings.ContainsRune("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", r) },
		share:    25,
	},
	{
		encoding: "windows-874", // Thai: vowels and tones on consonants
		base:     func(r rune) bool { return 'ก' <= r && r <= 'ฮ' || unicode.Is(unicode.Thai, r) && unicode.IsMark(r) },
		share:    8,
	},
}

func (m markedEncoding) fits(sample []byte) bool {
	text, ok := decodeAs(sample, m.encoding)
	if !ok {
		return false
	}
	marks, seated, wide := 0, 0, 0
	last := rune(0)
	for _, r := range text {
		if r >= 0x80 {
			wide++
		}
		if unicode.IsMark(r) {
			marks++
			if m.base(last) {
				seated++
			}
		}
		last = r
	}
	return marks >= 3 && seated*50 >= marks*49 && marks*100 >= wide*m.share
}
