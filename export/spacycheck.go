package export

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"rubricator/annotate"
)

// checkSpacy reads a Doc-JSON line again as spaCy does: the tokens give back the text, the entities stand apart, and
// every span lies on token edges and covers its quote.
func checkSpacy(line []byte, l lesson, flat []placed) error {
	w := &walker{b: line}
	w.lit(`{"text":`)
	if text := w.str(make([]byte, 0, len(line)/4)); w.err == nil && string(text) != l.text.String() {
		return fmt.Errorf("the text just made is not the document's")
	}
	var spans []annotate.Span
	last, n := 0, 0
	w.list(`,"ents":[`, func() {
		sp := w.wanted(l.text, flat, n)
		if w.err == nil && sp.Start < last {
			w.err = fmt.Errorf("two entities overlap at code point %d", sp.Start)
		}
		last, n, spans = sp.End, n+1, append(spans, sp)
		w.lit("}")
	})
	m := 0
	w.list(`,"spans":{"sc":[`, func() {
		spans = append(spans, w.wanted(l.text, l.spans, m))
		m++
		w.skipKeys(`,"kb_id":`)
		w.lit("}")
	})
	edges := w.docTokens(l.text)
	w.skipKeys(`,"id":`)
	w.lit("}\n")
	if w.err == nil && (n != len(flat) || m != len(l.spans)) {
		return fmt.Errorf("%d entities and %d spans are in the line, want %d and %d", n, m, len(flat), len(l.spans))
	}
	for _, sp := range spans {
		if w.err == nil && !edges.has(sp) {
			return fmt.Errorf("span [%d,%d) does not lie on token edges", sp.Start, sp.End)
		}
	}
	return w.err
}

// wanted reads {"start":a,"end":b,"label":c and compares what it covers with the i-th span.
func (w *walker) wanted(text annotate.Text, list []placed, i int) annotate.Span {
	sp := w.span(text)
	w.lit(`,"label":`)
	label := w.str(nil)
	if w.err == nil && i >= len(list) {
		w.err = fmt.Errorf("there are more spans than %d", len(list))
	}
	if w.err == nil && text.Slice(sp) != list[i].quote {
		w.err = fmt.Errorf("%w: [%d,%d) covers %q, wanted is %q", annotate.ErrQuote, sp.Start, sp.End, text.Slice(sp), list[i].quote)
	}
	if w.err == nil && string(label) != list[i].from.Label {
		w.err = fmt.Errorf("[%d,%d) has label %q, wanted is %q", sp.Start, sp.End, label, list[i].from.Label)
	}
	return sp
}

// tokenEdges are the code points at which tokens start and end, in order.
type tokenEdges struct{ starts, ends []int }

func (e tokenEdges) has(sp annotate.Span) bool {
	_, start := slices.BinarySearch(e.starts, sp.Start)
	_, end := slices.BinarySearch(e.ends, sp.End)
	return start && end
}

// docTokens reads the tokens and rebuilds the text from them: each starts where the one before it ends, or one space
// later; white space is a token of its own.
func (w *walker) docTokens(text annotate.Text) tokenEdges {
	e := tokenEdges{make([]int, 0, len(text.String())/5+1), make([]int, 0, len(text.String())/5+1)}
	c := cursor{text: text}
	at, n := 0, 0
	w.list(`},"tokens":[`, func() {
		w.lit(`{"id":`)
		if id := w.num(); w.err == nil && id != n {
			w.err = fmt.Errorf("token %d has id %d", n, id)
		}
		sp := w.spanAt(`,"start":`, text)
		w.lit("}")
		if w.err == nil && sp.Start != at && (n == 0 || sp.Start != at+1 || c.byteAt(at) != ' ') {
			w.err = fmt.Errorf("no token covers %q at code point %d", text.Slice(annotate.Span{Start: at, End: sp.Start}), at)
		}
		e.starts, e.ends = append(e.starts, sp.Start), append(e.ends, sp.End)
		at, n = sp.End, n+1
	})
	if rest := text.Slice(annotate.Span{Start: at, End: text.Len()}); w.err == nil && rest != "" && rest != " " {
		w.err = fmt.Errorf("no token covers %q at code point %d", rest, at)
	}
	return e
}

// cursor goes through a text forwards, which costs less than to look each place up.
type cursor struct {
	text  annotate.Text
	at, b int // code points and bytes
}

// byteAt is the first byte of the character at a code point in the text.
func (c *cursor) byteAt(point int) byte {
	s := c.text.String()
	if point < c.at || point > c.at+maxSteps {
		c.at, c.b = point, c.text.Byte(point)
	}
	for ; c.at < point; c.at++ {
		_, n := utf8.DecodeRuneInString(s[c.b:])
		c.b += n
	}
	return s[c.b]
}

// maxSteps are more code points than Text needs to step to find a place.
const maxSteps = 32
