package export

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// check reads the lines of a document again: ten columns, tokens counted from 1, the text of each sentence as its tokens
// and SpaceAfter spell it. The spaces of MISC must give back the whole text, and the tags the flat spans.
func (c conllu) check(data []byte, l lesson, flat []placed) error {
	r := newTagReader(l.text.String(), IOB2)
	var text, sentence, said strings.Builder
	n := 0
	for line := range bytes.Lines(data) {
		line, ended := bytes.CutSuffix(line, []byte("\n"))
		cells := strings.Split(string(line), "\t")
		switch {
		case !ended:
			return fmt.Errorf("the last line has no end")
		case len(line) == 0:
			if got := strings.TrimSuffix(sentence.String(), " "); got != said.String() {
				return fmt.Errorf("the tokens spell %.60q, the sentence is %.60q", got, said.String())
			}
			r.sentence()
			n = 0
			sentence.Reset()
			said.Reset()
		case line[0] == '#':
			if s, ok := bytes.CutPrefix(line, []byte("# text = ")); ok {
				said.Write(s)
			}
		case len(cells) != 10 || cells[0] != strconv.Itoa(n+1):
			return fmt.Errorf("%.60q is not the row of token %d", line, n+1)
		default:
			n++
			misc := miscOf(cells[9])
			r.token(cells[1], misc["NE"])
			sentence.WriteString(cells[1])
			if misc["SpaceAfter"] != "No" {
				sentence.WriteByte(' ')
			}
			text.WriteString(misc.unescape("SpacesBefore") + cells[1] + misc.after())
		}
	}
	switch want := l.text.String(); {
	case n > 0:
		return fmt.Errorf("no blank line ends the last sentence")
	case text.String() != want && text.String() != want+" ": // behind the last token no feature says that there is none
		return fmt.Errorf("the spaces of MISC give %.60q in place of %.60q", text.String(), want)
	}
	return r.compare(l.text, flat)
}

// misc are the features of a row's last column.
type misc map[string]string

func miscOf(cell string) misc {
	m := misc{}
	for _, f := range strings.Split(cell, "|") {
		key, value, _ := strings.Cut(f, "=")
		m[key] = value
	}
	return m
}

func (m misc) after() string {
	if m["SpaceAfter"] == "No" {
		return ""
	}
	if _, ok := m["SpacesAfter"]; ok {
		return m.unescape("SpacesAfter")
	}
	return " "
}

func (m misc) unescape(key string) string {
	s, err := strconv.Unquote(`"` + strings.NewReplacer(`\\`, `\\`, `\s`, " ", `\p`, "|", `"`, `\"`).Replace(m[key]) + `"`)
	if err != nil {
		return "\uFFFD"
	}
	return s
}
