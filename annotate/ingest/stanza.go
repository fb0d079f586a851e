package ingest

import (
	"fmt"
	"io"
	"iter"
)

// looksStanza takes a list of sentences of tokens.
func looksStanza(h Head) bool {
	token := h.First.at(0)
	return h.List && h.First.kind == '[' && !token.get("text").missing() && !token.get("ner").missing()
}

// readStanza reads the sentences that Stanza's trainer takes. They do not say where documents begin.
func readStanza(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		s := &stanzaReader{report: report{opts: opts}}
		s.doc.tags = tagReader{strict: true}
		for e, err := range elements(r) {
			if err != nil {
				if !s.flush(yield) {
					return
				}
				yield(Record{}, err)
				return
			}
			s.add(e)
			if s.doc.sentences == documentSentences && !s.flush(yield) {
				return
			}
		}
		s.flush(yield)
	}
}

type stanzaReader struct {
	report
	ids IDs
	doc tokenDocument
}

// flush gives the document at hand, if there is one; false where nobody wants more.
func (s *stanzaReader) flush(yield func(Record, error) bool) bool {
	if s.doc.sentences == 0 {
		return true
	}
	if n := s.doc.tags.repaired; n > 0 {
		s.doc.tags.repaired = 0
		s.remark(Remark{Line: s.doc.line, Reason: fmt.Sprintf("broken sequences of tags: %s; a tag that cannot go on begins a span", countOf(n, "place"))})
	}
	rec, ok := s.doc.finish(builder{report: &s.report, ids: &s.ids})
	return !ok || yield(rec, nil)
}

// add takes a sentence; one of which something is amiss is refused whole, as its tags hang together.
func (s *stanzaReader) add(e element) {
	t, why := e.parsed()
	if why == "" && t.kind != '[' {
		why = "it is no list of tokens"
	}
	var sentence tokenSentence
	for i, token := range t.list {
		text, isText := token.get("text").str()
		tag, hasTag := token.get("ner").str()
		switch {
		case why != "":
		case !isText || text == "":
			why = fmt.Sprintf("token %d has no text", i+1)
		case !hasTag || !isTokenTag(tag):
			why = fmt.Sprintf("token %d, %.40q, has no tag such as O or B-PER", i+1, text)
		}
		sentence.rows = append(sentence.rows, tokenRow{line: e.line, text: text, tags: []string{tag}})
	}
	if why != "" {
		s.refuse(e.line, "", why)
		return
	}
	s.doc.add(sentence)
}
