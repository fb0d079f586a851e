package export

import (
	"bytes"
	"fmt"

	"rubricator/annotate"
)

// checkCanonical reads a canonical line again: the text is the document's, and every span and decision covers the
// characters that it says it covers.
func checkCanonical(line []byte, text annotate.Text) error {
	w := &walker{b: line}
	w.lit(`{"schema":"` + SchemaName + `"`)
	w.skipKeys(`,"id":`, `,"title":`, `,"lang":`, `,"dir":`, `,"pinned":`)
	w.lit(`,"text":`)
	if got := w.str(make([]byte, 0, len(text.String()))); w.err == nil && string(got) != text.String() {
		return fmt.Errorf("the text just made is not the document's")
	}
	w.skipKeys(`,"text_sha256":`, `,"source":`, `,"meta":`, `,"status":`, `,"annotator":`, `,"note":`)
	w.list(`,"zones":[`, func() { w.span(text); w.lit("}") })
	var buf []byte
	w.list(`,"spans":[`, func() {
		w.lit(`{"id":`)
		w.skip()
		buf = w.quoted(buf, `,"start":`, text)
		w.skipKeys(`,"annotator":`, `,"origin":`, `,"suggester":`, `,"score":`, `,"entity":`, `,"note":`)
		w.lit("}")
	})
	w.list(`,"decisions":[`, func() {
		buf = w.quoted(buf, `{"start":`, text)
		w.skipKeys(`,"verdict":`, `,"suggester":`, `,"score":`, `,"annotation":`)
		w.lit("}")
	})
	if passed := `,"passed":[`; bytes.HasPrefix(w.b[min(w.at, len(w.b)):], []byte(passed)) {
		w.list(passed, func() { w.passed(text) })
	}
	w.lit(`,"relations":[]`)
	w.skipKeys(`,"group":`, `,"split":`)
	w.lit("}\n")
	return w.err
}

// skipKeys expects the keys in this order, each with a value of any kind.
func (w *walker) skipKeys(keys ...string) {
	for _, k := range keys {
		w.lit(k)
		w.skip()
	}
}

// list expects a list and calls each at the start of every element.
func (w *walker) list(open string, each func()) {
	w.lit(open)
	for first := true; w.err == nil && w.more(first); first = false {
		each()
	}
}

// span reads {"start":a,"end":b without what follows it.
func (w *walker) span(text annotate.Text) annotate.Span {
	return w.spanAt(`{"start":`, text)
}

func (w *walker) spanAt(key string, text annotate.Text) annotate.Span {
	w.lit(key)
	start := w.num()
	w.lit(`,"end":`)
	sp := annotate.Span{Start: start, End: w.num()}
	if w.err == nil && (sp.Empty() || sp.End > text.Len()) {
		w.err = fmt.Errorf("%w: [%d,%d) in %d code points", annotate.ErrSpan, sp.Start, sp.End, text.Len())
	}
	return sp
}

// passed reads an element of passed, whose span may be empty.
func (w *walker) passed(text annotate.Text) {
	w.lit(`{"start":`)
	start := w.num()
	w.lit(`,"end":`)
	if end := w.num(); w.err == nil && (end < start || end > text.Len()) {
		w.err = fmt.Errorf("%w: [%d,%d) in %d code points", annotate.ErrSpan, start, end, text.Len())
	}
	w.skipKeys(`,"kind":`, `,"label":`)
	w.lit("}")
}

// quoted reads start, end, label and text, and compares the text with what the offsets cover.
func (w *walker) quoted(buf []byte, key string, text annotate.Text) []byte {
	sp := w.spanAt(key, text)
	w.skipKeys(`,"label":`)
	w.lit(`,"text":`)
	buf = w.str(buf[:0])
	if w.err == nil && text.Slice(sp) != string(buf) {
		w.err = fmt.Errorf("%w: [%d,%d) covers %q, written is %q", annotate.ErrQuote, sp.Start, sp.End, text.Slice(sp), buf)
	}
	return buf
}
