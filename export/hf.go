package export

import (
	"maps"
	"slices"
)

// hf writes a folder that Hugging Face's datasets loads: a file of lines for each split, and the card with the label
// names beside them.
type hf struct{ *run }

func openHF(r *run) writer { return hf{r} }

func (h hf) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	dst, flat := h.encode(dst, u)
	if len(dst) == from {
		return dst, nil
	}
	return dst, checkHF(dst[from:], u.lesson, flat)
}

// encode gives the line, none for a text without words, and the spans that the tags spell.
func (h hf) encode(dst []byte, u unit) ([]byte, []placed) {
	rec, l := u.Record, u.lesson
	flat, left := h.flat(l.spans)
	list := slices.DeleteFunc(h.tokens(rec, l.text, flat), func(t token) bool { return allVanish(t.text) })
	if len(list) == 0 {
		h.report.lose(rec, "the text has no words")
		return dst, nil
	}
	for _, o := range left {
		h.changed(rec, o.from, "nested", o.reason()+"; it stands in spans, not in ner_tags")
	}
	h.split(rec).Tokens += len(list)
	h.report.Spans += len(l.spans)
	return h.line(dst, u, list, flat), flat
}

// finish leaves the card to the run, which writes one for every folder.
func (h hf) finish() error { return nil }

func (h hf) line(dst []byte, u unit, list []token, flat []placed) []byte {
	dst = h.field(dst, `{"id":`, u.id)
	dst = appendString(append(dst, `,"text":`...), u.text.String())
	dst = h.field(dst, `,"lang":`, language(u.Record))
	dst = append(dst, `,"tokens":[`...)
	for i, t := range list {
		dst = appendString(comma(dst, i), t.text)
	}
	dst = append(dst, `],"ner_tags":[`...)
	for i, tag := range tags(list, flat) {
		if dst = comma(dst, i); tag == "O" {
			dst = append(dst, `"O"`...)
		} else {
			dst = h.text(dst, tag)
		}
	}
	dst = append(dst, `],"spans":[`...)
	for i, p := range u.spans {
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

// classes are the names of the tags in the order of their numbers: O, then B- and I- of each label, sorted. Labels of
// the schema are there without a span too, so that the numbers do not change when one first occurs.
func (r *run) classes() []string {
	labels := maps.Clone(r.labels)
	for _, l := range r.opts.Schema.Labels {
		labels[l.Name] = true
	}
	names := []string{"O"}
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		names = append(names, "B-"+l, "I-"+l)
	}
	return names
}
