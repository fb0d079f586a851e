package export

import (
	"fmt"
	"slices"
	"strings"
)

// checkUniversalNER reads a record again: its text is the document's, its turns are those of the template, and each
// answer has the strings under the label's spans and no others.
func checkUniversalNER(line []byte, l lesson, asked []asked) error {
	w := &walker{b: line}
	w.skipKeys(`{"id":`)
	w.lit("," + universalText)
	if got := w.str(make([]byte, 0, len(line))); w.err == nil && string(got) != "Text: "+l.text.String() {
		return fmt.Errorf("the text just made is not the document's")
	}
	w.lit(universalRead)
	spans := 0
	for _, a := range asked {
		w.lit(universalAsk)
		if q := string(w.str(nil)); w.err == nil && q != question(a.name) {
			w.err = fmt.Errorf("%q is asked in place of %s", q, a.name)
		}
		w.lit(universalAnswer)
		answer := stringsIn(w.str(nil))
		w.lit("}")
		n, err := l.answered(answer, a.label)
		if spans += n; w.err == nil {
			w.err = err
		}
	}
	w.lit("]}\n")
	if w.err == nil && spans != len(l.spans) {
		w.err = fmt.Errorf("%d of %d spans are answered", spans, len(l.spans))
	}
	return w.err
}

// stringsIn reads a list of strings; nil for what is none.
func stringsIn(data []byte) []string {
	w := &walker{b: data}
	list := []string{}
	w.list("[", func() { list = append(list, string(w.str(nil))) })
	if w.err != nil || w.at != len(data) {
		return nil
	}
	return list
}

// answered counts the spans of a label whose strings are in its answer. Each string stands for a span, and none is there
// twice.
func (l lesson) answered(answer []string, label string) (n int, err error) {
	if answer == nil {
		return 0, fmt.Errorf("the answer for %s is no list of strings", label)
	}
	stood := map[string]bool{}
	for _, p := range l.spans {
		if p.from.Label == label && slices.Contains(answer, p.quote) {
			n++
			stood[p.quote] = true
		}
	}
	if len(stood) != len(answer) {
		return n, fmt.Errorf("the answer for %s is %.200q, of which only %d are its strings", label, strings.Join(answer, "|"), len(stood))
	}
	return n, nil
}
