package export

import (
	"fmt"
)

// stanza writes one list of sentences, each a list of tokens with their tags. It has no documents: those of one document
// stand in one line.
type stanza struct{ tagged }

func openStanza(r *run) writer { return stanza{openTagged(r)} }

func (s stanza) write(dst []byte, u unit) ([]byte, error) {
	text, ok := s.prepare(u)
	if !ok {
		return dst, nil
	}
	from := len(dst)
	for i, sentence := range text.sentences {
		dst = append(comma(dst, i), '[')
		for j, t := range sentence.list {
			dst = appendString(append(comma(dst, j), `{"text":`...), t.text)
			dst = append(s.field(dst, `,"ner":`, sentence.tags[j]), '}')
		}
		dst = append(dst, ']')
	}
	dst = append(dst, '\n')
	s.count(u, text)
	return dst, s.check(dst[from:], u.lesson, text.flat)
}

// check reads the sentences of a document again and compares the spans that their tags spell.
func (s stanza) check(line []byte, l lesson, flat []placed) error {
	w := &walker{b: line}
	r := newTagReader(l.text.String(), s.opts.Scheme)
	var token []byte
	for i := 0; w.err == nil && w.at < len(line)-1; i++ {
		if i > 0 {
			w.lit(",")
		}
		w.list("[", func() {
			w.lit(`{"text":`)
			token = w.str(token[:0])
			w.lit(`,"ner":`)
			tag := string(w.str(nil))
			w.lit("}")
			if w.err == nil {
				r.token(string(token), tag)
			}
		})
		r.sentence()
	}
	w.lit("\n")
	if w.err != nil {
		return fmt.Errorf("sentences: %w", w.err)
	}
	return r.compare(l.text, flat)
}
