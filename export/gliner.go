package export

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What GLiNER's models take unless they are set otherwise: longer texts are cut, and wider spans stepped over.
const (
	glinerLength = 384 // tokens of a record
	glinerWidth  = 12  // tokens of a span
)

// gliner writes one list of records with tokens, spans as first and last token, and the labels that are absent.
type gliner struct {
	*run
	long *int // records with more tokens than GLiNER takes
}

func openGliner(r *run) writer {
	r.gliner = newLabelNames(r.opts.Schema, natural)
	for _, l := range r.opts.Schema.Labels {
		r.gliner.of(l.Name)
	}
	return gliner{r, new(int)}
}

func (g gliner) write(dst []byte, u unit) ([]byte, error) {
	list := g.tokens(u.Record, u.text, u.spans)
	if allVanish(u.text.String()) {
		g.report.lose(u.Record, "the text has no words")
		return dst, nil
	}
	if len(list) > glinerLength {
		*g.long++
	}
	from := len(dst)
	dst = append(dst, `{"tokenized_text":[`...)
	for i, t := range list {
		dst = appendString(comma(dst, i), t.text)
	}
	dst = append(dst, `],"ner":[`...)
	here := map[string]bool{}
	for i, p := range u.spans {
		first, last := within(list, p)
		if last-first >= glinerWidth {
			g.changed(u.Record, p.from, "wide", countOf(last-first+1)+": with its usual max_width of 12 GLiNER steps over it")
		}
		here[p.from.Label] = true
		dst = appendInt(comma(dst, i), "[", first)
		dst = g.field(appendInt(dst, ",", last), ",", g.gliner.of(p.from.Label))
		dst = append(dst, ']')
	}
	dst = append(dst, `],"ner_negatives":[`...)
	n := 0
	for _, l := range g.opts.Schema.Labels {
		if !here[l.Name] {
			dst = g.text(comma(dst, n), g.gliner.of(l.Name))
			n++
		}
	}
	dst = append(dst, "]}\n"...)
	g.split(u.Record).Tokens += len(list)
	g.report.Spans += len(u.spans)
	return dst, g.check(dst[from:], u.lesson)
}

func countOf(tokens int) string { return "it has " + count(tokens, "token") }

// within are the first and the last token of a span; tokens are cut at its edges.
func within(list []token, p placed) (first, last int) {
	for first < len(list) && list[first].Start < p.Start {
		first++
	}
	last = first
	for last+1 < len(list) && list[last+1].End <= p.End {
		last++
	}
	return first, last
}

func (g gliner) finish() error {
	if *g.long > 0 {
		g.note("%s more than %d tokens, at which GLiNER cuts; choose smaller windows", countHave(*g.long, "record"), glinerLength)
	}
	if len(g.opts.Schema.Labels) == 0 {
		g.note("the schema has no labels, so a record without spans teaches nothing")
	}
	return nil
}

// glinerWords cuts as GLiNER does in use, with \w+(?:[-_]\w+)*|\S of Python: letters, digits and _ make words, which a
// hyphen joins; any other character stands by itself, combining marks too.
func glinerWords(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			n := glinerWord(s)
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// glinerWord is how many bytes the first piece of s has.
func glinerWord(s string) int {
	n := wordBytes(s)
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
		return n
	}
	for n < len(s) && s[n] == '-' {
		more := wordBytes(s[n+1:])
		if more == 0 {
			break
		}
		n += 1 + more
	}
	return n
}

func wordBytes(s string) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !isWord(r) }); n >= 0 {
		return n
	}
	return len(s)
}

// isWord is \w of Python's expressions.
func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.N, r) }
