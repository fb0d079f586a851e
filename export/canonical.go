package export

import (
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"rubricator/annotate"
)

// SchemaName is the first value of every canonical record.
const SchemaName = "rubricator/1"

// canonical writes the lossless record, offsets in code points: every key in every record, in one order, but for passed, which
// stands only where something was let stand.
type canonical struct{ *run }

func openCanonical(r *run) writer { return canonical{r} }

func (c canonical) finish() error { return nil }

func (c canonical) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	dst = c.encode(dst, u)
	return dst, checkCanonical(dst[from:], u.Document.Text)
}

func (c canonical) encode(dst []byte, u unit) []byte {
	rec := u.Record
	dst = c.head(dst, rec)
	dst = c.zones(append(dst, `,"zones":[`...), rec)
	spans := c.sound(rec)
	dst = append(dst, `],"spans":[`...)
	for i, a := range spans {
		dst = c.span(comma(dst, i), a)
	}
	dst = c.decisions(append(dst, `],"decisions":[`...), rec)
	dst = c.passed(append(dst, ']'), rec)
	dst = c.field(dst, `,"relations":[],"group":`, rec.Group)
	dst = c.field(dst, `,"split":`, rec.Split)
	c.report.Spans += len(spans)
	return append(dst, "}\n"...)
}

func (c canonical) head(dst []byte, rec Record) []byte {
	doc := rec.Document
	dst = c.field(dst, `{"schema":"`+SchemaName+`","id":`, doc.ID)
	dst = c.field(dst, `,"title":`, doc.Title)
	dst = c.field(dst, `,"lang":`, language(rec))
	dst = c.field(dst, `,"dir":`, direction(rec))
	dst = append(append(append(dst, `,"pinned":[`...), pinned(rec.Work)...), `],"text":`...)
	dst = appendString(dst, doc.Text.String())
	dst = append(append(dst, `,"text_sha256":`...), hexSum(doc.Text.SHA256())...)
	dst = c.field(dst, `,"source":{"name":`, doc.Source.Name)
	dst = c.field(dst, `,"encoding":`, doc.Source.Encoding)
	dst = append(append(dst, `,"sha256":`...), hexSum(doc.Source.SHA256)...)
	dst = append(dst, `},"meta":{`...)
	for i, k := range slices.Sorted(maps.Keys(doc.Meta)) {
		dst = append(c.text(comma(dst, i), k), ':')
		dst = c.text(dst, doc.Meta[k])
	}
	dst = c.field(dst, `},"status":`, rec.Work.Status.Word())
	dst = c.field(dst, `,"annotator":`, rec.Annotator)
	return c.field(dst, `,"note":`, rec.Work.Note)
}

// pinned names which of lang and dir the annotator has set.
func pinned(w annotate.Work) string {
	switch {
	case w.Language != "" && w.Direction != "":
		return `"lang","dir"`
	case w.Language != "":
		return `"lang"`
	case w.Direction != "":
		return `"dir"`
	}
	return ""
}

// hexSum is a hash as a JSON string; a hash that was never taken is empty.
func hexSum(sum [32]byte) string {
	if sum == [32]byte{} {
		return `""`
	}
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

func (c canonical) zones(dst []byte, rec Record) []byte {
	for i, z := range c.soundZones(rec) {
		dst = appendInt(comma(dst, i), `{"start":`, z.Start)
		dst = append(appendInt(dst, `,"end":`, z.End), '}')
	}
	return dst
}

func (c canonical) span(dst []byte, a annotate.Annotation) []byte {
	c.labels[a.Label] = true
	if trim(a.Quote) != a.Quote {
		c.edges++
	}
	dst = c.field(dst, `{"id":`, a.ID)
	dst = appendInt(dst, `,"start":`, a.Span.Start)
	dst = appendInt(dst, `,"end":`, a.Span.End)
	dst = c.field(dst, `,"label":`, a.Label)
	dst = c.field(dst, `,"text":`, a.Quote)
	dst = c.field(dst, `,"annotator":`, a.Annotator)
	dst = c.field(dst, `,"origin":`, string(a.Origin))
	dst = c.field(dst, `,"suggester":`, a.Suggester)
	dst = c.score(append(dst, `,"score":`...), a.Score)
	dst = c.field(dst, `,"entity":`, a.Entity)
	dst = c.field(dst, `,"note":`, a.Note)
	return append(dst, '}')
}

func (c canonical) decisions(dst []byte, rec Record) []byte {
	n := 0
	for d := range rec.Work.Decisions.Values() {
		a := annotate.Annotation{Span: d.Span, Label: d.Label, Quote: d.Quote}
		if err := a.Check(rec.Document.Text); err != nil {
			c.lost(rec, a, "decision: "+err.Error())
			continue
		}
		dst = appendInt(comma(dst, n), `{"start":`, d.Span.Start)
		dst = appendInt(dst, `,"end":`, d.Span.End)
		dst = c.field(dst, `,"label":`, d.Label)
		dst = c.field(dst, `,"text":`, d.Quote)
		dst = c.field(dst, `,"verdict":`, string(d.Verdict))
		dst = c.field(dst, `,"suggester":`, d.Suggester)
		dst = c.score(append(dst, `,"score":`...), d.Score)
		dst = append(c.field(dst, `,"annotation":`, d.Annotation), '}')
		n++
	}
	return dst
}

// passed appends its key and what was let stand; nothing where nothing was.
func (c canonical) passed(dst []byte, rec Record) []byte {
	n, text := 0, rec.Document.Text
	for _, p := range rec.Work.Passed {
		if p.Kind == "" || p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > text.Len() {
			c.lost(rec, annotate.Annotation{Span: p.Span, Label: p.Label}, fmt.Sprintf("pass of %q [%d,%d) lies outside %d code points", p.Kind, p.Span.Start, p.Span.End, text.Len()))
			continue
		}
		if n == 0 {
			dst = append(dst, `,"passed":[`...)
		}
		dst = appendInt(comma(dst, n), `{"start":`, p.Span.Start)
		dst = appendInt(dst, `,"end":`, p.Span.End)
		dst = c.field(dst, `,"kind":`, p.Kind)
		dst = append(c.field(dst, `,"label":`, p.Label), '}')
		n++
	}
	if n > 0 {
		dst = append(dst, ']')
	}
	return dst
}

// score appends the shortest number that reads back the same. JSON has no NaN and no infinity: they become 0.
func (c canonical) score(dst []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		c.note("score %v is no number that JSON can hold; it stands as 0", f)
		f = 0
	}
	return strconv.AppendFloat(dst, f, 'g', -1, 64)
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}
