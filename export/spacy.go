package export

import (
	_ "embed"
)

// docbin is the script that makes spaCy's binary training file of the lines.
//
//go:embed make_docbin.py
var docbin []byte

const docbinFile = "make_docbin.py"

// spacy writes spaCy's Doc-JSON, one document a line: flat entities in ents, all of them in spans["sc"].
type spacy struct{ *run }

func openSpacy(r *run) writer { return spacy{r} }

func (s spacy) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	dst, flat := s.encode(dst, u)
	return dst, checkSpacy(dst[from:], u.lesson, flat)
}

// encode gives the line, and the spans that stand in ents.
func (s spacy) encode(dst []byte, u unit) ([]byte, []placed) {
	rec, l := u.Record, u.lesson
	flat, left := s.flat(l.spans)
	for _, o := range left {
		s.row(lossOf(rec, o.from, "nested", o.reason()+"; it stands in spans, not in ents"), "")
	}
	dst = appendString(append(dst, `{"text":`...), l.text.String())
	dst = append(dst, `,"ents":[`...)
	for i, p := range flat {
		dst = append(s.span(comma(dst, i), p), '}')
	}
	dst = append(dst, `],"spans":{"sc":[`...)
	for i, p := range l.spans {
		dst = append(s.field(s.span(comma(dst, i), p), `,"kb_id":`, p.from.Entity), '}')
	}
	dst = append(dst, `]},"tokens":[`...)
	for i, t := range spaced(s.tokens(rec, l.text, l.spans), l.text.String()) {
		dst = appendInt(comma(dst, i), `{"id":`, i)
		dst = appendInt(dst, `,"start":`, t.Start)
		dst = append(appendInt(dst, `,"end":`, t.End), '}')
	}
	s.report.Spans += len(l.spans)
	return append(s.field(dst, `],"id":`, u.id), "}\n"...), flat
}

func (s spacy) span(dst []byte, p placed) []byte {
	dst = appendInt(dst, `{"start":`, p.Start)
	dst = appendInt(dst, `,"end":`, p.End)
	return s.field(dst, `,"label":`, p.from.Label)
}

func (s spacy) finish() error {
	if n := s.actions["nested"]; n > 0 {
		s.note("%s in spans, not in ents, because ents cannot overlap; see %s", count(n, "span"), alignmentFile)
	}
	return s.add(docbinFile, docbin)
}

// spaced puts spaCy's white-space tokens between the words: a space after a word belongs to it, and each run of other
// white space is a token, so that words and spaces give back the text.
func spaced(list []token, s string) []token {
	all := make([]token, 0, len(list)+len(list)/8+1)
	at, b := 0, 0 // code points and bytes done
	gap := func(to int) {
		if to > at && b > 0 && s[b] == ' ' {
			at, b = at+1, b+1
		}
		if to > at {
			run := prefix(s[b:], to-at)
			t := token{text: run}
			t.Start, t.End = at, to
			all, b, at = append(all, t), b+len(run), to
		}
	}
	for _, t := range list {
		gap(t.Start)
		all = append(all, t)
		at, b = t.End, b+len(t.text)
	}
	gap(at + len([]rune(s[b:])))
	return all
}
