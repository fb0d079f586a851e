package ingest

import (
	"io"
	"iter"
	"slices"
	"strconv"
)

// looksSpacy takes a text with entities, or with groups of spans, as Doc.to_json writes them.
func looksSpacy(h Head) bool {
	if !h.has("text") {
		return false
	}
	return h.has("ents") || h.has("spans") && h.First.get("spans").kind == '{'
}

// readSpacy reads spaCy's Doc-JSON, one document a line or a list of them: its entities, and the spans under the key
// "sc", or under all keys where that is not there. Offsets are code points.
func readSpacy(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return readJSON(r, opts, inCodePoints, spacyDoc)
}

func spacyDoc(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	b.id = t.get("id").id()
	if t.get("text").kind != '"' {
		f.refuse(line, b.id, `it has no text: "text" is no string`)
		return nil
	}
	b.text = t.get("text").text
	groups := t.get("spans")
	for i, key := range groups.keys {
		if groups.get("sc").kind != 0 && key != "sc" {
			b.once(line, b.id, "spans."+key)
			continue
		}
		from := len(b.spans)
		b.take(groups.list[i])
		entities(b.spans[from:], groups.list[i])
	}
	b.take(t.get("ents"))
	b.marked = true
	b.spans = withoutTwins(b.spans)
	for i, key := range t.keys {
		switch v := t.list[i]; {
		case slices.Contains([]string{"id", "text", "ents", "spans", "tokens", "sents"}, key):
		case key == "lang":
			b.language(key, v)
		case key == "title":
			b.title = v.plain()
		case v.kind == '[' && len(v.list) == 0, v.kind == '{' && len(v.list) == 0:
		case v.kind == '[', v.kind == '{':
			b.once(line, b.id, key)
		default:
			b.keep(key, v)
		}
	}
	return []*builder{b}
}

// entities gives spans of a list the entities that it names.
func entities(spans []found, list tree) {
	for i, f := range spans {
		if kb := list.at(f.nth - 1).get("kb_id"); kb.kind == '"' {
			spans[i].entity = kb.text
		}
	}
}

// withoutTwins leaves out a span that says the same as one before it: entities also stand among the spans.
func withoutTwins(list []found) (out []found) {
	type key struct {
		start, end int
		label      string
	}
	seen := map[key]bool{}
	for _, f := range list {
		k := key{f.start, f.end, f.label}
		if !seen[k] {
			out = append(out, f)
		}
		seen[k] = true
	}
	return out
}

// looksSpacyV2 takes documents made of paragraphs.
func looksSpacyV2(h Head) bool { return h.has("paragraphs") }

// readSpacyV2 reads the JSON that spaCy 2 trained on: documents of paragraphs, each of which is a text with its tokens and
// their tags. A paragraph is a record.
func readSpacyV2(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return readJSON(r, opts, inCodePoints, spacyV2Doc)
}

func spacyV2Doc(f jsonFile, line int, t tree) (list []*builder) {
	paragraphs := t.get("paragraphs")
	if len(paragraphs.list) == 0 {
		f.refuse(line, t.get("id").id(), `it has no paragraphs`)
		return nil
	}
	id := t.get("id").id()
	if id == "" {
		id = f.ids.Unique(ID(f.opts.Name))
	}
	for i, p := range paragraphs.list {
		b := f.builder(line)
		if b.id = id; len(paragraphs.list) > 1 {
			b.id += "#" + strconv.Itoa(i+1)
		}
		var words, tags []string
		wrong := ""
		for _, s := range p.get("sentences").list {
			for _, tok := range s.get("tokens").list {
				if tok.get("orth").kind != '"' {
					wrong = `a token has no "orth"`
				}
				words, tags = append(words, tok.get("orth").text), append(tags, tok.get("ner").text)
			}
		}
		if wrong == "" {
			wrong = b.tokenised(p.get("raw"), words, tags)
		}
		if wrong != "" {
			f.refuse(line, b.id, wrong)
			continue
		}
		b.marked = true
		if len(p.get("cats").list) > 0 {
			b.once(line, b.id, "cats")
		}
		list = append(list, b)
	}
	return list
}
