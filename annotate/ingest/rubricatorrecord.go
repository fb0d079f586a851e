package ingest

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"rubricator/annotate"
)

// canonicalSchema is the first value of a canonical record, if it has one.
const canonicalSchema = "rubricator/1"

// canonicalLine is one line being read. Spans are collected first, as the text may stand after them.
type canonicalLine struct {
	*canonicalReader
	*jsonCursor
	n      int
	rec    Record
	schema string
	id     string
	title  string
	text   string
	sum    string
	source *annotate.Source
	meta   map[string]string
	pinned []string
	owner  bool // the record names its annotator
	spans  []rawSpan
	made   []rawSpan // decisions
	zones  []rawSpan
	passed []rawSpan
	bad    string // why the whole record is refused
}

func (c *canonicalReader) read(line []byte, n int) (Record, bool) {
	c.cursor.next(line)
	l := &canonicalLine{canonicalReader: c, jsonCursor: &c.cursor, n: n, rec: Record{Line: n}, spans: c.spans}
	defer l.leave()
	if at := badUTF8(line); at >= 0 {
		c.refuse(n, "", fmt.Sprintf("byte %d is not UTF-8: save the file as UTF-8", at+1))
		return Record{}, false
	}
	if l.peek() == '[' {
		c.refuse(n, "", "a JSON list: write one object a line")
		return Record{}, false
	}
	l.object(l.field)
	l.jsonCursor.end()
	if l.err != nil {
		c.refuse(n, l.id, "not JSON: "+l.err.Error())
		return Record{}, false
	}
	for _, f := range l.take() {
		l.bad = f // only a key that comes twice is left here
	}
	return l.finish()
}

// leave keeps the room for spans, without what it held, for the next line.
func (l *canonicalLine) leave() {
	clear(l.spans)
	if l.canonicalReader.spans = l.spans[:0]; cap(l.spans) > manySpans {
		l.canonicalReader.spans = nil
	}
}

const manySpans = 1000 // for more no room is kept

// field reads the value of one key of the record.
func (l *canonicalLine) field(key string) {
	if f := l.take(); len(f) > 0 {
		l.bad = f[0]
	}
	switch key {
	case "spans":
		l.rec.Replaces = l.wantList(key, func() { l.spans = append(l.spans, l.element(key, len(l.spans)+1)) })
	case "decisions":
		l.wantList(key, func() { l.made = append(l.made, l.element(key, len(l.made)+1)) })
	case "zones":
		l.wantList(key, func() { l.zones = append(l.zones, l.element(key, len(l.zones)+1)) })
	case "passed":
		l.wantList(key, func() { l.passed = append(l.passed, l.element(key, len(l.passed)+1)) })
	case "text":
		l.text = l.wantString(key)
		if f := l.take(); len(f) > 0 {
			l.bad = f[0]
		}
	case "source":
		l.source = &annotate.Source{}
		l.wantObject(key, l.sourceField)
	case "meta":
		l.meta = map[string]string{}
		l.wantObject(key, l.metaField)
	case "pinned":
		l.wantList(key, func() { l.pinned = append(l.pinned, l.wantString(key)) })
	case "relations":
		if raw := l.raw(); string(raw) != "[]" {
			l.unknown("relations")
		}
	default:
		l.word(key)
	}
	for _, f := range l.take() {
		l.say("%s; it is left out", f)
	}
}

// word reads a key whose value is a string.
func (l *canonicalLine) word(key string) {
	to := l.wordOf(key)
	if to == nil {
		l.raw()
		l.take()
		l.unknown(key)
		return
	}
	if b := l.peek(); key == "id" && (b == '-' || '0' <= b && b <= '9') {
		l.id = string(l.raw())
		return
	}
	l.owner = l.owner || key == "annotator" && l.peek() == '"'
	*to = l.clean(key)
}

func (l *canonicalLine) wordOf(key string) *string {
	switch key {
	case "schema":
		return &l.schema
	case "id":
		return &l.id
	case "title":
		return &l.title
	case "text_sha256":
		return &l.sum
	case "lang":
		return &l.rec.Language
	case "dir":
		return &l.rec.Direction
	case "status":
		return (*string)(&l.rec.Work.Status)
	case "annotator":
		return &l.rec.Annotator
	case "note":
		return &l.rec.Work.Note
	case "group":
		return &l.rec.Group
	case "split":
		return &l.rec.Split
	}
	return nil
}

