package ingest

import (
	"io"
	"iter"
	"slices"

	"rubricator/annotate"
)

// looksArgilla takes a record with fields beside responses or suggestions.
func looksArgilla(h Head) bool {
	return h.has("fields") && (h.has("responses") || h.has("suggestions"))
}

// readArgilla reads the records that Argilla 2 writes with to_disk and to_json. What each user answered is a record of
// its own. The settings beside say which questions are for spans, and of which field; without them, those are taken
// whose values look so. Offsets are code points.
func readArgilla(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	a := argillaReader{questions: spanQuestions(opts)}
	return readJSON(r, opts, inCodePoints, a.record)
}

// argillaReader knows the questions for spans and the fields that they are about; none where no settings are there.
type argillaReader struct{ questions map[string]string }

func spanQuestions(o ReadOptions) map[string]string {
	data := o.beside(".argilla/settings.json")
	if data == nil || badUTF8(data) >= 0 {
		return nil
	}
	t, _, err := parseTree(data)
	if err != nil {
		return nil
	}
	all := map[string]string{}
	for _, q := range t.get("questions").list {
		if q.get("settings").get("type").text == "span" {
			all[q.get("name").text] = q.get("settings").get("field").text
		}
	}
	return all
}

// isSpans reports whether a question is for spans, going by its settings or, without any, by an answer.
func (a argillaReader) isSpans(question string, value tree) bool {
	if a.questions != nil {
		_, is := a.questions[question]
		return is
	}
	return value.kind == '[' && (len(value.list) == 0 || value.at(0).get("start").kind == '1')
}

func (a argillaReader) record(f jsonFile, line int, t tree) []*builder {
	id := t.get("id").id()
	text, wrong := a.text(t)
	if wrong != "" {
		f.refuse(line, id, wrong)
		return nil
	}
	if id == "" {
		id = f.ids.Unique(ID(f.opts.Name))
	}
	begin := func() *builder {
		b := f.builder(line)
		b.id, b.text = id, text
		b.argillaMeta(t.get("metadata"))
		return b
	}
	list := a.answers(t.get("responses"), begin)
	if len(list) == 0 {
		list = append(list, begin())
	} else if len(list) > 1 || list[0].annotator == "" {
		for i, user := range a.users(t.get("responses")) {
			list[i].annotator = user
		}
	}
	a.suggested(list[0], t.get("suggestions"))
	return list
}

// text is the field that the questions are about, else the one called "text", else the only one.
func (a argillaReader) text(t tree) (text, wrong string) {
	fields := t.get("fields")
	for _, field := range a.questions {
		if s, ok := fields.get(field).str(); ok {
			return s, ""
		}
	}
	if s, ok := fields.get("text").str(); ok {
		return s, ""
	}
	if len(fields.list) == 1 && fields.list[0].kind == '"' {
		return fields.list[0].text, ""
	}
	return "", "it is not clear which of its fields is the text"
}

func (b *builder) argillaMeta(meta tree) {
	for i, key := range meta.keys {
		switch v := meta.list[i]; key {
		case "lang":
			b.language(key, v)
		case "title":
			b.title = v.plain()
		case "annotator":
			b.annotator = v.id()
		default:
			b.keep(key, v)
		}
	}
}

// users are those who answered a question for spans, in the order of their first answer.
func (a argillaReader) users(responses tree) (list []string) {
	for i, question := range responses.keys {
		for _, r := range responses.list[i].list {
			if user := r.get("user_id").id(); a.isSpans(question, r.get("value")) && !slices.Contains(list, user) {
				list = append(list, user)
			}
		}
	}
	return list
}

// answers gives each user's a record.
func (a argillaReader) answers(responses tree, begin func() *builder) (list []*builder) {
	users := a.users(responses)
	for range users {
		list = append(list, begin())
	}
	for i, question := range responses.keys {
		for _, r := range responses.list[i].list {
			if !a.isSpans(question, r.get("value")) {
				b := begin()
				b.once(b.line, b.id, "the question "+question)
				continue
			}
			b := list[slices.Index(users, r.get("user_id").id())]
			b.take(r.get("value"))
			b.argillaStatus(r.get("status"))
		}
	}
	return list
}

func (b *builder) argillaStatus(t tree) {
	switch t.text {
	case "submitted":
		b.status = annotate.Finished
	case "discarded":
		b.status = annotate.Ignored
		b.say("it was discarded in Argilla: set aside, so its spans are in no export of what is finished")
	case "draft":
		b.status = annotate.InProgress
	default:
		b.status = annotate.Finished
		b.sayOnce("the file does not say what of it was submitted, and what discarded: all is taken as submitted, here and in all such records")
	}
}

// suggested reads what programs proposed.
func (a argillaReader) suggested(b *builder, suggestions tree) {
	for i, question := range suggestions.keys {
		s := suggestions.list[i]
		if !a.isSpans(question, s.get("value")) {
			continue
		}
		agent := s.get("agent").text
		if agent == "" {
			agent = "argilla"
		}
		for n, v := range s.get("value").list {
			f, wrong := spanOf(v)
			f.nth, f.suggester, f.score = n+1, agent, proposedScore
			if wrong != "" {
				b.say("suggestion %s left out: %s", f.name(), wrong)
				continue
			}
			for _, score := range []tree{s.get("score"), s.get("score").at(n), v.get("score")} {
				if x, ok := score.number(); ok && x > 0 && x <= 1 {
					f.score = x
				}
			}
			b.suggestions = append(b.suggestions, f)
		}
	}
}
