package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tagged is a span that tags spell, from its first token to its last.
type tagged struct {
	label       string
	first, last int
}

// tagReader joins tags to spans in any of the usual schemes (IOB1, IOB2, BIOES, BILUO, BMEWO, or labels alone), as lenient
// as conlleval: a tag that continues nothing begins a span. It counts what a scheme does not allow.
type tagReader struct {
	bare     bool // the tags are labels, also where one looks like "B-PER"
	strict   bool // I- may not begin a span: all schemes but IOB1
	closed   bool // spans must be ended: BIOES and BILUO
	repaired int
}

// spans reads one tag for each token.
func (t *tagReader) spans(tags []string) (list []tagged) {
	open := false
	for i, tag := range tags {
		part, label := tagOf(tag)
		if t.bare && part != 'O' {
			part, label = 'I', tag
		}
		inside := strings.IndexByte("IMLE", part) >= 0
		goesOn := open && inside && label == list[len(list)-1].label
		if !goesOn && (open && t.closed || inside && t.strict) {
			t.repaired++
		}
		switch {
		case goesOn:
			list[len(list)-1].last = i
		case part != 'O':
			list = append(list, tagged{label, i, i})
		}
		open = strings.IndexByte("OLEUSW", part) < 0
	}
	if open && t.closed {
		t.repaired++
	}
	return list
}

// tagOf is the part of a span that a tag stands for, and its label. A bare label goes on for as long as it is repeated.
func tagOf(tag string) (part byte, label string) {
	switch {
	case tag == "O", tag == "-", tag == "":
		return 'O', ""
	case len(tag) > 2 && (tag[1] == '-' || tag[1] == '_') && strings.IndexByte("BIMLEUSW", tag[0]) >= 0:
		return tag[0], tag[2:]
	}
	return 'I', tag
}

// labelOf is a tag's label; "" for one that is outside.
func labelOf(tag string) string {
	_, label := tagOf(tag)
	return label
}

// isTag reports whether a string begins as the tags of the usual schemes do.
func isTag(tag string) bool { return labelOf(tag) != tag || tag == "" }

// isTokenTag reports whether s is O, or a letter, a hyphen and a label: in a column in which anything may stand no other
// tag is known by its looks.
func isTokenTag(s string) bool { return s == "O" || strings.IndexByte(s, '-') == 1 && isTag(s) }

// tokensIn finds words in a text, one behind the other, in code points; false where anything but white space and
// invisible characters stands between two, or at the ends.
func tokensIn(text string, words []string) (at [][2]int, ok bool) {
	b, n := 0, 0
	for _, w := range words {
		for !strings.HasPrefix(text[b:], w) {
			r, size := utf8.DecodeRuneInString(text[b:])
			if size == 0 || !unicode.In(r, unicode.Cc, unicode.Cf) && !unicode.IsSpace(r) {
				return nil, false
			}
			b, n = b+size, n+1
		}
		end := n + utf8.RuneCountInString(w)
		at = append(at, [2]int{n, end})
		b, n = b+len(w), end
	}
	rest := strings.TrimFunc(text[b:], func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) || unicode.IsSpace(r) })
	return at, rest == ""
}

// rebuild makes a text of words with one space between them, which its metadata says, and gives the place of each.
func (b *builder) rebuild(words []string) (at [][2]int) {
	n := 0
	for i, w := range words {
		if i > 0 {
			n++
		}
		end := n + utf8.RuneCountInString(w)
		at, n = append(at, [2]int{n, end}), end
	}
	b.text = strings.Join(words, " ")
	b.keep("reconstructed", tree{kind: '"', text: "true"})
	return at
}

// tokenised gives the record the text of its words and the spans that their tags spell. A text that the file does not
// have is rebuilt, and its metadata says so. What is wrong, where the record cannot be taken.
func (b *builder) tokenised(text tree, words, tags []string) (wrong string) {
	var at [][2]int
	b.unit = CodePoints
	if given, ok := text.str(); ok {
		if at, ok = tokensIn(given, words); !ok && len(words) > 0 {
			return "its tokens, one behind the other, are not in its text"
		}
		b.text = given
	} else if !text.missing() {
		return "its text is no string"
	} else {
		at = b.rebuild(words)
		b.sayOnce("there is no text with the tokens: it is rebuilt with one space between two, here and in all such records")
	}
	for i, s := range new(tagReader).spans(tags) {
		b.spans = append(b.spans, found{nth: i + 1, start: at[s.first][0], end: at[s.last][1], label: s.label})
	}
	return ""
}
