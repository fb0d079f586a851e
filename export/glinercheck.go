package export

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// check reads a record again: the tokens stand in the text with white space between them, each span covers its quote from
// its first to its last token, and no label is both there and absent.
func (g gliner) check(line []byte, l lesson) error {
	w := &walker{b: line}
	tokens := w.glinerTokens(l.text.String())
	n := 0
	var labels []string
	w.list(`,"ner":[`, func() {
		w.lit("[")
		first := w.num()
		w.lit(",")
		last := w.num()
		w.lit(",")
		label := string(w.str(nil))
		w.lit("]")
		switch {
		case w.err != nil:
		case n >= len(l.spans) || first > last || last >= len(tokens):
			w.err = fmt.Errorf("[%d,%d] is no span of %d tokens", first, last, len(tokens))
		default:
			w.err = g.same(annotate.Span{Start: tokens[first].Start, End: tokens[last].End}, label, l.text, l.spans[n])
		}
		labels = append(labels, label)
		n++
	})
	absent := 0
	w.list(`,"ner_negatives":[`, func() {
		if label := string(w.str(nil)); slices.Contains(labels, label) {
			w.err = fmt.Errorf("%q is both there and absent", label)
		}
		absent++
	})
	w.lit("}\n")
	slices.Sort(labels)
	known := 0
	for _, label := range slices.Compact(labels) {
		if slices.ContainsFunc(g.opts.Schema.Labels, func(l annotate.Label) bool { return g.gliner.of(l.Name) == label }) {
			known++
		}
	}
	if w.err == nil && (n != len(l.spans) || known+absent != len(g.opts.Schema.Labels)) {
		return fmt.Errorf("%d of %d spans, and %d of %d labels are in the record", n, len(l.spans), known+absent, len(g.opts.Schema.Labels))
	}
	return w.err
}

func (g gliner) same(sp annotate.Span, label string, text annotate.Text, p placed) error {
	if sp != p.Span || text.Slice(sp) != p.quote || label != g.gliner.of(p.from.Label) {
		return fmt.Errorf("tokens cover %q as %q in place of %q as %s", text.Slice(sp), label, p.quote, p.from.Label)
	}
	return nil
}

// glinerTokens reads the tokens and finds each in the text.
func (w *walker) glinerTokens(text string) (found []annotate.Span) {
	at := 0
	w.list(`{"tokenized_text":[`, func() {
		token := string(w.str(nil))
		rest := strings.TrimLeftFunc(text, isSpace)
		if w.err == nil && (token == "" || !strings.HasPrefix(rest, token)) {
			w.err = fmt.Errorf("token %q is not the next of %.40q", token, rest)
			return
		}
		at += utf8.RuneCountInString(text[:len(text)-len(rest)])
		found = append(found, annotate.Span{Start: at, End: at + utf8.RuneCountInString(token)})
		at, text = at+utf8.RuneCountInString(token), rest[min(len(token), len(rest)):]
	})
	if w.err == nil && strings.TrimFunc(text, isSpace) != "" {
		w.err = fmt.Errorf("no token covers %.40q", text)
	}
	return found
}
