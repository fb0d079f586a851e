package export

import (
	"strings"
	"unicode"

	"rubricator/annotate"
)

// tagged is what the formats of tokens and tags have in common: sentences of tokens with one flat layer.
type tagged struct {
	*run
	names *labelNames
	long  *int // sentences with more than longSentence tokens
}

func openTagged(r *run) tagged { return tagged{r, newLabelNames(r.opts.Schema, columnName), new(int)} }

// longSentence is how many tokens a sentence has that programs cut.
const longSentence = 250

// taggedText is a unit as sentences; flat has the labels as tags spell them.
type taggedText struct {
	sentences []taggedSentence
	flat      []placed
	tokens    int
}

type taggedSentence struct {
	list []token
	tags []string
}

// prepare puts a unit on tokens and reports what does not fit; false for a text without words.
func (t tagged) prepare(u unit) (taggedText, bool) {
	flat, left := t.flat(u.spans)
	list := columnTokens(t.tokens(u.Record, u.text, flat))
	if len(list) == 0 {
		t.report.lose(u.Record, "the text has no words")
		return taggedText{}, false
	}
	for _, o := range left {
		t.outdone(u.Record, o)
	}
	for i, p := range flat {
		flat[i].from.Label = t.names.of(p.from.Label)
	}
	text := taggedText{flat: flat, tokens: len(list)}
	all := tags(list, flat)
	for _, s := range joined(sentences(u.text), flat) {
		n := 0
		for n < len(list) && list[n].Start < s.End {
			n++
		}
		if n == 0 {
			continue
		}
		if n > longSentence {
			*t.long++
		}
		t.opts.Scheme.retag(all[:n])
		text.sentences = append(text.sentences, taggedSentence{list[:n], all[:n]})
		list, all = list[n:], all[n:]
	}
	return text, true
}

// count adds a unit that is written.
func (t tagged) count(u unit, text taggedText) {
	t.split(u.Record).Tokens += text.tokens
	t.report.Spans += len(text.flat)
}

func (t tagged) finish() error {
	if *t.long > 0 {
		t.note("%s more than %d tokens; programs cut what is longer than their limit", countHave(*t.long, "sentence"), longSentence)
	}
	for _, n := range t.names.changed {
		t.note("label %q is written %q, because a column cannot hold it", n[0], n[1])
	}
	return nil
}

func countHave(n int, noun string) string {
	if n == 1 {
		return count(n, noun) + " has"
	}
	return count(n, noun) + " have"
}

// outdone reports a span that gives way to another, in a format with one layer and nothing else.
func (r *run) outdone(rec Record, o overlapped) {
	l := lossOf(rec, o.from, "nested", o.reason())
	r.report.Lost = append(r.report.Lost, l)
	r.row(l, "")
}

// columnTokens are tokens that can stand in a column: one of several words by Python's white space is cut there, one
// that a model would not see is left out.
func columnTokens(list []token) []token {
	out := make([]token, 0, len(list))
	for _, t := range list {
		at, s := t.Start, t.text
		for s != "" {
			n := strings.IndexFunc(s, isSpace)
			if n < 0 {
				n = len(s)
			}
			width := len([]rune(s[:n]))
			if part := s[:n]; !allVanish(part) {
				out = append(out, token{annotate.Span{Start: at, End: at + width}, part})
			}
			rest := strings.TrimLeftFunc(s[n:], isSpace)
			at += width + len([]rune(s[n:])) - len([]rune(rest))
			s = rest
		}
	}
	return out
}

// columnName is a label as it stands in a tag: _ for white space, for characters without width, and for | which separates features.
func columnName(label annotate.Label) string {
	return strings.Map(func(r rune) rune {
		if vanishes(r) || r == '|' || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, label.Name)
}
