package export

import (
	"fmt"
	"strconv"
	"strings"
)

// conllu writes CoNLL-U: ten columns, of which the token and MISC are filled. MISC has the tag as NE= and all white space,
// so that the text comes back to the letter.
type conllu struct{ tagged }

func openConllu(r *run) writer { return conllu{openTagged(r)} }

func (c conllu) write(dst []byte, u unit) ([]byte, error) {
	text, ok := c.prepare(u)
	if !ok {
		return dst, nil
	}
	from := len(dst)
	dst = fmt.Appendf(dst, "# newdoc id = %s\n", oneLine(u.id))
	gaps := gapsOf(text.sentences, u.text.String())
	for i, s := range text.sentences {
		here := gaps[:len(s.list)]
		gaps = gaps[len(s.list):]
		dst = fmt.Appendf(dst, "# sent_id = %s-%d\n# text = ", oneLine(u.id), i+1)
		dst = append(appendSentence(dst, s.list, here), '\n')
		for j, t := range s.list {
			dst = append(strconv.AppendInt(dst, int64(j+1), 10), '\t')
			dst = append(append(dst, t.text...), "\t_\t_\t_\t_\t_\t_\t_\tNE="...)
			dst = append(append(dst, s.tags[j]...), here[j].misc()...)
			dst = append(dst, '\n')
		}
		dst = append(dst, '\n')
	}
	c.count(u, text)
	return dst, c.check(dst[from:], u.lesson, text.flat)
}

// gap is what stands around a token in the text, all that is no token.
type gap struct {
	before string // only of the first token of a text
	after  string
	last   bool // of the last token: a reader takes no space behind it
}

// misc are the features that say what stands around a token: none where it is one space.
func (g gap) misc() (s string) {
	if g.before != "" {
		s = "|SpacesBefore=" + spaceEscapes.Replace(g.before)
	}
	switch {
	case g.after == " " && !g.last, g.after == "" && g.last:
		return s
	case g.after == "":
		return s + "|SpaceAfter=No"
	}
	return s + "|SpacesAfter=" + spaceEscapes.Replace(g.after)
}

// spaceEscapes are those of UDPipe; what it has none for and would break a line for some program is written like \u2028.
var spaceEscapes = strings.NewReplacer(" ", `\s`, "\t", `\t`, "\r", `\r`, "\n", `\n`, "|", `\p`, `\`, `\\`,
	"\v", `\u000b`, "\f", `\u000c`, "\x1c", `\u001c`, "\x1d", `\u001d`, "\x1e", `\u001e`, "\u0085", `\u0085`, "\u2028", `\u2028`, "\u2029", `\u2029`)

// gapsOf are the gaps of all tokens of a text.
func gapsOf(sentences []taggedSentence, text string) (gaps []gap) {
	for _, s := range sentences {
		for _, t := range s.list {
			at := strings.Index(text, t.text) // what stands before a token has nothing that could be one
			if n := len(gaps); n > 0 {
				gaps[n-1].after = text[:at]
				gaps = append(gaps, gap{})
			} else {
				gaps = append(gaps, gap{before: text[:at]})
			}
			text = text[at+len(t.text):]
		}
	}
	gaps[len(gaps)-1].after, gaps[len(gaps)-1].last = text, true
	return gaps
}

// appendSentence appends the words of a sentence on one line, as its SpaceAfter say.
func appendSentence(dst []byte, list []token, gaps []gap) []byte {
	for i, t := range list {
		dst = append(dst, t.text...)
		if i+1 < len(list) && gaps[i].after != "" {
			dst = append(dst, ' ')
		}
	}
	return dst
}

// oneLine keeps an id on its line.
func oneLine(id string) string { return strings.Join(strings.FieldsFunc(id, isSpace), " ") }
