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
	x, wrong := exchangeOf(h.First)
	list, err := entitiesOf(x.answer)
	return wrong == "" && err == "" && list.kind == '['
}

// readChat reads lines to tune a language model on: a text, and an answer in JSON with the strings of its entities. Their
// number from the left says where they stand; without one every place of the string is meant. The index that our export
// has beside it says which document is on which line.
func readChat(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	opts.Unit = CodePoints
	c := chatReader{index: chatIndex(opts.beside(opts.Name + ".index.tsv")), told: new(bool)}
	return readJSON(r, opts, []Unit{CodePoints}, c.record)
}

// chatReader is one file being read.
type chatReader struct {
	index map[string]chatRow // by the number of the line
	told  *bool              // that whole prompts are texts
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
	x, wrong := exchangeOf(t)
	if wrong != "" {
		f.refuse(line, "", wrong)
		return nil
	}
	b.text = x.text
	if row, ok := c.index[fmt.Sprint(line)]; ok {
		if b.id = row.id; row.sum != sumOfText(x.text) {
			b.id = ""
			b.say("its text is not the one that %s.index.tsv has for this line, so its id is not %q", f.opts.Name, row.id)
		}
	}
	for _, key := range t.keys {
		if !slices.Contains([]string{"messages", "prompt", "completion"}, key) {
			b.once(line, b.id, key)
		}
	}
	c.tell(b, x)
	list, wrong := entitiesOf(x.answer)
	if wrong != "" {
		b.say("its answer is not read: %s", wrong)
		return []*builder{b}
	}
	b.marked = true
	e := answered{builder: b, find: newStringFinder(x.text), places: map[string][][2]int{}}
	for i, entity := range list.list {
		e.entity(i+1, entity)
	}
	return []*builder{b}
}

// tell says what of the turns is no text, and what may be none.
func (c chatReader) tell(b *builder, x exchange) {
	if x.unread > 0 {
		b.say("%s beside the last question and its answer not read", countOf(x.unread, "turn"))
	}
	if x.unasked && !*c.told {
		*c.told = true
		b.say("its prompt does not begin with the question of our exports, so all of it is the text; so it is in all other such lines")
	}
}

func sumOfText(s string) string {
	text, err := annotate.NewText(s)
	if err != nil {
		return ""
	}
	sum := text.SHA256()
	return hex.EncodeToString(sum[:])
}

// exchange is a text that is asked about, and the answer.
type exchange struct {
	text, answer string
	unread       int  // turns beside these two, without those of the system
	unasked      bool // the text is a whole prompt, in which we know no question
}

// exchangeOf is the last one of several; what is wrong with them else.
func exchangeOf(t tree) (exchange, string) {
	if messages := t.get("messages"); !messages.missing() {
		to := lastBy(messages, "assistant")
		from := lastBy(tree{kind: messages.kind, list: messages.list[:max(to, 0)]}, "user")
		text, ok1 := saidAt(messages, from)
		answer, ok2 := saidAt(messages, to)
		if !ok1 || !ok2 {
			return exchange{}, "its messages are not those of a user and an assistant, each with a string as content"
		}
		return exchange{text: text, answer: answer, unread: turns(messages) - 2}, ""
	}
	prompt, completion := t.get("prompt"), t.get("completion")
	text, ok1 := saidAt(prompt, lastBy(prompt, "user"))
	answer, ok2 := saidAt(completion, lastBy(completion, "assistant"))
	if !ok1 || !ok2 {
		return exchange{}, "it has neither messages nor a prompt with its completion, strings or messages"
	}
	x := exchange{text: text, answer: answer, unread: turns(prompt) + turns(completion) - 2}
	if !slices.ContainsFunc(prompt.list, bySystem) {
		x.text, x.unasked = withoutQuestion(text)
	}
	return x, ""
}

// withoutQuestion takes off the question that our exports put before a text; unasked where there is none.
func withoutQuestion(prompt string) (text string, unasked bool) {
	question, text, found := strings.Cut(prompt, "\n\n")
	begin, _, _ := strings.Cut(question, "\n")
	if found && strings.HasPrefix(begin, "Extract ") && strings.HasSuffix(begin, " as JSON.") {
		return text, false
	}
	return prompt, true
}

// lastBy is the place of the last message of a role, of a string 0; -1 where there is none.
func lastBy(t tree, role string) int {
	if t.kind == '"' {
		return 0
	}
	for i, m := range slices.Backward(t.list) {
		if t.kind == '[' && m.get("role").text == role {
			return i
		}
	}
	return -1
}

// saidAt is what a message says, or a string.
func saidAt(t tree, i int) (string, bool) {
	if t.kind == '"' {
		return t.str()
	}
	if i < 0 {
		return "", false
	}
	return t.at(i).get("content").str()
}

// turns counts messages without those of the system; a string is one.
func turns(t tree) int {
	if t.kind == '"' {
		return 1
	}
	return len(slices.DeleteFunc(slices.Clone(t.list), bySystem))
}

// bySystem reports whether a message says what is to be done.
func bySystem(m tree) bool {
	return slices.Contains([]string{"system", "developer"}, m.get("role").text)
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
