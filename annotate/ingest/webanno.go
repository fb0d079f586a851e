package ingest

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// looksWebanno takes a file that names itself.
func looksWebanno(h Head) bool { return bytes.HasPrefix(h.Data, []byte("#FORMAT=WebAnno TSV")) }

// readWebanno reads WebAnno TSV 3, one document a file. The text is that of its sentences; what stood between them is not
// in the file. Offsets count UTF-16 units.
func readWebanno(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		f := jsonFile{report: &report{opts: opts}, ids: &IDs{}}
		data, ok := f.whole(r, maxRecord, yield)
		if !ok {
			return
		}
		if at := badUTF8(data); at >= 0 {
			f.refuse(1, "", fmt.Sprintf("byte %d is not UTF-8: save the file as UTF-8", at+1))
			return
		}
		w := &webanno{builder: f.builder(1), joined: map[string]int{}}
		n := 0
		for line := range strings.SplitSeq(strings.TrimPrefix(string(data), bom), "\n") {
			n++
			w.read(strings.TrimSuffix(line, "\r"), n)
		}
		w.line = 1
		w.take()
		give([]*builder{w.builder}, yield)
	}
}

// webanno is one document being read.
type webanno struct {
	*builder
	layers   []webannoLayer
	columns  int
	text     strings.Builder
	units    int      // UTF-16 units of text
	sentence []string // lines of the sentence whose tokens come next
	pending  bool     // its text is not in text yet
	padded   bool     // something that is not in the file stood between two sentences
	joined   map[string]int
}

// webannoLayer is a layer of the header with the columns of its features.
type webannoLayer struct {
	kind     string
	features []string
	first    int // column
	used     bool
}

func (w *webanno) read(line string, n int) {
	w.line = n
	switch {
	case strings.HasPrefix(line, "#T_"):
		w.header(line)
	case strings.HasPrefix(line, "#Text="):
		if !w.pending {
			w.sentence = nil
		}
		w.sentence, w.pending = append(w.sentence, webannoPlain(line[len("#Text="):])), true
	case strings.HasPrefix(line, "#"), line == "":
	default:
		w.token(strings.Split(line, "\t"))
	}
}

// header reads a line such as #T_SP=type|feature|feature. A layer without features has a column all the same.
func (w *webanno) header(line string) {
	_, rest, _ := strings.Cut(line, "=")
	parts := strings.Split(rest, "|")
	l := webannoLayer{kind: parts[0], features: parts[1:], first: 3 + w.columns}
	w.columns += max(1, len(l.features))
	w.layers = append(w.layers, l)
}

// webannoGap is how far behind what there is a token may stand, in UTF-16 units: its sentence, and what was before it.
const webannoGap = 1 << 20

// token reads a line of a token, or of a part of one.
func (w *webanno) token(cells []string) {
	begin, end, ok := strings.Cut(cellAt(cells, 1), "-")
	start, err1 := strconv.Atoi(begin)
	stop, err2 := strconv.Atoi(end)
	if !ok || err1 != nil || err2 != nil || start < 0 || stop < start || stop > w.units+webannoGap {
		w.say("%.60q is no line of a token", strings.Join(cells, "\t"))
		return
	}
	word := webannoPlain(cellAt(cells, 2))
	if w.pending {
		w.begin(word, start)
	}
	if w.units < stop {
		w.pad(start)
		w.write(word)
	}
	for i := range w.layers {
		w.layer(&w.layers[i], cells, start, stop, word)
	}
}

// begin writes the text of a sentence so that its first token stands where its offsets say.
func (w *webanno) begin(word string, start int) {
	w.pending = false
	text := strings.Join(w.sentence, "\n")
	if i := strings.Index(text, word); i > 0 {
		start -= unitsOf(text[:i])
	}
	w.pad(start)
	w.write(text)
}

// pad fills up to an offset with line ends.
func (w *webanno) pad(to int) {
	if n := to - w.units; n > 0 {
		w.padded = w.padded || w.units > 0
		w.write(strings.Repeat("\n", n))
	}
}

func (w *webanno) write(s string) {
	w.text.WriteString(s)
	w.units += unitsOf(s)
}

func unitsOf(s string) (n int) {
	for _, r := range s {
		n += width(r, UTF16)
	}
	return n
}

// layer adds what a token has in the columns of a layer. Several annotations stand between bars; those with the same
// number in brackets are one, over several tokens.
func (w *webanno) layer(l *webannoLayer, cells []string, start, end int, word string) {
	values := splitPlain(cellAt(cells, l.first), '|')
	if values[0] == "_" {
		return
	}
	if !strings.HasSuffix("."+l.kind, "."+uimaEntity) {
		l.used = true
		return
	}
	label, identifier := slices.Index(l.features, "value"), slices.Index(l.features, "identifier")
	for i := range values {
		value, id := numbered(l.cell(cells, label, i))
		entity, _ := numbered(l.cell(cells, identifier, i))
		if _, n := numbered(values[i]); id == "" {
			id = n
		}
		if at, known := w.joined[id]; known && id != "" {
			w.spans[at].end = max(w.spans[at].end, end)
			w.spans[at].start = min(w.spans[at].start, start)
			continue
		}
		if id != "" {
			w.joined[id] = len(w.spans)
		}
		w.spans = append(w.spans, found{nth: len(w.spans) + 1, start: start, end: end, label: value, entity: entity})
	}
	w.probes = append(w.probes, found{start: start, end: end, quote: word})
}

// cell is the i-th annotation in a column of a layer.
func (l webannoLayer) cell(cells []string, feature, i int) string {
	if feature < 0 {
		return "*"
	}
	list := splitPlain(cellAt(cells, l.first+feature), '|')
	if i >= len(list) {
		return "*"
	}
	return list[i]
}

func cellAt(cells []string, i int) string {
	if i >= len(cells) {
		return "_"
	}
	return cells[i]
}

// numbered is a value without the number in brackets behind it, and the number.
func numbered(s string) (value, id string) {
	if i := strings.LastIndexByte(s, '['); i >= 0 && strings.HasSuffix(s, "]") && (i == 0 || s[i-1] != '\\') {
		s, id = s[:i], s[i+1:len(s)-1]
	}
	if s == "*" || s == "_" {
		return "", id
	}
	return webannoPlain(s), id
}

// splitPlain splits at a character that no backslash stands before.
func splitPlain(s string, at byte) (list []string) {
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case at:
			list, from = append(list, s[from:i]), i+1
		}
	}
	return append(list, s[from:])
}

// webannoPlain takes the backslashes away.
func webannoPlain(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) {
			i++
			c = s[i]
			if at := strings.IndexByte("tnrbf", c); at >= 0 {
				c = "\t\n\r\b\f"[at]
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// take makes the record of what was read.
func (w *webanno) take() {
	if w.pending { // a sentence without tokens
		w.pad(w.units + min(1, w.units))
		w.write(strings.Join(w.sentence, "\n"))
	}
	w.builder.text, w.marked = w.text.String(), true
	if w.padded {
		w.say("what stood between sentences is not in the file; line ends stand there")
	}
	for _, l := range w.layers {
		if l.used {
			w.say("the layer %q is not read: only named entities are", l.kind)
		}
	}
	r, bad := newReading(w.builder.text, w.unit), 0
	for _, p := range w.probes {
		if !r.covers(p) {
			bad++
		}
	}
	if bad > 0 {
		w.say("%d tokens with entities do not stand where their offsets say: the file was changed after it was written, or counts otherwise (--unit codepoints)", bad)
	}
}
