package suggest

import (
	"context"

	"rubricator/annotate"
)

// OccurrenceOptions says how widely Occurrences looks.
type OccurrenceOptions struct {
	IgnoreCase bool // finds "IRAN" and "iran" for "Iran"
	Prefixed   bool // finds the phrase behind an Arabic or Hebrew prefix, and before a Korean particle
}

// Occurrences finds a phrase wherever it stands as whole words, left to right without overlap: curly and straight
// quotes are the same, and so are Arabic letters with and without their marks. The spans are those of the phrase,
// without what is written onto it.
func (e *Engine) Occurrences(text annotate.Text, lang, phrase string, opts OccurrenceOptions) []annotate.Span {
	wanted := phraseView(phrase, lang)
	keys := wanted.key()
	v, err := newView(context.Background(), text.String(), lang)
	if err != nil || len(keys) == 0 {
		return nil
	}
	lx := newLexicon[struct{}]()
	lx.put(keys, struct{}{})
	s := search{view: v, opts: opts, form: foldKeepingCase(evened(wanted.slice(0, len(wanted.tokens))))}
	for i := range v.tokens {
		lx.find(v, i, s.visit)
	}
	return s.spans
}

type search struct {
	view  *view
	opts  OccurrenceOptions
	form  string
	spans []annotate.Span
}

func (s *search) visit(m match[struct{}]) {
	v := s.view
	attached := m.prefix != "" || m.end < v.tokens[m.last-1].end
	if attached && !s.opts.Prefixed {
		return
	}
	if !s.opts.IgnoreCase && m.prefix == "" && foldKeepingCase(evened(v.text[m.from:m.to])) != s.form {
		return
	}
	if n := len(s.spans); n > 0 && s.spans[n-1].End > m.start {
		return
	}
	s.spans = append(s.spans, annotate.Span{Start: m.start, End: m.end})
}
