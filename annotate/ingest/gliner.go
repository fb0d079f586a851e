package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// looksGliner takes records of tokens with spans between them.
func looksGliner(h Head) bool { return h.has("tokenized_text", "ner") }

// readGliner reads the records that GLiNER is trained on: tokens, and spans by their first and last one. Where the manifest
// of our own export stands beside the file, labels get their names back.
func readGliner(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		g := &glinerReader{report: report{opts: opts}, names: glinerLabels(opts)}
		for e, err := range elements(r) {
			if err != nil {
				yield(Record{}, err)
				return
			}
			if rec, ok := g.record(e); ok && !yield(rec, nil) {
				return
			}
		}
	}
}

type glinerReader struct {
	report
	ids   IDs
	names map[string]string // labels of the project, by how they stand in the file
}

// glinerLabels are those of the manifest beside a file that we have written.
func glinerLabels(opts ReadOptions) map[string]string {
	var m struct {
		Labels []struct{ Name, Gliner string }
	}
	if json.Unmarshal(opts.beside(opts.Name+".manifest.json"), &m) != nil {
		return nil
	}
	names := map[string]string{}
	for _, l := range m.Labels {
		if l.Gliner != "" && l.Name != "" {
			names[l.Gliner] = l.Name
		}
	}
	return names
}

// label is the project's for one of the file.
func (g *glinerReader) label(s string) string {
	if name, ok := g.names[s]; ok {
		return name
	}
	return s
}

func (g *glinerReader) record(e element) (Record, bool) {
	t, why := e.parsed()
	if why != "" {
		g.refuse(e.line, "", why)
		return Record{}, false
	}
	b := builder{report: &g.report, ids: &g.ids, line: e.line, unit: CodePoints, marked: !t.get("ner").missing(), meta: map[string]string{"reconstructed": "true"}}
	starts, ends, ok := b.tokens(t.get("tokenized_text"))
	if !ok {
		return Record{}, false
	}
	ner := t.get("ner")
	if !ner.missing() && ner.kind != '[' {
		b.say("its spans are left out: %.40q is no list", ner.raw)
		ner = tree{}
	}
	for i, s := range ner.list {
		first, ok1 := s.at(0).int()
		last, ok2 := s.at(1).int()
		label, ok3 := s.at(2).str()
		switch {
		case !ok1 || !ok2 || !ok3 || len(s.list) != 3:
			b.say("span number %d left out: %.60s is not [first token, last token, label]", i+1, s.raw)
		case first < 0 || last < first || last >= len(starts):
			b.say("span number %d left out: [%d,%d] is no span of %s", i+1, first, last, countOf(len(starts), "token"))
		default:
			b.spans = append(b.spans, found{nth: i + 1, start: starts[first], end: ends[last], label: g.label(label)})
		}
	}
	for _, key := range t.keys {
		if !slices.Contains([]string{"tokenized_text", "ner", "ner_negatives", "negatives", "ner_labels", "label"}, key) {
			g.once(e.line, "", key)
		}
	}
	return b.finish()
}

// tokens makes the text of tokens with one space between them, and says where each stands; false, with a line in the
// report, where they are none.
func (b *builder) tokens(list tree) (starts, ends []int, ok bool) {
	var text strings.Builder
	at := 0
	for i, t := range list.list {
		s, isText := t.str()
		if !isText || s == "" {
			b.refuse(b.line, b.id, fmt.Sprintf("token %d is no string, or an empty one", i+1))
			return nil, nil, false
		}
		if i > 0 {
			text.WriteByte(' ')
			at++
		}
		starts = append(starts, at)
		text.WriteString(s)
		at += len([]rune(s))
		ends = append(ends, at)
	}
	if len(starts) == 0 {
		b.refuse(b.line, b.id, "it has no tokens")
		return nil, nil, false
	}
	b.text = text.String()
	return starts, ends, true
}
