package ingest

import (
	"io"
	"iter"

	"rubricator/annotate"
)

// looksProdigy takes a text with spans or tokens, and one of the keys that Prodigy gives every task.
func looksProdigy(h Head) bool {
	if !h.has("text") || !h.has("spans") && !h.has("tokens") {
		return false
	}
	if h.First.get("tokens").at(0).get("start").kind == '1' && h.First.get("spans").kind == '[' && !h.has("ents") {
		return true
	}
	return h.has("answer") || h.has("_input_hash") || h.has("_task_hash") || h.has("_view_id")
}

// readProdigy reads what Prodigy's db-out writes, with tokens or without. A task that was rejected or ignored is set
// aside; one that nobody has answered is under way.
func readProdigy(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return readJSON(r, opts, inCodePoints, prodigyTask)
}

func prodigyTask(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	meta := t.get("meta")
	if b.id = meta.get("id").id(); b.id == "" {
		b.id = t.get("id").id()
	}
	if t.get("text").kind != '"' {
		f.refuse(line, b.id, `it has no text: "text" is no string`)
		return nil
	}
	b.text = t.get("text").text
	for i, key := range meta.keys {
		b.prodigyMeta(key, meta.list[i])
	}
	for i, key := range t.keys {
		b.prodigyField(key, t.list[i])
	}
	b.answer(t.get("answer"))
	tokens := t.get("tokens")
	b.prodigySpans(t.get("spans"), tokens)
	for _, tok := range tokens.list {
		if start, end, ok := offsetsOf(tok); ok && tok.get("text").kind == '"' {
			b.probes = append(b.probes, found{start: start, end: end, quote: tok.get("text").text})
		}
	}
	return []*builder{b}
}

func (b *builder) prodigyMeta(key string, v tree) {
	switch key {
	case "id":
	case "title":
		b.title = v.plain()
	case "lang":
		b.language(key, v)
	case "annotator":
		b.annotator = v.id()
	default:
		b.keep(key, v)
	}
}

// prodigyField takes what stands in the task itself. Prodigy makes hashes anew, and they are left.
func (b *builder) prodigyField(key string, v tree) {
	switch key {
	case "text", "id", "meta", "tokens", "spans", "answer", "_input_hash", "_task_hash":
	case "_annotator_id":
		if b.annotator == "" {
			b.annotator = v.id()
		}
	case "relations":
		if len(v.list) > 0 {
			b.once(b.line, b.id, key)
		}
	default:
		b.keep(key, v)
	}
}

func (b *builder) answer(t tree) {
	switch t.text {
	case "accept":
		b.status = annotate.Finished
	case "reject", "ignore":
		b.status = annotate.Ignored
		b.say("its answer is %q: set aside, so its spans are in no export of what is finished", t.text)
	case "":
		b.status = annotate.InProgress
	default:
		b.status = annotate.InProgress
		b.say("its answer %q is none of accept, reject, ignore; taken as not answered", t.text)
	}
}

// prodigySpans takes the spans. Token indices count where there are no characters, and are compared with them else.
func (b *builder) prodigySpans(spans, tokens tree) {
	b.marked = spans.kind == '['
	for i, s := range spans.list {
		f := found{nth: i + 1, label: s.get("label").text}
		first, ok1 := s.get("token_start").int()
		last, ok2 := s.get("token_end").int()
		byTokens := ok1 && ok2 && tokens.kind == '['
		start, _, ok3 := offsetsOf(tokenAt(tokens, first))
		_, end, ok4 := offsetsOf(tokenAt(tokens, last))
		var ok bool
		switch f.start, f.end, ok = offsetsOf(s); {
		case !ok && byTokens && ok3 && ok4:
			f.start, f.end = start, end
		case !ok:
			b.say("span %s left out: it needs start and end, whole numbers", f.name())
			continue
		case byTokens && (!ok3 || !ok4 || start != f.start || end != f.end):
			b.say("span %s: its tokens %d to %d are not its characters [%d,%d); the characters count", f.name(), first, last, f.start, f.end)
		}
		f.quote, f.quoted = s.get("text").str()
		b.spans = append(b.spans, f)
	}
}

func tokenAt(tokens tree, i int) tree {
	if i < 0 {
		return tree{}
	}
	return tokens.at(i)
}
