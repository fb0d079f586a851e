package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Text freezes the bytes of a text file. They are decoded (UTF-8; UTF-16 with a
// byte order mark, or without one where the NULs give it away; else what they
// look like), CRLF and CR become LF, one byte order mark is removed, and nothing
// else is changed. The encoding is named as the WHATWG does, in lower case.
//
// The text is valid UTF-8 of at most annotate.MaxTextBytes bytes, without NUL
// and CR, and not only white space.
func Text(data []byte) (text, encoding string, err error) {
	d, err := decode(data)
	if err != nil {
		return "", "", err
	}
	return d.text, d.encoding, nil
}

// decoded is a file's text.
type decoded struct {
	text     string
	encoding string
	guessed  bool // the encoding was found by looking at the text
}

func decode(data []byte) (decoded, error) {
	if len(data) > maxFileBytes {
		return decoded{}, tooLarge(len(data))
	}
	d, err := decodeBytes(data)
	if err != nil {
		return decoded{}, err
	}
	return d.frozen()
}

// maxFileBytes is the size of the longest text in the encoding that takes most room.
const maxFileBytes = 2*annotate.MaxTextBytes + 2

func decodeBytes(data []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], littleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], bigEndian)
	}
	nul := bytes.IndexByte(data, 0)
	if nul >= 0 {
		for _, order := range []byteOrder{littleEndian, bigEndian} {
			if d, err := decodeUTF16(data, order); err == nil && order.fits(data) && checkControls(d.text) == nil {
				d.guessed = true
				return d, nil
			}
		}
		return decoded{}, fmt.Errorf("%w: byte %d is NUL: if it is a word processor's file, save it as plain text (UTF-8)", ErrNUL, nul)
	}
	if d, ok := decodeISO2022(data); ok {
		return d, nil
	}
	if utf8.Valid(data) {
		return decoded{text: strings.TrimPrefix(string(data), bom), encoding: "utf-8"}, nil
	}
	if at, ok := damagedUTF8(data); ok {
		return decoded{}, fmt.Errorf("%w: UTF-8 but for byte %d (%#x): the file is damaged or cut off, save it again as UTF-8", ErrNotText, at, data[at])
	}
	return decodeLegacy(data)
}

const bom = "\ufeff"

// frozen applies what all encodings have in common.
func (d decoded) frozen() (decoded, error) {
	if strings.IndexByte(d.text, '\r') >= 0 {
		d.text = strings.ReplaceAll(strings.ReplaceAll(d.text, "\r\n", "\n"), "\r", "\n")
	}
	if len(d.text) > annotate.MaxTextBytes {
		return decoded{}, tooLarge(len(d.text))
	}
	if strings.TrimSpace(d.text) == "" {
		return decoded{}, fmt.Errorf("%w: there is nothing to annotate, leave the file out", ErrEmpty)
	}
	if i := strings.IndexByte(d.text, 0); i >= 0 {
		return decoded{}, fmt.Errorf("%w: character %d of the text is NUL: save it as plain text (UTF-8)", ErrNUL, utf8.RuneCountInString(d.text[:i]))
	}
	if err := checkControls(d.text); err != nil {
		return decoded{}, err
	}
	return d, nil
}

func tooLarge(size int) error {
	return fmt.Errorf("%w: %d bytes, the limit is %d MiB of UTF-8: split the file", ErrTooLarge, size, annotate.MaxTextBytes>>20)
}

// checkControls refuses a text of which more than one character in a hundred
// (and more than one in all) is a control character or a replacement for
// something that was lost.
func checkControls(text string) error {
	bad, all := 0, 0
	var first rune
	for _, r := range text {
		all++
		if isBad(r) {
			if bad == 0 {
				first = r
			}
			bad++
		}
	}
	if bad > 1+all/100 {
		return fmt.Errorf("%w: %d of %d characters are control or replacement characters such as %U: save it as plain text (UTF-8)", ErrNotText, bad, all, first)
	}
	return nil
}

func isBad(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', '\u0085':
		return false
	case utf8.RuneError, '\ufffe', '\uffff':
		return true
	}
	return unicode.IsControl(r)
}

// damagedUTF8 finds the first bad byte of what is UTF-8 all the same: at least
// ten characters of several bytes for each bad byte.
func damagedUTF8(data []byte) (at int, ok bool) {
	at = -1
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, width := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && width == 1:
			if bad == 0 {
				at = i
			}
			bad++
		case width > 1:
			good++
		}
		i += width
	}
	return at, bad > 0 && good >= 10*bad
}
