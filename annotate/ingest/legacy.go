package ingest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding/htmlindex"
)

// decodeLegacy decodes bytes that are no Unicode: the likeliest encoding that
// every byte fits and that yields words.
func decodeLegacy(data []byte) (decoded, error) {
	var tried []string
	for _, c := range candidates(data) {
		text, ok := decodeAs(data, c.encoding)
		if ok && plausible(text) {
			return decoded{text: text, encoding: c.encoding, guessed: true}, nil
		}
		tried = append(tried, c.encoding)
	}
	return decoded{}, fmt.Errorf("%w: neither UTF-8 nor %s: save it as plain text (UTF-8)", ErrNotText, strings.Join(tried[:min(3, len(tried))], ", "))
}

// candidate is an encoding and how well it fits, from 0 to 100.
type candidate struct {
	encoding string
	score    int
}

// candidates are the encodings that data may be in, the likeliest first. The
// last is the one of Western Windows, for texts too short to be recognised.
func candidates(data []byte) []candidate {
	sample := telling(data)
	var found []candidate
	for _, c := range markedEncodings {
		if c.fits(sample) {
			found = append(found, candidate{c.encoding, 100})
		}
	}
	guesses, _ := chardet.NewTextDetector().DetectAll(sample) // the error says that there are none
	for _, g := range guesses {
		if name, ok := encodingName(g.Charset); ok {
			found = append(found, candidate{name, g.Confidence})
		}
	}
	// chardet works in parallel, so equals come in any order.
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.encoding, b.encoding))
	})
	return append(found, candidate{encoding: "windows-1252"})
}

// encodingName is the name of the encoding to try for one that chardet found.
func encodingName(charset string) (name string, ok bool) {
	switch {
	case strings.HasPrefix(charset, "UTF-"): // was tried
		return "", false
	case charset == "KOI8-R": // which has box drawings where the Ukrainian one has letters
		charset = "KOI8-U"
	}
	return standardName(charset)
}

// standardName is the WHATWG's name for an encoding that is known by any of its names.
func standardName(alias string) (name string, ok bool) {
	e, err := htmlindex.Get(alias)
	if err != nil {
		return "", false
	}
	name, err = htmlindex.Name(e)
	return name, err == nil
}

// decodeAs decodes data; ok is false when a byte has no meaning in the encoding.
func decodeAs(data []byte, encoding string) (text string, ok bool) {
	e, err := htmlindex.Get(encoding)
	if err != nil {
		return "", false
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", false
	}
	text = string(out)
	return text, !strings.ContainsRune(text, '\ufffd')
}

// telling is the part of data that tells encodings apart, as much as chardet
// looks at: lines that are not all ASCII, then others, whose language helps. A
// line break is no part of a longer character in any encoding, so lines can be
// taken out.
func telling(data []byte) []byte {
	const enough = 8 << 10
	sample := make([]byte, 0, enough)
	for _, ascii := range []bool{false, true} {
		for line := range bytes.Lines(data) {
			if len(sample) == enough {
				return sample
			}
			if isASCII(line) == ascii {
				sample = append(sample, line[:min(len(line), enough-len(sample))]...)
			}
		}
	}
	return sample
}

func isASCII(data []byte) bool {
	return !slices.ContainsFunc(data, func(b byte) bool { return b >= 0x80 })
}

// plausible refuses what only decodes by accident: words in which scripts mix,
// and texts full of symbols.
func plausible(text string) bool {
	letters, mixed, symbols := 0, 0, 0
	var last *unicode.RangeTable
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
			now := alphabetOf(r)
			if last != nil && now != nil && now != last {
				mixed++
			}
			last = now
			continue
		case unicode.IsMark(r):
			continue
		case r >= 0x80 && (unicode.IsSymbol(r) || unicode.Is(unicode.Co, r)):
			symbols++
		}
		last = nil
	}
	return mixed*50 <= letters+50 && symbols*5 <= letters // a name may be glued on
}

// alphabetOf is the script of a letter of the alphabets that have encodings of
// one byte. Letters of all others, which are written together, have none.
func alphabetOf(r rune) *unicode.RangeTable {
	for _, script := range alphabets {
		if unicode.Is(script, r) {
			return script
		}
	}
	return nil
}

var alphabets = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew, unicode.Greek, unicode.Thai}
