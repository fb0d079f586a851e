package ingest

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// looksTexts takes objects with a text under one of its usual names.
func looksTexts(h Head) bool {
	return slices.ContainsFunc(textNames["text"], func(name string) bool { return h.has(name) && (h.First.kind == 0 || h.First.get(name).kind == '"') })
}

// readTexts reads JSON objects with texts and no spans, one a line or in a list. The keys are those that are named, else
// the usual ones; all others become metadata.
func readTexts(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return readJSON(r, opts, []Unit{CodePoints}, textsRecord)
}

func textsRecord(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	b.unit = CodePoints
	key := func(what string) string {
		if name, ok := f.opts.Columns[what]; ok {
			return name
		}
		for _, name := range textNames[what] {
			if k := t.get(name).kind; k == '"' || k == '1' && what == "id" {
				return name
			}
		}
		return ""
	}
	id, title, lang, text := key("id"), key("title"), key("lang"), key("text")
	b.id = t.get(id).id()
	if t.get(text).kind != '"' {
		f.refuse(line, b.id, noText(t, text))
		return nil
	}
	for i, name := range t.keys {
		v := t.list[i]
		switch {
		case name == text:
			b.text = v.text
		case name == id && b.id != "":
		case name == title && v.kind == '"':
			b.title = v.text
		case name == lang && langOf(v.text) != "":
			b.lang = langOf(v.text)
		default:
			b.keep(name, v)
		}
	}
	return []*builder{b}
}

// noText says why a value has no text.
func noText(t tree, key string) string {
	switch {
	case t.kind != '{':
		return "it is no object"
	case key == "":
		return fmt.Sprintf("none of its keys is %s: say which one has the text, as in --columns text=NAME; its keys are %s", strings.Join(textNames["text"], ", "), quoteSome(t.keys))
	case slices.Contains(t.keys, key):
		return fmt.Sprintf("%q is no string", key)
	}
	return fmt.Sprintf("it has no %q: its keys are %s", key, quoteSome(t.keys))
}

// DetectColumns finds the format of a file for which somebody has named columns.
func DetectColumns(name string, head []byte, columns map[string]string) (Format, error) {
	ending := newHead(name, nil).Ending
	_, tagged := columns["labels"]
	for format, endings := range map[string][]string{"csv": csvEndings, "jsonl": jsonEndings} {
		if f, ok := Lookup(format); ok && len(columns) > 0 && !tagged && slices.Contains(endings, ending) {
			return f, nil
		}
	}
	return Detect(name, head)
}

// ParseColumns reads a choice of columns as it stands on a command line: "text=body,id=2,lang=language".
func ParseColumns(list string) (map[string]string, error) {
	if list == "" {
		return nil, nil
	}
	columns := map[string]string{}
	for part := range strings.SplitSeq(list, ",") {
		what, name, ok := strings.Cut(part, "=")
		what, name = strings.TrimSpace(what), strings.TrimSpace(name)
		switch {
		case !ok || name == "":
			return nil, fmt.Errorf("%q names no column: write text=NAME, or text=NUMBER", part)
		case !slices.Contains([]string{"text", "id", "title", "lang", "labels"}, what):
			return nil, fmt.Errorf("%q is nothing that a column can be: use one of text, id, title, lang, labels", what)
		case columns[what] != "":
			return nil, fmt.Errorf("%q is named twice", what)
		}
		columns[what] = name
	}
	return columns, nil
}
