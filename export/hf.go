package export

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
)

// hf writes a folder that Hugging Face's datasets loads: a file of lines for each split, the card with the label
// names, and what lies beside.
type hf struct {
	*run
	*hfState
}

type hfState struct {
	langs  map[string]bool
	splits map[string]*splitCount
	sums   [][sha256.Size]byte // of the lines
}

// splitCount is what the manifest and the card say about a split.
type splitCount struct {
	Docs   int `json:"docs"`
	Tokens int `json:"tokens"`
	Spans  int `json:"spans"`
}

// splitNames are the splits in the order of every list.
var splitNames = []string{"train", "validation", "test"}

func openHF(r *run) writer {
	return hf{r, &hfState{langs: map[string]bool{}, splits: map[string]*splitCount{}}}
}

func splitOf(rec Record) string {
	if rec.Split == "" {
		return splitNames[0]
	}
	return rec.Split
}

func splitFile(split string) string { return "data/" + split + ".jsonl" }

func (h hf) file(rec Record) string { return splitFile(splitOf(rec)) }

func (h hf) line(dst []byte, rec Record) ([]byte, error) {
	if !slices.Contains(splitNames, splitOf(rec)) {
		return dst, fmt.Errorf("split %q is none of %v", rec.Split, splitNames)
	}
	l, ok, err := h.lesson(rec)
	if err != nil || !ok {
		return dst, err
	}
	flat, left := h.flat(l.spans)
	list := slices.DeleteFunc(h.tokens(rec, l.text, flat), func(t token) bool { return allVanish(t.text) })
	if len(list) == 0 {
		h.report.lose(rec, "the text has no words")
		return dst, nil
	}
	for _, o := range left {
		h.changed(rec, o.from, "nested", o.reason()+"; it stands in spans, not in ner_tags")
	}
	from := len(dst)
	dst = h.encode(dst, rec, l, list, flat)
	if err := checkHF(dst[from:], l, flat); err != nil {
		return dst, err
	}
	h.count(rec, dst[from:], len(list), len(l.spans))
	return dst, nil
}

func (h hf) encode(dst []byte, rec Record, l lesson, list []token, flat []placed) []byte {
	dst = h.field(dst, `{"id":`, rec.Document.ID)
	dst = appendString(append(dst, `,"text":`...), l.text.String())
	dst = h.field(dst, `,"lang":`, language(rec))
	dst = append(dst, `,"tokens":[`...)
	for i, t := range list {
		dst = appendString(comma(dst, i), t.text)
	}
	dst = append(dst, `],"ner_tags":[`...)
	for i, tag := range tags(list, flat) {
		dst = h.text(comma(dst, i), tag)
	}
	dst = append(dst, `],"spans":[`...)
	for i, p := range l.spans {
		dst = appendInt(comma(dst, i), `{"start":`, p.Start)
		dst = appendInt(dst, `,"end":`, p.End)
		dst = h.field(dst, `,"label":`, p.from.Label)
		dst = append(appendString(append(dst, `,"text":`...), p.quote), '}')
	}
	return append(dst, "]}\n"...)
}

// tags are the IOB2 tags of tokens that are cut at the edges of the spans. A span begins at its first token, even
// where characters before it are no token.
func tags(list []token, flat []placed) []string {
	out := make([]string, len(list))
	begun := false
	for i, t := range list {
		for len(flat) > 0 && flat[0].End <= t.Start {
			flat, begun = flat[1:], false
		}
		switch {
		case len(flat) == 0 || !flat[0].Contains(t.Span):
			out[i] = "O"
		case begun:
			out[i] = "I-" + flat[0].from.Label
		default:
			out[i], begun = "B-"+flat[0].from.Label, true
		}
	}
	return out
}

func (h hf) count(rec Record, line []byte, tokens, spans int) {
	h.langs[language(rec)] = true
	h.sums = append(h.sums, sha256.Sum256(line))
	c := h.splits[splitOf(rec)]
	if c == nil {
		c = &splitCount{}
		h.splits[splitOf(rec)] = c
	}
	c.Docs, c.Tokens, c.Spans = c.Docs+1, c.Tokens+tokens, c.Spans+spans
	h.report.Spans += spans
}

// classes are the names of the tags in the order of their numbers: O, then B- and I- of each label, sorted. Labels of
// the schema are there without a span too, so that the numbers do not change when one first occurs.
func (h hf) classes() []string {
	labels := maps.Clone(h.labels)
	for _, l := range h.opts.Schema.Labels {
		labels[l.Name] = true
	}
	names := []string{"O"}
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		names = append(names, "B-"+l, "I-"+l)
	}
	return names
}
