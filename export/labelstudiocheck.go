package export

import (
	"fmt"

	"rubricator/annotate"
)

// checkLabelStudio reads a task again: its text is the document's, and each region covers the characters and has the
// label that it says.
func checkLabelStudio(line []byte, u unit) error {
	w := &walker{b: line}
	w.lit(`{"data":`)
	w.textIs(`{"text":`, u.text)
	w.skipKeys(`,"ext_id":`, `,"title":`, `,"lang":`, `,"annotator":`, `,"meta":`)
	n := 0
	w.lit(`},"annotations":[`)
	if w.more(true) {
		w.skipKeys(`{"was_cancelled":`)
		w.list(`,"result":[`, func() {
			w.skipKeys(`{"id":`)
			w.lit(`,"from_name":"` + studioControl + `","to_name":"` + studioObject + `","type":"labels","value":`)
			w.region(u, n)
			n++
			w.skipKeys(`,"meta":`)
			w.lit("}")
		})
		w.lit("}]")
	}
	w.lit("}\n")
	if w.err == nil && n != len(u.spans) {
		return fmt.Errorf("%d of %d spans are in the line", n, len(u.spans))
	}
	return w.err
}

// textIs expects a key with this text.
func (w *walker) textIs(key string, text annotate.Text) {
	w.lit(key)
	if got := w.str(make([]byte, 0, len(text.String()))); w.err == nil && string(got) != text.String() {
		w.err = fmt.Errorf("the text just made is not the document's")
	}
}

// region reads a value of Label Studio and compares it with the i-th span and with the text.
func (w *walker) region(u unit, i int) {
	sp := w.span(u.text)
	w.lit(`,"text":`)
	quote := string(w.str(nil))
	w.lit(`,"labels":[`)
	label := string(w.str(nil))
	w.lit("]}")
	switch {
	case w.err != nil:
	case i >= len(u.spans):
		w.err = fmt.Errorf("there are more spans than %d", len(u.spans))
	case u.text.Slice(sp) != u.spans[i].quote || quote != u.spans[i].quote:
		w.err = fmt.Errorf("%w: [%d,%d) covers %q, written is %q, wanted is %q", annotate.ErrQuote, sp.Start, sp.End, u.text.Slice(sp), quote, u.spans[i].quote)
	case label != u.spans[i].from.Label:
		w.err = fmt.Errorf("[%d,%d) has label %q, wanted is %q", sp.Start, sp.End, label, u.spans[i].from.Label)
	}
}
