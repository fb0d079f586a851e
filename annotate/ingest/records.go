package ingest

import (
	"fmt"
	"io"
	"iter"
)

// jsonFile is one file of JSON records being read.
type jsonFile struct {
	*report
	ids *IDs
}

// builder begins a record of the file.
func (f jsonFile) builder(line int) *builder {
	return &builder{report: f.report, ids: f.ids, line: line, unit: f.opts.Unit}
}

// counting is what the offsets of a format may count, the usual unit first. Where it is open, the texts must tell.
type counting struct {
	units []Unit
	open  bool
}

// inCodePoints are the units of formats that are made in Python, and that some programs get wrong.
var inCodePoints = []Unit{CodePoints, UTF16, Bytes}

// jsonRecords reads a file of JSON values. take makes of one value the records that it holds, none for one that it
// refuses.
func jsonRecords(values iter.Seq2[element, error], opts ReadOptions, c counting, take func(jsonFile, int, tree) []*builder) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		f := jsonFile{report: &report{opts: opts}, ids: &IDs{}}
		d := &decider{report: f.report, units: c.units, fixed: !c.open}
		for e, err := range values {
			if err != nil {
				if give(d.rest(), yield) {
					yield(Record{}, err)
				}
				return
			}
			if t, ok := f.parsed(e); ok && !give(d.decided(take(f, e.line, t)), yield) {
				return
			}
		}
		give(d.rest(), yield)
	}
}

// readJSON is jsonRecords of all values of a file in a format that says what its offsets count: the first of the units,
// unless what the spans are said to cover fits another alone.
func readJSON(r io.Reader, opts ReadOptions, units []Unit, take func(jsonFile, int, tree) []*builder) iter.Seq2[Record, error] {
	return jsonRecords(elements(r), opts, counting{units: units}, take)
}

// give yields the records of builders; false when no more is wanted.
func give(list []*builder, yield func(Record, error) bool) bool {
	for _, b := range list {
		if rec, ok := b.finish(); ok && !yield(rec, nil) {
			return false
		}
	}
	return true
}

// parsed is the value of an element; one that is no JSON, or that has a flaw, is refused.
func (f jsonFile) parsed(e element) (tree, bool) {
	t, why := e.parsed()
	if why != "" {
		f.refuse(e.line, "", why)
	}
	return t, why == ""
}

// parsed is the value, or why it is none to be read.
func (e element) parsed() (t tree, why string) {
	if e.bad != "" {
		return tree{}, e.bad
	}
	t, flaws, err := parseTree(e.data)
	switch {
	case err != nil:
		return tree{}, "not JSON: " + err.Error()
	case len(flaws) > 0:
		return tree{}, flaws[0]
	}
	return t, ""
}

// keep adds a value to the record's metadata: a string as it is, anything else as its JSON.
func (b *builder) keep(name string, value tree) {
	if value.missing() {
		return
	}
	if b.meta == nil {
		b.meta = map[string]string{}
	}
	b.meta[name] = value.plain()
}

// keepAll adds what is in an object; anything else is kept whole, under its own name.
func (b *builder) keepAll(name string, object tree) {
	if object.kind != '{' {
		b.keep(name, object)
	}
	for i, inner := range object.keys {
		b.keep(inner, object.list[i])
	}
}

// sayOnce reports what holds for all of a file, at the first record.
func (b *builder) sayOnce(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if b.unread[line] {
		return
	}
	if b.unread == nil {
		b.unread = map[string]bool{}
	}
	b.unread[line] = true
	b.say("%s", line)
}

// language takes a code, and keeps anything else as metadata.
func (b *builder) language(name string, value tree) {
	code, ok := value.str()
	if ok && isCode(code) {
		b.lang = code
	} else if code != "" || !ok {
		b.keep(name, value)
	}
}

// isCode reports whether s may be a language of ISO 639.
func isCode(s string) bool {
	if len(s) < 2 || len(s) > 3 {
		return false
	}
	for _, c := range s {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// offsetsOf reads start and end under any of the names that tools have for them; false where one is no whole number.
func offsetsOf(t tree) (start, end int, ok bool) {
	for _, names := range [][2]string{{"start", "end"}, {"start_offset", "end_offset"}} {
		a, b := t.get(names[0]), t.get(names[1])
		if a.kind == 0 && b.kind == 0 {
			continue
		}
		start, ok1 := a.int()
		end, ok2 := b.int()
		return start, end, ok1 && ok2
	}
	return 0, 0, false
}

// spanOf reads a span that is an object with offsets and label, or a list of the three; what is wrong with it else.
func spanOf(t tree) (f found, wrong string) {
	label := t.get("label")
	if t.kind == '[' {
		start, ok1 := t.at(0).int()
		end, ok2 := t.at(1).int()
		if label = t.at(2); !ok1 || !ok2 {
			return f, "it does not begin with two whole numbers"
		}
		f.start, f.end = start, end
	} else {
		var ok bool
		if f.start, f.end, ok = offsetsOf(t); !ok {
			return f, "it needs start and end, whole numbers"
		}
	}
	name, ok := label.str()
	if !ok || name == "" {
		return f, "its label is not a name"
	}
	f.label = name
	f.quote, f.quoted = t.get("text").str()
	return f, ""
}

// take adds spans as spanOf reads them; each that cannot be read is reported.
func (b *builder) take(list tree) {
	b.marked = true
	for i, t := range list.list {
		f, wrong := spanOf(t)
		f.nth = i + 1
		if wrong != "" {
			b.say("span %s left out: %s", f.name(), wrong)
			continue
		}
		b.spans = append(b.spans, f)
	}
}
