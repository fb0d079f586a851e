package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// checkChat reads a line again: its text is the document's, and each entity of the answer, looked for from the left,
// is found where its span is.
func checkChat(line []byte, shape ChatShape, l lesson) error {
	w := &walker{b: line}
	text := l.text.String()
	if shape == ChatPrompt {
		w.lit(`{"prompt":[{"role":"user","content":`)
		if got := string(w.str(nil)); w.err == nil && !strings.HasSuffix(got, "\n\n"+text) {
			return fmt.Errorf("the text just made is not the document's")
		}
		w.lit(`}],"completion":[`)
	} else {
		w.skipKeys(`{"messages":[{"role":"system","content":`)
		w.textIs(`},{"role":"user","content":`, l.text)
		w.lit(`},`)
	}
	w.lit(`{"role":"assistant","content":`)
	answer := w.str(nil)
	w.lit("}]}\n")
	if w.err != nil {
		return w.err
	}
	return checkAnswer(answer, text, l)
}

func checkAnswer(answer []byte, text string, l lesson) error {
	w := &walker{b: answer}
	last := map[string]finding{}
	n := 0
	w.list(`{"entities":[`, func() {
		w.lit(`{"text":`)
		quote := string(w.str(nil))
		w.lit(`,"label":`)
		label := string(w.str(nil))
		w.lit(`,"occurrence":`)
		nth := w.num()
		w.lit("}")
		if w.err != nil {
			return
		}
		if n >= len(l.spans) {
			w.err = fmt.Errorf("there are more entities than %d", len(l.spans))
			return
		}
		f := last[quote].find(text, quote, nth)
		last[quote] = f
		want := l.spans[n]
		n++
		if f.nth != nth || f.at != l.text.Byte(want.Start) || quote != want.quote || label != want.from.Label {
			w.err = fmt.Errorf("%w: %s %q number %d stands at byte %d, wanted is %s [%d,%d) %q", annotate.ErrQuote, label, quote, nth, f.at, want.from.Label, want.Start, want.End, want.quote)
		}
	})
	w.lit("}")
	if w.err == nil && (n != len(l.spans) || w.at != len(answer)) {
		w.err = fmt.Errorf("%d of %d spans are in the answer", n, len(l.spans))
	}
	return w.err
}

// finding is the place of a string's nth occurrence, in bytes; the zero value stands before the first.
type finding struct{ nth, at int }

// find goes on to the right; where there is no such occurrence the last one is given.
func (f finding) find(text, quote string, nth int) finding {
	for f.nth < nth {
		from := f.at
		if f.nth > 0 {
			_, step := utf8.DecodeRuneInString(text[from:])
			from += step
		}
		i := strings.Index(text[from:], quote)
		if i < 0 {
			break
		}
		f = finding{f.nth + 1, from + i}
	}
	return f
}
