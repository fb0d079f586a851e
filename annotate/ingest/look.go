package ingest

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"rubricator/annotate"
)

// Choice says how to read a file, where somebody has said so. The zero value leaves it to the file.
type Choice struct {
	Format  string            // Name of a Format, or FormatText
	Unit    Unit              // what offsets count
	Columns map[string]string // as in ReadOptions; "" for what no column is
}

// FormatText is the name of what is no Format: the whole file is one article.
const FormatText = "text"

// Look is what the beginning of a file says about how an import would read it. Nothing is imported.
type Look struct {
	Format  Format    // zero for an article
	Choice  Choice    // reads the file as it was read for this
	Records []Record  // the first ones, at most ten
	Taken   int       // records in what was looked at
	Refused int       // those that would be left out
	Spans   int       // that came with the records taken, suggestions too
	Labels  []string  // of spans, as they come up
	Remarks []Remark  // the first ones, at most fifty
	Columns []Column  // of a table, or keys of JSON texts; nil where the format says what is what
	Roles   []string  // what a column can be, besides metadata; nil without Columns
	Units   []UnitFit // where it makes a difference what offsets count, and is not certain; the best first
	Unit    Unit      // what offsets were taken to count, where Units are given; "" where it is not clear
	Bytes   int64     // that were looked at, unpacked
	Whole   bool      // they are the whole file, so that all numbers are those of the file
}

// UnitFit is how well the spans of a file stand in their texts, if offsets count a unit.
type UnitFit struct {
	Unit  Unit
	Spans int // that were tried
	Fit   int // that cover what the file says they cover; where it says nothing, that begin and end with words
}

// Limits of a look.
const (
	keptRecords = 10
	keptRemarks = 50
	longerLook  = 16 << 20 // bytes, where the first record does not end within HeadBytes
	weighed     = 1 << 18  // bytes in which units of offsets are compared
)

// readWhole are formats of one document a file, that a part of it says nothing about.
var readWhole = []string{"cas", "xmi", "html", "brat"}

// Look reads the beginning of the file as c says. An error says why nothing of it could be taken; where the format is
// known or named, Format, Columns and Choice are given with it.
func (in Input) Look(c Choice) (Look, error) {
	if in.Err != nil {
		return Look{}, in.Err
	}
	if c.Format == FormatText || c.Format == "" && in.IsArticle() {
		return in.lookAtArticle(c)
	}
	l := Look{}
	for _, limit := range []int{HeadBytes, longerLook} {
		data, whole, err := in.front(limit)
		if err != nil {
			return l, fmt.Errorf("%q: %w", in.Path, err)
		}
		l = Look{Choice: c}
		if err := l.choose(in.File, data); err != nil {
			return l, fmt.Errorf("%q: %w", in.Path, err)
		}
		if !whole && slices.Contains(readWhole, l.Format.Name) {
			if data, whole, err = in.front(maxFileBytes); err != nil {
				return l, fmt.Errorf("%q: %w", in.Path, err)
			}
		}
		if l.read(in, data, whole); whole || l.Taken > 0 {
			l.weighUnits(in, data)
			break
		}
	}
	if l.Taken == 0 {
		return l, fmt.Errorf("%q: %s", in.Path, l.why())
	}
	return l, nil
}

// why says why there is no record.
func (l Look) why() string {
	for _, m := range l.Remarks {
		if m.Refused {
			return m.String()
		}
	}
	return fmt.Sprintf("%v: it has no records", ErrEmpty)
}

func (in Input) lookAtArticle(c Choice) (Look, error) {
	item := in.Article(Options{})
	if item.Err != nil {
		return Look{Choice: c}, item.Err
	}
	l := Look{Choice: c, Taken: 1, Whole: true, Bytes: max(in.Size, 0), Records: []Record{{Document: item.Document}}}
	for _, note := range item.Notes {
		l.Remarks = append(l.Remarks, Remark{Reason: strings.TrimPrefix(note, fmt.Sprintf("%q: ", item.Path))})
	}
	return l, nil
}

