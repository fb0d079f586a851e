package export

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// check reads the lines of a document again as a program that splits at white space does, joins the tags to spans and
// compares those with the flat ones.
func (c columns) check(data []byte, l lesson, flat []placed) error {
	body, ok := bytes.CutPrefix(data, []byte(c.document))
	if !ok || !bytes.HasSuffix(data, []byte("\n\n")) {
		return fmt.Errorf("the document does not begin with %q and end with a blank line", c.document)
	}
	width := 1 + len(strings.Fields(c.between+"x"))
	r := newTagReader(l.text.String(), c.opts.Scheme)
	for line := range bytes.Lines(body) {
		cells := strings.FieldsFunc(string(line), isSpace)
		switch {
		case len(line) == 1:
			r.sentence()
		case len(cells) != width:
			return fmt.Errorf("%.60q has %d columns, not %d", line, len(cells), width)
		default:
			r.token(cells[0], cells[width-1])
		}
	}
	return r.compare(l.text, flat)
}

// tagReader finds tokens in their text and joins their tags to spans.
type tagReader struct {
	scheme Scheme
	rest   string // of the text
	at     int    // code points before rest
	found  []labelled
	open   string // label of the span that may go on
	err    error
}

func newTagReader(text string, s Scheme) *tagReader { return &tagReader{scheme: s, rest: text} }

// sentence ends one; no span goes on behind it, and with BIOES none is left without its end.
func (r *tagReader) sentence() {
	if r.scheme == BIOES && r.open != "" && r.err == nil {
		r.err = fmt.Errorf("a sentence ends within %s", r.open)
	}
	r.open = ""
}

func (r *tagReader) token(s, tag string) {
	sp := r.place(s)
	if r.err != nil {
		return
	}
	if tag == "O" {
		if r.sentence(); r.err != nil {
			return
		}
		return
	}
	if len(tag) < 3 || tag[1] != '-' {
		r.err = fmt.Errorf("%q is no tag", tag)
		return
	}
	label := tag[2:]
	switch begins := strings.IndexByte("BS", tag[0]) >= 0; {
	case begins && (r.scheme != BIOES || r.open == ""):
		r.found = append(r.found, labelled{sp, label})
	case !begins && label == r.open && strings.IndexByte("IE", tag[0]) >= 0:
		r.found[len(r.found)-1].End = sp.End
	default:
		r.err = fmt.Errorf("tag %q cannot stand behind an open %q", tag, r.open)
	}
	if r.open = label; tag[0] == 'E' || tag[0] == 'S' {
		r.open = ""
	}
	if r.scheme != BIOES && tag[0] != 'B' && tag[0] != 'I' {
		r.err = fmt.Errorf("tag %q is not of IOB2", tag)
	}
}

// place finds the next token; before it may stand only what models delete.
func (r *tagReader) place(s string) (sp annotate.Span) {
	if allVanish(s) || strings.ContainsFunc(s, isSpace) {
		r.err = fmt.Errorf("token %q is nothing, or has white space in it", s)
	}
	for r.err == nil && !strings.HasPrefix(r.rest, s) {
		c, n := utf8.DecodeRuneInString(r.rest)
		if n == 0 || !vanishes(c) {
			r.err = fmt.Errorf("token %q is not the next of the text at code point %d", s, r.at)
			return sp
		}
		r.rest, r.at = r.rest[n:], r.at+1
	}
	if r.err != nil {
		return sp
	}
	sp = annotate.Span{Start: r.at, End: r.at + utf8.RuneCountInString(s)}
	r.rest, r.at = r.rest[len(s):], sp.End
	return sp
}

func (r *tagReader) compare(text annotate.Text, flat []placed) error {
	if r.err != nil {
		return r.err
	}
	if !allVanish(r.rest) {
		return fmt.Errorf("no token covers %.40q", r.rest)
	}
	return compareTagged(r.found, text, flat)
}
