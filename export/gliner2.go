package export

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// gliner2 writes a text a line with the strings that have each label. It has no offsets, so whatever says the same has
// the same label.
type gliner2 struct{ *run }

func openGliner2(r *run) writer {
	openGliner(r) // the labels are the same
	return gliner2{r}
}

func (g gliner2) write(dst []byte, u unit) ([]byte, error) {
	if allVanish(u.text.String()) {
		g.report.lose(u.Record, "the text has no words")
		return dst, nil
	}
	from := len(dst)
	labels, mentions := g.mentions(u.lesson)
	dst = appendString(append(dst, `{"input":`...), u.text.String())
	dst = append(dst, `,"output":{"entities":{`...)
	for i, l := range labels {
		dst = append(g.text(comma(dst, i), g.gliner.of(l)), ":["...)
		for j, m := range mentions[l] {
			dst = appendString(comma(dst, j), m)
		}
		dst = append(dst, ']')
	}
	dst = append(dst, `},"entity_descriptions":{`...)
	n := 0
	for _, l := range g.opts.Schema.Labels {
		if l.Guideline != "" {
			dst = g.field(g.text(comma(dst, n), g.gliner.of(l.Name)), ":", l.Guideline)
			n++
		}
	}
	dst = append(dst, "}}}\n"...)
	g.elsewhere(u, newGliner2Text(u.text.String()))
	g.report.Spans += len(u.spans)
	return dst, g.check(dst[from:], u.lesson)
}

// mentions are the labels, the schema's first, and the strings that each has, in the order in which they occur.
func (g gliner2) mentions(l lesson) (labels []string, mentions map[string][]string) {
	for _, s := range g.opts.Schema.Labels {
		labels = append(labels, s.Name)
	}
	mentions = map[string][]string{}
	for _, p := range l.spans {
		label := p.from.Label
		if !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
		if !slices.Contains(mentions[label], p.quote) {
			mentions[label] = append(mentions[label], p.quote)
		}
	}
	return labels, mentions
}

// gliner2Text is a text as GLiNER2 has it: it labels each run of its words that is a string, in small letters, and
// nothing else.
type gliner2Text struct {
	words  []string
	starts []int
}

func (g gliner2Text) same(quote string) string { return strings.ToLower(quote) }

func (g gliner2Text) places(quote string) (list []int) {
	part := newGliner2Text(quote).words
	for i := 0; len(part) > 0 && i+len(part) <= len(g.words); i++ {
		if slices.Equal(g.words[i:i+len(part)], part) {
			list = append(list, g.starts[i])
		}
	}
	return list
}

// gliner2Word is the expression by which GLiNER2 makes words: addresses whole, and each Chinese or Japanese character and
// Korean syllable by itself.
var gliner2Word = regexp.MustCompile(`(?i)https?://` + notSpace + `+|www\.` + notSpace + `+|[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}|@[a-z0-9_]+` +
	`|[\x{4E00}-\x{9FFF}\x{3040}-\x{30FF}\x{AC00}-\x{D7A3}]|[\p{L}\p{N}_]+(?:[-_][\p{L}\p{N}_]+)*|` + notSpace)

// notSpace is \S of Python.
const notSpace = `[^\x{09}-\x{0D}\x{1C}-\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]`

func newGliner2Text(s string) (g gliner2Text) {
	for _, at := range gliner2Word.FindAllStringIndex(s, -1) {
		g.words, g.starts = append(g.words, strings.ToLower(s[at[0]:at[1]])), append(g.starts, at[0])
	}
	return g
}

func (g gliner2) finish() error {
	if n := g.actions["ambiguous"] + g.actions["inside"]; n > 0 {
		g.note("%s cannot be told by strings alone; see %s", count(n, "span"), alignmentFile)
	}
	return nil
}

// check reads a line again: the text is the document's, and each label has exactly the strings that its spans cover.
func (g gliner2) check(line []byte, l lesson) error {
	w := &walker{b: line}
	w.lit(`{"input":`)
	if text := w.str(nil); w.err == nil && string(text) != l.text.String() {
		return fmt.Errorf("the text just made is not the document's")
	}
	w.lit(`,"output":{"entities":{`)
	labels, mentions := g.mentions(l)
	n := 0
	for i, label := range labels {
		if i > 0 {
			w.lit(",")
		}
		if name := string(w.str(nil)); w.err == nil && name != g.gliner.of(label) {
			return fmt.Errorf("label %q stands in place of %q", name, g.gliner.of(label))
		}
		var found []string
		w.list(":[", func() { found = append(found, string(w.str(nil))) })
		for _, s := range found {
			if !strings.Contains(l.text.String(), s) {
				return fmt.Errorf("%q is not in the text", s)
			}
		}
		if w.err == nil && !slices.Equal(found, mentions[label]) {
			return fmt.Errorf("%s has %q in place of %q", label, found, mentions[label])
		}
		for _, p := range l.spans {
			if p.from.Label == label && slices.Contains(found, p.quote) {
				n++
			}
		}
	}
	if w.err == nil && n != len(l.spans) {
		return fmt.Errorf("%d of %d spans have their string", n, len(l.spans))
	}
	w.skipKeys(`},"entity_descriptions":`)
	w.lit("}}\n")
	return w.err
}