// front is the beginning of a file, up to its last whole line; whole if that is all of it.
func (in Input) front(limit int) (data []byte, whole bool, err error) {
	r, err := in.Open()
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	data, err = io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case err != nil && len(data) == 0:
		return nil, false, unreadable(err)
	case err == nil && len(data) <= limit:
		return data, true, nil
	}
	data = data[:min(len(data), limit)]
	if i := bytes.LastIndexByte(data, '\n'); i >= 0 && bytes.IndexByte(data, 0) < 0 {
		data = data[:i+1]
	}
	return data, false, nil
}

// choose finds the format, and what its columns are.
func (l *Look) choose(name string, data []byte) error {
	h := newHead(name, data)
	f, err := DetectColumns(name, data, l.Choice.Columns)
	if l.Choice.Format != "" {
		var ok bool
		if f, ok = Lookup(l.Choice.Format); !ok {
			return fmt.Errorf("%w: no format is called %q", ErrFormat, l.Choice.Format)
		}
		err = nil
	}
	switch {
	case err == nil && l.Choice.Format == "" && f.Name == "rubricator" && isBareText(h):
		f, _ = Lookup("jsonl") // it takes a title and a language under more names
	case err != nil && slices.Contains(csvEndings, h.Ending):
		f, _ = Lookup("csv")
	case err != nil && slices.Contains(jsonEndings, h.Ending) && len(h.Keys) > 0:
		f, _ = Lookup("jsonl")
	case err != nil:
		return err
	}
	l.Format, l.Choice.Format = f, f.Name
	return l.findColumns(h)
}

// isBareText reports whether an object has a text and nothing that only a canonical record has.
func isBareText(h Head) bool {
	return !h.has("schema") && !h.has("spans") && !h.has("decisions") && !h.has("zones") && !h.has("meta")
}

// read reads what was taken from the front of a file.
func (l *Look) read(in Input, data []byte, whole bool) {
	*l = Look{Format: l.Format, Choice: l.Choice, Columns: l.Columns, Roles: l.Roles, Bytes: int64(len(data)), Whole: whole}
	last := 0      // line of the last record that was taken
	var cut Remark // the last that is refused; where the file goes on, it is the one that was cut
	ended := l.run(in, data, l.Choice.Unit, nil, func(rec Record) {
		l.Taken, last = l.Taken+1, rec.Line
		l.Spans += rec.Work.Annotations.Len() + len(rec.Suggestions)
		if len(l.Records) < keptRecords {
			l.Records = append(l.Records, rec)
		}
		l.label(rec)
	}, func(m Remark) {
		if m.Refused {
			l.Refused, cut = l.Refused+1, m
		}
		if len(l.Remarks) < keptRemarks || m.Refused && l.Refused == 1 {
			l.Remarks = append(l.Remarks, m)
		}
	})
	if !whole && cut.Refused && cut.Line >= last {
		l.Remarks, l.Refused = slices.DeleteFunc(l.Remarks, func(m Remark) bool { return m == cut }), l.Refused-1
	}
	if ended != nil && whole {
		l.Refused++
		l.Remarks = append(l.Remarks, Remark{Refused: true, Reason: ended.Error()})
	}
}

func (l *Look) label(rec Record) {
	add := func(label string) {
		if !slices.Contains(l.Labels, label) && len(l.Labels) < 100 {
			l.Labels = append(l.Labels, label)
		}
	}
	for a := range rec.Work.Annotations.Values() {
		add(a.Label)
	}
	for _, s := range rec.Suggestions {
		add(s.Label)
	}
}

// run reads data in the format; the error is what broke it off.
func (l *Look) run(in Input, data []byte, unit Unit, placed func(placing), take func(Record), tell func(Remark)) error {
	opts := ReadOptions{Name: in.File, Unit: unit, Columns: l.Choice.Columns, Beside: in.Beside, Report: tell, placed: placed}
	for rec, err := range l.Format.Read(bytes.NewReader(data), opts) {
		if err != nil {
			return err
		}
		take(rec)
	}
	return nil
}

// placing is a span as it was put on its text.
type placing struct {
	text   annotate.Text
	unit   Unit
	span   annotate.Span
	quoted bool // the file says what it covers
	ok     bool // and it does; or the file says nothing, and it stands within the text
}

// unitsOpen are formats of which nothing but the texts tells what offsets count.
var unitsOpen = []string{"doccano", "tuples"}

