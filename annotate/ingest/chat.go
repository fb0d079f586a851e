package ingest

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"rubricator/annotate"
)

// looksChat takes messages, or a prompt with its completion, of which the last has entities. Where that is too far behind
// to be seen, its first words must be enough.
func looksChat(h Head) bool {
	if !h.has("messages") && !h.has("prompt", "completion") {
		return false
	}
	if h.First.kind == 0 {
		return bytes.Contains(h.Data, []byte(`"content"`))
	}
	_, answer, wrong := turnsOf(h.First)
	list, err := entitiesOf(answer)
	return wrong == "" && err == "" && list.kind == '['
}

// readChat reads lines to tune a language model on: a text, and an answer in JSON with the strings of its entities. Their
// number from the left says where they stand; without one every place of the string is meant. The index that our export
// has beside it says which document is on which line.
func readChat(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	opts.Unit = CodePoints
	c := chatReader{index: chatIndex(opts.beside(opts.Name + ".index.tsv"))}
	return readJSON(r, opts, []Unit{CodePoints}, c.record)
}

// chatReader is one file being read.
type chatReader struct {
	index map[string]chatRow // by the number of the line
}

// chatRow says which document's text is on a line.
type chatRow struct{ id, sum string }

// chatIndex reads the rows line, doc and sha256 behind a header.
func chatIndex(table []byte) map[string]chatRow {
	index := map[string]chatRow{}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if id, ok := unescaped(cells[min(1, len(cells)-1)]); ok && len(cells) == 3 {
			index[cells[0]] = chatRow{id, cells[2]}
		}
	}
	return index
}

func (c chatReader) record(f jsonFile, line int, t tree) []*builder {
	b := f.builder(line)
	text, answer, wrong := turnsOf(t)
	if wrong != "" {
		f.refuse(line, "", wrong)
		return nil
	}
	b.text = text
	if row, ok := c.index[fmt.Sprint(line)]; ok {
		if b.id = row.id; row.sum != sumOfText(text) {
			b.id = ""
			b.say("its text is not the one that %s.index.tsv has for this line, so its id is not %q", f.opts.Name, row.id)
		}
	}
	for _, key := range t.keys {
		if !slices.Contains([]string{"messages", "prompt", "completion"}, key) {
			b.once(line, b.id, key)
		}
	}
	list, wrong := entitiesOf(answer)
	if wrong != "" {
		b.say("its answer is not read: %s", wrong)
		return []*builder{b}
	}
	b.marked = true
	e := answered{builder: b, find: newStringFinder(text), places: map[string][][2]int{}}
	for i, entity := range list.list {
		e.entity(i+1, entity)
	}
	return []*builder{b}
}

func sumOfText(s string) string {
	text, err := annotate.NewText(s)
	if err != nil {
		return ""
	}
	sum := text.SHA256()
	return hex.EncodeToString(sum[:])
}

// turnsOf are the text that is asked about and the answer, the last ones of several; what is wrong with them else.
func turnsOf(t tree) (text, answer, wrong string) {
	if messages := t.get("messages"); !messages.missing() {
		text, ok1 := saidBy(messages, "user")
		answer, ok2 := saidBy(messages, "assistant")
		if !ok1 || !ok2 {
			return "", "", "its messages are not those of a user and an assistant, each with a string as content"
		}
		return text, answer, ""
	}
	prompt, ok1 := saidBy(t.get("prompt"), "user")
	answer, ok2 := saidBy(t.get("completion"), "assistant")
	if !ok1 || !ok2 {
		return "", "", "it has neither messages nor a prompt with its completion, strings or messages"
	}
	_, text, found := strings.Cut(prompt, "\n\n")
	if !found {
		return "", "", "its prompt has no empty line between the question and the text"
	}
	return text, answer, ""
}

// saidBy is what the last message of a role says; a string is said by whoever is asked for.
func saidBy(t tree, role string) (string, bool) {
	if t.kind == '"' {
		return t.text, true
	}
	for _, m := range slices.Backward(t.list) {
		if t.kind == '[' && m.get("role").text == role {
			return m.get("content").str()
		}
	}
	return "", false
}

// entitiesOf is the list in an answer, {"entities": […]} or the list alone; else why it cannot be read.
func entitiesOf(answer string) (list tree, wrong string) {
	t, flaws, err := parseTree([]byte(answer))
	if t.kind == '{' {
		t = t.get("entities")
	}
	switch {
	case err != nil:
		return tree{}, "not JSON: " + err.Error()
	case len(flaws) > 0:
		return tree{}, flaws[0]
	case t.kind != '[':
		return tree{}, `it is no list of "entities"`
	}
	return t, ""
}

// answered is a text with an answer about it.
type answered struct {
	*builder
	find   *stringFinder
	places map[string][][2]int // where each string stands, in code points, from the left; those that overlap too
}

func (a *answered) entity(nth int, t tree) {
	s, ok1 := t.get("text").str()
	label, ok2 := t.get("label").str()
	number := t.get("occurrence")
	if !ok1 || !ok2 || s == "" {
		a.say("span number %d left out: %.60s is not {\"text\", \"label\", \"occurrence\"}", nth, t.raw)
		return
	}
	if number.missing() {
		a.mention(a.find, label, t.get("text"))
		return
	}
	places, known := a.places[s]
	if !known {
		places = occurrences(a.text, s, false)
		a.places[s] = places
	}
	if n, ok := number.int(); ok && n > 0 && n <= len(places) {
		at := places[n-1]
		a.spans = append(a.spans, found{nth: nth, start: at[0], end: at[1], label: label, quote: s, quoted: true})
		return
	}
	a.say("span number %d left out: %.60q stands at %s of the text, and there is no occurrence %.20s", nth, s, countOf(len(places), "place"), number.raw)
}
