package ingest

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"rubricator/annotate"
)

// looksLabelStudio takes tasks with their annotations or predictions, tasks alone, and rows of its JSON_MIN.
func looksLabelStudio(h Head) bool {
	if h.has("data") && (h.First.get("data").kind == '{' || h.First.kind == 0) {
		return h.has("annotations") || h.has("completions") || h.has("predictions") || h.List
	}
	return h.has("annotation_id") && h.has("annotator")
}

// readLabelStudio reads the tasks that Label Studio exports and imports, and its JSON_MIN. Each annotation of a task is
// a record of its own, with the annotator who completed it. Offsets are code points; old versions wrote UTF-16 units,
// which the characters given with the regions tell.
func readLabelStudio(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return readJSON(r, opts, inCodePoints, studioTask)
}

func studioTask(f jsonFile, line int, t tree) []*builder {
	if t.kind != '{' {
		f.refuse(line, "", "it is no object: a task of Label Studio is one")
		return nil
	}
	if t.get("data").kind == '{' {
		return studioFull(f, line, t)
	}
	return studioMin(f, line, t)
}

// studioFull reads a task with its annotations and predictions.
func studioFull(f jsonFile, line int, t tree) (list []*builder) {
	s := studio{jsonFile: f, line: line, data: t.get("data"), task: t.get("id")}
	s.identify()
	done := t.get("annotations")
	if done.kind == 0 {
		done = t.get("completions")
	}
	for _, a := range done.list {
		if a.kind == '{' { // its older versions also wrote numbers alone
			list = append(list, s.annotation(a))
		}
	}
	if len(list) == 0 {
		list = append(list, s.begin())
	}
	for _, p := range t.get("predictions").list {
		list[0].suggestions = append(list[0].suggestions, s.prediction(list[0], p)...)
	}
	s.finish(list)
	return list
}

// studioMin reads a row of JSON_MIN: the fields of the task, and the results under the names of their tags.
func studioMin(f jsonFile, line int, t tree) []*builder {
	s := studio{jsonFile: f, line: line, task: t.get("id")}
	var results []tree
	s.data.kind = '{'
	for i, key := range t.keys {
		switch v := t.list[i]; {
		case isRegions(v):
			results = append(results, v.list...)
		case key != "id" && key != "annotator" && key != "annotation_id" && key != "created_at" && key != "updated_at" && key != "lead_time":
			s.data.keys, s.data.list = append(s.data.keys, key), append(s.data.list, v)
		}
	}
	s.identify()
	b := s.begin()
	b.annotator = person(t.get("annotator"))
	if b.marked = len(results) > 0; b.marked {
		b.status = annotate.Finished
	} else {
		b.sayOnce("a row without labels may be a task that was skipped, which JSON_MIN does not say: such rows come in as new; export JSON to know")
	}
	for i, r := range results {
		b.spans = append(b.spans, s.labels(b, r, found{nth: i + 1})...)
	}
	s.finish([]*builder{b})
	return []*builder{b}
}

// isRegions reports whether a value of JSON_MIN is a list of regions of a text.
func isRegions(t tree) bool {
	return len(t.list) > 0 && t.kind == '[' && (t.at(0).get("labels").kind == '[' || t.at(0).get("hypertextlabels").kind == '[')
}

// studio is one task.
type studio struct {
	jsonFile
	line   int
	data   tree // its fields
	task   tree // its number
	id     string
	people map[string]int
}

// identify finds the document's id, which all annotations of the task share.
func (s *studio) identify() {
	for _, t := range []tree{s.data.get("ext_id"), s.data.get("id"), s.task} {
		if s.id = t.id(); s.id != "" {
			return
		}
	}
	s.id = s.ids.Unique(ID(s.opts.Name))
}

func (s *studio) begin() *builder {
	b := s.builder(s.line)
	b.id, b.annotator = s.id, s.data.get("annotator").id()
	return b
}

// annotation reads one person's work on the task.
func (s *studio) annotation(a tree) *builder {
	b := s.begin()
	if who := person(a.get("completed_by")); who != "" {
		b.annotator = who
	}
	b.status, b.marked = annotate.Finished, true
	if a.get("was_cancelled").kind == 't' {
		b.status = annotate.Ignored
		b.say("it was skipped in Label Studio: set aside, so its spans are in no export of what is finished")
	}
	if s.people == nil {
		s.people = map[string]int{}
	}
	if s.people[b.annotator]++; s.people[b.annotator] > 1 {
		was := b.annotator
		b.annotator = fmt.Sprintf("%s (%d)", was, s.people[was])
		b.say("a further annotation by %q of the same task is taken as %q's", was, b.annotator)
	}
	n := 0
	for _, r := range a.get("result").list {
		if s.isRegion(b, r) {
			n++
			b.spans = append(b.spans, s.labels(b, r.get("value"), found{nth: n, id: r.get("id").text, note: noteOf(r)})...)
		}
	}
	return b
}

