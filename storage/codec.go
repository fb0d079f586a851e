package storage

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"time"

	"rubricator/annotate"
)

// The records that are many are written by hand: a version byte, then varints. Words that repeat are written once per
// record and numbered after that; the words of the domain have numbers from the start.

// errShort is what every broken record comes to in the end: its bytes do not hold what they announce.
var errShort = errors.New("record ends early or announces too much")

// words have fixed numbers in every record. Append only: the place of a word is part of the format.
var words = []string{
	"", string(annotate.OriginUser), string(annotate.OriginSuggestion), string(annotate.OriginImport),
	string(annotate.OriginAdjudication), string(annotate.OriginUndo), string(annotate.OriginRedo),
	string(annotate.Accepted), string(annotate.Rejected), string(annotate.Corrected), string(annotate.Skipped),
	string(annotate.InProgress), string(annotate.Finished), string(annotate.Ignored),
	string(annotate.FieldStatus), string(annotate.FieldNote), string(annotate.FieldLanguage), string(annotate.FieldDirection),
	"ltr", "rtl", "utf-8", "und", "en", "ar", "he", "fa", "de", "fr", "es", "it", "pt", "ru", "tr", "zh", "ja",
}

// wordNumbers counts from 1: 0 announces a word that is spelled out.
var wordNumbers = func() map[string]uint64 {
	m := make(map[string]uint64, len(words))
	for i, w := range words {
		m[w] = uint64(i + 1)
	}
	return m
}()

// encoder builds one record.
type encoder struct {
	b []byte

	// Words spelled out in this record: spelled of them, the first in few, all others in seen.
	few     [24]string
	spelled int
	seen    map[string]uint64
}

func (e *encoder) byte(b byte)   { e.b = append(e.b, b) }
func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int)     { e.b = binary.AppendVarint(e.b, int64(v)) }

// text writes bytes that are not expected to repeat.
func (e *encoder) text(s string) {
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}

// word writes bytes that may repeat in the record.
func (e *encoder) word(s string) {
	if n, ok := wordNumbers[s]; ok {
		e.uint(n)
		return
	}
	if i := slices.Index(e.few[:min(e.spelled, len(e.few))], s); i >= 0 {
		e.uint(uint64(len(words) + i + 1))
		return
	}
	if n, ok := e.seen[s]; ok {
		e.uint(n)
		return
	}
	e.spell(s)
}

// spell writes a word for the first time in the record, and numbers it.
func (e *encoder) spell(s string) {
	if e.spelled < len(e.few) {
		e.few[e.spelled] = s
	} else {
		if e.seen == nil {
			e.seen = map[string]uint64{}
		}
		e.seen[s] = uint64(len(words) + e.spelled + 1)
	}
	e.spelled++
	e.uint(0)
	e.text(s)
}

// id writes an identifier: 0 and 16 bytes for a UUID in its usual spelling, else length + 1 and the bytes.
func (e *encoder) id(s string) {
	if raw, ok := parseUUID(s); ok {
		e.byte(0)
		e.b = append(e.b, raw[:]...)
		return
	}
	e.uint(uint64(len(s)) + 1)
	e.b = append(e.b, s...)
}

// float writes 0, 1 and fractions of few binary digits in few bytes.
func (e *encoder) float(f float64) { e.uint(bits.ReverseBytes64(math.Float64bits(f))) }

// time writes Unix milliseconds.
func (e *encoder) time(t time.Time) { e.b = binary.AppendVarint(e.b, t.UnixMilli()) }

// span writes the distance of the start from where the last span started, and the length.
func (e *encoder) span(s annotate.Span, last *int) {
	e.int(s.Start - *last)
	e.int(s.End - s.Start)
	*last = s.Start
}

// decoder reads one record. After an error every read gives a zero value, so callers check once, by done.
type decoder struct {
	s     string
	known []string // words spelled out in this record
	err   error
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errShort
	}
	d.s = ""
}

func (d *decoder) byte() byte {
	if d.s == "" {
		d.fail()
		return 0
	}
	b := d.s[0]
	d.s = d.s[1:]
	return b
}

func (d *decoder) uint() uint64 {
	var v uint64
	for i := 0; i < len(d.s) && i < binary.MaxVarintLen64; i++ {
		b := d.s[i]
		if b < 0x80 {
			if i == binary.MaxVarintLen64-1 && b > 1 {
				break
			}
			d.s = d.s[i+1:]
			return v | uint64(b)<<(7*i)
		}
		v |= uint64(b&0x7f) << (7 * i)
	}
	d.fail()
	return 0
}

func (d *decoder) int64() int64 {
	u := d.uint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) int() int { return int(d.int64()) }

// natural reads a length or a number of things.
func (d *decoder) natural() int {
	n := d.uint()
	if n > math.MaxInt32 {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) take(n uint64) string {
	if n > uint64(len(d.s)) {
		d.fail()
		return ""
	}
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// count reads how many elements follow, each of at least size bytes: more than could be there is an error, so that a
// broken record never makes us reserve much.
func (d *decoder) count(size int) int {
	n := d.uint()
	if n > uint64(len(d.s)/size) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) text() string { return d.take(d.uint()) }

func (d *decoder) word() string {
	switch n := d.uint(); {
	case n == 0:
		s := d.text()
		d.known = append(d.known, s)
		return s
	case n <= uint64(len(words)):
		return words[n-1]
	case n <= uint64(len(words)+len(d.known)):
		return d.known[n-1-uint64(len(words))]
	}
	d.fail()
	return ""
}

func (d *decoder) id() string {
	n := d.uint()
	if n > 0 {
		return d.take(n - 1)
	}
	raw := d.take(16)
	if len(raw) < 16 {
		return ""
	}
	return formatUUID(raw)
}

func (d *decoder) float() float64 { return math.Float64frombits(bits.ReverseBytes64(d.uint())) }

func (d *decoder) time() time.Time { return time.UnixMilli(d.int64()).UTC() }

func (d *decoder) span(last *int) annotate.Span {
	start := *last + d.int()
	*last = start
	return annotate.Span{Start: start, End: start + d.int()}
}

// version reads the first byte of a record and refuses one that this program does not know.
func (d *decoder) version(known ...byte) byte {
	v := d.byte()
	if d.err == nil && !slices.Contains(known, v) {
		d.err = fmt.Errorf("record has version %d, this program reads %d", v, known[len(known)-1])
		d.s = ""
	}
	return v
}

// done reports the first error; bytes that are left over are one.
func (d *decoder) done() error {
	if d.err == nil && d.s != "" {
		return fmt.Errorf("record has %d bytes too many", len(d.s))
	}
	return d.err
}

// parseUUID accepts the usual spelling only, so that formatUUID gives the same string back.
func parseUUID(s string) (raw [16]byte, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return raw, false
	}
	at := 0
	for i := range raw {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			at++
		}
		high, low := hexDigits[s[at]], hexDigits[s[at+1]]
		if high|low >= noDigit {
			return raw, false
		}
		raw[i] = high<<4 | low
		at += 2
	}
	return raw, true
}

const noDigit = 16

// hexDigits are the values of the digits in lower case, noDigit for any other byte.
var hexDigits = func() (values [256]byte) {
	for c := range values {
		values[c] = noDigit
	}
	for v, c := range []byte("0123456789abcdef") {
		values[c] = byte(v)
	}
	return values
}()

func formatUUID(raw string) string {
	digits := hex.EncodeToString([]byte(raw))
	return digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:]
}
