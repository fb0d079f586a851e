package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"

	"rubricator/annotate/letter"
)

// Fold is what is compared of s: what two texts have in common when they are found to be the same. White space at its
// ends is not compared.
func Fold(s string, o Options) string {
	f := newFolder(o)
	var b strings.Builder
	spaced := true
	for len(s) > 0 {
		c := f.first(s)
		for _, r := range f.character(c) {
			if r != ' ' || !spaced {
				b.WriteRune(r)
			}
			spaced = r == ' '
		}
		s = s[len(c):]
	}
	return strings.TrimSuffix(b.String(), " ")
}

// folder folds characters, each of which may be several code points.
type folder struct {
	o     Options
	table *table
	cut   *graphemes.Iterator[string]
	nfd   []byte
	out   []rune
}

func newFolder(o Options) *folder {
	return &folder{o: o, table: tableFor(o), cut: graphemes.FromString("")}
}

// first is the first character of a text that is not empty.
func (f *folder) first(s string) string {
	if n := f.extended(s); n > 0 {
		return s[:n]
	}
	f.cut.SetText(s)
	f.cut.Next()
	return f.cut.Value()
}

// extended is how many bytes the first character takes when it is a letter with marks, or without; 0 when it is none of
// the simple sort.
func (f *folder) extended(s string) int {
	n := 0
	for b, r := range s {
		is := f.table.of(r).is
		switch {
		case b == 0 && is&lone == 0:
			return 0
		case b == 0 && unicode.IsControl(r):
			return 1 // it takes no marks
		case b == 0 || is&mark != 0:
			n = b + utf8.RuneLen(r)
		case is&lone != 0:
			return n
		default:
			return 0
		}
	}
	return n
}

// character is what a character is compared as; white space is a space. The next call overwrites it.
func (f *folder) character(s string) []rune {
	if simple, ok := f.simple(s); ok {
		return simple
	}
	return f.normalised(s)
}

// simple is what the table has for a character: it needs no normalising when at most one of its marks counts.
func (f *folder) simple(s string) ([]rune, bool) {
	f.out = f.out[:0]
	for b, r := range s {
		e := f.table.of(r)
		switch {
		case e.is&many != 0 && b == 0:
			f.out = append(f.out, f.table.many[e.to]...)
		case e.is&many != 0 && len(f.table.many[e.to]) == 0:
		case e.is&single == 0, len(f.out) > 1, b > 0 && (r == 0x0307 || e.is&mark == 0):
			return nil, false
		default:
			f.out = append(f.out, e.to)
		}
	}
	return f.out, true
}

func (f *folder) normalised(s string) []rune {
	f.nfd = norm.NFD.AppendString(f.nfd[:0], s)
	f.out = f.out[:0]
	for b := 0; b < len(f.nfd); {
		r, w := utf8.DecodeRune(f.nfd[b:])
		b += w
		if compatible(r, f.o) {
			for _, k := range norm.NFKD.String(string(r)) {
				f.add(k)
			}
			continue
		}
		f.add(r)
	}
	return f.out
}

func (f *folder) add(r rune) {
	if unicode.IsSpace(r) {
		f.out = append(f.out, ' ')
		return
	}
	if invisible(r) {
		return
	}
	if !f.o.Marks {
		if r = plain(r); r < 0 {
			return
		}
		if two := pairs[r]; two != "" {
			for _, k := range two {
				f.lower(k)
			}
			return
		}
	}
	f.lower(r)
}

// lower adds a letter, in lower case where case does not count.
func (f *folder) lower(r rune) {
	switch {
	case f.o.Case:
	case r == 'ß' || r == 'ẞ':
		f.out = append(f.out, 's')
		r = 's'
	case r == 0x0307 && len(f.out) > 0 && f.out[len(f.out)-1] == 'i':
		return // the Turkish capital İ
	default:
		r = letter.Lower(unicode.ToUpper(r))
	}
	f.out = append(f.out, r)
}

// plain is a letter without its variants; -1 for a mark. Marks of scripts in which they are vowels or tell letters
// apart stay: the kana, Thai and the scripts of India.
func plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case unicode.In(r, unicode.Mn, unicode.Me):
		if r != 0x3099 && r != 0x309A && unicode.In(r, unicode.Inherited, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Cyrillic) {
			return -1
		}
		return r
	}
	if base := stroked[r]; base != 0 {
		return base
	}
	return letter.Plain(r)
}

// stroked letters have no decomposition in Unicode.
var stroked = map[rune]rune{'đ': 'd', 'Đ': 'D', 'ħ': 'h', 'Ħ': 'H', 'ł': 'l', 'Ł': 'L', 'ø': 'o', 'Ø': 'O', 'ŧ': 't', 'Ŧ': 'T'}

// pairs are letters that are typed as two.
var pairs = map[rune]string{'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE"}

// compatible reports letters in a form that is there for old encodings: ligatures, Arabic forms by place in the word, and
// full-width letters. Ligatures count as their letters unless the text is compared to the letter.
func compatible(r rune, o Options) bool {
	switch {
	case r < 0xFB00:
		return false
	case r <= 0xFB17:
		return !o.Marks || !o.Case
	}
	return !o.Marks && (r <= 0xFDFB || 0xFE70 <= r && r <= 0xFEFC || 0xFF01 <= r && r <= 0xFF5E)
}

// invisible reports what has no width: soft hyphens, joiners, direction marks, variation selectors.
func invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x034F, r == 0x061C, r == 0xFEFF:
		return true
	case 0x180B <= r && r <= 0x180F, 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F,
		0xFE00 <= r && r <= 0xFE0F, 0xE0100 <= r && r <= 0xE01EF:
		return true
	}
	return false
}
