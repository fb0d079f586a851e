package ingest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// tokenRow is one token of a file, with its tags: one in each layer.
type tokenRow struct {
	line  int
	text  string
	tags  []string
	gap   string // what stands behind it in the text
	known bool   // the file says so; else it is one space
}

// layerOf are the tags of one layer.
func layerOf(rows []tokenRow, layer int) []string {
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = r.tags[layer]
	}
	return list
}

// tokenSentence is a sentence as a file has it.
type tokenSentence struct {
	rows   []tokenRow
	before string // what stands in the text before its first token
	text   string // what the file says that it is; "" where it does not
	par    bool   // a paragraph begins with it
}

// place takes the gaps between the tokens from the text that the file gives; a text that they do not spell is no help.
func (s *tokenSentence) place() bool {
	rest := s.text
	gaps := make([]string, len(s.rows))
	for i, r := range s.rows {
		at := strings.Index(rest, r.text)
		if at < 0 || strings.TrimSpace(rest[:at]) != "" {
			return false
		}
		if i > 0 {
			gaps[i-1] = rest[:at]
		}
		rest = rest[at+len(r.text):]
	}
	if strings.TrimSpace(rest) != "" {
		return false
	}
	for i := range s.rows[:len(s.rows)-1] {
		if !s.rows[i].known {
			s.rows[i].gap, s.rows[i].known = gaps[i], true
		}
	}
	return true
}

// Documents of files that have none: so many sentences each.
const documentSentences = 100

// tokenDocument puts sentences together to a text with spans.
type tokenDocument struct {
	tags      tagReader
	text      strings.Builder
	at        int // code points of text
	spans     []found
	sentences int
	line      int    // in which it begins
	id        string // as the file says
	open      string // what the last sentence's last token wants behind it, if more comes
	placed    bool   // open is what the file says
}

// add puts a sentence at the end: on a line of its own, unless the file says what stands between.
func (d *tokenDocument) add(s tokenSentence) {
	if len(s.rows) == 0 {
		return
	}
	if s.text != "" {
		s.place()
	}
	switch {
	case d.sentences == 0:
		d.line = s.rows[0].line
	case !d.placed:
		d.write("\n")
	case s.par:
		d.write("\n\n")
	default:
		d.write(d.open)
	}
	d.write(s.before)
	starts, ends := make([]int, len(s.rows)), make([]int, len(s.rows))
	for i, r := range s.rows {
		starts[i] = d.at
		d.write(r.text)
		ends[i] = d.at
		switch last := i == len(s.rows)-1; {
		case last:
			d.open, d.placed = r.gap, r.known
		case r.known:
			d.write(r.gap)
		default:
			d.write(" ")
		}
	}
	for layer := range s.rows[0].tags {
		for _, sp := range d.tags.spans(layerOf(s.rows, layer)) {
			f := found{start: starts[sp.first], end: ends[sp.last], label: sp.label, quoted: true}
			f.quote = sliceOf(d.text.String(), d.at, f.start, f.end)
			d.spans = append(d.spans, f)
		}
	}
	d.sentences++
}

// sliceOf is what stands between two code points of a text that has n of them, counted from its end, where they are.
func sliceOf(text string, n, start, end int) string {
	to := len(text)
	for ; n > end; n-- {
		_, width := utf8.DecodeLastRuneInString(text[:to])
		to -= width
	}
	from := to
	for ; n > start; n-- {
		_, width := utf8.DecodeLastRuneInString(text[:from])
		from -= width
	}
	return text[from:to]
}

func (d *tokenDocument) write(s string) {
	d.text.WriteString(s)
	d.at += utf8.RuneCountInString(s)
}

// finish makes the record, and empties the document for the next.
func (d *tokenDocument) finish(b builder) (Record, bool) {
	if d.placed && d.open != " " { // one space behind the end is only what a file says that says nothing
		d.write(d.open)
	}
	b.line, b.id, b.text, b.unit, b.marked = d.line, d.id, d.text.String(), CodePoints, true
	if b.id != "" {
		b.id = b.ids.Unique(b.id)
	}
	b.meta = map[string]string{"reconstructed": "true"}
	for i := range d.spans {
		d.spans[i].nth = i + 1
	}
	b.spans = d.spans
	*d = tokenDocument{tags: d.tags}
	return b.finish()
}

// countOf is a number with its noun.
func countOf(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
