package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// checkHF reads a line again as a training program does: it finds the tokens in the text, joins the tags to spans and
// compares those with the flat ones; and it slices every span of the column spans.
func checkHF(line []byte, l lesson, flat []placed) error {
	w := &walker{b: line}
	w.skipKeys(`{"id":`)
	w.lit(`,"text":`)
	if text := w.str(make([]byte, 0, len(line)/2)); w.err == nil && string(text) != l.text.String() {
		return fmt.Errorf("the text just made is not the document's")
	}
	w.skipKeys(`,"lang":`)
	tokens := w.tokensIn(l.text.String())
	found := w.tagged(tokens)
	n := 0
	var buf []byte
	w.list(`,"spans":[`, func() {
		if n >= len(l.spans) {
			w.fail("the end of the spans")
			return
		}
		buf = w.quotedAs(buf, l.text, l.spans[n])
		w.lit("}")
		n++
	})
	w.lit("}\n")
	if w.err == nil && n != len(l.spans) {
		w.err = fmt.Errorf("%d of %d spans are in the line", n, len(l.spans))
	}
	if w.err != nil {
		return w.err
	}
	return compareTagged(found, l.text, flat)
}

// tokensIn reads the tokens and finds each in the text; between them may stand only what models delete.
func (w *walker) tokensIn(text string) (found []annotate.Span) {
	var buf []byte
	found = make([]annotate.Span, 0, len(text)/5+1)
	b, at := 0, 0
	w.list(`,"tokens":[`, func() {
		buf = w.str(buf[:0])
		for w.err == nil && !strings.HasPrefix(text[b:], string(buf)) {
			r, n := utf8.DecodeRuneInString(text[b:])
			if n == 0 || !vanishes(r) {
				w.err = fmt.Errorf("token %q is not the next of the text at byte %d", buf, b)
			}
			b, at = b+n, at+1
		}
		if w.err == nil && len(buf) == 0 {
			w.fail("a token that is not empty")
		}
		end := at + utf8.RuneCount(buf)
		found = append(found, annotate.Span{Start: at, End: end})
		b, at = b+len(buf), end
	})
	if w.err == nil && !allVanish(text[b:]) {
		w.err = fmt.Errorf("no token covers %.40q", text[b:])
	}
	return found
}

// labelled is a span that tags spell.
type labelled struct {
	annotate.Span
	label string
}

// tagged reads one IOB2 tag for each token and joins them to spans.
func (w *walker) tagged(tokens []annotate.Span) (found []labelled) {
	var buf []byte
	n, open := 0, false
	w.list(`,"ner_tags":[`, func() {
		buf = w.str(buf[:0])
		tag := string(buf)
		if n >= len(tokens) || len(tag) == 0 {
			w.fail("one tag for each token")
			return
		}
		last := len(found) - 1
		switch {
		case tag == "O":
			open = false
		case strings.HasPrefix(tag, "B-"):
			found, open = append(found, labelled{tokens[n], tag[2:]}), true
		case open && tag == "I-"+found[last].label:
			found[last].End = tokens[n].End
		default:
			w.err = fmt.Errorf("tag %q follows nothing that it could continue", tag)
		}
		n++
	})
	if w.err == nil && n != len(tokens) {
		w.err = fmt.Errorf("%d tags for %d tokens", n, len(tokens))
	}
	return found
}

// quotedAs reads one of the spans and compares it with the wanted one and with the text.
func (w *walker) quotedAs(buf []byte, text annotate.Text, p placed) []byte {
	sp := w.wanted(text, []placed{p}, 0)
	w.lit(`,"text":`)
	buf = w.str(buf[:0])
	if w.err == nil && string(buf) != text.Slice(sp) {
		w.err = fmt.Errorf("%w: [%d,%d) covers %q, written is %q", annotate.ErrQuote, sp.Start, sp.End, text.Slice(sp), buf)
	}
	return buf
}

// compareTagged reports a flat span that the tags do not spell.
func compareTagged(found []labelled, text annotate.Text, flat []placed) error {
	if len(found) != len(flat) {
		return fmt.Errorf("the tags spell %d entities, not %d", len(found), len(flat))
	}
	for i, p := range flat {
		f := found[i]
		head, tail := annotate.Span{Start: p.Start, End: f.Start}, annotate.Span{Start: f.End, End: p.End}
		if f.label != p.from.Label || !p.Contains(f.Span) || !allVanish(text.Slice(head)) || !allVanish(text.Slice(tail)) {
			return fmt.Errorf("the tags spell %s %q, not %s %q", f.label, text.Slice(f.Span), p.from.Label, p.quote)
		}
	}
	return nil
}