// weighUnits tries what offsets may count, where it makes a difference and the file does not say what spans cover.
func (l *Look) weighUnits(in Input, data []byte) {
	if l.Format.Unit != "" || l.Columns != nil || l.Format.Name == "html" || l.Spans+l.Refused+len(l.Remarks) == 0 {
		return
	}
	data = data[:min(len(data), weighed)]
	certain, fits, used := true, true, map[Unit]int{}
	l.place(in, data, l.Choice.Unit, func(p placing) {
		certain, fits = certain && p.quoted && p.ok, fits && p.ok
		used[p.unit]++
	})
	if certain && l.Choice.Unit == "" && l.Refused == 0 || fits && !l.differing(in, data) {
		return
	}
	best, bytes := 0, UnitFit{}
	for _, u := range []Unit{CodePoints, UTF16, Graphemes, Bytes} {
		w := weigher{fit: UnitFit{Unit: u}}
		l.place(in, data, u, w.add)
		if u == Bytes {
			bytes = w.fit
		} else if w.fit.Spans > 0 {
			l.Units, best = append(l.Units, w.fit), max(best, w.fit.Fit)
		}
		if used[u] > used[l.Unit] {
			l.Unit = u
		}
	}
	if bytes.Fit > best { // else nobody would count so
		l.Units, best = append(l.Units, bytes), bytes.Fit
	}
	slices.SortStableFunc(l.Units, func(a, b UnitFit) int { return b.Fit - a.Fit })
	sure := slices.ContainsFunc(l.Units, func(f UnitFit) bool { return f.Unit == l.Unit && f.Fit == best })
	alike := !slices.ContainsFunc(l.Units, func(f UnitFit) bool { return f.Fit != best })
	if l.Choice.Unit == "" && (alike && !l.differing(in, data) || sure && !slices.Contains(unitsOpen, l.Format.Name)) {
		l.Units, l.Unit = nil, ""
	}
}

// differing reports whether spans stand elsewhere if offsets count another unit.
func (l *Look) differing(in Input, data []byte) bool {
	first, differ := uint64(0), false
	for i, u := range []Unit{CodePoints, UTF16, Graphemes} {
		sum := uint64(0)
		l.place(in, data, u, func(p placing) {
			sum *= 31
			if p.ok {
				sum += uint64(p.span.Start)*7 + uint64(p.span.End)
			}
		})
		if i == 0 {
			first = sum
		}
		differ = differ || sum != first
	}
	return differ
}

// place tells where spans stand if offsets count a unit.
func (l *Look) place(in Input, data []byte, unit Unit, placed func(placing)) {
	l.run(in, data, unit, placed, func(Record) {}, nil)
}

// weigher counts spans that stand well.
type weigher struct {
	fit     UnitFit
	text    string
	runes   []rune
	borders map[int]bool
}

func (w *weigher) add(p placing) {
	w.fit.Spans++
	if p.ok && (p.quoted || w.atWords(p)) {
		w.fit.Fit++
	}
}

func (w *weigher) atWords(p placing) bool {
	if text := p.text.String(); w.borders == nil || text != w.text {
		w.text, w.runes, w.borders = text, []rune(text), wordBorders(text)
	}
	words, _ := reading{text: w.runes}.edges([2]int{p.span.Start, p.span.End}, w.borders)
	return words == 2
}

// with adds what was seen of another file that is read alike.
func (l Look) with(other Look) Look {
	l.Taken, l.Refused, l.Spans = l.Taken+other.Taken, l.Refused+other.Refused, l.Spans+other.Spans
	l.Bytes, l.Whole = l.Bytes+other.Bytes, l.Whole && other.Whole
	l.Remarks = append(slices.Clip(l.Remarks), other.Remarks[:min(len(other.Remarks), max(0, keptRemarks-len(l.Remarks)))]...)
	return l
}

// Estimate is how many records a file or files of so many bytes hold; exact when that was counted. A size below 0 is not
// known: then there are as many at least.
func (l Look) Estimate(size int64) (records int, exact bool) {
	if l.Whole && size <= l.Bytes {
		return l.Taken, true
	}
	if l.Bytes == 0 || size < 0 {
		return l.Taken, false
	}
	return int(float64(l.Taken) * float64(size) / float64(l.Bytes)), false
}
