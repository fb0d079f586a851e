package ingest

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strconv"
	"strings"
)

// BratText and BratAnnotations are the endings of the two files that make one document of brat.
const (
	BratText        = ".txt"
	BratAnnotations = ".ann"
)

// looksBrat takes a file of annotations: empty, or with an identifier of brat and a tab in its first line.
func looksBrat(h Head) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(h.Data, "\r\n"), []byte("\n"))
	id, _, tabbed := bytes.Cut(line, []byte("\t"))
	return len(bytes.TrimSpace(h.Data)) == 0 || tabbed && len(id) > 0 && bytes.IndexByte([]byte("TREAMN#*"), id[0]) >= 0
}

// readBrat reads one document: a text, and beside it, under the same name, its annotations in brat's standoff form. r is
// either of the two, which the ending of its name tells. Offsets count code points; INCEpTION writes UTF-16 units, which
// the characters given with the spans tell.
func readBrat(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		f := jsonFile{report: &report{opts: opts}, ids: &IDs{}}
		data, ok := f.whole(r, maxRecord, yield)
		if !ok {
			return
		}
		b := f.builder(0)
		stem := strings.TrimSuffix(opts.Name, filepath.Ext(opts.Name))
		text, other := data, stem+BratAnnotations
		ann := opts.beside(other)
		if strings.EqualFold(filepath.Ext(opts.Name), BratAnnotations) {
			other = stem + BratText
			text, ann = opts.beside(other), data
		}
		b.id = bratID(opts.beside("ids.tsv"), stem)
		switch {
		case text == nil, ann == nil:
			b.refuse(0, b.id, fmt.Sprintf("%q is not beside it: brat has a text and its annotations under one name", other))
		case badUTF8(ann) >= 0:
			b.refuse(0, b.id, fmt.Sprintf("byte %d of the annotations is not UTF-8: save the file as UTF-8", badUTF8(ann)+1))
		default:
			(&standoff{builder: b, entities: map[string]string{}, notes: map[string]string{}}).read(string(text), string(ann), yield)
		}
	}
}

// bratID is the id that our export had to change for a file's name; "" where it had not.
func bratID(table []byte, stem string) string {
	_, row, found := bytes.Cut(table, []byte("\n"+stem+"\t"))
	row, _, _ = bytes.Cut(row, []byte("\n"))
	id, ok := unescaped(string(row))
	if !found || !ok {
		return ""
	}
	return id
}

// unescaped is a cell of the tables that an export of ours has beside its data, in which tabs and line ends are escaped.
func unescaped(cell string) (string, bool) {
	s, err := strconv.Unquote(`"` + strings.ReplaceAll(cell, `"`, `\"`) + `"`)
	return s, err == nil
}

// standoff is one document being read.
type standoff struct {
	*builder
	lines    []bratSpan
	entities map[string]string // by the span that they are about
	notes    map[string]string
	kinds    []string // of lines that are not read, in the order in which they come
	counts   map[string]int
}

// bratSpan is a T line.
type bratSpan struct {
	found
	parts [][2]int // fragments
}

func (s *standoff) read(text, ann string, yield func(Record, error) bool) {
	s.text = text
	if badUTF8([]byte(text)) >= 0 {
		decoded, encoding, err := Text([]byte(text))
		if err != nil {
			s.refuse(0, s.id, err.Error())
			return
		}
		s.text = decoded
		s.say("its text is in %s; brat takes UTF-8 alone", encoding)
	}
	for line := range strings.SplitSeq(strings.TrimPrefix(ann, bom), "\n") {
		if line = strings.TrimSuffix(line, "\r"); line != "" {
			s.line(line)
		}
	}
	r := s.reading()
	for _, t := range s.lines {
		t.entity, t.note = s.entities[t.id], s.notes[t.id]
		s.add(t, r)
	}
	s.sayUnread()
	s.marked = true
	if rec, ok := s.finish(); ok {
		rec.Line = 1
		yield(rec, nil)
	}
}

// line reads one line of annotations.
func (s *standoff) line(line string) {
	id, rest, tabbed := strings.Cut(line, "\t")
	data, tail, _ := strings.Cut(rest, "\t")
	fields := strings.Fields(data)
	switch kind := id[:min(1, len(id))]; {
	case !tabbed:
		s.say("%.60q is no line of brat", line)
	case kind == "T":
		s.textBound(id, data, tail, strings.Count(line, "\t") > 1)
	case kind == "N" && len(fields) == 3:
		s.about(s.entities, "reference", fields[1], fields[2])
	case kind == "#" && len(fields) == 2 && fields[0] == "AnnotatorNotes" && strings.HasPrefix(fields[1], "T"):
		s.about(s.notes, "note", fields[1], tail)
	default:
		s.count(kind)
	}
}

// textBound reads a T line.
func (s *standoff) textBound(id, data, tail string, quoted bool) {
	label, offsets, ok := strings.Cut(data, " ")
	t := bratSpan{found: found{nth: len(s.lines) + 1, id: id, label: label, quote: tail, quoted: quoted && tail != ""}}
	for part := range strings.SplitSeq(offsets, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(part), " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(strings.TrimSpace(to))
		ok = ok && err1 == nil && err2 == nil
		t.parts = append(t.parts, [2]int{start, end})
	}
	if !ok {
		s.say("span %q left out: %.60q is not a label with a start and an end", id, data)
		return
	}
	t.start, t.end = t.parts[0][0], t.parts[len(t.parts)-1][1]
	s.lines = append(s.lines, t)
}

// about keeps what a line says of a span. A second note stands behind the first; of two references the first is kept.
func (s *standoff) about(all map[string]string, what, target, value string) {
	if all[target] == "" {
		all[target] = value
	} else if what == "note" {
		all[target] += "\n" + value
	} else {
		s.say("the reference of %s to %q is not read: it has one to %q", target, value, all[target])
	}
}

// bratKinds are the lines that say what no annotation here can hold.
var bratKinds = map[string]string{"R": "relation", "E": "event", "A": "attribute", "M": "attribute", "*": "equivalence", "#": "note on other things than a span", "N": "reference"}

func (s *standoff) count(kind string) {
	name := bratKinds[kind]
	if name == "" {
		name = "line of another kind"
	}
	if s.counts == nil {
		s.counts = map[string]int{}
	}
	if s.counts[name]++; s.counts[name] == 1 {
		s.kinds = append(s.kinds, name)
	}
}

func (s *standoff) sayUnread() {
	var list []string
	for _, name := range s.kinds {
		list = append(list, fmt.Sprintf("%d of the kind %q", s.counts[name], name))
	}
	if len(list) > 0 {
		s.say("lines that are not read: %s", strings.Join(list, ", "))
	}
}
