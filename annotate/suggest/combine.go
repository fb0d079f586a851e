package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// filter decides which proposals for one document are shown.
type filter struct {
	engine    *Engine
	in        Input
	threshold float64
	here      map[said]tally // what was said in this document
	asked     map[said]counts
	graphemes graphemes
	zones     []annotate.Span // sorted, apart
}

func newFilter(e *Engine, in Input, threshold float64) *filter {
	return &filter{engine: e, in: in, threshold: threshold, here: saidIn(in.Work), asked: map[said]counts{}, zones: merged(in.Work.Zones),
		graphemes: graphemes{text: in.Document.Text.String()}}
}

// evened is a quote with its white space evened out.
func evened(quote string) string {
	if strings.IndexFunc(quote, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }) < 0 && !strings.Contains(quote, "  ") {
		return quote
	}
	return strings.Join(strings.Fields(quote), " ")
}

// keep leaves out what may not be shown at all.
func (f *filter) keep(all []annotate.Suggestion) []annotate.Suggestion {
	kept := make([]annotate.Suggestion, 0, len(all))
	for _, s := range all {
		if s.Score >= f.threshold && f.well(s) && !f.refuses(s) {
			kept = append(kept, s)
		}
	}
	return f.in.Work.Open(kept)
}

// whole leaves out proposals that are no whole ones.
func (f *filter) whole(list []annotate.Suggestion) (kept []annotate.Suggestion) {
	for _, s := range list {
		if f.well(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// well reports whether a proposal is a whole one: a label of the schema on a span inside the text, outside the zones,
// without white space or half characters at its edges.
func (f *filter) well(s annotate.Suggestion) bool {
	t := f.in.Document.Text
	if _, ok := f.in.Schema.Label(s.Label); !ok || s.Span.Empty() || s.Span.Start < 0 || s.Span.End > t.Len() {
		return false
	}
	if len(zonesIn(f.zones, s.Span)) > 0 {
		return false
	}
	quote := t.Slice(s.Span)
	first, _ := utf8.DecodeRuneInString(quote)
	last, _ := utf8.DecodeLastRuneInString(quote)
	return !unicode.IsSpace(first) && !unicode.IsSpace(last) && f.graphemes.at(t.Byte(s.Span.Start)) && f.graphemes.at(t.Byte(s.Span.End))
}

// nested are the remembered phrases that stand inside or around others, as annotators nest these labels in this project: the model itself
// puts no span into another. It returns the list with them.
func (f *filter) nested(remembered []annotate.Suggestion, list annotate.Suggestions) annotate.Suggestions {
	all := list
	for _, s := range f.keep(remembered) {
		inside := len(list.Between(nil, s.Span)) > 0 || len(f.in.Work.Annotations.Between(nil, s.Span)) > 0
		if inside && f.fits(s, all) {
			all = all.With(s)
		}
	}
	return all
}

// fits checks a proposal against what is kept and what is annotated. Spans share characters only where the schema
// lets them and the annotators nest these labels in this project.
func (f *filter) fits(s annotate.Suggestion, kept annotate.Suggestions) bool {
	for _, o := range kept.Between(nil, s.Span) {
		if !f.nests(s.Label, s.Span, o.Label, o.Span) {
			return false
		}
	}
	for _, a := range f.in.Work.Annotations.Between(nil, s.Span) {
		if !f.nests(s.Label, s.Span, a.Label, a.Span) {
			return false
		}
	}
	return true
}

func (f *filter) nests(label string, span annotate.Span, other string, o annotate.Span) bool {
	switch m := f.engine.memory; {
	case f.in.Schema.Overlap == annotate.OverlapNone || m == nil || span == o || label == other:
		return false
	case o.Contains(span):
		return m.nests(label, other)
	case span.Contains(o):
		return m.nests(other, label)
	}
	return false
}
