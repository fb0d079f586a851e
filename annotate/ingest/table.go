package ingest

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// tableEndings are those of files with a token a line.
var (
	conllEndings  = []string{".conll", ".conll02", ".conll03", ".conll2002", ".conll2003", ".bio", ".bioes", ".iob", ".iob2", ".ner"}
	tsvEndings    = []string{".tsv", ".tab", ".csv"}
	conlluEndings = []string{".conllu", ".conllup"}
)

// looksTable takes what begins like a table of tokens and tags.
func looksTable(h Head) bool {
	if i := bytes.LastIndexByte(h.Data, '\n'); i >= 0 {
		h.Data = h.Data[:i+1]
	}
	d, err := decodeBytes(h.Data)
	if err != nil {
		return false
	}
	_, err = readLayout(d.text, h.Ending, nil)
	return err == nil
}

// readTable reads a file with a token a line: columns between tabs or spaces, with tags in any of the schemes in use, as
// CoNLL-U, or as a table with the names of its columns. What its columns are is found out and said.
func readTable(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rep := &report{opts: opts}
		data, ok := rep.whole(r, maxFileBytes, yield)
		if !ok {
			return
		}
		d, err := decodeBytes(data)
		if err == nil && strings.TrimSpace(d.text) == "" {
			return
		}
		t := &table{report: rep, text: d.text}
		if err == nil {
			t.layout, err = readLayout(d.text, strings.ToLower(filepath.Ext(opts.Name)), opts.Columns)
		}
		if err != nil {
			rep.refuse(0, "", err.Error())
			return
		}
		if d.guessed {
			rep.remark(Remark{Reason: fmt.Sprintf("no encoding is given in it; read as %s, which fits best", d.encoding)})
		}
		t.survey()
		t.records(yield)
	}
}

// table is one file being read.
type table struct {
	*report
	layout
	text string
	ids  IDs
	bad  int // rows that are left out

	sentences int
}

// Kinds of lines.
const (
	blank = iota
	document
	comment
	row
)

// tableLine is a line of a table: cells of a row, else what it says.
type tableLine struct {
	n     int
	kind  int
	cells []string
	text  string
}

// lines are those of the file, but for rows that have not the columns of the others; told names those in the report.
func (t *table) lines(told bool) iter.Seq[tableLine] {
	if t.csv {
		return t.csvLines(told)
	}
	return func(yield func(tableLine) bool) {
		n := 0
		for text := range strings.Lines(t.text) {
			n++
			l := tableLine{n: n, text: strings.TrimRight(text, "\r\n")}
			l.cells = t.cells(l.text)
			l.kind = t.kind(l)
			if l.kind == row && !t.good(l, told) {
				continue
			}
			if !yield(l) {
				return
			}
		}
	}
}

func (t *table) kind(l tableLine) int {
	switch {
	case strings.TrimSpace(l.text) == "":
		return blank
	case isDocument(l.text):
		return document
	case l.text[0] != '#':
		return row
	case len(l.cells) != t.width, t.index:
		return comment
	}
	for _, c := range t.tags {
		if _, ok := t.tag(l.cells[c]); ok {
			return row
		}
	}
	return comment
}

// good reports whether a row has its columns; the first ones that have not are told.
func (t *table) good(l tableLine, told bool) bool {
	why := ""
	switch {
	case len(l.cells) != t.width:
		why = fmt.Sprintf("%s where the others have %d", countOf(len(l.cells), "column"), t.width)
	case strings.TrimSpace(l.cells[t.token]) == "":
		why = "its token is empty"
	case l.n == 1 && !t.tagged(l):
		why = "it has no tag; it looks like the names of the columns"
	default:
		return true
	}
	if told {
		if t.bad++; t.bad <= toldRows {
			t.remark(Remark{Line: l.n, Reason: fmt.Sprintf("%s: %.60q; the row is left out", why, l.text)})
		}
	}
	return false
}

// toldRows are how many rows of a kind are named one by one.
const toldRows = 20

func (t *table) tagged(l tableLine) bool {
	for _, c := range t.tags {
		if _, ok := t.tag(l.cells[c]); ok {
			return true
		}
	}
	return false
}

// tokenCells scans a table that was made for spreadsheets.
func tokenCells(text string) *cellScanner { return newCellScanner(strings.NewReader(text), ',', true) }

