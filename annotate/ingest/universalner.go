package ingest

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/find"
)

// The words of UniversalNER's conversations.
const (
	universalText   = "Text: "
	universalBefore = "What describes "
	universalBehind = " in the text?"
)

// looksUniversalNER takes conversations that begin with a text.
func looksUniversalNER(h Head) bool {
	if !h.has("conversations") {
		return false
	}
	if h.First.kind == 0 {
		return bytes.Contains(h.Data, []byte(`"`+universalText))
	}
	return strings.HasPrefix(h.First.get("conversations").at(0).get("value").text, universalText)
}

// readUniversalNER reads conversations about a text in which a model is asked for each label and answers with strings.
// Where they stand is found by looking for them; a string that stands at several places is reported. Where the manifest of our
// own export stands beside the file, labels get their names back.
func readUniversalNER(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	opts.Unit = CodePoints
	return readJSON(r, opts, []Unit{CodePoints}, universalReader{naturalLabels(opts)}.record)
}

// universalReader is one file being read.
type universalReader struct{ names naturalNames }

func (u universalReader) record(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	b.id = t.get("id").id()
	turns := t.get("conversations")
	first, ok := turns.at(0).get("value").str()
	if !ok || !strings.HasPrefix(first, universalText) {
		f.refuse(line, b.id, fmt.Sprintf("it has no text: its first turn does not begin with %q", universalText))
		return nil
	}
	for _, key := range t.keys {
		if key != "id" && key != "conversations" {
			f.once(line, b.id, key)
		}
	}
	b.text, _ = normalise(first[len(universalText):])
	text, err := annotate.NewText(b.text)
	if err != nil {
		f.refuse(line, b.id, err.Error())
		return nil
	}
	m := mentions{builder: b, text: text, names: u.names}
	for i := 2; i < len(turns.list); i += 2 {
		m.turn(turns.list[i], turns.at(i+1))
	}
	b.marked = true
	return []*builder{b}
}

// mentions finds the places of strings in a text.
type mentions struct {
	*builder
	text  annotate.Text
	names naturalNames
}

// turn reads a question and its answer.
func (m mentions) turn(question, answer tree) {
	asked := question.get("value").text
	label, ok1 := strings.CutPrefix(asked, universalBefore)
	label, ok2 := strings.CutSuffix(label, universalBehind)
	if !ok1 || !ok2 || label == "" {
		m.say("the question %.80q is not read: it is not %q", asked, universalBefore+"…"+universalBehind)
		return
	}
	label = m.names.label(label)
	list, flaws, err := parseTree([]byte(answer.get("value").text))
	if err != nil || len(flaws) > 0 || list.kind != '[' {
		m.say("the answer for %q is not read: it is no JSON list of strings", label)
		return
	}
	times := map[string]int{}
	var order []string
	for _, s := range list.list {
		name, ok := s.str()
		if name, _ = normalise(name); !ok || name == "" {
			m.say("an answer for %q left out: %.80s is no name", label, s.raw)
			continue
		}
		if times[name]++; times[name] == 1 {
			order = append(order, name)
		}
	}
	for _, s := range order {
		m.place(s, label, times[s])
	}
}

// place adds a string's places, at first those that are no part of a longer word. A string that is said once means all
// of them; one that is said several times as many as that, from the left.
func (m mentions) place(s, label string, times int) {
	places := m.places(s)
	n := len(places)
	switch {
	case n == 0:
		m.say("%q (%s) left out: it is not in the text", s, label)
	case times > n:
		m.say("%q (%s) is said %d times and stands at %d", s, label, times, n)
	case times > 1 && times < n:
		m.say("%q (%s) is said %d times and stands at %d places; the first are taken", s, label, times, n)
		places = places[:times]
	case n > 1 && times == 1:
		m.say("%q (%s) stands at %d places, and nothing says which is meant; all are taken", s, label, n)
	}
	for _, p := range places {
		m.spans = append(m.spans, found{nth: len(m.spans) + 1, start: p.Start, end: p.End, label: label, quote: s, quoted: true})
	}
}

// places are where a string stands, without overlap.
func (m mentions) places(s string) []annotate.Span {
	var whole, parts []annotate.Span
	text, length := m.text.String(), len([]rune(s))
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			break
		}
		start := m.text.CodePoint(from + i)
		sp := annotate.Span{Start: start, End: start + length}
		if find.Whole(m.text, sp) {
			whole = append(whole, sp)
		} else {
			parts = append(parts, sp)
		}
		from += i + len(s)
	}
	if len(whole) > 0 {
		return whole
	}
	return parts
}
