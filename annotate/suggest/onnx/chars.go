package onnx

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// char is a character as a normaliser left it, with the bytes of the text that it stands for. Whatever is taken apart or
// put together keeps pointing at its source, so no offset is ever worked out from lengths.
type char struct {
	r        rune
	from, to int // bytes of the text
}

// normaliser is one step of tokenizer.json between a text and its sub-words.
type normaliser func([]char) []char

// charsOf cuts a part of a text, which starts at a byte offset, into characters.
func charsOf(s string, at int) []char {
	list := make([]char, 0, len(s))
	for i, r := range s {
		list = append(list, char{r, at + i, at + i + utf8.RuneLen(r)})
	}
	return list
}

func stringOf(list []char) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteRune(c.r)
	}
	return b.String()
}

// each makes a normaliser of what is put in place of one character.
func each(become func(rune) string) normaliser {
	return func(list []char) []char {
		out := make([]char, 0, len(list))
		for _, c := range list {
			for _, r := range become(c.r) {
				out = append(out, char{r, c.from, c.to})
			}
		}
		return out
	}
}

var lower = each(func(r rune) string { return strings.ToLower(string(r)) })

// without leaves out the characters of some tables.
func without(tables ...*unicode.RangeTable) normaliser {
	return func(list []char) []char {
		out := make([]char, 0, len(list))
		for _, c := range list {
			if !unicode.In(c.r, tables...) {
				out = append(out, c)
			}
		}
		return out
	}
}

// form is a Unicode normal form. What it composes or takes apart stands for all the characters that it was made of.
func form(f norm.Form) normaliser {
	return func(list []char) []char {
		s := stringOf(list)
		if f.IsNormalString(s) {
			return list
		}
		out := make([]char, 0, len(list))
		for len(s) > 0 {
			n := f.NextBoundaryInString(s, true)
			part := list[:utf8.RuneCountInString(s[:n])]
			out = append(out, replaced(part, s[:n], f.String(s[:n]))...)
			s, list = s[n:], list[len(part):]
		}
		return out
	}
}

// replaced are the characters that take the place of others; those that stay the same keep their own offsets.
func replaced(old []char, was, now string) []char {
	if was == now {
		return old
	}
	var out []char
	for _, r := range now {
		out = append(out, char{r, old[0].from, old[len(old)-1].to})
	}
	return out
}

// replace puts a text in place of whatever a pattern finds.
func replace(pattern *regexp.Regexp, with string) normaliser {
	return func(list []char) []char {
		s := stringOf(list)
		found := pattern.FindAllStringIndex(s, -1)
		if len(found) == 0 {
			return list
		}
		at := make([]int, 0, len(s)+1) // bytes of s -> character
		for i, c := range list {
			for range utf8.RuneLen(c.r) {
				at = append(at, i)
			}
		}
		at = append(at, len(list))
		var out []char
		done := 0
		for _, f := range found {
			from, to := at[f[0]], at[f[1]]
			out = append(out, list[done:from]...)
			if from < to {
				out = append(out, replaced(list[from:to], s[f[0]:f[1]], with)...)
			}
			done = to
		}
		return append(out, list[done:]...)
	}
}

// bert is what BERT does to a text: control characters go, Han characters stand alone.
func bert(clean, han, strip, small bool) normaliser {
	steps := []normaliser{each(func(r rune) string {
		switch {
		case clean && (r == 0 || r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) && !strings.ContainsRune("\t\n\r", r)):
			return ""
		case clean && unicode.IsSpace(r):
			return " "
		case han && ideograph(r):
			return " " + string(r) + " "
		}
		return string(r)
	})}
	if strip {
		steps = append(steps, form(norm.NFD), without(unicode.Mn))
	}
	if small {
		steps = append(steps, lower)
	}
	return inTurn(steps)
}

// ideograph reports the characters that BERT calls Chinese.
func ideograph(r rune) bool {
	return r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x2A6DF ||
		r >= 0x2A700 && r <= 0x2CEAF || r >= 0x2F800 && r <= 0x2FA1F
}

func inTurn(steps []normaliser) normaliser {
	return func(list []char) []char {
		for _, step := range steps {
			list = step(list)
		}
		return list
	}
}

// normaliserJSON is an element of tokenizer.json.
type normaliserJSON struct {
	Type         string           `json:"type"`
	Normalizers  []normaliserJSON `json:"normalizers"`
	Lowercase    bool             `json:"lowercase"`
	CleanText    bool             `json:"clean_text"`
	Han          bool             `json:"handle_chinese_chars"`
	StripAccents *bool            `json:"strip_accents"`
	Pattern      pattern          `json:"pattern"`
	Content      string           `json:"content"`
	Charsmap     []byte           `json:"precompiled_charsmap"`
}

type pattern struct {
	Regex  string
	String string
}

func (p pattern) compile() (*regexp.Regexp, error) {
	if p.Regex != "" {
		return regexp.Compile(p.Regex)
	}
	return regexp.Compile(regexp.QuoteMeta(p.String))
}

func (j normaliserJSON) build() (normaliser, error) {
	switch j.Type {
	case "Sequence":
		var steps []normaliser
		for _, part := range j.Normalizers {
			step, err := part.build()
			if err != nil {
				return nil, err
			}
			steps = append(steps, step)
		}
		return inTurn(steps), nil
	case "BertNormalizer":
		strip := j.Lowercase
		if j.StripAccents != nil {
			strip = *j.StripAccents
		}
		return bert(j.CleanText, j.Han, strip, j.Lowercase), nil
	case "Lowercase":
		return lower, nil
	case "StripAccents":
		return without(unicode.M), nil
	case "NFC":
		return form(norm.NFC), nil
	case "NFD":
		return form(norm.NFD), nil
	case "NFKC":
		return form(norm.NFKC), nil
	case "NFKD":
		return form(norm.NFKD), nil
	case "Strip", "Prepend": // a word comes without white space, and the mark before it is the pre-tokeniser's
		return inTurn(nil), nil
	case "Replace":
		p, err := j.Pattern.compile()
		return replace(p, j.Content), err
	case "Precompiled":
		m, err := readCharsmap(j.Charsmap)
		return m.normalise, err
	}
	return nil, fmt.Errorf("it normalises by %q, which is not known here: use a model of the BERT, RoBERTa or XLM-R family", j.Type)
}
