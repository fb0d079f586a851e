package ingest

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// byteOrder is one of the two orders of UTF-16.
type byteOrder struct {
	binary.ByteOrder
	encoding string
	high     int // where the high byte of a unit is, 0 or 1
}

var (
	littleEndian = byteOrder{binary.LittleEndian, "utf-16le", 1}
	bigEndian    = byteOrder{binary.BigEndian, "utf-16be", 0}
)

// decodeUTF16 decodes what follows a byte order mark, or all where there is none.
func decodeUTF16(data []byte, order byteOrder) (decoded, error) {
	if len(data)%2 != 0 {
		return decoded{}, fmt.Errorf("%w: %s with an odd number of bytes (%d): the file is cut off, save it again", ErrNotText, order.encoding, len(data))
	}
	var text strings.Builder
	text.Grow(len(data))
	for i := 0; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+4 <= len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			pair := utf16.DecodeRune(r, low)
			if pair == '\ufffd' {
				return decoded{}, fmt.Errorf("%w: %s with half a character (%#x) at unit %d: the file is damaged, save it again as UTF-8", ErrNotText, order.encoding, r, i/2)
			}
			r = pair
			i += 2
		}
		text.WriteRune(r)
	}
	return decoded{text: text.String(), encoding: order.encoding}, nil
}

// fits says whether the NULs of data are where this order has them in a text
// whose spaces, digits or letters are ASCII: the high byte of at least one unit
// in thirty, and hardly ever a low byte.
func (order byteOrder) fits(data []byte) bool {
	var nuls [2]int
	for i, b := range data {
		if b == 0 {
			nuls[i%2]++
		}
	}
	high, low := nuls[order.high], nuls[1-order.high]
	return high*30 >= len(data)/2 && low*10 <= high
}