// person is who completed an annotation: an e-mail address, or a number where there is no more.
func person(t tree) string {
	if t.kind == '{' {
		if mail := t.get("email").text; mail != "" {
			return mail
		}
		return t.get("id").id()
	}
	return t.id()
}

func noteOf(result tree) string {
	var lines []string
	for _, l := range result.get("meta").get("text").list {
		lines = append(lines, l.plain())
	}
	return strings.Join(lines, "\n")
}

// isRegion reports whether a result labels a stretch of text; any other is named, once in a file.
func (s *studio) isRegion(b *builder, r tree) bool {
	kind := r.get("type").text
	if kind == "labels" || kind == "hypertextlabels" {
		return true
	}
	b.once(s.line, s.id, "result of the type "+kind)
	return false
}

// prediction reads what a program proposed.
func (s *studio) prediction(b *builder, p tree) (list []found) {
	n := 0
	for _, r := range p.get("result").list {
		if !s.isRegion(b, r) {
			continue
		}
		n++
		f := found{nth: n, suggester: p.get("model_version").id(), score: proposedScore}
		if f.suggester == "" {
			f.suggester = "label-studio"
		}
		for _, t := range []tree{p.get("score"), r.get("score")} {
			if score, ok := t.number(); ok && score > 0 && score <= 1 {
				f.score = score
			}
		}
		list = append(list, s.labels(b, r.get("value"), f)...)
	}
	return list
}

// proposedScore is that of a suggestion for which its file has none between 0 and 1.
const proposedScore = 0.8

// labels are the spans of one region: it may have several labels. like has what they share.
func (s *studio) labels(b *builder, value tree, like found) (list []found) {
	names := value.get("labels")
	at, hyper := value, false
	if names.kind != '[' {
		names, hyper = value.get("hypertextlabels"), true
	}
	if global := value.get("globalOffsets"); global.kind == '{' {
		at = global
	}
	like.quote, like.quoted = value.get("text").str()
	var ok bool
	like.start, like.end, ok = offsetsOf(at)
	switch {
	case !ok:
		b.say("span %s left out: it has no start and end that are whole numbers", like.name())
	case hyper && !like.quoted:
		b.say("span %s left out: its offsets count what a browser shows of the text, and it does not say what it covers", like.name())
	case len(names.list) == 0:
		b.say("span %s left out: it has no label", like.name())
	default:
		for _, l := range names.list {
			f := like
			if f.label = l.text; len(list) > 0 {
				f.id = ""
			}
			list = append(list, f)
		}
	}
	return list
}

// finish gives the records the text and the other fields of the task.
func (s *studio) finish(list []*builder) {
	key := s.textKey(list)
	for _, b := range list {
		for i, name := range s.data.keys {
			switch v := s.data.list[i]; name {
			case key:
				b.text = v.text
			case "ext_id", "annotator":
			case "title":
				b.title = v.plain()
			case "lang":
				b.language(name, v)
			case "meta":
				b.keepAll(name, v)
			default:
				b.keep(name, v)
			}
		}
		unescape(b.spans, b.text)
		unescape(b.suggestions, b.text)
	}
	if key != "" && key != "text" {
		list[0].sayOnce("the texts are in the field %q; its other fields are metadata", key)
	}
}

// textKey is the field that holds the text: "text", else the one string in which most spans find their characters, and
// of equals the longest.
func (s *studio) textKey(list []*builder) string {
	best, most, length := "", -1, 0
	for i, name := range s.data.keys {
		v := s.data.list[i]
		if v.kind != '"' {
			continue
		}
		if name == "text" {
			return name
		}
		n, points, units := 0, newReading(v.text, CodePoints), newReading(v.text, UTF16)
		for _, b := range list {
			for _, f := range b.quoted(b.spans) {
				if points.covers(f) || units.covers(f) {
					n++
				}
			}
		}
		if n > most || n == most && len(v.text) > length {
			best, most, length = name, n, len(v.text)
		}
	}
	return best
}

// unescape undoes what Label Studio does to line ends in the characters that it gives with a region.
func unescape(list []found, text string) {
	for i, f := range list {
		if strings.Contains(f.quote, `\n`) && !strings.Contains(text, f.quote) {
			list[i].quote = strings.ReplaceAll(f.quote, `\n`, "\n")
		}
	}
}