// csvLines has a blank line wherever another sentence's number stands; rows without any go on with the one before.
func (t *table) csvLines(told bool) iter.Seq[tableLine] {
	return func(yield func(tableLine) bool) {
		rows := tokenCells(t.text)
		_, _ = rows.next() // the names of the columns
		sentence := ""
		for {
			r, err := rows.next()
			if err != nil { // io.EOF: the text is in memory
				return
			}
			if r.bad != "" {
				if told {
					t.remark(Remark{Line: r.line, Reason: r.bad + "; the row is left out"})
				}
				continue
			}
			l := tableLine{n: r.line, kind: row, cells: r.cells, text: strings.Join(r.cells, ",")}
			if !t.good(l, told) {
				continue
			}
			if t.column >= 0 && r.cells[t.column] != "" && r.cells[t.column] != sentence {
				if sentence = r.cells[t.column]; !yield(tableLine{n: l.n, kind: blank}) {
					return
				}
			}
			if !yield(l) {
				return
			}
		}
	}
}

// survey reads all tags once, finds their scheme, and says what is to be said about the file as a whole.
func (t *table) survey() {
	s := schemeStats{bare: t.bare}
	rows, noTags := 0, 0
	var sentence []tokenRow
	end := func() {
		if len(sentence) > 0 {
			t.sentences++
			for layer := range t.tags {
				s.add(layerOf(sentence, layer))
			}
		}
		sentence = sentence[:0]
	}
	for l := range t.lines(true) {
		if l.kind == blank || l.kind == document {
			end()
		}
		if l.kind != row || t.index && strings.ContainsAny(l.cells[0], "-.") {
			continue
		}
		rows++
		r := tokenRow{line: l.n}
		for _, c := range t.tags {
			tag, ok := t.tag(l.cells[c])
			if !ok {
				tag = "O"
				if noTags++; noTags <= toldRows {
					t.remark(Remark{Line: l.n, Reason: fmt.Sprintf("%.40q is no tag; read as O", l.cells[c])})
				}
			}
			r.tags = append(r.tags, tag)
		}
		sentence = append(sentence, r)
	}
	end()
	t.layout.scheme = s.name()
	t.broken = rows > 1000 && rows > 1000*t.sentences
	t.remark(Remark{Reason: fmt.Sprintf("%s; %s in %s", t.layout, countOf(rows, "token"), countOf(t.sentences, "sentence"))})
	if n := t.bad - toldRows; n > 0 {
		t.remark(Remark{Reason: fmt.Sprintf("%d more %s left out", n, areOf(n, "row"))})
	}
	if n := noTags - toldRows; n > 0 {
		t.remark(Remark{Reason: fmt.Sprintf("%d more %s no tag and read as O", n, areOf(n, "cell"))})
	}
	if n := s.repaired(); n > 0 {
		t.remark(Remark{Reason: fmt.Sprintf("broken sequences of tags: %s; a tag that cannot go on begins a span, as conlleval has it", countOf(n, "place"))})
	}
	if t.bare {
		t.remark(Remark{Reason: "its labels have no B- and I-: two spans with one label that touch are read as one"})
	}
	if t.broken {
		t.remark(Remark{Reason: "it has no blank lines between sentences: they end at full stops, question and exclamation marks"})
	}
}

func areOf(n int, noun string) string {
	if n == 1 {
		return noun + " is"
	}
	return noun + "s are"
}

// schemeStats count tags by letter, and what each scheme would have to repair.
type schemeStats struct {
	bare          bool
	letters       [256]int
	loose, closed tagReader
}

func (s *schemeStats) add(tags []string) {
	if s.bare {
		return
	}
	for _, tag := range tags {
		s.letters[tag[0]]++
	}
	s.loose.strict = true
	s.closed.strict, s.closed.closed = true, true
	s.loose.spans(tags)
	s.closed.spans(tags)
}

func (s *schemeStats) name() string {
	n := s.letters
	switch {
	case s.bare:
		return "labels without B- and I-"
	case n['S']+n['E']+n['M']+n['W'] > 0:
		return "BIOES"
	case n['U']+n['L'] > 0:
		return "BILUO"
	case s.loose.repaired*20 < n['B'] || s.loose.repaired == 0:
		return "IOB2"
	}
	return "IOB1"
}

func (s *schemeStats) repaired() int {
	switch s.name() {
	case "BIOES", "BILUO":
		return s.closed.repaired
	case "IOB2":
		return s.loose.repaired
	}
	return 0
}
