package export

import (
	"cmp"
	"fmt"
	"slices"

	"rubricator/annotate"
)

// lesson is a document as a model is to learn it: its zones cut out, its spans trimmed, none there twice.
type lesson struct {
	text  annotate.Text
	spans []placed // by start, the longer first, then label
}

// placed is a span of a lesson's text.
type placed struct {
	annotate.Span
	quote string
	from  annotate.Annotation // as stored
}

// lesson prepares a record; false when nothing of it can be learned from. All that it leaves out is reported.
func (r *run) lesson(rec Record) (lesson, bool, error) {
	zones := r.soundZones(rec)
	l := lesson{text: rec.Document.Text}
	pieces := []piece{{old: annotate.Span{End: l.text.Len()}}}
	if len(zones) > 0 {
		var s string
		s, pieces = withoutZones(l.text, zones)
		if allVanish(s) {
			r.report.lose(rec, "nothing of the text is left outside its zones")
			return l, false, nil
		}
		var err error
		if l.text, err = annotate.NewText(s); err != nil {
			return l, false, err
		}
		r.zoned++
	}
	all := r.sound(rec)
	l.spans = make([]placed, 0, len(all))
	for _, a := range all {
		if p, ok := r.placed(rec, a, pieces); ok {
			if got := l.text.Slice(p.Span); got != p.quote {
				return l, false, fmt.Errorf("span %q covers %q in place of %q once the zones are cut out", a.ID, got, p.quote)
			}
			l.spans = append(l.spans, p)
		}
	}
	l.spans = r.once(rec, l.spans)
	return l, true, nil
}

// placed puts an annotation on the text without zones and trims it.
func (r *run) placed(rec Record, a annotate.Annotation, pieces []piece) (placed, bool) {
	sp, ok := moved(pieces, a.Span)
	if !ok {
		r.lost(rec, a, "it touches a zone, which is not exported")
		return placed{}, false
	}
	sp, quote := trimmed(sp, a.Quote)
	if allVanish(quote) {
		r.lost(rec, a, "it covers only white space and invisible characters")
		return placed{}, false
	}
	if quote != a.Quote {
		r.changed(rec, a, "trimmed", fmt.Sprintf("white space or invisible marks at its ends are left out; it covers %q", quote))
	}
	r.labels[a.Label] = true
	return placed{sp, quote, a}, true
}

// once sorts the spans and leaves out a label that stands twice on the same characters.
func (r *run) once(rec Record, list []placed) []placed {
	slices.SortStableFunc(list, func(a, b placed) int {
		return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.from.Label, b.from.Label), cmp.Compare(a.from.ID, b.from.ID))
	})
	return slices.CompactFunc(list, func(a, b placed) bool {
		same := a.Span == b.Span && a.from.Label == b.from.Label
		if same {
			r.changed(rec, b.from, "duplicate", fmt.Sprintf("%q has the same label on the same characters; one is written", a.from.ID))
		}
		return same
	})
}

// flat picks the spans for a format that cannot hold nesting: the longest first; of equals the earliest, then the
// label that the schema names first. It gives them in the order of the text, and those left out with what they
// overlap.
func (r *run) flat(list []placed) (kept []placed, left []overlapped) {
	byLength := make([]*placed, len(list)) // one is large to move
	for i := range list {
		byLength[i] = &list[i]
	}
	slices.SortStableFunc(byLength, func(a, b *placed) int {
		if c := cmp.Or(cmp.Compare(b.Len(), a.Len()), cmp.Compare(a.Start, b.Start)); c != 0 {
			return c
		}
		return r.labelOrder(a.from.Label, b.from.Label)
	})
	var chosen []*placed
	for _, p := range byLength {
		i, _ := slices.BinarySearchFunc(chosen, p, func(k, p *placed) int { return cmp.Compare(k.Start, p.Start) })
		switch {
		case i < len(chosen) && chosen[i].Overlaps(p.Span):
			left = append(left, overlapped{*p, *chosen[i]})
		case i > 0 && chosen[i-1].Overlaps(p.Span):
			left = append(left, overlapped{*p, *chosen[i-1]})
		default:
			chosen = slices.Insert(chosen, i, p)
		}
	}
	kept = make([]placed, len(chosen))
	for i, p := range chosen {
		kept[i] = *p
	}
	slices.SortStableFunc(left, func(a, b overlapped) int { return a.Span.Compare(b.Span) })
	return kept, left
}

// overlapped is a span that gives way to another.
type overlapped struct {
	placed
	by placed
}

func (o overlapped) reason() string {
	return fmt.Sprintf("it overlaps %s %q, which is kept", o.by.from.Label, o.by.quote)
}

func (r *run) labelOrder(a, b string) int {
	at := func(name string) int {
		i := slices.IndexFunc(r.opts.Schema.Labels, func(l annotate.Label) bool { return l.Name == name })
		if i < 0 {
			return len(r.opts.Schema.Labels)
		}
		return i
	}
	return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a, b))
}