// clean is a string, or "" when it has flaws.
func (l *canonicalLine) clean(key string) string {
	before := len(l.flaws)
	s := l.wantString(key)
	if len(l.flaws) > before {
		return ""
	}
	return s
}

func (l *canonicalLine) sourceField(key string) {
	switch key {
	case "name":
		l.source.Name = l.clean("source.name")
	case "encoding":
		l.source.Encoding = l.clean("source.encoding")
	case "sha256":
		s := l.clean("source.sha256")
		if b, err := hex.DecodeString(s); err == nil && len(b) == len(l.source.SHA256) {
			l.source.SHA256 = [32]byte(b)
		} else if s != "" {
			l.flaw("source.sha256: %.80q is no SHA-256", s)
		}
	default:
		l.raw()
		l.unknown("source." + key)
	}
}

// metaField keeps strings, and any other value as its JSON.
func (l *canonicalLine) metaField(key string) {
	before := len(l.flaws)
	var value string
	if l.peek() == '"' {
		value = l.clean("meta." + key)
	} else {
		value = string(l.raw())
	}
	if len(l.flaws) == before && value != "null" {
		l.meta[key] = value
	}
}

func (l *canonicalLine) unknown(key string) { l.once(l.n, l.id, key) }

func (l *canonicalLine) say(format string, args ...any) {
	l.remark(Remark{Line: l.n, Document: l.id, Reason: fmt.Sprintf(format, args...)})
}

// finish makes the record of what was read.
func (l *canonicalLine) finish() (Record, bool) {
	if l.bad == "" && l.schema != "" && l.schema != canonicalSchema {
		l.bad = fmt.Sprintf("schema %q is not %q: use a newer version of the program", l.schema, canonicalSchema)
	}
	if l.bad != "" {
		l.refuse(l.n, l.id, l.bad)
		return Record{}, false
	}
	if l.id == "" {
		l.id = l.ids.Unique(ID(l.opts.Name))
	} else {
		l.ids.Use(l.id)
	}
	text, moved := normalise(l.text)
	doc, err := annotate.NewDocument(l.id, l.title, text)
	if err != nil {
		l.refuse(l.n, l.id, err.Error())
		return Record{}, false
	}
	l.checkSum(doc.Text, len(moved) > 0)
	doc.Meta = l.meta
	doc.Source = annotate.Source{Name: l.opts.Name, Encoding: "utf-8"}
	if l.source != nil {
		doc.Source = *l.source
	}
	l.rec.Document = doc
	l.settle()
	l.place(doc.Text, moved)
	return l.rec, true
}

func (l *canonicalLine) checkSum(text annotate.Text, changed bool) {
	sum := text.SHA256()
	switch {
	case changed:
		l.say("line ends of the text were made \\n, or a byte order mark was removed; offsets follow")
	case l.sum != "" && !strings.EqualFold(l.sum, hex.EncodeToString(sum[:])):
		l.say("the text is not the one whose text_sha256 is given: it was changed after the export; its spans are checked against it")
	}
}

// splitNames are what an export takes.
var splitNames = []string{"train", "validation", "test"}

// settle gives the fields with few values one of them.
func (l *canonicalLine) settle() {
	rec := &l.rec
	status, err := annotate.ParseStatus(string(rec.Work.Status))
	if err != nil {
		l.say("%v; taken as new", err)
	}
	rec.Work.Status = status
	if d := rec.Direction; d != "" && d != "ltr" && d != "rtl" {
		l.say("dir %q is neither ltr nor rtl; left empty", d)
		rec.Direction = ""
	}
	if rec.Split != "" && !slices.Contains(splitNames, rec.Split) {
		l.say("split: %.80q is none of %s; it is left out", rec.Split, strings.Join(splitNames, ", "))
		rec.Split = ""
	}
	if !l.owner {
		rec.Annotator = l.opts.Annotator
	}
	for _, p := range l.pinned {
		switch p {
		case "lang":
			rec.Work.Language = rec.Language
		case "dir":
			rec.Work.Direction = rec.Direction
		default:
			l.say("pinned names %q: only lang and dir can be pinned", p)
		}
	}
}
