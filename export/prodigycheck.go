package export

import (
	"fmt"

	"rubricator/annotate"
)

// checkProdigy reads a line again: the tokens give back the text, each span covers its quote, and the tokens that it
// names are the first and the last in it.
func checkProdigy(line []byte, u unit) error {
	w := &walker{b: line}
	w.textIs(`{"text":`, u.text)
	w.skipKeys(`,"meta":`)
	tokens := w.spacedTokens(u.text)
	n := 0
	w.list(`,"spans":[`, func() {
		sp := w.span(u.text)
		w.lit(`,"token_start":`)
		first := w.num()
		w.lit(`,"token_end":`)
		last := w.num()
		w.lit(`,"label":`)
		label := string(w.str(nil))
		w.lit("}")
		switch {
		case w.err != nil:
		case n >= len(u.spans):
			w.err = fmt.Errorf("there are more spans than %d", len(u.spans))
		case u.text.Slice(sp) != u.spans[n].quote || label != u.spans[n].from.Label:
			w.err = fmt.Errorf("%w: %s [%d,%d) covers %q, wanted is %s %q", annotate.ErrQuote, label, sp.Start, sp.End, u.text.Slice(sp), u.spans[n].from.Label, u.spans[n].quote)
		case first >= len(tokens) || last >= len(tokens) || tokens[first].Start != sp.Start || tokens[last].End != sp.End:
			w.err = fmt.Errorf("tokens %d to %d are not those of [%d,%d)", first, last, sp.Start, sp.End)
		}
		n++
	})
	w.lit(`,"_view_id":"spans_manual"`)
	if answer := prodigyAnswer(u.Work.Status); answer != "" {
		w.lit(`,"answer":"` + answer + `"`)
	}
	w.lit("}\n")
	if w.err == nil && n != len(u.spans) {
		return fmt.Errorf("%d of %d spans are in the line", n, len(u.spans))
	}
	return w.err
}

// spacedTokens reads tokens that give back the text: each starts where the one before it ends, or one space later where
// that says so.
func (w *walker) spacedTokens(text annotate.Text) (list []annotate.Span) {
	at, space := 0, false
	gap := func(to int) {
		between := text.Slice(annotate.Span{Start: at, End: to})
		if w.err == nil && (to < at || space != (between == " ") || !space && between != "") {
			w.err = fmt.Errorf("no token covers %q at code point %d", between, at)
		}
	}
	w.list(`,"tokens":[`, func() {
		w.lit(`{"text":`)
		word := string(w.str(nil))
		sp := w.spanAt(`,"start":`, text)
		w.lit(`,"id":`)
		if id := w.num(); w.err == nil && (id != len(list) || text.Slice(sp) != word) {
			w.err = fmt.Errorf("token %d at [%d,%d) is %q with id %d", len(list), sp.Start, sp.End, word, id)
		}
		gap(sp.Start)
		w.lit(`,"ws":`)
		if space = w.err == nil && w.at < len(w.b) && w.b[w.at] == 't'; space {
			w.lit("true}")
		} else {
			w.lit("false}")
		}
		list, at = append(list, sp), sp.End
	})
	gap(text.Len())
	return list
}
