package export

import (
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// ChatShape is what a line of the format chat holds.
type ChatShape string

const (
	ChatMessages ChatShape = "messages" // system, user and assistant: the default
	ChatPrompt   ChatShape = "prompt"   // prompt and completion
)

// ChatShapes are all values of ChatShape, the default first.
var ChatShapes = []ChatShape{ChatMessages, ChatPrompt}

// check refuses a shape that is unknown, and one for a format that has no chat.
func (s ChatShape) check(f Format) error {
	switch {
	case s == "":
		return nil
	case !slices.Contains(ChatShapes, s):
		return fmt.Errorf("no chat shape %q: use one of %v", s, ChatShapes)
	case f.Name != "chat" && s != ChatMessages:
		return fmt.Errorf("format %s has no chat shape %s: leave the shape out", f.Name, s)
	}
	return nil
}

// chat writes lines to tune a language model on: what it is asked, and the answer. An answer has strings, as such models
// do not count characters; which of several equal strings is meant is said by its number from the left.
type chat struct {
	*run
	lines map[string]int // by file
	long  *int
}

func openChat(r *run) writer { return chat{r, map[string]int{}, new(int)} }

// The limits of programs and services that the report warns of.
const (
	chatLong  = 2000 // words of a text; what is longer than a model's window is cut off
	chatLeast = 10   // records
)

func (c chat) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	question := c.question(u)
	answer := c.answer(u)
	if c.opts.Chat == ChatPrompt {
		dst = c.field(dst, `{"prompt":[{"role":"user","content":`, question+"\n\n"+u.text.String())
		dst = append(c.field(dst, `}],"completion":[{"role":"assistant","content":`, answer), "}]}\n"...)
	} else {
		dst = c.field(dst, `{"messages":[{"role":"system","content":`, question)
		dst = c.field(dst, `},{"role":"user","content":`, u.text.String())
		dst = append(c.field(dst, `},{"role":"assistant","content":`, answer), "}]}\n"...)
	}
	if words, _ := split(u.text.String(), nil); len(words) > chatLong {
		*c.long++
	}
	c.report.Spans += len(u.spans)
	if err := checkChat(dst[from:], c.opts.Chat, u.lesson); err != nil {
		return dst, err
	}
	return dst, c.index(u)
}

// question names the labels that may be given, and says in a line what each is for where the schema says it.
func (c chat) question(u unit) string {
	var names, lines []string
	for _, l := range c.opts.Schema.Labels {
		names = append(names, l.Name)
		if l.Guideline != "" {
			lines = append(lines, l.Name+": "+annotate.FirstLine(l.Guideline))
		}
	}
	known := len(names)
	for _, p := range u.spans {
		if !slices.Contains(names, p.from.Label) {
			names = append(names, p.from.Label)
		}
	}
	slices.Sort(names[known:])
	all := strings.Join(names, ", ")
	begin := "Extract entities. Labels: " + all + ". Answer with JSON only."
	if c.opts.Chat == ChatPrompt {
		begin = "Extract " + all + " as JSON."
	}
	return strings.Join(append([]string{begin}, lines...), "\n")
}

// answer is compact JSON with the keys in one order.
func (c chat) answer(u unit) string {
	b := []byte(`{"entities":[`)
	found := occurrences{text: u.text.String()}
	for i, p := range u.spans {
		b = appendString(append(comma(b, i), `{"text":`...), p.quote)
		b = c.field(b, `,"label":`, p.from.Label)
		b = append(appendInt(b, `,"occurrence":`, found.number(p.quote, u.text.Byte(p.Start))), '}')
	}
	return string(append(b, "]}"...))
}

// occurrences numbers the places of strings in a text, from the left and from 1; those that overlap count too.
type occurrences struct {
	text   string
	places map[string][]int // bytes
}

func (o *occurrences) number(s string, at int) int { return 1 + sort.SearchInts(o.of(s), at) }

func (o *occurrences) of(s string) []int {
	if list, ok := o.places[s]; ok {
		return list
	}
	var list []int
	_, step := utf8.DecodeRuneInString(s)
	for from := 0; ; {
		i := strings.Index(o.text[from:], s)
		if i < 0 {
			break
		}
		list = append(list, from+i)
		from += i + step
	}
	if o.places == nil {
		o.places = map[string][]int{}
	}
	o.places[s] = list
	return list
}

// index notes which record stands on which line: the lines themselves may hold nothing but the chat.
func (c chat) index(u unit) error {
	name := c.file(splitOf(u.Record))
	out, err := c.indexFile(name)
	if err != nil {
		return err
	}
	c.lines[name]++
	sum := u.text.SHA256()
	row := append(strconv.AppendInt(nil, int64(c.lines[name]), 10), '\t')
	row = tsv(tsv(row, u.id, '\t'), hex.EncodeToString(sum[:]), '\n')
	_, err = out.Write(row)
	return err
}

// indexFile is the index of a file of records, with its header.
func (c chat) indexFile(name string) (io.Writer, error) {
	out, err := c.stage.create(name + ".index.tsv")
	if _, begun := c.lines[name]; err == nil && !begun {
		c.lines[name] = 0
		_, err = out.Write([]byte("line\tdoc\tsha256\n"))
	}
	return out, err
}

func (c chat) finish() error {
	for _, name := range c.dataFiles() {
		if _, err := c.indexFile(name); err != nil {
			return err
		}
	}
	if *c.long > 0 {
		c.note("%s more than %d words; what is longer than a model's window is cut off silently, with its entities: write shorter parts", countHave(*c.long, "record"), chatLong)
	}
	if n := c.report.Records; n > 0 && n < chatLeast {
		c.note("%s; OpenAI's service takes no file with fewer than %d", count(n, "record"), chatLeast)
	}
	return nil
}
