package export

// columns writes a line for each token, and a blank line after each sentence.
type columns struct {
	tagged
	document string // the line that begins a document, and the blank one behind it
	between  string // what stands between a token and its tag
}

// conllDocument is the line that spaCy takes for a document's beginning; spelt in any other way it is a token.
const conllDocument = "-DOCSTART- -X- O O\n\n"

func openConll(r *run) writer { return columns{openTagged(r), conllDocument, " _ _ "} }

func openTSV(r *run) writer { return columns{openTagged(r), "", "\t"} }

func (c columns) write(dst []byte, u unit) ([]byte, error) {
	text, ok := c.prepare(u)
	if !ok {
		return dst, nil
	}
	from := len(dst)
	dst = append(dst, c.document...)
	for _, s := range text.sentences {
		for i, t := range s.list {
			dst = append(append(dst, t.text...), c.between...)
			dst = append(append(dst, s.tags[i]...), '\n')
		}
		dst = append(dst, '\n')
	}
	c.count(u, text)
	return dst, c.check(dst[from:], u.lesson, text.flat)
}
