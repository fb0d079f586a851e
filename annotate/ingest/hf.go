package ingest

import (
	"io"
	"iter"
	"strconv"
)

// hfTags are the names that data sets have for the column of tags, the usual one first.
var hfTags = []string{"ner_tags", "ner", "tags", "labels"}

// looksHF takes a list of words beside a list of tags.
func looksHF(h Head) bool {
	words := h.First.get("tokens")
	if !h.has("tokens") || h.First.kind != 0 && len(words.list) > 0 && words.at(0).kind != '"' {
		return false
	}
	for _, name := range hfTags {
		if h.has(name) {
			return true
		}
	}
	return false
}

// readHF reads the lines of a Hugging Face data set: tokens with tags, which are names or numbers of names that stand in a
// file beside, and where they are there the text and a column of spans, which then counts in place of the tags.
func readHF(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	h := hfReader{}
	return readJSON(r, opts, inCodePoints, h.record)
}

// hfReader is one file of a data set.
type hfReader struct {
	names []string // of the tags by number, once they are looked up
	asked bool
}

func (h *hfReader) record(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	b.id = t.get("id").id()
	wrong := h.read(b, t)
	if wrong != "" {
		f.refuse(line, b.id, wrong)
		return nil
	}
	for i, key := range t.keys {
		switch v := t.list[i]; {
		case key == "id", key == "text", key == "tokens", key == "spans", key == b.tagKey(t):
		case key == "lang":
			b.language(key, v)
		case key == "title":
			b.title = v.plain()
		case v.kind == '[', v.kind == '{':
			b.once(line, b.id, key)
		default:
			b.keep(key, v)
		}
	}
	return []*builder{b}
}

func (b *builder) tagKey(t tree) string {
	for _, name := range hfTags {
		if t.get(name).kind == '[' {
			return name
		}
	}
	return ""
}

func (h *hfReader) read(b *builder, t tree) (wrong string) {
	text, spans := t.get("text"), t.get("spans")
	if text.kind == '"' && spans.kind == '[' {
		b.text = text.text
		b.take(spans)
		return ""
	}
	words, ok := stringsOf(t.get("tokens"))
	if !ok {
		return `"tokens" is no list of strings`
	}
	tags, wrong := h.tags(b, t.get(b.tagKey(t)))
	switch {
	case wrong != "":
		return wrong
	case len(tags) != len(words):
		return strconv.Itoa(len(words)) + " tokens have " + strconv.Itoa(len(tags)) + " tags"
	}
	b.marked = true
	return b.tokenised(text, words, tags)
}

// tags are the names of the tags.
func (h *hfReader) tags(b *builder, t tree) (list []string, wrong string) {
	for _, tag := range t.list {
		name, ok := tag.str()
		if !ok {
			n, whole := tag.int()
			if !whole {
				return nil, "a tag is neither a name nor a whole number"
			}
			if names := h.lookUp(b); n >= 0 && n < len(names) {
				name = names[n]
			} else if n != -100 && n != -1 { // the numbers of what is not to be learnt
				return nil, "its tags are numbers, and no README.md, labels.json or dataset_info.json beside the file says what " + strconv.Itoa(n) + " is"
			}
		}
		list = append(list, name)
	}
	return list, ""
}

func (h *hfReader) lookUp(b *builder) []string {
	if !h.asked {
		h.names, h.asked = tagNames(b.opts), true
	}
	return h.names
}

func stringsOf(t tree) (list []string, ok bool) {
	for _, v := range t.list {
		s, is := v.str()
		if !is {
			return nil, false
		}
		list = append(list, s)
	}
	return list, t.kind == '['
}
