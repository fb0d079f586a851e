package train

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
)

// word is a word of a set as it is split there, with its tag: "O", "B-LABEL" or "I-LABEL".
type word struct {
	text, tag string
	glued     bool // no blank stands before it
}

// passage is what a set has between two breaks: mostly a sentence.
type passage struct {
	language, group string
	text            string // as printed, where the set tells; else it is put together from the words
	words           []word
}

// columns says how the lines of a set are built.
type columns struct {
	word, tag int    // columns; a negative tag counts from the end
	comma     string // between columns; "" is any white space
	ends      string // a word that is no word but opens an article
	comment   string // what a line that is no word begins with
}

// read calls visit with each passage of a file, and heading with what is written in comments and in words that open
// an article. An error names the line.
func (c columns) read(folder fs.FS, name string, heading func(line string), visit func([]word)) error {
	file, err := folder.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	var words []word
	flush := func() {
		if len(words) > 0 {
			visit(words)
		}
		words = nil
	}
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r\n")
		switch {
		case strings.TrimSpace(line) == "":
			flush()
		case c.comment != "" && strings.HasPrefix(line, c.comment), c.ends != "" && strings.HasPrefix(line, c.ends):
			flush()
			heading(line)
		default:
			w, err := c.word1(line)
			if err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if w.text != "" {
				words = append(words, w)
			}
		}
	}
	flush()
	return lines.Err()
}

// word1 reads a line of one word. A line without a word, as sets have where they lost an emoji, is none.
func (c columns) word1(line string) (word, error) {
	var fields []string
	if c.comma == "" {
		fields = strings.Fields(line)
	} else {
		fields = strings.Split(line, c.comma)
	}
	tag := c.tag
	if tag < 0 {
		tag += len(fields)
	}
	if c.comma == "" && len(fields) == 1 && isTag(fields[0]) {
		return word{}, nil
	}
	if c.word >= len(fields) || tag < 0 || tag >= len(fields) {
		return word{}, fmt.Errorf("%q has %d columns: a word and its tag are needed", line, len(fields))
	}
	w := word{text: printable(fields[c.word]), tag: strings.TrimSpace(fields[tag])}
	if !isTag(w.tag) {
		return word{}, fmt.Errorf("%q: %q is no tag: want O, B-LABEL or I-LABEL", line, w.tag)
	}
	return w, nil
}

// printable is a word without blanks, byte order marks and marks of direction.
func printable(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar
	})
}

// cutField is the value of a comment line "# name = value".
func cutField(line, name string) (string, bool) {
	return strings.CutPrefix(line, "# "+name+" = ")
}

func isTag(s string) bool {
	return s == "O" || len(s) > 2 && (strings.HasPrefix(s, "B-") || strings.HasPrefix(s, "I-"))
}

// wordSpan is a range of words with the set's label.
type wordSpan struct {
	from, to int
	label    string
}

// spansOf reads the tags: a span begins with B or where the label changes.
func spansOf(words []word) (spans []wordSpan) {
	open := false
	for i, w := range words {
		if w.tag == "O" {
			open = false
			continue
		}
		label := w.tag[2:]
		if n := len(spans); open && w.tag[0] == 'I' && spans[n-1].label == label {
			spans[n-1].to = i + 1
			continue
		}
		spans, open = append(spans, wordSpan{i, i + 1, label}), true
	}
	return spans
}
