package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
)

// looksGliner takes records of tokens with spans between them.
func looksGliner(h Head) bool { return h.has("tokenized_text", "ner") }

// readGliner reads the records that GLiNER is trained on: tokens, and spans by their first and last one. Where the manifest
// of our own export stands beside the file, labels get their names back.
func readGliner(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	opts.Unit = CodePoints
	return readJSON(r, opts, []Unit{CodePoints}, glinerReader{naturalLabels(opts)}.tokens)
}

// glinerReader is one file for GLiNER or GLiNER2.
type glinerReader struct {
	names naturalNames
}

// naturalNames are labels of a project, by how they stand in a file that has them as people say them.
type naturalNames map[string]string

// naturalLabels are those of the manifest beside a file that we have written, or of the folder that it is in.
func naturalLabels(opts ReadOptions) naturalNames {
	var m struct {
		Labels []struct{ Name, Gliner string }
	}
	data := opts.beside(opts.Name + ".manifest.json")
	if data == nil {
		data = opts.beside("manifest.json")
	}
	if json.Unmarshal(data, &m) != nil {
		return nil
	}
	names := naturalNames{}
	for _, l := range m.Labels {
		if l.Gliner != "" && l.Name != "" {
			names[l.Gliner] = l.Name
		}
	}
	return names
}

// label is the project's for one of the file.
func (n naturalNames) label(s string) string {
	if name, ok := n[s]; ok {
		return name
	}
	return s
}

func (g glinerReader) tokens(f jsonFile, line int, t tree) []*builder {
	b, ner := f.builder(line), t.get("ner")
	b.marked = !ner.missing()
	at, ok := b.words(t.get("tokenized_text"))
	if !ok {
		return nil
	}
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
		case first < 0 || last < first || last >= len(at):
			b.say("span number %d left out: [%d,%d] is no span of %s", i+1, first, last, countOf(len(at), "token"))
		default:
			b.spans = append(b.spans, found{nth: i + 1, start: at[first][0], end: at[last][1], label: g.names.label(label)})
		}
	}
	for _, key := range t.keys {
		if !slices.Contains([]string{"tokenized_text", "ner", "ner_negatives", "negatives", "ner_labels", "label"}, key) {
			f.once(line, "", key)
		}
	}
	return []*builder{b}
}

// words makes the text of a list of tokens and says where each stands in it; false, with a line in the report, where
// they are none.
func (b *builder) words(t tree) (at [][2]int, ok bool) {
	words, ok := stringsOf(t)
	if i := slices.IndexFunc(t.list, func(token tree) bool { return token.text == "" }); i >= 0 {
		b.refuse(b.line, b.id, fmt.Sprintf("token %d is no string, or an empty one", i+1))
		return nil, false
	}
	if !ok || len(words) == 0 {
		b.refuse(b.line, b.id, "it has no tokens")
		return nil, false
	}
	return b.rebuild(words), true
}
