package ingest

import (
	"io"
	"iter"
	"strings"
)

// doccanoLists are the names that doccano's versions had for the list of labels, the present one first.
var doccanoLists = []string{"label", "labels", "entities", "annotations"}

// looksDoccano takes a text beside a list of labels with offsets.
func looksDoccano(h Head) bool {
	if !h.has("text") && !h.has("data") {
		return false
	}
	for _, name := range doccanoLists {
		if list := h.First.get(name); h.has(name) && (h.First.kind == 0 || list.kind == '[' && isDoccano(list)) {
			return true
		}
	}
	return false
}

// isDoccano reports whether a list may be one of labels: it is empty, or its first element has offsets.
func isDoccano(list tree) bool {
	if len(list.list) == 0 {
		return true
	}
	first := list.at(0)
	_, is := first.at(0).int()
	return is && len(first.list) == 3 || first.get("start_offset").kind == '1'
}

// readDoccano reads what doccano exports and imports, in the shapes of all its versions: lists of start, end and label,
// or objects with start_offset and end_offset. Its page counts UTF-16 units, or grapheme clusters where a project is set
// so; other programs make such files in code points. Nothing in the file says which, so the texts must.
func readDoccano(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return jsonRecords(elements(r), opts, counting{[]Unit{UTF16, CodePoints, Graphemes}, true}, doccanoRecord)
}

func doccanoRecord(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	if b.id = t.get("ext_id").id(); b.id == "" {
		b.id = t.get("id").id()
	}
	text := t.get("text")
	if text.kind != '"' {
		text = t.get("data")
	}
	if text.kind != '"' {
		f.refuse(line, b.id, `it has no text: "text" is no string`)
		return nil
	}
	b.text = text.text
	for i, key := range t.keys {
		if wrong := b.doccanoField(key, t.list[i]); wrong != "" {
			f.refuse(line, b.id, wrong)
			return nil
		}
	}
	return []*builder{b}
}

// doccanoField takes one key. Metadata stands beside the keys of doccano itself.
func (b *builder) doccanoField(key string, v tree) (wrong string) {
	switch key {
	case "id", "ext_id", "text", "data":
	case "title":
		b.title = v.plain()
	case "lang":
		b.language(key, v)
	case "Comments":
		b.comments(v)
	case "relations":
		if len(v.list) > 0 {
			b.once(b.line, b.id, key)
		}
	case "label", "labels", "entities", "annotations":
		if v.kind != '[' || !isDoccano(v) {
			b.keep(key, v)
			return ""
		}
		if _, number := v.at(0).get("label").int(); number {
			return "its labels are numbers, and their names stand in the project that it is from: export it again from doccano 1.1 or newer, or put the names in their place"
		}
		b.take(v)
		if v.at(0).get("user").kind != 0 {
			b.once(b.line, b.id, "annotations.user")
		}
	default:
		b.keep(key, v)
	}
	return ""
}

// comments become the note on the document, a line each.
func (b *builder) comments(v tree) {
	var lines []string
	for _, c := range v.list {
		text := c.plain()
		if c.kind == '{' {
			text = c.get("comment").plain()
		}
		lines = append(lines, text)
	}
	b.note = strings.Join(lines, "\n")
}
