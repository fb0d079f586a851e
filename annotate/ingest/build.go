package ingest

import (
	"fmt"

	"rubricator/annotate"
)

// builder makes a Record of what a reader found in one record of a file: it freezes the text, turns offsets into code
// points, compares every span with its quote, and reports what does not fit.
type builder struct {
	*report
	ids         *IDs // of all records of the file
	line        int
	id, title   string
	lang        string // ISO 639-1
	text        string
	meta        map[string]string
	annotator   string // "" is the options'
	status      annotate.Status
	note        string // on the document
	unit        Unit
	spans       []found
	suggestions []found
	probes      []found // no spans, but what the file says that offsets cover; they tell the unit
	marked      bool    // the record has a place for spans, also where it is empty
}

// found is a span as it stands in a file.
type found struct {
	nth        int // counted from 1
	id         string
	start, end int // in the builder's unit, half-open
	label      string
	quote      string
	quoted     bool // the file says what the span covers
	annotator  string
	suggester  string
	score      float64
	note       string
	entity     string
}

// name is how the report calls a span.
func (f found) name() string {
	if f.id != "" {
		return fmt.Sprintf("%q", f.id)
	}
	return fmt.Sprintf("number %d", f.nth)
}

func (b *builder) say(format string, args ...any) {
	b.remark(Remark{Line: b.line, Document: b.id, Reason: fmt.Sprintf(format, args...)})
}

// finish gives the record; false, with a line in the report, for a text that no document can hold.
func (b *builder) finish() (Record, bool) {
	if b.id == "" {
		b.id = b.ids.Unique(ID(b.opts.Name))
	} else {
		b.ids.Use(b.id)
	}
	text, moved := normalise(b.text)
	doc, err := annotate.NewDocument(b.id, b.title, text)
	if err != nil {
		b.refuse(b.line, b.id, err.Error())
		return Record{}, false
	}
	if len(moved) > 0 {
		b.say("line ends of the text were made \\n, or a byte order mark was removed; offsets follow")
	}
	doc.Meta = b.meta
	doc.Source = annotate.Source{Name: b.opts.Name, Encoding: "utf-8"}
	if b.annotator == "" {
		b.annotator = b.opts.Annotator
	}
	rec := Record{Line: b.line, Document: doc, Language: b.lang, Annotator: b.annotator, Replaces: b.marked || len(b.spans) > 0}
	rec.Work.Status, rec.Work.Note = b.status, b.note
	b.place(&rec, newRuler(b.text, b.unit), moved)
	return rec, true
}

func (b *builder) place(rec *Record, r ruler, moved []int) {
	ids := map[string]bool{}
	var list []annotate.Annotation
	for _, f := range b.spans {
		a, ok := b.checked(rec, f, r, moved)
		if !ok {
			continue
		}
		if a.ID == "" || ids[a.ID] {
			a.ID = annotate.NewID()
		}
		ids[a.ID] = true
		list = append(list, a)
	}
	rec.Work.Annotations = annotate.NewSet(list...)
	for _, f := range b.suggestions {
		if a, ok := b.checked(rec, f, r, moved); ok {
			rec.Suggestions = append(rec.Suggestions, annotate.Suggestion{Span: a.Span, Label: a.Label, Score: f.score, Suggester: f.suggester})
		}
	}
}

// checked is a span on the frozen text; one that does not fit is reported and left out.
func (b *builder) checked(rec *Record, f found, r ruler, moved []int) (annotate.Annotation, bool) {
	a, ok := b.fitted(rec, f, r, moved)
	if b.opts.placed != nil {
		b.opts.placed(placing{text: rec.Document.Text, unit: r.unit, span: a.Span, quoted: f.quoted, ok: ok})
	}
	return a, ok
}

func (b *builder) fitted(rec *Record, f found, r ruler, moved []int) (annotate.Annotation, bool) {
	start, ok1 := r.codePoint(f.start)
	end, ok2 := r.codePoint(f.end)
	if !ok1 || !ok2 {
		b.say("span %s left out: [%d,%d) does not begin and end between characters of the text, counted in %s", f.name(), f.start, f.end, r.unit)
		return annotate.Annotation{}, false
	}
	a := annotate.Annotation{ID: f.id, Span: annotate.Span{Start: shift(start, moved), End: shift(end, moved)}, Label: f.label, Quote: f.quote,
		Annotator: f.annotator, Origin: annotate.OriginImport, Suggester: f.suggester, Score: f.score, Note: f.note, Entity: f.entity}
	if a.Annotator == "" {
		a.Annotator = rec.Annotator
	}
	text := rec.Document.Text
	if !f.quoted {
		a.Quote = text.Slice(a.Span)
	} else if len(moved) > 0 {
		a.Quote, _ = normalise(a.Quote)
	}
	err := a.Check(text)
	if err == nil && a.Label == "" {
		err = fmt.Errorf("it has no label")
	}
	if err != nil {
		b.say("span %s left out: %v", f.name(), err)
	}
	return a, err == nil
}
